//! Where an axis is marked: whole hours, days or months of the chosen zone's wall clock.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::clock::LENGTHS;
use super::viewport::Viewport;
use model::format::{day_words, month_words};
use model::locale::{Hours, in_force};
use model::plain::year_text;
use model::time::{DAY, HOUR, MINUTE, Millis, SECOND};
use model::zone::Zone;

/// A mark on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where.
    pub at: Millis,
    /// What a wall clock shows there.
    pub label: String,
    /// Whether a day (or, on long axes, a year) begins here.
    pub major: bool,
}

/// No axis has this step: marks are looked for at quarters and halves of an hour.
const THIRD_OF_AN_HOUR: i64 = 20 * MINUTE;

/// Steps of whole days; those of whole weeks begin on their first day.
const STEPS_DAYS: [i64; 5] = [1, 2, 3, 7, 14];

/// Steps of whole months.
const STEPS_MONTHS: [i32; 5] = [1, 2, 3, 6, 12];

/// Room that a label of each kind needs, in CSS pixels.
const CLOCK_PX: f64 = 64.0;
const SECONDS_PX: f64 = 78.0;
const DATE_PX: f64 = 92.0;

/// Room for the half of the day behind a time, in CSS pixels. Whole hours have no minutes instead.
const HALF_PX: f64 = 24.0;

/// Most marks on any axis.
const MAX: usize = 400;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TickStep {
    Clock(i64),
    Days(i64),
    Months(i32),
}

/// The marks inside the viewport, in order, never closer than their labels need.
pub fn ticks(viewport: &Viewport, zone: &Zone) -> Vec<Tick> {
    if viewport.span.is_empty() || viewport.width_px < 1.0 {
        return Vec::new();
    }
    match step(viewport) {
        TickStep::Clock(ms) => clock_ticks(viewport, zone, ms),
        TickStep::Days(days) => day_ticks(viewport, zone, days),
        TickStep::Months(months) => month_ticks(viewport, zone, months),
    }
}

fn step(viewport: &Viewport) -> TickStep {
    let ms_per_px = viewport.ms_per_px();
    let fits = |ms: i64, px: f64| ms as f64 >= px * ms_per_px;
    let mut steps = LENGTHS.into_iter().filter(|&ms| ms < DAY && ms != THIRD_OF_AN_HOUR);
    let half_px = if in_force().hours == Hours::Of12 { HALF_PX } else { 0.0 };
    let clock_px = |ms: i64| match ms {
        ..MINUTE => SECONDS_PX + half_px,
        MINUTE..HOUR => CLOCK_PX + half_px,
        _ => CLOCK_PX,
    };
    let clock = steps.find(|&ms| fits(ms, clock_px(ms)));
    let days = || STEPS_DAYS.into_iter().find(|&days| fits(days * DAY, DATE_PX));
    let months = || STEPS_MONTHS.into_iter().find(|&months| fits(i64::from(months) * 28 * DAY, DATE_PX));
    clock
        .map(TickStep::Clock)
        .or_else(|| days().map(TickStep::Days))
        .or_else(|| months().map(TickStep::Months))
        .unwrap_or_else(|| {
            let year_px = 365.0 * DAY as f64 / ms_per_px;
            TickStep::Months(12 * (DATE_PX / year_px).ceil() as i32)
        })
}

/// Milliseconds that a wall clock shows since its midnight.
fn wall_ms(local: NaiveDateTime) -> i64 {
    i64::from(local.num_seconds_from_midnight()) * SECOND + i64::from(local.nanosecond() / 1_000_000)
}

/// The first moment from `t` on at which the wall clock shows a multiple of `step`. When an hour
/// is repeated its marks are too, when one is skipped so are they.
fn align(t: Millis, zone: &Zone, step: i64) -> Millis {
    let mut t = t;
    for _ in 0..4 {
        match wall_ms(zone.local(t)).rem_euclid(step) {
            0 => return t,
            past => t = t + (step - past),
        }
        // Across a change of offset the wall clock is not where it was headed: look again.
    }
    t
}

