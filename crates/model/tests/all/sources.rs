//! Several sources that speak of one agent.

use model::record::Durations::{OfOwnState, OfPreviousState};

use super::load::{Load, Row};

/// As an API says it whose figures measure the state before.
const CHANGES: &[Row] = &[(0, "READY", None), (20, "LUNCH", Some(20)), (40, "READY", Some(20))];

#[test]
fn states_of_both_kinds_of_sources_have_their_own_lengths() {
    let load = Load::new(OfPreviousState, (0, 100), 500).series((0, 100), &[Some(CHANGES)]);
    let load =
        load.measuring(OfOwnState).series((0, 100), &[Some(&[(5, "CALL", Some(10)), (90, "CALL", Some(5))])]);
    let data = load.build();
    assert_eq!(data.agents[0].documented, OfOwnState);
    let load = Load::new(OfOwnState, (0, 100), 500)
        .series((0, 100), &[Some(&[(5, "CALL", Some(10)), (90, "CALL", Some(5))])]);
    let load = load.measuring(OfPreviousState).series((0, 100), &[Some(CHANGES)]);
    // The outer state goes on after the call; of the last one no length is known.
    assert_eq!(load.lane(), "0 READY, 5 CALL, 15 READY=, 20 LUNCH, 40 READY, 90 CALL, 95 NO_DATA");
}

#[test]
fn one_kind_of_source_is_read_as_it_is() {
    let load = Load::new(OfPreviousState, (0, 100), 500).series((0, 100), &[Some(CHANGES)]);
    let load = load.series((0, 100), &[Some(&[(5, "CALL", Some(5))])]);
    let data = load.build();
    assert_eq!(data.agents[0].documented, OfPreviousState);
    assert_eq!(data.agents[0].lane.len(), 4);
}

#[test]
fn an_agent_is_saved_only_where_all_sources_are() {
    let rows: &[Row] = &[(0, "READY", Some(10)), (10, "LUNCH", None)];
    let (first, last) = ([Some(&rows[..1])], [Some(&rows[1..])]);
    let saved_first = Load::new(OfOwnState, (0, 100), 60).saved().series((0, 50), &first);
    assert_eq!(saved_first.fetched().series((50, 100), &last).lane(), "0 READY, 10 LUNCH+, 60 NO_DATA");
    let saved_last = Load::new(OfOwnState, (0, 100), 60).series((0, 50), &first);
    assert_eq!(saved_last.saved().series((50, 100), &last).lane(), "0 READY, 10 LUNCH+, 60 NO_DATA");
    let saved = Load::new(OfOwnState, (0, 100), 60).saved().series((0, 50), &first);
    assert_eq!(saved.series((50, 100), &last).lane(), "0 READY, 10 LUNCH?, 10 UNKNOWN");
}
