use std::sync::Arc;

use chrono::NaiveTime;
use proptest::prelude::*;

use super::*;
use crate::app::find::asked::read;
use model::dataset::DatasetInput;
use model::directory::Person;
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::{Reading, StateKind};
use model::time::{HOUR, MINUTE};
use model::zone::Transition;

/// 2026-11-25T00:00:00Z, a Wednesday.
const START: Millis = Millis(1_795_564_800_000);

fn catalog() -> (Catalog, [ActivityId; 4]) {
    let mut catalog = Catalog::default();
    let ids = [
        catalog.intern("READY", None, |_| Reading::known(StateKind::Available)),
        catalog.intern("NOT_READY", Some("Lunch"), |_| Reading::known(StateKind::NotReady)),
        catalog.intern("LOGOUT", None, |_| Reading::known(StateKind::LoggedOut)),
        catalog.intern("NOT_READY", Some("Sun break"), |_| Reading::known(StateKind::NotReady)),
    ];
    (catalog, ids)
}

/// Of each agent: minutes and places in [`catalog`].
fn data(agents: &[(&str, &[(i64, usize)])], hours: i64) -> Dataset {
    let (catalog, ids) = catalog();
    let window = Span { start: START, end: START + hours * HOUR };
    let series = agents.iter().map(|(id, records)| {
        let mut page = PageBuilder::new();
        for &(minute, activity) in *records {
            page.push(&(*id).into(), Record::new(START + minute * MINUTE, ids[activity], None));
        }
        let parts = vec![Part::Page(Arc::new(page.finish()))];
        Series::new(Some((*id).into()), window, parts, Durations::OfPreviousState)
    });
    let series: Vec<Series> = series.collect();
    Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
}

fn people() -> Directory {
    let person = |name: &str| Person { name: name.into(), team: Some("West".into()) };
    Directory::new([("7".into(), person("Elena García")), ("8".into(), person("Sun Lynch"))])
}

/// Pairs of an agent's place and a segment.
fn found_in(data: &Dataset, text: &str, zone: &Zone) -> Vec<(usize, usize)> {
    let agents: Vec<usize> = (0..data.agents.len()).collect();
    let (index, shown) = (Index::new(data, &people()), vec![true; data.catalog.len()]);
    let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let seen = Seen { data, index: &index, zone, today, agents: &agents, shown: &shown };
    hits(&seen, &read(text)).into_iter().map(|hit| (hit.place, hit.segment)).collect()
}

/// Elena is ready, at lunch, ready, at lunch, ready, logged out; Lynch has one lunch and one break.
fn team() -> Dataset {
    let elena = [(0, 0), (60, 1), (90, 0), (91, 1), (92, 0), (240, 2)];
    let lynch = [(0, 0), (720, 1), (761, 3), (780, 0), (1_500, 1), (1_550, 0)];
    data(&[("7", &elena), ("8", &lynch)], 48)
}

#[test]
fn words_lengths_times_and_days_are_found() {
    let team = team();
    for (text, expected) in [
        ("lunch", &[(0, 1), (0, 3), (1, 1), (1, 4)][..]),
        ("LUNCH not ready", &[(0, 1), (0, 3), (1, 1), (1, 4)]),
        ("lunhc", &[(0, 1), (0, 3), (1, 1), (1, 4)]),
        ("lunch > 40 min", &[(1, 1), (1, 4)]),
        ("lunch > 41", &[(1, 4)]),
        ("lunch >= 41", &[(1, 1), (1, 4)]),
        ("lunch < 5 min", &[(0, 3)]),
        ("elena lunch", &[(0, 1), (0, 3)]),
        ("lunch garcia", &[(0, 1), (0, 3)]),
        ("8 lunch", &[(1, 1), (1, 4)]),
        ("12:05 pm", &[(1, 1), (1, 5)]),
        ("1:30 lunch", &[(1, 4)]),
        ("2:30 lunch", &[]),
        ("01:15", &[(0, 1), (1, 0), (1, 4)]),
        ("01:15 thu", &[(1, 4)]),
        ("lunch 26 nov", &[(1, 4)]),
        ("lunch yesterday", &[(0, 1), (0, 3), (1, 1)]),
        ("sun break", &[(1, 2)]),
        ("> 11 h", &[(1, 0), (1, 3), (1, 5)]),
        ("logged out", &[(0, 5)]),
        ("elena", &[]),
        ("west", &[]),
        ("coffee", &[]),
        ("", &[]),
        (">", &[]),
    ] {
        assert_eq!(found_in(&team, text, &Zone::utc()), expected, "{text}");
    }
}

