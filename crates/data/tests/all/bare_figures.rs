//! Durations of the CXone API that are bare numbers: seconds as documented, milliseconds where rows prove it.

use std::sync::Arc;

use data::dialect::{Decoder, Dialect, PageCursor, PageRequest, Plan, cxone::CxOne};
use data::query::{Agents, Query};
use model::dataset::Dataset;
use model::page::Part;
use model::remark::RemarkKind;
use model::state::{Catalog, StateKind};
use model::testing::Load;
use model::time::{HOUR, Millis, SECOND, Span, format_utc};
use proptest::prelude::*;

/// When the first row begins.
const START: i64 = 1_794_560_400_000;

/// Rows of one agent, each (begins, lasts) in seconds from the first, in turns ready and not; figures as
/// `figure` writes them, and so many rows a page. The last page comes with a refresh.
fn load(rows: &[(i64, i64)], figure: &dyn Fn(i64) -> String, a_page: usize) -> Dataset {
    let window = Span::new(START, START + 12 * HOUR);
    let query = Query::new(Agents::All, window);
    let plan = Plan { agent: Some("7".into()), span: window };
    let ask = PageRequest { query: &query, plan: &plan, place: &PageCursor { number: 1, token: None } };
    let mut catalog = Catalog::default();
    let row = |(i, (begins, lasts)): (usize, &(i64, i64))| {
        format!(
            r#"{{"startDate":"{}","stateIndex":{i},"agentStateId":{},"agentSessionId":1,"duration":{}}}"#,
            format_utc(Millis(START + begins * SECOND)).unwrap(),
            1 + i % 2,
            figure(*lasts),
        )
    };
    let rows: Vec<String> = rows.iter().enumerate().map(row).collect();
    let mut parts: Vec<Part> = rows
        .chunks(a_page)
        .map(|rows| {
            let body = format!("[{}]", rows.join(","));
            let decoded = Decoder::decode(&CxOne, &ask, body.as_bytes(), &mut catalog).unwrap();
            Part::Page(Arc::new(decoded.page))
        })
        .collect();
    if let Some(Part::Page(page)) = parts.last().cloned() {
        parts.push(Part::Again(page));
    }
    let load = Load::new(catalog, window).measuring(CxOne.durations());
    load.series(plan.agent.as_deref(), parts).build()
}

/// Seconds ready and not, and whether they are said to be read as milliseconds.
fn read(rows: &[(i64, i64)], figure: &dyn Fn(i64) -> String, a_page: usize) -> (i64, i64, bool) {
    let data = load(rows, figure, a_page);
    let summary = data.summary(data.window);
    let of = |kind| summary.kind(kind).ms / SECOND;
    let said = data.losses.remarks.count(RemarkKind::Milliseconds) > 0;
    (of(StateKind::Available), of(StateKind::NotReady), said)
}

const ROWS: [(i64, i64); 4] = [(0, 300), (300, 1_500), (1_800, 600), (2_400, 1_800)];

fn ms(lasts: i64) -> String {
    (lasts * 1_000).to_string()
}

#[test]
fn milliseconds_are_read_as_such_whatever_pages_they_come_in() {
    let fraction = |lasts: i64| format!("{}.0", lasts * 1_000);
    let text = |lasts: i64| format!("\"{}\"", lasts * 1_000);
    for a_page in 1..=4 {
        for figure in [&ms as &dyn Fn(i64) -> String, &fraction, &text] {
            assert_eq!(read(&ROWS, figure, a_page), (900, 3_300, true), "{a_page}");
        }
    }
    // With holes behind all rows.
    let holes = [(0, 300), (3_600, 300), (7_200, 300)];
    assert_eq!(read(&holes, &ms, 2), (600, 300, true));
}

#[test]
fn minutes_are_read_as_such_and_figures_of_nothing_say_nothing() {
    let said = |figure: &dyn Fn(i64) -> String, kind| {
        let data = load(&ROWS, figure, 3);
        let of = |kind| data.summary(data.window).kind(kind).ms / SECOND;
        (of(StateKind::Available), of(StateKind::NotReady), data.losses.remarks.count(kind))
    };
    assert_eq!(said(&|lasts| (lasts / 60).to_string(), RemarkKind::Minutes), (900, 3_300, 3));
    // Each goes on to the next, the last one to the end of the window.
    let last = 12 * 3_600 - 2_400;
    assert_eq!(said(&|_| "0".to_owned(), RemarkKind::NoLengths), (900, 1_500 + last, 3));
    // One figure that is more than nothing: the others are rows of no length.
    let one = |lasts: i64| if lasts == 600 { "600".to_owned() } else { "0".to_owned() };
    // A last row of nothing is under way.
    assert_eq!(said(&one, RemarkKind::NoLengths), (600, last, 0));
}

#[test]
fn seconds_stay_seconds() {
    let seconds = |lasts: i64| lasts.to_string();
    let iso = |lasts: i64| format!("\"PT{}S\"", lasts * 1_000);
    assert_eq!(read(&ROWS, &seconds, 2), (900, 3_300, false));
    assert!(!read(&ROWS, &iso, 2).2, "a unit that is said is believed");
    // A row inside a long one that is a thousand times the gap by chance.
    assert_eq!(read(&[(0, 10_000), (10, 60), (20_000, 60)], &seconds, 3), (10_000, 60, false));
}

proptest! {
    /// Rows that follow each other, now and then after a hole.
    #[test]
    fn figures_in_milliseconds_say_what_seconds_say(
        rows in prop::collection::vec((2_i64..900, prop_oneof![5 => Just(0_i64), 1 => 5_i64..600]), 6..20),
        a_page in 1_usize..8,
    ) {
        let mut at = 60;
        let mut list = vec![(0, 60)];
        for (lasts, hole) in rows {
            list.push((at, lasts));
            at += lasts + hole;
        }
        let seconds = read(&list, &|lasts| lasts.to_string(), a_page);
        prop_assert!(!seconds.2);
        prop_assert_eq!(read(&list, &ms, a_page), (seconds.0, seconds.1, true));
    }
}
