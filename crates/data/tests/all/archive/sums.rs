//! What the sums of days add up to is what their records do, in every zone.

use chrono::NaiveDate;
use data::archive::manifest::{Day, Manifest, span_of};
use data::archive::piece_in;
use data::archive::sums::{
    Filling, HALVES, Known, Sum, SumsList, SumsPlan, SumsTable, plan_sums, read_sums, sums, write_sums,
};
use data::dialect::Dialect;
use data::query::Agents;
use model::dataset::Dataset;
use model::record::Durations;
use model::state::{StateKind, StateMap};
use model::time::{DAY, HOUR, MINUTE, Millis, Span};
use model::zone::Zone;
use proptest::prelude::*;

use super::folder::{Folder, date};
use super::made::{DAYS, Made, NOW, dialect, records};
use crate::zoned::zone;

/// Zones whose days begin on a half hour of UTC.
const ZONES: [&str; 7] = [
    "UTC",
    "America/New_York",
    "Europe/London",
    "Asia/Kolkata",
    "Australia/Adelaide",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
];

/// Sums of days, as an archive has them.
struct Kept {
    api: &'static dyn Dialect,
    manifest: Manifest,
    list: SumsList,
    files: Vec<(String, Vec<u8>)>,
}

impl Kept {
    fn new(durations: Durations, days: impl Iterator<Item = (NaiveDate, Vec<Sum>)>) -> Self {
        let api = dialect(durations);
        let mut kept =
            Self { api, manifest: Manifest::new(api.name()), list: SumsList::default(), files: Vec::new() };
        for (number, (day, sums)) in days.enumerate() {
            let fetched = span_of(day).end;
            let known = Day { day, fetched, agents: None, failed: vec![], refused: 0, repeated: 0 };
            kept.manifest.replace(known, None);
            let written = write_sums(api, day, &sums).unwrap();
            assert_eq!(read_sums(day, written.bytes.clone()).unwrap(), sums);
            let told = written.told(day, format!("{number:064x}"));
            kept.files.push((told.path(), written.bytes));
            kept.list.put(told);
        }
        assert_eq!(SumsList::read(&kept.list.text()).as_ref(), Some(&kept.list));
        kept
    }

    fn plan(&self, zone: &Zone, range: Span) -> SumsPlan {
        plan_sums((&self.manifest, &self.list), zone, range, Millis(i64::MAX))
    }

    fn table(&self, plan: &SumsPlan) -> SumsTable {
        let mut filling = Filling::new(self.api, plan, None, StateMap::default());
        for own in &plan.pieces {
            let (_, file) = self.files.iter().find(|(path, _)| **path == *own.piece.path).unwrap();
            filling.add(own, piece_in(&own.piece, file).unwrap()).unwrap();
        }
        filling.finish()
    }
}

fn either() -> impl Strategy<Value = Durations> {
    prop::sample::select(&[Durations::OfOwnState, Durations::OfPreviousState][..])
}

