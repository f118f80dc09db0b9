//! Rows over the change of clocks in autumn, in no order that is known: which of the two hours each is in
//! follows from durations, as trying all ways says.

use std::collections::BTreeMap;
use std::fmt::Write;

use data::files::{self, Import, Options};
use model::dataset::Dataset;
use model::remark::RemarkKind;
use model::state::Catalog;
use model::time::{HOUR, Millis, SECOND, parse_strict_utc};
use model::zone::Zone;
use proptest::prelude::*;

use crate::zoned::zone;

/// Zones, and when their clocks go back.
const CHANGES: [(&str, i64); 2] =
    [("Europe/Berlin", 1_792_890_000_000), ("America/New_York", 1_793_512_800_000)];

const STATES: [&str; 4] = ["Available", "Lunch", "Meeting", "Break"];

/// A state, since when, for how long, in milliseconds; the session and the place in it.
#[derive(Clone, Copy, Debug)]
struct Fact {
    state: usize,
    at: i64,
    length: i64,
    session: usize,
    index: usize,
}

/// What a file has: the number of the session, the place in it.
#[derive(Clone, Copy, Debug)]
struct Columns {
    session: bool,
    index: bool,
}

fn read(facts: &[Fact], zone: &Zone, columns: Columns) -> (Dataset, String) {
    let mut text = String::from("Agent_No,State,Start_Date,Duration");
    text += if columns.session { ",Agent_Session_ID" } else { "" };
    text += if columns.index { ",StateIndex" } else { "" };
    for fact in facts {
        let local = zone.local(Millis(fact.at)).format("%Y-%m-%d %H:%M:%S");
        write!(text, "\n401,{},{local},{}", STATES[fact.state], fact.length / SECOND).unwrap();
        if columns.session {
            write!(text, ",{}", 9_001 + fact.session).unwrap();
        }
        if columns.index {
            write!(text, ",{}", fact.index).unwrap();
        }
    }
    let (mut import, mut catalog) = (Import::new(Options::new(zone.clone())), Catalog::default());
    import.feed(text.as_bytes(), &mut catalog).unwrap();
    let file = import.finish(&mut catalog).unwrap();
    let now = parse_strict_utc("2027-12-01T00:00:00Z").unwrap();
    (files::dataset(&[file], catalog, now), text)
}

/// Time by state; what no row says is left out.
fn totals(data: &Dataset) -> BTreeMap<String, i64> {
    let agent = &data.agents[0];
    let sums = agent.index.totals(&agent.lane, data.window);
    let named = sums.iter().map(|(id, sum)| (data.catalog.code(*id).to_owned(), sum.ms));
    named.filter(|(code, ms)| *ms != 0 && STATES.contains(&code.as_str())).collect()
}

fn truth(facts: &[Fact]) -> BTreeMap<String, i64> {
    let mut totals = BTreeMap::new();
    for fact in facts {
        *totals.entry(STATES[fact.state].to_owned()).or_default() += fact.length;
    }
    totals
}

/// Which rows clocks show in an hour that comes twice.
fn ambiguous(facts: &[Fact], change: i64) -> Vec<usize> {
    (0..facts.len()).filter(|i| (change - HOUR..change + HOUR).contains(&facts[*i].at)).collect()
}

/// What rows reach over each other, and how often none begins where one ends.
fn misfit(rows: &[(i64, i64)]) -> (i64, usize) {
    let mut rows = rows.to_vec();
    rows.sort_unstable();
    let (mut over, mut breaks, mut end) = (0, 0, rows[0].0);
    for (at, length) in rows {
        over += if end - at > SECOND { end.min(at + length) - at } else { 0 };
        breaks += usize::from((end - at).abs() > SECOND);
        end = end.max(at + length);
    }
    (over, breaks)
}

/// All readings that fit best, as the rows that are in the second hour.
fn best(facts: &[Fact], change: i64) -> Vec<u32> {
    let open = ambiguous(facts, change);
    let reading = |ways: u32| {
        let mut rows: Vec<(i64, i64)> = facts.iter().map(|fact| (fact.at, fact.length)).collect();
        for (bit, place) in open.iter().enumerate() {
            let first = if rows[*place].0 >= change { rows[*place].0 - HOUR } else { rows[*place].0 };
            rows[*place].0 = first + if ways >> bit & 1 == 1 { HOUR } else { 0 };
        }
        misfit(&rows)
    };
    let all: Vec<((i64, usize), u32)> = (0..1 << open.len()).map(|ways| (reading(ways), ways)).collect();
    let least = all.iter().map(|(misfit, _)| *misfit).min().unwrap();
    all.into_iter().filter(|(misfit, _)| *misfit == least).map(|(_, ways)| ways).collect()
}

/// The reading that is true, in the same way.
fn true_ways(facts: &[Fact], change: i64) -> u32 {
    let bits = ambiguous(facts, change).into_iter().enumerate();
    bits.map(|(bit, place)| u32::from(facts[place].at >= change) << bit).sum()
}

