use std::sync::Arc;

use chrono::NaiveDate;

use super::*;
use crate::app::find::stretches::Index;
use model::dataset::{Dataset, DatasetInput};
use model::directory::Person;
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::{Catalog, Reading, StateKind};
use model::time::{DAY, MINUTE, Millis, Span};
use model::zone::Zone;

/// 2026-11-24T00:00:00Z, a Tuesday.
const START: Millis = Millis(1_795_478_400_000);

/// So many agents over two days: ready, at 12:00 a lunch that grows by a minute from agent to agent, ready,
/// at 20:00 logged out.
fn team(agents: i64) -> Dataset {
    let mut catalog = Catalog::default();
    let ready = catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
    let lunch = catalog.intern("NOT_READY", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
    let out = catalog.intern("LOGOUT", None, |_| Reading::known(StateKind::LoggedOut));
    let window = Span { start: START, end: START + 2 * DAY };
    let series = (0..agents).map(|agent| {
        let id = (100 + agent).to_string();
        let mut page = PageBuilder::new();
        for (minute, activity) in [(480, ready), (720, lunch), (750 + agent, ready), (1_200, out)] {
            page.push(&id.as_str().into(), Record::new(START + minute * MINUTE, activity, None));
        }
        let parts = vec![Part::Page(Arc::new(page.finish()))];
        Series::new(Some(id.as_str().into()), window, parts, Durations::OfPreviousState)
    });
    let series: Vec<Series> = series.collect();
    Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
}

fn people() -> Directory {
    let names = ["Élodie Müller", "Ben Easter", "May Li"];
    let person = |(at, name): (usize, &&str)| {
        let id = (100 + at).to_string();
        (id.as_str().into(), Person { name: (*name).into(), team: Some("West".into()) })
    };
    Directory::new(names.iter().enumerate().map(person))
}

/// Each group with its count, each result with all its words.
fn found_in(data: &Dataset, text: &str) -> Vec<String> {
    let (people, zone) = (people(), Zone::utc());
    let (index, shown) = (Index::new(data, &people), vec![true; data.catalog.len()]);
    let agents: Vec<usize> = (0..data.agents.len()).collect();
    let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let seen = Seen { data, index: &index, zone: &zone, today, agents: &agents, shown: &shown };
    let groups = find(text, Some((&seen, &people)), &|_| Some("UTC+1".to_owned()));
    let lines = groups.into_iter().flat_map(|group| {
        let head = format!("{} {}", group.kind.words().0, group.count_words());
        let line = |offer: Offer| [offer.label, offer.detail, offer.figure].join(" | ");
        std::iter::once(head).chain(group.offers.into_iter().map(line))
    });
    lines.collect()
}

#[test]
fn agents_are_found_by_name_id_and_team() {
    let team = team(3);
    for text in ["muller", "elodie", "100", "mülller"] {
        assert_eq!(found_in(&team, text)[..2], ["agent 1", "Élodie Müller | 100 · West | "], "{text}");
    }
    assert_eq!(found_in(&team, "west")[0], "agent 3");
    assert_eq!(found_in(&team, "zzz"), [""; 0]);
}

#[test]
fn stretches_come_with_their_states_and_their_lengths() {
    let team = team(3);
    assert_eq!(
        found_in(&team, "lunch > 30 min"),
        [
            "state 1",
            "Lunch | Not ready · 2 stretches | 1 h 03 min",
            "stretch 2",
            "Lunch | May Li · Tue 24 Nov 2026, 12:00 – 12:32 | 32 min",
            "Lunch | Ben Easter · Tue 24 Nov 2026, 12:00 – 12:31 | 31 min",
        ]
    );
    let longest = found_in(&team, "longest lunch yesterday");
    assert!(longest.is_empty(), "there was none: {longest:?}");
    assert_eq!(
        found_in(&team, "longest lunch")[..2],
        ["stretch 3", "Lunch | May Li · Tue 24 Nov 2026, 12:00 – 12:32 | 32 min"]
    );
    assert_eq!(found_in(&team, "easter lunch")[..2], ["state 1", "Lunch | Not ready · 1 stretch | 31 min"]);
}

#[test]
fn a_group_shows_eight_and_says_how_many_there_are() {
    let many = team(500);
    let found = found_in(&many, "lunch");
    assert_eq!(found[2], "stretch longest 8 of 500");
    assert_eq!(found.len(), 11);
    assert!(found[3].contains("12:00 – 20:00") && found[3].ends_with("| 8 h"), "{}", found[3]);
    assert_eq!(found_in(&many, "1")[0], "agent 8 of 100");
}

#[test]
fn times_and_days_are_those_of_the_range() {
    let team = team(3);
    let times = ["time 2", "Tue 24 Nov 2026, 12:05 |  | ", "Wed 25 Nov 2026, 12:05 |  | "];
    assert_eq!(found_in(&team, "12:05 PM")[..3], times);
    assert_eq!(found_in(&team, "12:05 pm wed")[..2], ["time 1", times[2]]);
    assert_eq!(found_in(&team, "yesterday"), ["day 1", "Wed 25 Nov 2026 |  | "]);
    assert_eq!(found_in(&team, "11/24"), ["day 1", "Tue 24 Nov 2026 |  | "]);
    assert_eq!(found_in(&team, "27 nov"), [""; 0]);
    assert_eq!(found_in(&team, "ben 12:05 pm")[..2], ["time 2", "Tue 24 Nov 2026, 12:05 | Ben Easter | "]);
}

#[test]
fn what_fits_better_comes_first() {
    let team = team(3);
    let kinds = |text| {
        let found = found_in(&team, text).into_iter().filter(|line| !line.contains('|'));
        found.map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("eastern"), ["zone"]);
    assert_eq!(kinds("easter"), ["agent", "zone"]);
    assert_eq!(kinds("may"), ["agent", "zone"]);
    assert_eq!(kinds("tue")[0], "day");
    assert_eq!(found_in(&team, "PST")[1], "Los Angeles | PST, United States · America/Los_Angeles | UTC+1");
}

#[test]
fn before_anything_was_loaded_zones_are_found() {
    let anywhere = |name: &str| (name != "America/Detroit").then(|| "UTC".to_owned());
    let found = find("arizona", None, &anywhere);
    assert_eq!((found.len(), found[0].kind), (1, Kind::Zones));
    assert_eq!(found[0].offers[0].act, Act::Zone("America/Phoenix".to_owned()));
    assert!(find("lunch > 40 min", None, &anywhere).is_empty());
    let unlisted = &find("Etc/GMT+5", None, &anywhere)[0].offers[0];
    assert_eq!((unlisted.label.as_str(), &unlisted.act), ("GMT+5", &Act::Zone("Etc/GMT+5".to_owned())));
    assert!(find("Mars/Olympus", None, &|_| None).is_empty());
    assert!(find("michigan", None, &anywhere).is_empty(), "a zone that the browser does not know");
}
