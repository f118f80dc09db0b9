//! The answers of the trial cases over real HTTP: what is there is loaded, what hides something is told.

use crate::bench::{Bench, NUMBER, compare, manners, query, range};
use cxone_sim::{
    Cxone, Dialect, Emptiness, Epoch, ErrorPlace, Fault, FaultKind, Paging, Scenario, TUTORIAL_AGENT,
};
use data::dialect::by_name;
use data::error::ErrorKind;
use data::fetch::{Fetch, FetchState};
use data::query::Query;
use model::time::{DAY, Span};

/// A day that is over.
fn past_day() -> Span {
    Span { start: range().start + DAY, end: range().start + 2 * DAY }
}

/// What a load of either API comes to.
fn outcome(dialect: &str, scenario: Scenario) -> (FetchState, Fetch, usize) {
    let bench = Bench::new(scenario);
    let mut query = query(if dialect == "cxone" { NUMBER } else { TUTORIAL_AGENT });
    query.span = past_day();
    query.settings.look_back_ms = 0;
    let mut fetch = Fetch::new(by_name(dialect).unwrap(), query).unwrap();
    let state = bench.run(&mut fetch);
    let requests = bench.sim.requests(&bench.base).len();
    (state, fetch, requests)
}

fn why(state: FetchState) -> (ErrorKind, Option<String>) {
    let FetchState::Failed { why } = state else { panic!("{state:?}") };
    (why.kind, why.words.map(|words| words.to_string()))
}

fn dense(records: usize) -> Scenario {
    Scenario { records: Some(records), ..Scenario::default() }
}

fn always(kind: FaultKind) -> Scenario {
    Scenario { faults: vec![Fault::always(kind)], ..dense(120) }
}

/// Answers of the trial cases that are good, each in its own way: every record is there.
#[test]
fn odd_answers_that_hold_all_records() {
    let epoch = |epoch| Scenario { epoch: Some(epoch), ..dense(120) };
    for (case, dialect, scenario) in [
        ("29b-cx-entries", "cxone", always(FaultKind::Entries)),
        ("29b for Reporting v2", "reporting-v2", always(FaultKind::Entries)),
        ("35-json-as-html", "cxone", always(FaultKind::Labelled("text/html".into()))),
        ("35 for Reporting v2", "reporting-v2", always(FaultKind::Labelled("text/html".into()))),
        ("37-v2-clamped", "reporting-v2", Scenario { max_page: 50, totals: true, ..dense(120) }),
        ("37 without a word", "reporting-v2", Scenario { max_page: 50, ..dense(120) }),
        ("37 at any number", "reporting-v2", Scenario { max_page: 37, ..dense(120) }),
        (
            "37 for CXone",
            "cxone",
            Scenario { cxone: Cxone { max_rows: 37, counts: false, ..Cxone::default() }, ..dense(120) },
        ),
        ("51-epoch in milliseconds", "reporting-v2", epoch(Epoch::Millis)),
        ("51-epoch in seconds", "reporting-v2", epoch(Epoch::Seconds)),
        ("51-epoch in text", "reporting-v2", epoch(Epoch::Text)),
        (
            "53-newest-first-pages",
            "reporting-v2",
            Scenario { newest_first: true, max_page: 50, ..dense(120) },
        ),
        (
            "28-nan",
            "reporting-v2",
            always(FaultKind::Replaced("\"duration\":0".into(), "\"duration\":NaN".into())),
        ),
    ] {
        let (state, fetch, requests) = outcome(dialect, scenario);
        assert_eq!((state, fetch.progress().rows), (FetchState::Finished, 120), "{case}");
        assert!(requests <= 6, "{case}: {requests} requests");
    }
    let (_, fetch, requests) =
        outcome("reporting-v2", Scenario { max_page: 500, totals: true, ..dense(1_234) });
    assert_eq!((fetch.progress().rows, requests), (1_234, 3), "37-v2-clamped");
    let past = Fault {
        page: Some(2),
        ..Fault::always(FaultKind::Error { status: 404, place: ErrorPlace::Message, text: "No.".into() })
    };
    let (state, fetch, _) = outcome("reporting-v2", Scenario { faults: vec![past], ..dense(1_000) });
    assert_eq!((state, fetch.progress().rows), (FetchState::Finished, 1_000), "52-404-past-end");
}

