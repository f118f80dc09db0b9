//! Made-up records of some agents over some days, fetched day by day and archived.

use std::sync::Arc;

use data::archive::row::Row;
use data::archive::{again, day, stored, write};
use data::dialect::{Dialect, by_name};
use model::dataset::{Dataset, DatasetInput};
use model::page::{Page, PageBuilder, Part, Series};
use model::record::{AgentId, Durations, Record, RowKey};
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::time::{DAY, Millis, SECOND, Span};
use proptest::prelude::*;

/// Days that are made up.
pub const DAYS: i64 = 5;

/// The first of them, in Unix milliseconds.
pub const START: i64 = 20_000 * DAY;

/// The present.
pub const NOW: Millis = Millis(START + DAYS * DAY);

/// A record: whose, when, which state, its figure, session and index.
pub type Made = (u8, i64, u8, Option<i64>, u8, Option<u8>);

/// Records with figures up to so many milliseconds.
pub fn records(longest_ms: i64) -> impl Strategy<Value = Vec<Made>> {
    // Some moments are shared.
    let at = prop_oneof![4 => 0..DAYS * DAY, 1 => (0..DAYS * 4).prop_map(|quarter| quarter * DAY / 4)];
    let figure = prop::option::weighted(0.8, 2 * SECOND..longest_ms);
    let made = (0_u8..3, at, 0_u8..5, figure, 0_u8..3, prop::option::of(0_u8..9));
    prop::collection::vec(made, 0..80).prop_map(|mut made| {
        made.sort_by_key(|(_, at, ..)| *at);
        made
    })
}

/// The states of made records.
pub fn catalog(dialect: &dyn Dialect) -> (Catalog, Vec<ActivityId>) {
    let mut catalog = Catalog::default();
    let work = |_: Option<&str>| Reading { label: "Not ready".into(), kind: StateKind::WrapUp };
    let read = |code: &'static str| move |_: Option<&str>| dialect.decoder().reading(code);
    let ids = vec![
        catalog.intern("Available", None, read("Available")),
        catalog.intern("InboundContact", None, read("InboundContact")),
        catalog.intern("Unavailable", Some("Lunch \u{fc}"), read("Unavailable")),
        catalog.intern("Unavailable", Some("Paperwork"), work),
        catalog.intern("LoggedOut", None, read("LoggedOut")),
    ];
    (catalog, ids)
}

pub fn dialect(durations: Durations) -> &'static dyn Dialect {
    let name = match durations {
        Durations::OfOwnState => "cxone",
        Durations::OfPreviousState => "reporting-v2",
    };
    by_name(name).unwrap()
}

/// The records that began in `span`, as one answer.
pub fn page(made: &[Made], span: Span, ids: &[ActivityId], durations: Durations) -> Page {
    let mut page = PageBuilder::new();
    let mut last: [Option<i64>; 3] = [None; 3];
    for (agent, at, state, figure, session, index) in made {
        let at = START + at;
        let before = last[usize::from(*agent)].replace(at);
        if !span.contains(Millis(at)) {
            continue;
        }
        let id: AgentId = format!("agent {agent}").into();
        let plain = |figure| Record::new(Millis(at), ids[usize::from(*state)], figure);
        let record = match durations {
            // Mostly what it should be.
            Durations::OfPreviousState if *session == 0 => plain(*figure),
            Durations::OfPreviousState => plain(before.map(|before| at - before)),
            Durations::OfOwnState => {
                let key = RowKey { session: u64::from(*session), index: index.map(u32::from) };
                let detail = (*state == 1).then(|| Arc::from(format!("Skill: S{session} · Contact: {at}")));
                Record { key, detail, ..plain(*figure) }
            }
        };
        page.push(&id, record);
    }
    page.finish()
}

pub fn series(page: Page, span: Span, durations: Durations) -> Series {
    Series::new(None, span, vec![Part::Page(Arc::new(page))], durations)
}

pub fn build(series: &[Series], catalog: Catalog, window: Span, now: Millis) -> Dataset {
    Dataset::build(DatasetInput { series, catalog, window, now })
}

/// The span of some of the days.
pub fn days(from: i64, to: i64) -> Span {
    Span::new(START + from * DAY, START + to * DAY)
}

/// The rows of a day's file, with a day before it and one after it in hand.
pub fn archived(made: &[Made], number: i64, durations: Durations) -> Vec<Row> {
    let dialect = dialect(durations);
    let (catalog, ids) = catalog(dialect);
    let all: Vec<Series> = (number - 1..number + 2)
        .map(|day| days(day, day + 1))
        .map(|span| series(page(made, span, &ids, durations), span, durations))
        .collect();
    let window = Span { end: days(number, number + 2).end.max(NOW), ..days(number - 1, number) };
    let data = build(&all, catalog, window, NOW);
    let rows = day::rows(&data, days(number, number + 1), Millis(7));
    let written = write::write(dialect, rows.clone()).unwrap();
    let stored = stored::read(durations, written.bytes).unwrap();
    assert_eq!(stored, rows, "the file says what was written");
    stored
}

/// The same days from their files.
pub fn read_again(rows: &[Vec<Row>], window: Span, durations: Durations) -> Dataset {
    let (dialect, mut catalog) = (dialect(durations), Catalog::default());
    let of_day = |rows: &Vec<Row>| {
        let from = rows.iter().filter(|row| row.start >= window.start + -DAY && row.start < window.end);
        let rows: Vec<Row> = from.cloned().collect();
        series(again::page(&rows, dialect.decoder(), &mut catalog), window, durations)
    };
    let all: Vec<Series> = rows.iter().map(of_day).collect();
    build(&all, catalog, window, NOW)
}
