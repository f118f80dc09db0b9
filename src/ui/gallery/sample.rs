//! What the gallery shows: days that hold every look there is.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::plans::{Origin, PlanSource, Plans};
use crate::app::view_state::{Data, ViewState};
use model::dataset::{Dataset, DatasetInput};
use model::page::{PageBuilder, Part, Series};
use model::record::{AgentId, Durations, Record, RejectReason};
use model::schedule::ScheduleBuilder;
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::time::{HOUR, MINUTE, Millis, Span};
use scene::theme::Theme;

/// 2026-11-03T00:00:00Z.
const START: Millis = Millis(1_793_664_000_000);

/// The first day.
pub const DAY: Span = Span::new(START.0, START.0 + 24 * HOUR);

/// A moment of the days.
pub fn at(hour: i64, minute: i64) -> Millis {
    START + (hour * HOUR + minute * MINUTE)
}

/// Hour, minute, code, not ready reason, what it means, reported minutes.
type Row = (i64, i64, &'static str, Option<&'static str>, StateKind, i64);

/// A day's work, as the Reporting API tells it: each figure is that of the state before.
const SHIFT: [Row; 14] = [
    (5, 30, "LOGOUT", None, StateKind::LoggedOut, 0),
    (8, 0, "READY", None, StateKind::Available, 150),
    (9, 10, "IN_CONTACT", None, StateKind::OnContact, 70),
    (9, 50, "ACW", None, StateKind::WrapUp, 40),
    (10, 0, "NOT_READY", Some("Coffee"), StateKind::NotReady, 10),
    (10, 15, "READY", None, StateKind::Available, 15),
    (11, 0, "IN_CONTACT", None, StateKind::OnContact, 45),
    (12, 0, "NOT_READY", Some("Lunch"), StateKind::NotReady, 60),
    (13, 0, "COACHING", None, StateKind::Other, 90),
    (16, 0, "READY", None, StateKind::Available, 0),
    (16, 40, "IN_CONTACT", None, StateKind::OnContact, 40),
    (17, 30, "ACW", None, StateKind::WrapUp, 50),
    (17, 35, "NOT_READY", Some("Admin"), StateKind::NotReady, 5),
    (18, 0, "LOGOUT", None, StateKind::LoggedOut, 25),
];

fn activity(catalog: &mut Catalog, row: &Row) -> ActivityId {
    let (.., code, reason, kind, _) = *row;
    let reading = if kind == StateKind::Other { Reading::other(code) } else { Reading::known(kind) };
    catalog.intern(code, reason, |_| reading.clone())
}

fn page(catalog: &mut Catalog, agent: &AgentId, rows: &[Row], later_ms: i64) -> PageBuilder {
    let mut page = PageBuilder::new();
    for row in rows {
        let reported = Some(row.5 * MINUTE).filter(|ms| *ms > 0);
        let activity = activity(catalog, row);
        page.push(agent, Record::new(at(row.0, row.1) + later_ms, activity, reported));
    }
    page
}

fn build(series: &[Series], catalog: Catalog, window: Span, now: Millis) -> Dataset {
    Dataset::build(DatasetInput { series, catalog, window, now })
}

fn series(window: Span, pages: Vec<Option<PageBuilder>>) -> Series {
    let part =
        |page: Option<PageBuilder>| page.map_or(Part::Missing, |page| Part::Page(Arc::new(page.finish())));
    Series::new(Some("7".into()), window, pages.into_iter().map(part).collect(), Durations::OfPreviousState)
}

/// A day with everything: begun in an unknown state, a page that is missing, rows that could not be placed,
/// a last state that goes on.
pub fn shift() -> Dataset {
    let (mut catalog, agent) = (Catalog::default(), "7".into());
    let (before, after) = SHIFT.split_at(9);
    let mut first = page(&mut catalog, &agent, before, 0);
    first.reject(RejectReason::NoTimestamp, "{\"agentState\": \"READY\"}");
    let last = page(&mut catalog, &agent, &after[..after.len() - 1], 0);
    build(&[series(DAY, vec![Some(first), None, Some(last)])], catalog, DAY, at(20, 0))
}

/// Three days of one agent.
pub fn days() -> Dataset {
    let (mut catalog, agent) = (Catalog::default(), "7".into());
    let days = (0..3).map(|day| Some(page(&mut catalog, &agent, &SHIFT, day * 24 * HOUR))).collect();
    let window = Span { start: START, end: START + 72 * HOUR };
    build(&[series(window, days)], catalog, window, window.end)
}

/// A day of four agents.
pub fn team() -> Dataset {
    let mut catalog = Catalog::default();
    let of = |agent: i64| {
        let id: AgentId = (100 + agent).to_string().as_str().into();
        let day = page(&mut catalog, &id, &SHIFT, agent * 20 * MINUTE);
        Series { agent: Some(id), ..series(DAY, vec![Some(day)]) }
    };
    let all: Vec<Series> = (0..4).map(of).collect();
    build(&all, catalog, DAY, DAY.end)
}

/// What was planned for all of them, on three days.
pub fn plans() -> Plans {
    let mut builder = ScheduleBuilder::new();
    let [open, pause, lunch, coaching] =
        ["Open", "Coffee break", "Lunch", "Coaching"].map(|name| builder.activity(name, None));
    for who in ["7", "100", "101", "102"] {
        for day in 0..3 {
            let span = |from: (i64, i64), to: (i64, i64)| Span {
                start: at(from.0 + 24 * day, from.1),
                end: at(to.0 + 24 * day, to.1),
            };
            builder.push(who, span((8, 0), (18, 0)), open, 1);
            builder.push(who, span((10, 5), (10, 20)), pause, 2);
            builder.push(who, span((12, 0), (12, 45)), lunch, 3);
            builder.push(who, span((13, 0), (15, 30)), coaching, 4);
        }
    }
    Plans::default().with(vec![PlanSource::new(Origin::Sample, builder)])
}

/// A schedule of somebody who is loaded, somebody who is known otherwise, and two who are not.
pub fn partly_known() -> ScheduleBuilder {
    let mut builder = ScheduleBuilder::new();
    let open = builder.activity("Open", None);
    for (line, who) in ["Ann Lee", "Cy Day", "E7", "Lee, B."].into_iter().enumerate() {
        builder.push(who, Span { start: at(8, 0), end: at(18, 0) }, open, line as u64 + 2);
    }
    builder
}

/// All of it, as it is first shown.
pub fn view_of(data: Dataset, theme: RwSignal<Theme>) -> ViewState {
    let mut shown = ViewState::derived();
    shown.theme = theme;
    shown.view.set(data.window);
    shown.data.set(Some(Data(Arc::new(data))));
    shown
}
