use super::*;
use crate::query::Agents;
use model::time::Span;

#[test]
fn every_dialect_is_found_by_its_name() {
    for dialect in DIALECTS {
        assert_eq!(by_name(dialect.name()).map(Dialect::name), Some(dialect.name()));
        assert_eq!(lookups(dialect.name()).is_some(), dialect.has_lookups());
        assert_eq!(plain_decoder(dialect.name()).is_none(), dialect.has_lookups());
    }
    assert!(by_name("telepathy").is_none());
}

#[test]
fn what_is_known_of_each_api() {
    let known = DIALECTS.map(|api| (api.title(), api.offers_all(), api.numbers_pages()));
    assert_eq!(known, [("Reporting API v2", false, true), ("CXone API", true, false)]);
    assert_eq!(DIALECTS.map(|api| (api.name(), api.max_in_flight())), [("reporting-v2", 6), ("cxone", 3)]);
}

/// The APIs know whole seconds: rather too much is asked for than a record too little.
#[test]
fn a_range_is_asked_for_up_to_the_second_after_it() {
    let noon = 1_793_707_200_000;
    for (dialect, [from, to]) in DIALECTS.iter().zip([["startTime", "endTime"], ["startDate", "endDate"]]) {
        for (end, expected) in [
            (0, "2026-11-03T12:00:00Z"),
            (1, "2026-11-03T12:00:01Z"),
            (999, "2026-11-03T12:00:01Z"),
            (1_000, "2026-11-03T12:00:01Z"),
            (1_001, "2026-11-03T12:00:02Z"),
        ] {
            let plan = Plan { agent: Some("7".into()), span: Span::new(noon - 1_000, noon + end) };
            let query = Query::new(Agents::Named(vec!["7".into()]), plan.span);
            let place = PageCursor { number: 1, token: None };
            let request = dialect.request(&PageRequest { query: &query, plan: &plan, place: &place });
            assert_eq!(request.get(from), Some("2026-11-03T11:59:59Z"), "{}", dialect.name());
            assert_eq!(request.get(to), Some(expected), "{} {end}", dialect.name());
        }
    }
}

#[test]
fn pages_and_rows_are_recognised_by_one_dialect_each() {
    let shapes = |value: &str| DIALECTS.map(|dialect| dialect.decoder().shape(value));
    assert_eq!(shapes(r#"{"records":[]}"#), [Some(Shape::Page), None]);
    assert_eq!(shapes(r#"{"state":"READY","timestamp":"x"}"#), [Some(Shape::Row), None]);
    assert_eq!(shapes(r#"{"agentStateHistory":null}"#), [None, Some(Shape::Page)]);
    assert_eq!(shapes(r#"{"agentStateId":1}"#), [None, Some(Shape::Row)]);
    for nothing in ["[1]", "{}", "{", "5"] {
        assert_eq!(shapes(nothing), [None, None], "{nothing}");
    }
}
