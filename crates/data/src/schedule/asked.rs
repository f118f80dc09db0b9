//! How schedules are asked for, as dialects of the machine that fetches agent states.

use super::answer::checked;
use crate::dialect::{Decoded, Decoder, Dialect, PageRequest, Plans, Shape, Windows};
use crate::error::ErrorKind;
use crate::query::{IdForm, Query, QueryError};
use crate::source::Request;
use model::record::Durations;
use model::state::Catalog;
use model::time::{DAY, Millis, SECOND, Span, format_utc};

/// From the first date of a window to its last, which is the first of the next, in milliseconds: seven dates.
const WINDOW: i64 = 6 * DAY;

/// Which call is asked, agent by agent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked {
    /// `GET {base}/incontactapi/services/v8.0/agents/{agentId}/wfm-schedule`, day by day, from the day before on: shifts
    /// may have begun then.
    ByDay,
    /// The export of CXone WFM ([`super::export`]), for agents whose ids look like this.
    Exported(IdForm),
}

impl Dialect for Asked {
    fn name(&self) -> &'static str {
        match self {
            Self::ByDay => "wfm-schedule",
            Self::Exported(_) => "schedules-export",
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::ByDay => "CXone schedules",
            Self::Exported(_) => "CXone WFM schedules",
        }
    }

    fn durations(&self) -> Durations {
        Durations::OfOwnState
    }

    fn ids(&self) -> IdForm {
        match self {
            Self::ByDay => IdForm::Number,
            Self::Exported(ids) => *ids,
        }
    }

    fn offers_all(&self) -> bool {
        false
    }

    fn max_in_flight(&self) -> usize {
        3
    }

    fn numbers_pages(&self) -> bool {
        false
    }

    fn plan(&self, query: &Query) -> Result<Plans, QueryError> {
        query.check_span()?;
        let windows = match self {
            Self::ByDay => {
                Windows { span: Span { start: query.span.start + -DAY, ..query.span }, each_ms: DAY }
            }
            Self::Exported(_) => Windows { span: query.span, each_ms: WINDOW },
        };
        Plans::new(query, self.ids(), vec![windows])
    }

    fn request(&self, ask: &PageRequest) -> Request {
        match self {
            Self::ByDay => of_day(ask),
            Self::Exported(_) => of_window(ask),
        }
    }

    fn own_decoder(&self) -> Option<&'static dyn Decoder> {
        Some(&Answers)
    }
}

fn of_day(ask: &PageRequest) -> Request {
    let agent = ask.plan.agent.as_deref().unwrap_or_default();
    let time = |ms: i64| format_utc(Millis(ms)).unwrap_or_default();
    let (start, end) = (ask.plan.span.start.0, ask.plan.span.end.0);
    Request::new(format!("/incontactapi/services/v8.0/agents/{agent}/wfm-schedule"))
        .with("startDate", time(start - start.rem_euclid(SECOND)))
        .with("endDate", time(end + (-end).rem_euclid(SECOND)))
}

/// Its path and whose it is are a host's and an agent's: see [`super::export::Export::addressed`].
fn of_window(ask: &PageRequest) -> Request {
    let date = |at: Millis| format_utc(at).unwrap_or_default()[..10].to_owned();
    let Span { start, end } = ask.plan.span;
    Request::new("").with("startDate", date(start)).with("endDate", date(end))
}

/// What answers are read by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answers;

impl Decoder for Answers {
    fn shape(&self, _: &str) -> Option<Shape> {
        None
    }

    fn decode(&self, ask: &PageRequest, body: &[u8], _: &mut Catalog) -> Result<Decoded, ErrorKind> {
        checked(body, ask.plan.agent.as_ref())
    }
}
