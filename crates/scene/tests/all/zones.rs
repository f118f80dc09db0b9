//! Days and ticks in twenty zones, through every change of offset in 2026.

use std::collections::HashMap;

use chrono::{Datelike, LocalResult, NaiveDate, NaiveTime, Offset, TimeZone, Timelike};
use chrono_tz::Tz;
use model::time::{DAY, HOUR, MINUTE, Millis, SECOND, Span, parse_strict_utc};
use model::zone::{Moments, Pass, Transition, Zone, clock_hours, moments_of};
use scene::ticks::ticks;
use scene::viewport::Viewport;

pub const ZONES: [Tz; 20] = [
    Tz::UTC,
    Tz::America__New_York,
    Tz::America__Chicago,
    Tz::America__Los_Angeles,
    Tz::America__Sao_Paulo,
    Tz::America__St_Johns,
    Tz::America__Havana,
    Tz::America__Santiago,
    Tz::Europe__London,
    Tz::Europe__Berlin,
    Tz::Europe__Lisbon,
    Tz::Africa__Casablanca,
    Tz::Africa__Cairo,
    Tz::Asia__Kolkata,
    Tz::Asia__Kathmandu,
    Tz::Asia__Beirut,
    Tz::Asia__Manila,
    Tz::Australia__Sydney,
    Tz::Australia__Lord_Howe,
    Tz::Pacific__Chatham,
];

fn offset_s(tz: Tz, t: Millis) -> i32 {
    tz.timestamp_millis_opt(t.0).unwrap().offset().fix().local_minus_utc()
}

/// The zone's table for 2026, found by trying every quarter of an hour.
pub fn zone(tz: Tz) -> Zone {
    let span = year();
    let quarters = (span.start.0..span.end.0).step_by((15 * MINUTE) as usize).map(Millis);
    let changes = quarters.filter(|t| offset_s(tz, *t) != offset_s(tz, *t + -1));
    let transitions = changes.map(|at| Transition { at, offset_s: offset_s(tz, at) }).collect();
    Zone::new(tz.name(), offset_s(tz, span.start + -1), transitions)
}

pub fn year() -> Span {
    let at = |text| parse_strict_utc(text).unwrap();
    Span { start: at("2025-12-30T00:00:00Z"), end: at("2027-01-03T00:00:00Z") }
}

#[test]
fn wall_clocks_agree_with_the_time_zone_database() {
    for tz in ZONES {
        let zone = zone(tz);
        for t in (year().start.0..year().end.0).step_by((7 * HOUR + 13 * MINUTE) as usize).map(Millis) {
            let truth = tz.timestamp_millis_opt(t.0).unwrap().naive_local();
            assert_eq!(zone.local(t), truth, "{tz} {t:?}");
            let back = zone.instant(truth);
            let first = tz.from_local_datetime(&truth).earliest().unwrap();
            assert_eq!(back.0, first.timestamp_millis(), "{tz} {truth}");
        }
    }
}

/// Every seven minutes through the day of every change and the days beside it, and now and then all year.
#[test]
fn the_moments_of_a_wall_time_are_those_of_the_time_zone_database() {
    for tz in ZONES {
        let zone = zone(tz);
        let around = |at: Millis| ((at + -36 * HOUR).0..(at + 36 * HOUR).0).step_by((7 * MINUTE) as usize);
        let changes = zone.transitions_in(year()).flat_map(|change| around(change.at));
        let all_year = (year().start.0..year().end.0).step_by((31 * HOUR + 11 * MINUTE) as usize);
        for wall in changes.chain(all_year) {
            let wall = wall.div_euclid(MINUTE) * MINUTE;
            let local = Tz::UTC.timestamp_millis_opt(wall).unwrap().naive_utc();
            let ms = |at: chrono::DateTime<Tz>| Millis(at.timestamp_millis());
            let moments = zone.moments(local);
            match tz.from_local_datetime(&local) {
                LocalResult::Single(at) => assert_eq!(moments, Moments::Once(ms(at)), "{tz} {local}"),
                LocalResult::Ambiguous(first, last) => {
                    assert_eq!(moments, Moments::Twice(ms(first), ms(last)), "{tz} {local}");
                }
                LocalResult::None => {
                    let Moments::Never { before, after } = moments else {
                        panic!("{tz} {local} {moments:?}")
                    };
                    let shows = |at: Millis, offset_at| at.0 + i64::from(offset_s(tz, offset_at)) * 1_000;
                    assert_eq!((shows(before, after), shows(after, before)), (wall, wall), "{tz} {local}");
                }
            }
        }
    }
}

