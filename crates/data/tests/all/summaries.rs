//! The summary file: the sums over its rows are the page's totals, whatever has rows of its own.

use std::collections::{BTreeMap, HashSet};

use data::files::summary::{Split, SummaryInput, summary_csv};
use model::dataset::Dataset;
use model::directory::{Directory, Person};
use model::page::Part;
use model::record::Record;
use model::state::StateKind;
use model::summary::Summary;
use model::testing::{Load, of, page, states};
use model::time::{DAY, HOUR, MINUTE, Millis, Span};
use model::zone::{Transition, Zone};
use proptest::prelude::*;

const WINDOW: Span = Span { start: Millis(0), end: Millis(4 * DAY) };

/// Agent, half hour, state, reported milliseconds.
type Row = (usize, i64, usize, i64);

fn dataset(rows: &[Row]) -> Dataset {
    let (catalog, ids) = states([
        ("READY", None, StateKind::Available),
        ("NOT_READY", Some("Lunch"), StateKind::NotReady),
        ("NOT_READY", Some("=1+1"), StateKind::NotReady),
        ("NOT_READY", None, StateKind::NotReady),
        ("LOGOUT", None, StateKind::LoggedOut),
    ]);
    let record = |&(_, half_hour, state, reported): &Row| {
        Record::new(Millis(half_hour * 30 * MINUTE), ids[state], Some(reported))
    };
    let load = Load::new(catalog, WINDOW).now(Millis(4 * DAY - HOUR));
    let load = (0..3).fold(load, |load, agent| {
        let id = format!("agent-{agent}");
        let rows = of(&id, rows.iter().filter(|row| row.0 == agent).map(record));
        load.series(Some(&id), [Part::Page(page(rows))])
    });
    load.build()
}

/// Clocks go on by an hour on the second day.
fn zone() -> Zone {
    Zone::new("Etc/Test", -5 * 3600, vec![Transition { at: Millis(DAY + 7 * HOUR), offset_s: -4 * 3600 }])
}

fn csv_of(data: &Dataset, agents: &[usize], span: Span, split: Split) -> Vec<BTreeMap<String, String>> {
    let person = Person { name: "Ada".into(), team: Some("West".into()) };
    let (people, zone) = (Directory::new([("agent-0".into(), person)]), zone());
    let input = SummaryInput {
        data,
        people: &people,
        zone: &zone,
        agents,
        spans: &[span],
        left_out: &HashSet::new(),
        split,
    };
    let bytes: Vec<u8> = summary_csv(input).flatten().collect();
    csv::Reader::from_reader(&bytes[..]).deserialize().map(Result::unwrap).collect()
}

/// Milliseconds, stretches and reported milliseconds by agent, state and reason.
type Sums = BTreeMap<(String, String, String), (i64, i64, i64)>;

fn sums(rows: &[BTreeMap<String, String>]) -> Sums {
    let mut sums = Sums::new();
    for row in rows {
        let text = |name: &str| row.get(name).cloned().unwrap_or_default();
        let figure = |name: &str| row[name].parse::<i64>().unwrap();
        let sum = sums.entry((text("agent_id"), text("label"), text("reason"))).or_default();
        sum.0 += figure("time_ms");
        sum.1 += figure("stretches_begun");
        sum.2 += figure("reported_ms");
    }
    sums
}

/// What the page's table says.
fn truth(data: &Dataset, agents: &[usize], span: Span, by_reason: bool) -> Sums {
    let mut sums = Sums::new();
    for agent in agents.iter().map(|&agent| &data.agents[agent]) {
        let summary = Summary::new(&agent.lane, &agent.index, &data.catalog, span);
        for reason in summary.states.iter().flat_map(|state| &state.reasons) {
            let name = data.catalog.activity(reason.activity).reason.as_deref().filter(|_| by_reason);
            let name = name.unwrap_or_default().replace("=1+1", "'=1+1");
            let label = data.catalog.label(reason.activity).to_owned();
            let sum = sums.entry((agent.id.to_string(), label, name)).or_default();
            sum.0 += reason.total.ms;
            sum.1 += i64::from(reason.total.count);
            sum.2 += reason.total.reported_ms;
        }
    }
    sums
}

proptest! {
    #[test]
    fn sums_over_the_rows_are_the_totals(
        rows in prop::collection::vec((0..3_usize, 0..192_i64, 0..5_usize, 0..9_i64), 0..60),
        agents in prop::sample::subsequence(vec![0, 1, 2], 1..=3),
        (start, length) in (0..190_i64, 1..192_i64),
        (by_day, by_reason) in any::<(bool, bool)>(),
    ) {
        let mut rows = rows;
        rows.sort_unstable();
        let data = dataset(&rows);
        let span = Span::new(start * 30 * MINUTE, (start + length) * 30 * MINUTE).intersect(data.window);
        let agents: Vec<usize> = agents.into_iter().filter(|&agent| agent < data.agents.len()).collect();
        let written = csv_of(&data, &agents, span, Split { by_day, by_reason });
        prop_assert_eq!(sums(&written), truth(&data, &agents, span, by_reason));
        let ms: i64 = written.iter().map(|row| row["time_ms"].parse::<i64>().unwrap()).sum();
        prop_assert_eq!(ms, span.len() * agents.len() as i64);
    }
}

/// Ready from hour 5 of the first day (midnight in the zone), lunch from 23:30 to 00:30.
#[test]
fn a_stretch_over_midnight_is_in_both_days_and_counts_once() {
    let data = dataset(&[(0, 10, 0, 0), (0, 57, 1, 0), (0, 59, 4, 0)]);
    let split = Split { by_day: true, by_reason: true };
    let rows = csv_of(&data, &[0], Span::new(5 * HOUR, 2 * DAY), split);
    let lunches: Vec<_> = rows.iter().filter(|row| row["reason"] == "Lunch").collect();
    let cells = |name: &str| lunches.iter().map(|row| row[name].clone()).collect::<Vec<_>>();
    assert_eq!(cells("day"), ["1970-01-01", "1970-01-02"]);
    assert_eq!(cells("time (h:mm:ss)"), ["0:30:00", "0:30:00"]);
    assert_eq!(cells("stretches_begun"), ["1", "0"]);
    assert_eq!(cells("share_of_logged_in"), ["0.0208", "1.0000"]);
    assert_eq!(cells("from (Etc/Test)"), ["1970-01-01 00:00:00", "1970-01-02 00:00:00"]);
    assert_eq!((&*lunches[0]["agent_name"], &*lunches[0]["team"]), ("Ada", "West"));
    let whole = csv_of(&data, &[0], Span::new(5 * HOUR, 2 * DAY), Split { by_day: false, by_reason: false });
    assert!(whole.iter().all(|row| !row.contains_key("day") && !row.contains_key("reason")));
    assert_eq!(whole.len(), 3);
}
