//! What is to be loaded, and the checks made before anything is sent.

use std::collections::HashSet;

use super::acw::AcwRule;
use model::record::AgentId;
use model::time::{DAY, Millis, SECOND, Span, format_utc, parse_strict_utc};

/// Whose history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agents {
    /// These agents, in this order.
    Named(Vec<AgentId>),
    /// Everyone, where the API can tell.
    All,
}

/// What is to be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Whose history.
    pub agents: Agents,
    /// The range asked for.
    pub span: Span,
    /// How.
    pub settings: Settings,
}

/// Most that one load may ask for: agents × days, calls, and pages.
pub const MAX_CALLS: u64 = 50_000;

/// Most agents × days that are loaded for a link alone, without a question.
pub const MAX_UNASKED: u64 = 100;

/// How much a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Number of agents; `None` for all agents at once.
    pub agents: Option<usize>,
    /// Days of the range, those begun included.
    pub days: u64,
    /// Calls, if each brings all that there is.
    pub calls: u64,
}

impl Amount {
    /// Agents × days. All agents at once count as one: so they are asked for.
    pub fn agent_days(&self) -> u64 {
        self.days.saturating_mul(self.agents.unwrap_or(1) as u64)
    }
}

/// How to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Records a page; `None`: as many as the API gives.
    pub page_size: Option<usize>,
    /// Pages of one series of requests before the person is asked whether to go on.
    pub max_pages: usize,
    /// Reporting v2: the `interval` parameter, not sent when `None`.
    pub interval: Option<String>,
    /// CXone: the version in its paths.
    pub api_version: String,
    /// CXone: how long before the range to look for the state carried in, in milliseconds.
    pub look_back_ms: i64,
    /// CXone: whether customers' numbers and addresses are asked for.
    pub addresses: bool,
    /// CXone: which unavailable codes are after-call work.
    pub acw: AcwRule,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            page_size: None,
            max_pages: 100,
            interval: None,
            api_version: "27.0".into(),
            look_back_ms: DAY,
            addresses: false,
            acw: AcwRule::default(),
        }
    }
}

/// Why a query cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryError {
    /// No agent is named.
    NoAgent,
    /// An id that is none in this API.
    BadAgent {
        /// The id as it was typed.
        id: String,
        /// What an id looks like.
        wanted: IdForm,
    },
    /// This API cannot answer for all agents at once.
    AllNotOffered,
    /// A time that is not `YYYY-MM-DDTHH:mm:ssZ`.
    BadTime {
        /// The text as it was typed.
        text: String,
    },
    /// The start is not before the end.
    StartNotBeforeEnd,
    /// The range lies outside the years 0 to 9999.
    OutOfCalendar,
    /// More than one load may ask for ([`MAX_CALLS`]).
    TooMuch(Amount),
    /// Records a page are out of the API's limits.
    BadPageSize {
        /// Most records that the API gives.
        most: usize,
    },
    /// A version that is no number such as `27.0`.
    BadVersion {
        /// The text as it was typed.
        text: String,
    },
}

/// What an agent's id looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdForm {
    /// `00000000-0000-0000-0000-000000000000`.
    Uuid,
    /// Digits.
    Number,
}

impl IdForm {
    /// Whether `id` looks like this.
    pub fn fits(self, id: &str) -> bool {
        match self {
            Self::Uuid => {
                let dashes = [8, 13, 18, 23];
                id.len() == 36
                    && id.bytes().enumerate().all(|(i, byte)| match byte {
                        b'-' => dashes.contains(&i),
                        _ => byte.is_ascii_hexdigit() && !dashes.contains(&i),
                    })
            }
            Self::Number => (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit()),
        }
    }
}

impl Query {
    /// The usual way to load a range of some agents.
    pub fn new(agents: Agents, span: Span) -> Self {
        Self { agents, span, settings: Settings::default() }
    }

    /// The agents named, each once; empty for all agents.
    ///
    /// # Errors
    /// When there is none, or one does not look like `wanted`.
    pub fn named(&self, wanted: IdForm) -> Result<Vec<AgentId>, QueryError> {
        let Agents::Named(ids) = &self.agents else { return Ok(Vec::new()) };
        if let Some(bad) = ids.iter().find(|id| !wanted.fits(id)) {
            return Err(QueryError::BadAgent { id: bad.to_string(), wanted });
        }
        let mut seen = HashSet::new();
        let ids: Vec<AgentId> = ids.iter().filter(|id| seen.insert((*id).clone())).cloned().collect();
        if ids.is_empty() { Err(QueryError::NoAgent) } else { Ok(ids) }
    }

    /// Checks what every API demands of a range.
    ///
    /// # Errors
    /// When it is empty or not in the calendar.
    pub fn check_span(&self) -> Result<(), QueryError> {
        let Span { start, end } = self.span;
        if start >= end {
            return Err(QueryError::StartNotBeforeEnd);
        }
        // APIs take whole seconds, so the end is rounded up.
        let known = format_utc(start).is_some() && format_utc(end + (SECOND - 1)).is_some();
        if known { Ok(()) } else { Err(QueryError::OutOfCalendar) }
    }