#[test]
fn days_follow_each_other_and_change_length_only_where_clocks_change() {
    for tz in ZONES {
        let zone = zone(tz);
        let days = zone.days(Span { start: year().start + 2 * DAY, end: year().end + -2 * DAY }, 400);
        assert!(days.len() >= 364, "{tz}");
        for pair in days.windows(2) {
            assert_eq!(pair[0].1.end, pair[1].1.start, "{tz} {}", pair[0].0);
        }
        for (date, span) in days {
            assert!((23 * HOUR..=25 * HOUR).contains(&span.len()), "{tz} {date}");
            let changes = zone.transitions_in(Span { start: span.start + -1, end: span.end }).count();
            assert!(changes > 0 || span.len() == DAY, "{tz} {date}");
            let first = tz.from_local_datetime(&date.and_time(NaiveTime::MIN)).earliest();
            if let Some(first) = first {
                assert_eq!(span.start.0, first.timestamp_millis(), "{tz} {date}");
            }
        }
    }
}

/// Minute by minute, through every day on which clocks change and those beside it.
#[test]
fn parts_of_days_are_when_clocks_show_them() {
    for tz in ZONES {
        let zone = zone(tz);
        let around = |at: Millis| zone.days(Span { start: at + -DAY, end: at + DAY }, 3);
        for (date, day) in
            zone.transitions_in(year()).flat_map(|change| around(change.at)).collect::<Vec<_>>()
        {
            let runs = zone.runs(date, day);
            let clock = |t: Millis| Millis(i64::from(zone.local(t).num_seconds_from_midnight()) * SECOND);
            let minutes = || (day.start.0..day.end.0).step_by(MINUTE as usize).map(Millis);
            let mut shown: HashMap<i64, usize> = HashMap::new();
            minutes().for_each(|t| *shown.entry(clock(t).0).or_default() += 1);
            for t in minutes() {
                let own: Vec<_> = runs.iter().filter(|run| run.span.contains(t)).collect();
                assert_eq!(own.len(), 1, "{tz} {date} {t:?}");
                assert_eq!(own[0].clock(t), clock(t), "{tz} {date} {t:?}");
                assert_eq!(own[0].pass == Pass::Once, shown[&clock(t).0] == 1, "{tz} {date} {t:?}");
            }
            for (from, to) in [(0, 24), (0, 2), (1, 3), (2, 3), (9, 17), (23, 24)] {
                let hours = Span::new(from * HOUR + HOUR / 4, to * HOUR - HOUR / 4);
                let spans = moments_of(&runs, hours);
                assert!(spans.windows(2).all(|pair| pair[0].end < pair[1].start), "{tz} {date} {spans:?}");
                let is_in = |t: &Millis| spans.iter().any(|span| span.contains(*t));
                let expected: Vec<_> = minutes().filter(|t| hours.contains(clock(*t))).collect();
                assert_eq!(minutes().filter(is_in).collect::<Vec<_>>(), expected, "{tz} {date} {hours:?}");
                let shown = spans.first().zip(spans.last());
                let shown = shown
                    .and_then(|(first, last)| clock_hours(&runs, Span { start: first.start, end: last.end }));
                let is_whole = shown.is_none_or(|shown| shown.start >= hours.start && shown.end <= hours.end);
                assert!(is_whole || spans.len() > 1, "{tz} {date} {shown:?}");
            }
        }
    }
}

/// Around every change: ticks are in order, show what a wall clock shows, and miss no hour.
#[test]
fn ticks_through_every_change_of_2026() {
    for tz in ZONES {
        let zone = zone(tz);
        for change in zone.transitions_in(year()).collect::<Vec<_>>() {
            let span = Span { start: change.at + -6 * HOUR, end: change.at + 6 * HOUR };
            let marks = ticks(&Viewport { span, width_px: 900.0 }, &zone);
            assert!(marks.len() >= 11, "{tz}: {marks:?}");
            for (mark, next) in marks.iter().zip(&marks[1..]) {
                let gap = next.at - mark.at;
                assert!((HOUR / 2..=2 * HOUR).contains(&gap), "{tz}: {mark:?} {next:?}");
            }
            for mark in &marks {
                let local = tz.timestamp_millis_opt(mark.at.0).unwrap().naive_local();
                assert_eq!((local.minute(), local.second()), (0, 0), "{tz} {mark:?}");
                let shown = if mark.major { local.format("%a %-d %b") } else { local.format("%H:%M") };
                assert_eq!(mark.label, shown.to_string(), "{tz}");
            }
        }
    }
}

#[test]
fn day_ticks_stand_at_midnight_in_every_zone() {
    for tz in ZONES {
        let zone = zone(tz);
        let span = Span { start: year().start + 60 * DAY, end: year().start + 74 * DAY };
        for mark in ticks(&Viewport { span, width_px: 1_400.0 }, &zone) {
            let date: NaiveDate = zone.date(mark.at);
            assert_eq!(mark.at, zone.day_start(date), "{tz}");
            assert_eq!(mark.major, date.day() == 1, "{tz}");
        }
    }
}