/// Lunch from 60 to 90 minutes, which records that repeat it cut in three.
#[test]
fn what_is_cut_is_found_once_with_its_whole_length() {
    let cut = data(&[("7", &[(0, 0), (60, 1), (75, 1), (80, 1), (90, 0)])], 4);
    let found = |text| found_in(&cut, text, &Zone::utc());
    assert_eq!(found("lunch"), [(0, 1)]);
    assert_eq!(found("lunch > 29 min"), [(0, 1)]);
    assert!(found("lunch < 29 min").is_empty());
    assert_eq!(found("01:25 lunch"), [(0, 1)]);
}

#[test]
fn states_that_are_hidden_and_names_that_are_hidden_are_not_found() {
    let team = team();
    let mut people = people();
    people.hide(true);
    let (index, agents) = (Index::new(&team, &people), [0, 1]);
    let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let mut shown = vec![true; team.catalog.len()];
    let count = |shown: &[bool], text| {
        let zone = Zone::utc();
        let seen = Seen { data: &team, index: &index, zone: &zone, today, agents: &agents, shown };
        hits(&seen, &read(text)).len()
    };
    assert_eq!((count(&shown, "elena lunch"), count(&shown, "7 lunch")), (0, 2));
    shown[4] = false;
    assert_eq!(count(&shown, "lunch"), 0);
}

#[test]
fn a_time_that_clocks_show_twice_is_found_twice_and_one_they_pass_over_never() {
    let day = data(&[("7", &[(0, 0), (30, 1), (90, 0)])], 24);
    // At 01:00 UTC clocks go back by an hour: 00:30 to 01:00 come twice... and at 05:00 they go forward.
    let at = |hours: i64| START + hours * HOUR;
    let changes = vec![Transition { at: at(1), offset_s: -3_600 }, Transition { at: at(5), offset_s: 0 }];
    let zone = Zone::new("Test/Twice", 0, changes);
    let (index, shown, agents) = (Index::default(), [], []);
    let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let seen = Seen { data: &day, index: &index, zone: &zone, today, agents: &agents, shown: &shown };
    let at_clock =
        |hour, minute| moments(&seen, NaiveTime::from_hms_opt(hour, minute, 0).unwrap(), &days(&seen, &[]));
    assert_eq!(at_clock(0, 45), [START + 45 * MINUTE, START + 105 * MINUTE]);
    assert_eq!(at_clock(4, 30), []);
    assert_eq!(at_clock(6, 0), [START + 6 * HOUR]);
}

#[test]
fn the_longest_come_first_and_no_more_than_asked_for() {
    let hit = |segment, ms| Hit { place: 0, segment, ms };
    let hits = [hit(0, 5), hit(1, 9), hit(2, 1), hit(3, 9)];
    assert_eq!(longest(&hits, 3), [hit(1, 9), hit(3, 9), hit(0, 5)]);
    assert_eq!(longest(&hits, 9).len(), 4);
    assert!(longest(&[], 3).is_empty());
}

proptest! {
    /// Against every segment asked one by one: a lane without repetitions has one occurrence a segment.
    #[test]
    fn lengths_and_times_are_those_of_segments(
        lengths in proptest::collection::vec(1_i64..200, 1..12),
        least in 0_i64..150,
        minute in 0_i64..1_440,
    ) {
        let mut at = 0;
        let records: Vec<(i64, usize)> = lengths.iter().enumerate().map(|(i, length)| {
            let record = (at, i % 2);
            at += length;
            record
        }).collect();
        let data = data(&[("7", &records)], 24);
        let lane = &data.agents[0].lane;
        let moment = START + minute * MINUTE;
        let time = format!("{:02}:{:02}", minute / 60, minute % 60);
        let expected: Vec<usize> = (0..lane.len()).filter(|&i| {
            let span = lane.segment(i).unwrap().span;
            let is_lunch = data.catalog.activity(lane.activity(i)).reason.is_some();
            is_lunch && span.len() >= least * MINUTE && span.contains(moment)
        }).collect();
        let found = found_in(&data, &format!("lunch at least {least} min {time}"), &Zone::utc());
        prop_assert_eq!(found.into_iter().map(|(_, segment)| segment).collect::<Vec<_>>(), expected);
    }
}