    /// Days of the range, those begun included.
    pub fn days(&self) -> u64 {
        self.span.len().unsigned_abs().div_ceil(DAY.unsigned_abs())
    }

    /// Records a page: what is set, or `most`.
    ///
    /// # Errors
    /// When what is set is not from 1 to `most`.
    pub fn page_size(&self, most: usize) -> Result<usize, QueryError> {
        match self.settings.page_size {
            Some(size) if !(1..=most).contains(&size) => Err(QueryError::BadPageSize { most }),
            size => Ok(size.unwrap_or(most)),
        }
    }
}

/// Reads ids as they are typed: apart by commas, semicolons or white space; `all` alone is everyone.
///
/// # Errors
/// When there is none.
pub fn parse_agents(text: &str) -> Result<Agents, QueryError> {
    let ids: Vec<AgentId> = text
        .split(|c: char| c == ',' || c == ';' || c.is_whitespace())
        .filter(|id| !id.is_empty())
        .map(Into::into)
        .collect();
    match &ids[..] {
        [] => Err(QueryError::NoAgent),
        [one] if one.eq_ignore_ascii_case("all") => Ok(Agents::All),
        _ => Ok(Agents::Named(ids)),
    }
}

/// Reads a range in the strict form of the API, `YYYY-MM-DDTHH:mm:ssZ`.
///
/// # Errors
/// When one of the two is no such time, or the start is not before the end.
pub fn parse_span(start: &str, end: &str) -> Result<Span, QueryError> {
    let read = |text: &str| -> Result<Millis, QueryError> {
        parse_strict_utc(text.trim()).ok_or_else(|| QueryError::BadTime { text: text.to_owned() })
    };
    let span = Span { start: read(start)?, end: read(end)? };
    if span.start < span.end { Ok(span) } else { Err(QueryError::StartNotBeforeEnd) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_checked_before_they_are_sent() {
        let uuid = "00000000-0000-4000-8000-0123456789aB";
        assert!(IdForm::Uuid.fits(uuid));
        for bad in ["", "42", "00000000-0000-4000-8000-0123456789a", "{0000000-0000-4000-8000-0123456789ab}"]
        {
            assert!(!IdForm::Uuid.fits(bad), "{bad}");
        }
        assert!(!IdForm::Uuid.fits(&uuid.replace('-', "0")));
        assert!(IdForm::Number.fits("100001"));
        for bad in ["", "-1", "1/2", "1.5", "x", "123456789012345678901"] {
            assert!(!IdForm::Number.fits(bad), "{bad}");
        }
    }

    #[test]
    fn agents_as_they_are_typed() {
        let named = |ids: &[&str]| Ok(Agents::Named(ids.iter().map(|&id| id.into()).collect()));
        assert_eq!(parse_agents(" 1, 2;3\n4 "), named(&["1", "2", "3", "4"]));
        assert_eq!(parse_agents("ALL"), Ok(Agents::All));
        assert_eq!(parse_agents(" , "), Err(QueryError::NoAgent));
    }

    #[test]
    fn an_agent_named_twice_is_asked_for_once() {
        let query = Query::new(Agents::Named(vec!["2".into(), "1".into(), "2".into()]), Span::new(0, 1));
        let ids = query.named(IdForm::Number).unwrap();
        assert_eq!(ids.iter().map(|id| &**id).collect::<Vec<_>>(), ["2", "1"]);
        let none = Query::new(Agents::Named(vec![]), Span::new(0, 1));
        assert_eq!(none.named(IdForm::Number), Err(QueryError::NoAgent));
    }

    #[test]
    fn ranges_are_strict() {
        let start = "2026-11-03T12:00:00Z";
        assert_eq!(parse_span(start, "2026-11-03T12:00:01Z").map(Span::len), Ok(1_000));
        assert_eq!(parse_span(start, start), Err(QueryError::StartNotBeforeEnd));
        let bad = parse_span(start, "2026-11-03T12:00:00.5Z");
        assert_eq!(bad, Err(QueryError::BadTime { text: "2026-11-03T12:00:00.5Z".into() }));
        let never = Query::new(Agents::All, Span::new(0, i64::MAX));
        assert_eq!(never.check_span(), Err(QueryError::OutOfCalendar));
    }

    #[test]
    fn pages_have_a_size_within_limits() {
        let mut query = Query::new(Agents::All, Span::new(0, 1));
        assert_eq!(query.page_size(1000), Ok(1000));
        query.settings.page_size = Some(1000);
        assert_eq!(query.page_size(1000), Ok(1000));
        for bad in [0, 1001] {
            query.settings.page_size = Some(bad);
            assert_eq!(query.page_size(1000), Err(QueryError::BadPageSize { most: 1000 }));
        }
    }
}