/// Each day of UTC as a page loads it by itself.
fn loaded(made: &[Made], durations: Durations) -> Vec<(NaiveDate, Dataset)> {
    let folder = Folder::new(made, &[true; DAYS as usize], durations);
    let load = |number| (date(number), folder.load(&Agents::All, span_of(date(number)), |_| false).0);
    (0..DAYS).map(load).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn sums_are_the_totals_of_the_same_records_in_every_zone(
        made in records(30 * HOUR),
        durations in either(),
        place in prop::sample::select(&ZONES[..]),
        (number, count) in (1..DAYS - 1, 0..3_i64),
    ) {
        let days = loaded(&made, durations);
        let kept = Kept::new(durations, days.iter().map(|(day, data)| (*day, sums(data, *day))));
        let zone = zone(place);
        let last = date((number + count).min(DAYS - 2));
        let range = Span { start: zone.day(date(number)).start, end: zone.day(last).end };
        let plan = kept.plan(&zone, range);
        prop_assert!(!plan.are_of_utc);
        let table = kept.table(&plan);
        prop_assert_eq!(table.days.first().map(|day| day.0), Some(date(number)));
        prop_assert_eq!(table.days.last().map(|day| day.0), Some(last));
        for (place, (_, day, _)) in table.days.iter().enumerate() {
            for id in ["agent 0", "agent 1", "agent 2"] {
                for kind in StateKind::ALL {
                    let of = |(utc, data): &(NaiveDate, Dataset)| {
                        let own = data.agents.iter().filter(|agent| &*agent.id == id);
                        data.summary_of(own, &[span_of(*utc).intersect(*day)]).kind(kind).ms
                    };
                    let expected: i64 = days.iter().map(of).sum();
                    prop_assert_eq!(table.times(id, place..place + 1).ms(kind), expected, "{} {:?} {:?}", id, day, kind);
                }
            }
        }
    }

    #[test]
    fn days_of_a_clock_that_changes_have_their_hours(
        place in prop::sample::select(&ZONES[..]),
        // Through both changes of a year, in either half of the world.
        first in 0..360_i64,
        count in 1..4_i64,
        seed in 1..1_000_i64,
    ) {
        let zone = zone(place);
        let day = |number: i64| NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + chrono::Days::new(number as u64);
        let ms = |half: Millis| (half.0 / MINUTE * 7_919 + seed).rem_euclid(30 * MINUTE);
        let halves = |utc: NaiveDate| (0..HALVES as i64).map(move |half| span_of(utc).start + half * 30 * MINUTE);
        let sum = |half, ms| {
            let (state, kind) = ("Available".into(), StateKind::Available);
            Sum { agent: "7".into(), half, state, reason: None, kind, ms }
        };
        let all = |utc: NaiveDate| {
            let whole = sum(None, halves(utc).map(ms).sum());
            [whole].into_iter().chain(halves(utc).zip(0..).map(|(at, half)| sum(Some(half), ms(at)))).collect()
        };
        let kept = Kept::new(Durations::OfOwnState, (first..first + count + 4).map(|number| (day(number), all(day(number)))));
        let range = Span { start: zone.day(day(first + 2)).start, end: zone.day(day(first + 1 + count)).end };
        let plan = kept.plan(&zone, range);
        let table = kept.table(&plan);
        prop_assert_eq!(table.days.len() as i64, count);
        for (number, (_, span, known)) in table.days.iter().enumerate() {
            let own = (0..span.len() / (30 * MINUTE)).map(|half| ms(span.start + half * 30 * MINUTE));
            prop_assert_eq!(table.times("7", number..number + 1).ms(StateKind::Available), own.sum::<i64>(), "{:?}", span);
            prop_assert_eq!(*known, Known::All);
        }
    }
}

#[test]
fn of_most_days_only_the_sums_of_whole_days_are_read() {
    let sum = |agent: usize, half| Sum {
        agent: format!("{agent:05}").into(),
        half,
        state: "Available".into(),
        reason: None,
        kind: StateKind::Available,
        ms: if half.is_some() { 30 * MINUTE } else { DAY },
    };
    let halves = || (0..HALVES as u8).flat_map(|half| (0..1_000).map(move |agent| (agent, Some(half))));
    let all: Vec<Sum> =
        (0..1_000).map(|agent| (agent, None)).chain(halves()).map(|(a, h)| sum(a, h)).collect();
    let kept = Kept::new(Durations::OfOwnState, (0..4).map(|number| (date(number), all.clone())));
    let range = Span { start: span_of(date(1)).start, end: span_of(date(2)).end };
    let rows = |place| kept.plan(&zone(place), range).pieces.iter().map(|own| own.piece.rows()).sum::<u64>();
    let whole = 2 * 1_000;
    assert_eq!(rows("UTC"), whole);
    let eastern = rows("America/New_York");
    assert!(eastern > whole && eastern < 3 * 30_000, "{eastern}");
    assert!(!kept.plan(&zone("Asia/Kolkata"), range).are_of_utc);
    // Its days begin at 18:15 of UTC.
    let plan = kept.plan(&zone("Asia/Kathmandu"), range);
    assert!(plan.are_of_utc);
    assert!(plan.days.iter().all(|(day, span, _)| *span == span_of(*day)));
}

#[test]
fn what_is_not_known_of_a_day_is_said() {
    let none = || (0..4).map(|number| (date(number), Vec::new()));
    let mut kept = Kept::new(Durations::OfOwnState, none());
    let range = Span { start: span_of(date(0)).start, end: span_of(date(3)).end };
    let known = |kept: &Kept, zone: &Zone| -> Vec<Known> {
        plan_sums((&kept.manifest, &kept.list), zone, range, NOW).days.into_iter().map(|day| day.2).collect()
    };
    assert_eq!(known(&kept, &Zone::utc()), [Known::All; 4]);
    kept.manifest.remove(date(1));
    kept.list.retain(|day| day != date(2));
    assert_eq!(known(&kept, &Zone::utc()), [Known::All, Known::Nothing, Known::NoSums, Known::All]);
    let [.., last] = &*known(&kept, &zone("Asia/Kolkata")) else { panic!() };
    assert_eq!(*last, Known::Partly, "its end is not there yet");
    assert_eq!(known(&kept, &zone("Asia/Kolkata"))[1..3], [Known::Partly, Known::NoSums]);
}
