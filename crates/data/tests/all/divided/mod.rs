//! Reports that are cut into files: any division of their rows, in any order of the files, with files that
//! come again, says what the whole says. Files that contradict each other are no parts of one report.

mod style;

use std::collections::BTreeMap;

use data::files::{self, DateOrder, Import, Imported, Options};
use model::dataset::Dataset;
use model::state::Catalog;
use model::time::{HOUR, SECOND, parse_strict_utc};
use model::zone::Zone;
use proptest::prelude::*;

use crate::zoned::zone;
use style::{Clock, Fact, Style, Unit};

/// Working, available, code and reason of the states that rows have.
const STATES: [&str; 4] = ["0,1,0,", "1,0,0,", "0,0,12,Lunch", "0,0,0,"];

fn read(files: &[String], zone: &Zone, date_order: Option<DateOrder>) -> (Vec<Imported>, Dataset) {
    let mut catalog = Catalog::default();
    let read = |text: &String| {
        let options = Options { agent: Some("file".into()), date_order, ..Options::new(zone.clone()) };
        let mut import = Import::new(options);
        import.feed(text.as_bytes(), &mut catalog).unwrap();
        import.end(&mut catalog).unwrap()
    };
    let read = files::settle_together(files.iter().map(read).collect());
    let now = parse_strict_utc("2027-12-01T00:00:00Z").unwrap();
    let data = files::dataset(&read, catalog, now);
    (read, data)
}

/// Time by agent, state and reason.
fn totals(data: &Dataset) -> BTreeMap<(String, String), i64> {
    let mut totals = BTreeMap::new();
    for agent in &data.agents {
        for (id, sum) in agent.index.totals(&agent.lane, data.window) {
            if sum.ms != 0 {
                let name = format!("{} {:?}", data.catalog.code(id), data.catalog.activity(id).reason);
                *totals.entry((agent.id.to_string(), name)).or_default() += sum.ms;
            }
        }
    }
    totals
}

/// Sessions of a few agents, one after the other, from `start` on. Every row has a length of its own.
fn facts(start: i64, longest: i64, has_holes: bool) -> impl Strategy<Value = Vec<Fact>> {
    let hole = prop_oneof![3 => Just(0_i64), 1 => 1_i64..900];
    let state = (0..STATES.len(), 0..longest, hole);
    let session = prop::collection::vec(state, 2..9);
    let agent = (0_i64..7_000, prop::collection::vec((session, 0_i64..2_000), 1..3));
    prop::collection::vec(agent, 1..3).prop_map(move |agents| {
        let mut facts = Vec::new();
        for (agent, (later, sessions)) in agents.into_iter().enumerate() {
            let mut at = start + later * SECOND;
            for (session, (states, pause)) in sessions.into_iter().enumerate() {
                let last = states.len() - 1;
                for (index, (state, length, hole)) in states.into_iter().enumerate() {
                    let length = (length * 40 + facts.len() as i64 + 1) * SECOND;
                    let session = 10 * agent + session;
                    facts.push(Fact { agent, session, index, is_last: index == last, state, at, length });
                    at += length + if has_holes { hole * SECOND } else { 0 };
                }
                at += if has_holes { pause * SECOND } else { 0 };
            }
        }
        facts
    })
}

fn clocks() -> impl Strategy<Value = Clock> {
    use Clock::*;
    prop_oneof![Just(Full), Just(DayFirst), Just(NoSeconds), Just(LostSeconds), Just(DateAlone)]
}

fn styles() -> impl Strategy<Value = Style> {
    let unit = prop_oneof![Just(Unit::Seconds), Just(Unit::Milliseconds)];
    (clocks(), unit, any::<bool>(), any::<bool>()).prop_map(|(clock, unit, has_index, has_session)| Style {
        clock,
        // On one day nothing proves a unit.
        unit: if clock == Clock::DateAlone { Unit::Seconds } else { unit },
        has_index,
        has_session,
        has_end: false,
    })
}

