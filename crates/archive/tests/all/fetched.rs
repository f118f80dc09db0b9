//! What is fetched is what the API has, to the millisecond.

use std::collections::BTreeMap;

use cxone_sim::{Dialect, DurationForm, LoggedOutRow, Oddity, OddityKind, OpenRow, Scenario, truth};
use data::archive::manifest::span_of;
use data::archive::row::Row;
use model::time::Span;
use shiftline_archive::disk::Real;
use shiftline_archive::folder::Folder;
use shiftline_archive::kept;
use shiftline_archive::source::{Question, Source};
use shiftline_archive::totals::Totals;
use tempfile::TempDir;

use crate::bench::{Bench, checked, days, ids, question, tenant};

/// Time in each state and reason, as an engine adds it up.
fn added_up(rows: &[Row], window: Span) -> BTreeMap<(String, String), i64> {
    let mut sums = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let next = rows.get(place + 1).map(|next| next.start);
        let end = row.duration_ms.map(|ms| row.start + ms).or(next).unwrap_or(window.end);
        let ms = Span { start: row.start, end }.intersect(window).len();
        let reason = row.reason.as_deref().unwrap_or_default().to_owned();
        *sums.entry((row.state.to_string(), reason)).or_default() += ms;
    }
    sums.retain(|_, ms| *ms > 0);
    sums
}

async fn same_as_the_truth(scenario: Scenario, question: Question) {
    let bench = Bench::new(scenario);
    let root = TempDir::new().unwrap();
    let days = days(4);
    let scenario = bench.sim.current(&bench.base);
    let dialect = question.dialect.name();
    let filled = bench.fill(root.path(), question, &days).await.unwrap();
    assert_eq!(filled.iter().map(|day| day.failed + day.stayed).sum::<usize>(), 0, "{filled:?}");
    assert_eq!(checked(root.path()), (Vec::new(), Vec::new()));
    let folder = Folder::look(Real, root.path()).unwrap();
    let window = Span { start: span_of(days[1]).start, end: span_of(days[3]).end };
    let api = if dialect == "cxone" { Dialect::Cxone } else { Dialect::ReportingV2 };
    // Whether rows that began before the range are among those that the truth adds up.
    let has_before = scenario.cxone.by_overlap && dialect == "cxone";
    for agent in ids(dialect) {
        let rows = days.iter().flat_map(|day| folder.rows(*day).unwrap());
        let is_in = |row: &Row| {
            let reaches_in = row.duration_ms.is_some_and(|ms| row.start + ms > window.start);
            row.start >= window.start || (has_before && reaches_in)
        };
        let rows: Vec<Row> = rows.filter(|row| row.agent == agent && is_in(row)).collect();
        let truth = truth(&scenario, api, &agent, window.start.0, window.end.0);
        let expected = truth.reasons.iter().map(|(name, state)| (name.clone(), state.ms));
        let expected: BTreeMap<(String, String), i64> = expected.filter(|(_, ms)| *ms > 0).collect();
        assert!(truth.placed > 20, "{agent}");
        assert_eq!(rows.iter().filter(|row| !row.is_derived).count(), truth.placed, "{agent}");
        assert_eq!(added_up(&rows, window), expected, "{agent}");
    }
}

#[tokio::test]
async fn cxone_in_all_its_manners() {
    same_as_the_truth(tenant(), question("cxone")).await;
    for manners in [
        cxone_sim::Cxone { max_rows: 50, by_overlap: true, ..tenant().cxone },
        cxone_sim::Cxone { max_rows: 37, counts: false, ..tenant().cxone },
        cxone_sim::Cxone { logged_out: LoggedOutRow::Absent, open_row: OpenRow::Null, ..tenant().cxone },
        cxone_sim::Cxone { duration: DurationForm::Seconds, numbers_as_strings: true, ..tenant().cxone },
    ] {
        same_as_the_truth(Scenario { cxone: manners, ..tenant() }, question("cxone")).await;
    }
}

#[tokio::test]
async fn reporting_v2_in_all_its_manners() {
    same_as_the_truth(tenant(), question("reporting-v2")).await;
    same_as_the_truth(Scenario { max_page: 37, newest_first: true, ..tenant() }, question("reporting-v2"))
        .await;
    let odd = |kind| Oddity::new(7, kind);
    for kind in [OddityKind::MissingDuration, OddityKind::NegativeDuration] {
        same_as_the_truth(Scenario { oddities: vec![odd(kind)], ..tenant() }, question("reporting-v2")).await;
    }
}

#[tokio::test]
async fn rows_that_cannot_be_read_are_counted() {
    let oddities = vec![Oddity::new(7, OddityKind::EmptyRow)];
    let bench = Bench::new(Scenario { oddities, ..tenant() });
    let root = TempDir::new().unwrap();
    let filled = bench.fill(root.path(), question("reporting-v2"), &days(1)).await.unwrap();
    let folder = Folder::look(Real, root.path()).unwrap();
    assert!(filled[0].refused > 10 && folder.manifest().days[0].refused == filled[0].refused);
}

#[tokio::test]
async fn totals_of_the_archive_are_those_of_the_api() {
    for dialect in ["cxone", "reporting-v2"] {
        let bench = Bench::new(tenant());
        let root = TempDir::new().unwrap();
        let days = days(3);
        bench.fill(root.path(), question(dialect), &days).await.unwrap();
        let folder = Folder::look(Real, root.path()).unwrap();
        let mut source = Source::new(bench.api(), question(dialect)).await.unwrap();
        let (mut kept_totals, mut api_totals) = (Totals::default(), Totals::default());
        // Of the first day nothing was carried in that the archive knows.
        for day in &days[1..] {
            source.load(*day, |_, _| {}).await.unwrap();
            if dialect == "reporting-v2" && *day == days[1] {
                source.load(days[0], |_, _| {}).await.unwrap();
                source.load(*day, |_, _| {}).await.unwrap();
            }
            api_totals.add(&source.dataset(span_of(*day), &[]), *day);
            kept_totals.add(&kept::dataset(&folder, *day).unwrap(), *day);
        }
        assert_eq!(kept_totals, api_totals, "{dialect}");
    }
}

#[tokio::test]
async fn every_page_is_asked_for_once() {
    let bench = Bench::new(tenant());
    let root = TempDir::new().unwrap();
    bench.fill(root.path(), question("cxone"), &days(5)).await.unwrap();
    let asked = bench.sim.requests(&bench.base);
    let history = asked.iter().filter(|seen| seen.path.contains("state-history")).count();
    assert_eq!(history, 7, "five days, the one before and the one after");
}

#[tokio::test]
async fn three_days_are_in_hand_at_most() {
    for dialect in ["cxone", "reporting-v2"] {
        let bench = Bench::new(tenant());
        let mut source = Source::new(bench.api(), question(dialect)).await.unwrap();
        let mut held = Vec::new();
        for day in days(6) {
            source.load(day, |_, _| {}).await.unwrap();
            held.push(source.held());
        }
        assert!(held.iter().all(|held| (2..=3).contains(held)), "{dialect}: {held:?}");
    }
}