/// Answers of the trial cases that hide something: it is told, and what came is kept.
#[test]
fn odd_answers_that_hide_something_are_told() {
    let error =
        |text: &str| FaultKind::Error { status: 200, place: ErrorPlace::ErrorDescription, text: text.into() };
    let locked = Some("Locked.".to_owned());
    for (case, dialect) in [("33-cx-200-error", "cxone"), ("34-v2-200-error", "reporting-v2")] {
        let (state, fetch, _) = outcome(dialect, always(error("Locked.")));
        assert!(state.can_resume(), "{case}");
        assert_eq!(
            (why(state), fetch.progress().rows),
            ((ErrorKind::NoRecords, locked.clone()), 0),
            "{case}"
        );
    }
    let (state, _, _) = outcome("cxone", always(FaultKind::RecordsMissing));
    assert_eq!(why(state).0, ErrorKind::NoRecords, "33-cx-200-error");
    let empty =
        Scenario { empty: true, ..manners(Cxone { emptiness: Emptiness::MissingArray, ..Cxone::default() }) };
    assert_eq!(why(outcome("cxone", empty).0).0, ErrorKind::NoRecords);

    let second = Fault { page: Some(2), ..Fault::always(error("Locked.")) };
    let (state, fetch, _) = outcome("reporting-v2", Scenario { faults: vec![second], ..dense(1_500) });
    assert_eq!(
        (why(state), fetch.progress().rows),
        ((ErrorKind::NoRecords, locked), 1_000),
        "54-v2-200-error-page2"
    );

    let circle = Scenario { paging: Paging::Circle { last: 3 }, max_page: 40, ..dense(120) };
    let (state, fetch, requests) = outcome("reporting-v2", circle);
    assert_eq!((why(state).0, fetch.progress().rows), (ErrorKind::RepeatedPage, 120), "36-v2-cycle");
    assert!(requests <= 4, "{requests}");
    let circle =
        Scenario { records: Some(120), ..manners(Cxone { max_rows: 40, circle: true, ..Cxone::default() }) };
    let (state, fetch, requests) = outcome("cxone", circle);
    assert_eq!((why(state).0, fetch.progress().rows), (ErrorKind::RepeatedPage, 120), "36 for CXone");
    assert!(requests <= 5, "{requests}");
}

/// Six pages, of which one is lost in every way: it is named, and comes when the server is well again.
#[test]
fn a_lost_page_is_named_and_comes_later() {
    let status = |status, body: &str| FaultKind::Status { status, body: body.into(), headers: vec![] };
    for kind in [
        status(404, r#"{"error":"not_found"}"#),
        status(404, ""),
        FaultKind::NoContent,
        FaultKind::EmptyBody,
        FaultKind::RecordsNull,
        FaultKind::RowsInstead(serde_json::json!([])),
        FaultKind::Short(40),
    ] {
        let lost = Fault::on_page(3, 1, kind.clone());
        let bench = Bench::new(Scenario { faults: vec![lost], ..dense(600) });
        let mut query = Query { span: past_day(), ..query(TUTORIAL_AGENT) };
        query.settings.page_size = Some(100);
        let mut fetch = Fetch::new(by_name("reporting-v2").unwrap(), query).unwrap();
        let state = bench.run(&mut fetch);
        assert_eq!(why(state).0, ErrorKind::MissingPage, "{kind:?}");
        assert_eq!(fetch.failures()[0].pages, [3]);
        let rows = if matches!(kind, FaultKind::Short(_)) { 540 } else { 500 };
        assert_eq!(fetch.progress().rows, rows, "{kind:?}");
        fetch.resume();
        assert_eq!((bench.run(&mut fetch), fetch.progress().rows), (FetchState::Finished, 600), "{kind:?}");
        let truth = bench.truth_of(Dialect::ReportingV2, TUTORIAL_AGENT, past_day());
        compare(&bench.dataset(&fetch), &truth, "mended");
    }
}