fn clock_ticks(viewport: &Viewport, zone: &Zone, step: i64) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let mut at = align(viewport.span.start, zone, step);
    while at <= viewport.span.end && ticks.len() < MAX {
        let local = zone.local(at);
        let major = wall_ms(local) == 0;
        let label = if major { day_words(local.date()) } else { clock_label(local, step) };
        ticks.push(Tick { at, label, major });
        at = align(at + step, zone, step);
    }
    ticks
}

fn day_ticks(viewport: &Viewport, zone: &Zone, days: i64) -> Vec<Tick> {
    let first = zone.date(viewport.span.start);
    let since_monday = i64::from(in_force().week.num_days_from_monday());
    let dates = first.iter_days().filter(|date| match days {
        // Day 1 of the calendar was a Monday.
        7 | 14 => (i64::from(date.num_days_from_ce() - 1) - since_monday) % days == 0,
        days => i64::from(date.num_days_from_ce()) % days == 0,
    });
    let starts = dates.map(|date| (date, zone.day_start(date)));
    starts
        .skip_while(|(_, at)| *at < viewport.span.start)
        .take_while(|(_, at)| *at <= viewport.span.end)
        .take(MAX)
        .map(|(date, at)| Tick { at, label: day_words(date), major: date.day() == 1 })
        .collect()
}

fn month_ticks(viewport: &Viewport, zone: &Zone, months: i32) -> Vec<Tick> {
    let first = zone.date(viewport.span.start);
    let past = (first.year() * 12 + first.month0() as i32).rem_euclid(months);
    let starts = (0..=MAX as i32)
        .map_while(|i| zone.month_start(viewport.span.start, i.checked_mul(months)?.checked_sub(past)?));
    starts
        .skip_while(|at| *at < viewport.span.start)
        .take_while(|at| *at <= viewport.span.end)
        .take(MAX)
        .map(|at| {
            let local = zone.local(at);
            let major = local.month() == 1;
            let date = local.date();
            Tick { at, label: if major { year_text(date) } else { month_words(date) }, major }
        })
        .collect()
}