/// Rows divided among files, which come in any order and perhaps again.
fn divided(rows: &[String], keys: &[u8], again: &[usize], style: Style) -> Vec<String> {
    let mut parts: BTreeMap<u8, Vec<String>> = BTreeMap::new();
    for (row, key) in rows.iter().zip(keys.iter().cycle()) {
        parts.entry(*key).or_default().push(row.clone());
    }
    let mut files: Vec<String> = parts.values().map(|rows| style.file(rows)).collect();
    let repeated: Vec<String> = again.iter().map(|which| files[which % files.len()].clone()).collect();
    files.extend(repeated);
    let turn = usize::from(keys[0]) % files.len();
    files.rotate_left(turn);
    files
}

/// Without numbers of sessions an agent has one.
fn in_one_session(facts: &[Fact]) -> Vec<Fact> {
    let mut joined: Vec<Fact> = Vec::new();
    for fact in facts {
        let before = joined.last_mut().filter(|before| before.agent == fact.agent);
        let index = before.map_or(0, |before| {
            before.is_last = false;
            before.index + 1
        });
        joined.push(Fact { index, ..*fact });
    }
    joined
}

fn check(
    style: Style,
    facts: &[Fact],
    (zone, date_order): (&Zone, Option<DateOrder>),
    keys: &[u8],
    again: &[usize],
) -> Result<(), TestCaseError> {
    let joined = if style.has_session { facts.to_vec() } else { in_one_session(facts) };
    let facts = &joined;
    let rows: Vec<String> = facts.iter().map(|fact| style.row(fact, zone)).collect();
    let whole = style.file(&rows);
    let (_, data) = read(std::slice::from_ref(&whole), zone, date_order);
    let files = divided(&rows, keys, again, style);
    let (read, parts) = read(&files, zone, date_order);
    let (is, was) = (totals(&parts), totals(&data));
    prop_assert!(is == was, "{is:?}\n{was:?}\n{style:?}\n{whole}\n{}", files.join("\n"));
    prop_assert_eq!(parts.window, data.window);
    let came: usize = read.iter().map(|file| file.rows).sum();
    prop_assert_eq!(came, files.iter().map(|file| file.lines().count() - 1).sum::<usize>());
    prop_assert_eq!(came, parts.records() + parts.losses.duplicates + parts.losses.rejected_count);
    Ok(())
}

/// 2026-11-12 00:01. Rows that all are in the minute of midnight may have lost their time of day.
const THURSDAY: i64 = 1_794_441_660_000;

/// Whether a row ends, in either hour, where another begins than the one behind it, by its length or with
/// milliseconds taken for seconds: it may be before that.
fn is_chance(facts: &[Fact]) -> bool {
    let is_near = |row: &Fact, length: i64, other: &Fact| {
        let apart = (row.at + length - other.at).rem_euclid(HOUR);
        apart.min(HOUR - apart) <= SECOND
    };
    let is_one = |(i, row): (usize, &Fact), (j, other): (usize, &Fact)| {
        let is_end = i + 1 != j && is_near(row, row.length, other);
        row.agent == other.agent && (is_end || is_near(row, row.length * SECOND, other))
    };
    facts.iter().enumerate().any(|row| facts.iter().enumerate().any(|other| is_one(row, other)))
}

/// Whether the seconds of three rows are, by chance, the minutes before these: then figures prove to be that.
fn are_minutes_before(facts: &[Fact]) -> bool {
    let is_one = |pair: &[Fact]| {
        let [from, to] = [&pair[0], &pair[1]].map(|fact| fact.at.div_euclid(60 * SECOND));
        pair[0].agent == pair[1].agent && to > from && (pair[1].length / SECOND - (to - from)).abs() <= 1
    };
    facts.windows(2).filter(|pair| is_one(pair)).count() >= 3
}