/// Whether some clocks lie as far apart as a figure would say in milliseconds, minutes or hours: by chance
/// they prove another unit then.
fn says_another_unit(facts: &[Fact], zone: &Zone) -> bool {
    let clocks: Vec<_> = facts.iter().map(|fact| zone.local(Millis(fact.at))).collect();
    let mut apart = (0..facts.len()).flat_map(|i| (i + 1..facts.len()).map(move |j| (i, j)));
    apart.any(|(i, j)| {
        let apart = (clocks[i] - clocks[j]).num_milliseconds().abs();
        let figures = [facts[i].length, facts[j].length];
        let lengths = figures.into_iter().flat_map(|ms| [ms / 1_000, ms * 60, ms * 3_600]);
        lengths.into_iter().any(|length| (apart - length).abs() <= 2 * SECOND)
    })
}

/// Rows from about an hour before the first of the two hours on.
fn facts(has_holes: bool) -> impl Strategy<Value = Vec<Fact>> {
    let hole =
        if has_holes { prop_oneof![2 => Just(0_i64), 1 => 5_i64..4_000].boxed() } else { Just(0).boxed() };
    let row = (0..STATES.len(), 1_i64..2_500, hole, prop::bool::weighted(0.2));
    (-6_000_i64..3_000, prop::collection::vec(row, 2..10)).prop_map(|(start, rows)| {
        let (mut at, mut session, mut index) = (start * SECOND, 0, 0);
        let each = rows.into_iter().map(|(state, length, hole, is_new)| {
            (session, index) = if is_new { (session + 1, 0) } else { (session, index + 1) };
            let fact = Fact { state, at, length: length * SECOND, session, index };
            at += (length + hole) * SECOND;
            fact
        });
        each.collect()
    })
}

/// The order of rows in the file.
#[derive(Clone, Debug)]
enum Order {
    Clock,
    ClockBack,
    Any(Vec<u16>),
    Time,
}

fn orders() -> impl Strategy<Value = Order> {
    use Order::*;
    let any = prop::collection::vec(any::<u16>(), 10).prop_map(Any);
    prop_oneof![Just(Clock), Just(ClockBack), any, Just(Time)]
}

fn sorted(facts: &[Fact], order: &Order, zone: &Zone) -> Vec<Fact> {
    let mut sorted = facts.to_vec();
    match order {
        Order::Clock => sorted.sort_by_key(|fact| zone.local(Millis(fact.at))),
        Order::ClockBack => sorted.sort_by_key(|fact| std::cmp::Reverse(zone.local(Millis(fact.at)))),
        Order::Any(keys) => {
            let mut keyed: Vec<(u16, Fact)> = keys.iter().copied().cycle().zip(sorted).collect();
            keyed.sort_by_key(|(key, _)| *key);
            sorted = keyed.into_iter().map(|(_, fact)| fact).collect();
        }
        Order::Time => {}
    }
    sorted
}

fn placed(facts: &[Fact], change: i64) -> Vec<Fact> {
    facts.iter().map(|fact| Fact { at: fact.at + change, ..*fact }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// However many gapless ways there are: in each every row has all of its time.
    #[test]
    fn rows_that_follow_each_other_have_all_of_their_time(
        facts in facts(false),
        order in orders(),
        place in 0..CHANGES.len(),
        (session, index) in any::<(bool, bool)>(),
    ) {
        let (name, change) = CHANGES[place];
        let (zone, mut facts) = (zone(name), placed(&facts, change));
        prop_assume!(!says_another_unit(&facts, &zone));
        if !session {
            // Without numbers of sessions there is one.
            facts.iter_mut().enumerate().for_each(|(index, fact)| fact.index = index);
        }
        let (data, text) = read(&sorted(&facts, &order, &zone), &zone, Columns { session, index });
        prop_assert_eq!(totals(&data), truth(&facts), "{}", text);
        prop_assert_eq!(data.losses.remarks.count(RemarkKind::RepeatedHour), ambiguous(&facts, change).len());
    }

    /// With holes: what fits best is taken where it is the only way; and what was assumed is always said.
    #[test]
    fn what_fits_best_is_taken(facts in facts(true), order in orders(), place in 0..CHANGES.len()) {
        let (name, change) = CHANGES[place];
        let (zone, facts) = (zone(name), placed(&facts, change));
        prop_assume!(!says_another_unit(&facts, &zone));
        let facts = sorted(&facts, &order, &zone);
        let (data, text) = read(&facts, &zone, Columns { session: false, index: false });
        prop_assert_eq!(data.losses.remarks.count(RemarkKind::RepeatedHour), ambiguous(&facts, change).len());
        if best(&facts, change) == [true_ways(&facts, change)] {
            prop_assert_eq!(totals(&data), truth(&facts), "{}", text);
        }
    }
}