fn clock_label(local: NaiveDateTime, step: i64) -> String {
    let (locale, time) = (in_force(), local.time());
    match step {
        ..SECOND => locale.millis(time),
        SECOND..MINUTE => locale.seconds(time),
        MINUTE..HOUR => locale.minutes(time),
        _ => locale.hour(time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{FONT_PX, width};
    use chrono::Weekday;
    use model::locale::{Dates, Locale, while_in};
    use model::time::{Span, parse_strict_utc};

    fn labels(start: &str, end: &str, width_px: f64, zone: &Zone) -> Vec<String> {
        let span = Span { start: parse_strict_utc(start).unwrap(), end: parse_strict_utc(end).unwrap() };
        ticks(&Viewport { span, width_px }, zone).into_iter().map(|t| t.label).collect()
    }

    #[test]
    fn an_hour_is_marked_at_quarters_and_halves_and_never_at_thirds() {
        let marks = |width_px| labels("2026-11-03T08:00:00Z", "2026-11-03T10:00:00Z", width_px, &Zone::utc());
        assert_eq!(marks(530.0)[..3], ["08:00", "08:15", "08:30"]);
        assert_eq!(marks(450.0)[..3], ["08:00", "08:30", "09:00"], "20 minutes have room");
    }

    #[test]
    fn the_axis_of_a_narrow_window_always_has_a_mark() {
        let first = parse_strict_utc("2026-11-06T13:50:00Z").unwrap();
        let mut length = 2 * MINUTE;
        while length < 900 * DAY {
            for shift in 0..16 {
                let start = first + shift * DAY;
                let span = Span { start, end: start + length };
                let marks = ticks(&Viewport { span, width_px: 226.0 }, &Zone::utc());
                assert!(!marks.is_empty(), "{span:?}, {} days", length as f64 / DAY as f64);
            }
            length += length / 11;
        }
    }

    #[test]
    fn a_shift_is_marked_by_the_hour() {
        let labels = labels("2026-11-03T07:30:00Z", "2026-11-03T13:00:00Z", 700.0, &Zone::utc());
        assert_eq!(labels, ["08:00", "09:00", "10:00", "11:00", "12:00", "13:00"]);
    }

    #[test]
    fn hours_of_twelve_stand_where_their_labels_have_room() {
        let american =
            Locale { hours: Hours::Of12, dates: Dates::MonthFirst, week: Weekday::Sun, ..in_force() };
        let marks = |start, end, width_px| while_in(american, || labels(start, end, width_px, &Zone::utc()));
        let shift = marks("2026-11-03T20:00:00Z", "2026-11-04T04:00:00Z", 320.0);
        assert_eq!(shift, ["8\u{a0}PM", "10\u{a0}PM", "Wed Nov 4", "2\u{a0}AM", "4\u{a0}AM"]);
        let hours = marks("2026-11-03T08:00:00Z", "2026-11-03T10:00:00Z", 730.0);
        assert_eq!(hours[..2], ["8:00\u{a0}AM", "8:15\u{a0}AM"]);
        let quarter = marks("2026-10-01T00:00:00Z", "2026-12-31T00:00:00Z", 1_300.0);
        assert_eq!(quarter.first().map(String::as_str), Some("Sun Oct 4"), "weeks from Sunday on");
        for exponent in 0..12 {
            for locale in [american, Locale { dates: Dates::YearFirst('-'), ..american }] {
                let span = Span::new(5, 5 + 3 * 10_i64.pow(exponent));
                for width_px in [226.0, 700.0, 1_300.0] {
                    let viewport = Viewport { span, width_px };
                    let ticks = while_in(locale, || ticks(&viewport, &Zone::utc()));
                    for pair in ticks.windows(2).filter(|pair| !pair[0].major && !pair[1].major) {
                        let [before, after] =
                            [&pair[0], &pair[1]].map(|t| width(&t.label, FONT_PX, false) / 2.0);
                        let gap = viewport.px(pair[1].at) - viewport.px(pair[0].at);
                        assert!(gap > before + after, "{span:?} {width_px}: {pair:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn midnight_shows_the_day() {
        let labels = labels("2026-11-03T20:00:00Z", "2026-11-04T04:00:00Z", 320.0, &Zone::utc());
        assert_eq!(labels, ["20:00", "22:00", "Wed 4 Nov", "02:00", "04:00"]);
    }

    #[test]
    fn a_quarter_is_marked_by_weeks_and_years_by_years() {
        let quarter = labels("2026-10-01T00:00:00Z", "2026-12-31T00:00:00Z", 1_300.0, &Zone::utc());
        assert_eq!(quarter.first().map(String::as_str), Some("Mon 5 Oct"));
        let years = labels("2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 1_000.0, &Zone::utc());
        assert!(years.iter().all(|label| label.len() == 4) && years.len() > 5, "{years:?}");
    }

    #[test]
    fn a_repeated_hour_is_marked_twice() {
        let zone = Zone::new(
            "America/New_York",
            -4 * 3600,
            vec![model::zone::Transition {
                at: parse_strict_utc("2026-11-01T06:00:00Z").unwrap(),
                offset_s: -5 * 3600,
            }],
        );
        let labels = labels("2026-11-01T04:00:00Z", "2026-11-01T08:00:00Z", 400.0, &zone);
        assert_eq!(labels, ["Sun 1 Nov", "01:00", "01:00", "02:00", "03:00"]);
    }

    #[test]
    fn no_axis_is_endless_or_crowded() {
        for exponent in 0..17 {
            let span = Span::new(-5, 10_i64.pow(exponent) * 3);
            for width_px in [0.0, 1.0, 300.0, 2_560.0] {
                let viewport = Viewport { span, width_px };
                let ticks = ticks(&viewport, &Zone::utc());
                let gaps = ticks.windows(2).map(|pair| viewport.px(pair[1].at) - viewport.px(pair[0].at));
                assert!(gaps.fold(f64::MAX, f64::min) > 45.0, "{span:?} {width_px}: {ticks:?}");
            }
        }
    }
}