/// When clocks go back in autumn.
const BERLIN: i64 = 1_792_890_000_000;
const NEW_YORK: i64 = 1_793_512_800_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None,  ..ProptestConfig::default() })]

    #[test]
    fn any_division_says_what_the_whole_says(
        style in styles(),
        facts in facts(THURSDAY, 60, true),
        keys in prop::collection::vec(0_u8..4, 40),
        again in prop::collection::vec(0_usize..4, 0..3),
    ) {
        check(style, &facts, (&Zone::utc(), None), &keys, &again)?;
    }

    #[test]
    fn short_rows_in_one_minute(
        style in styles(),
        facts in facts(THURSDAY, 1, true),
        keys in prop::collection::vec(0_u8..4, 40),
        again in prop::collection::vec(0_usize..4, 0..3),
    ) {
        prop_assume!(style.has_end || !are_minutes_before(&facts));
        check(style, &facts, (&Zone::utc(), None), &keys, &again)?;
    }

    /// Two exports, of which the second begins before the first ends. Where nothing but a date tells when a row
    /// was, one of them alone may be another that says the same.
    #[test]
    fn exports_that_overlap(
        style in styles(),
        facts in facts(THURSDAY, 60, true),
        (cut, shared) in (0_usize..40, 1_usize..9),
    ) {
        let facts = if style.has_session { facts } else { in_one_session(&facts) };
        let rows: Vec<String> = facts.iter().map(|fact| style.row(fact, &Zone::utc())).collect();
        let cut = cut % rows.len();
        let both = cut..rows.len().min(cut + shared);
        let whose = |place: &usize| (facts[*place].agent, style.has_session.then_some(facts[*place].session));
        let alike = |place: usize| both.clone().filter(|other| whose(other) == whose(&place)).count();
        prop_assume!(style.clock != Clock::DateAlone || style.has_index || both.clone().all(|place| alike(place) > 1));
        let files = [&rows[..both.end], &rows[cut..]].map(|rows| style.file(rows));
        let (_, whole) = read(&[style.file(&rows)], &Zone::utc(), None);
        for files in [files.to_vec(), files.iter().rev().cloned().collect()] {
            let (_, parts) = read(&files, &Zone::utc(), None);
            prop_assert!(totals(&parts) == totals(&whole), "{:?}\n{}", style, files.join("\n"));
        }
    }

    /// Whole minutes, whose ends are told too or not.
    #[test]
    fn minutes_and_ends(
        clock in prop_oneof![Just(Clock::Full), Just(Clock::DayFirst), Just(Clock::NoSeconds)],
        (has_index, has_session, has_end) in any::<(bool, bool, bool)>(),
        facts in facts(THURSDAY / 60, 1, true),
        keys in prop::collection::vec(0_u8..4, 40),
        again in prop::collection::vec(0_usize..4, 0..3),
    ) {
        let in_minutes = |fact: Fact| Fact { at: fact.at * 60, length: fact.length * 60, ..fact };
        let facts: Vec<Fact> = facts.into_iter().map(in_minutes).collect();
        let style = Style { clock, unit: Unit::Minutes, has_index, has_session, has_end };
        check(style, &facts, (&Zone::utc(), None), &keys, &again)?;
    }

    /// Where an index tells the order, or rows follow each other without a hole, to the second.
    #[test]
    fn the_repeated_hour_in_any_division(
        style in styles(),
        clock in prop_oneof![Just(Clock::Full), Just(Clock::DayFirst), Just(Clock::NoSeconds), Just(Clock::LostSeconds)],
        place in prop_oneof![Just(("Europe/Berlin", BERLIN)), Just(("America/New_York", NEW_YORK))],
        (facts, has_holes) in any::<bool>().prop_flat_map(|holes| (facts(-5_400_000, 40, holes), Just(holes))),
        keys in prop::collection::vec(0_u8..4, 40),
        again in prop::collection::vec(0_usize..4, 0..3),
    ) {
        let facts: Vec<Fact> = facts.into_iter().map(|fact| Fact { at: fact.at + place.1, ..fact }).collect();
        let has_seconds = matches!(clock, Clock::Full | Clock::DayFirst);
        let style = Style { clock, has_index: style.has_index || has_holes || !has_seconds, ..style };
        prop_assume!(!is_chance(&facts));
        // The first of November may be the eleventh of January, when no hour comes again.
        let order = (clock == Clock::DayFirst).then_some(DateOrder::DayFirst);
        check(style, &facts, (&zone(place.0), order), &keys, &again)?;
    }
}
