//! What the tests look at: days whose every segment is known.

use std::sync::Arc;

use leptos::prelude::Update;
use model::dataset::{Dataset, DatasetInput};
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::time::{HOUR, MINUTE, Millis, Span};
use shiftline::app::view_state::{Data, ViewState};

/// 2026-11-03T00:00:00Z.
pub const START: i64 = 1_793_664_000_000;

/// The day, 24 hours of it.
pub const DAY: Span = Span::new(START, START + 24 * HOUR);

/// A moment of the day.
pub fn at(hour: i64, minute: i64) -> Millis {
    Millis(START + hour * HOUR + minute * MINUTE)
}

/// What is shown is all there is, or more of it is coming.
pub fn set_growing(shown: ViewState, is_growing: bool) {
    shown.data.update(|data| {
        if let Some(Data(data)) = data {
            *data = Arc::new(Dataset { is_growing, ..Dataset::clone(data) });
        }
    });
}

struct States {
    catalog: Catalog,
    ready: ActivityId,
    contact: ActivityId,
    lunch: ActivityId,
    out: ActivityId,
}

fn states() -> States {
    let mut catalog = Catalog::default();
    let mut add =
        |code: &str, reason: Option<&str>, kind| catalog.intern(code, reason, |_| Reading::known(kind));
    let out = add("LOGOUT", None, StateKind::LoggedOut);
    let ready = add("READY", None, StateKind::Available);
    let contact = add("IN_CONTACT", None, StateKind::OnContact);
    let lunch = add("NOT_READY", Some("Lunch"), StateKind::NotReady);
    States { catalog, ready, contact, lunch, out }
}

fn build(states: States, page: PageBuilder, window: Span) -> Dataset {
    let pages = vec![Part::Page(Arc::new(page.finish()))];
    let series = [Series::new(None, window, pages, Durations::OfPreviousState)];
    Dataset::build(DatasetInput { series: &series, catalog: states.catalog, window, now: window.end })
}

/// Out until 8, ready until 12, lunch until 13, on contact until 14, ready until 17, out until 24.
pub fn shift() -> Dataset {
    let states = states();
    let mut page = PageBuilder::new();
    let day = [
        (0, states.out),
        (8, states.ready),
        (12, states.lunch),
        (13, states.contact),
        (14, states.ready),
        (17, states.out),
    ];
    for (hour, activity) in day {
        page.push(&"7".into(), Record::new(at(hour, 0), activity, None));
    }
    build(states, page, DAY)
}

/// The same day for many agents: agent `n` (from 100 on) begins `n - 100` minutes after 8, and has
/// lunch at 12 if the number is even.
pub fn team(agents: i64) -> Dataset {
    let states = states();
    let mut page = PageBuilder::new();
    for n in 0..agents {
        let id = (100 + n).to_string().as_str().into();
        let mut push = |t, activity| page.push(&id, Record::new(t, activity, None));
        push(at(0, 0), states.out);
        push(at(8, n), states.ready);
        push(at(12, 0), if n % 2 == 0 { states.lunch } else { states.contact });
        push(at(13, 0), states.ready);
        push(at(17, 0), states.out);
    }
    build(states, page, DAY)
}

/// An agent with two records, and one with so many changes between ready and on contact, one a minute.
pub fn short_and_long(changes: i64) -> Dataset {
    let states = states();
    let mut page = PageBuilder::new();
    page.push(&"1".into(), Record::new(at(0, 0), states.out, None));
    page.push(&"1".into(), Record::new(at(8, 0), states.ready, None));
    for minute in 0..changes {
        let activity = if minute % 2 == 0 { states.ready } else { states.contact };
        page.push(&"2".into(), Record::new(at(0, minute), activity, None));
    }
    build(states, page, DAY)
}

/// So many changes between ready and on contact, one a minute.
pub fn busy(changes: i64) -> Dataset {
    let states = states();
    let mut page = PageBuilder::new();
    for minute in 0..changes {
        let activity = if minute % 2 == 0 { states.ready } else { states.contact };
        page.push(&"7".into(), Record::new(at(0, minute), activity, None));
    }
    build(states, page, DAY)
}

/// The same shift on three days in a row.
pub fn three_days() -> Dataset {
    let states = states();
    let mut page = PageBuilder::new();
    for day in 0..3 {
        for (hour, activity) in [(0, states.out), (8, states.ready), (17, states.out)] {
            page.push(&"7".into(), Record::new(at(24 * day + hour, 0), activity, None));
        }
    }
    build(states, page, Span::new(START, START + 72 * HOUR))
}
