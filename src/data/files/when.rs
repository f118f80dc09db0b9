//! Dates and times as reports write them, on the wall clocks of a zone.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::time::{Millis, parse_timestamp};
use crate::domain::zone::Zone;

/// Which of the first two numbers of a date is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// `MM/DD/YYYY`, as the report's documentation says.
    #[default]
    MonthFirst,
    /// `DD/MM/YYYY`.
    DayFirst,
}

impl DateOrder {
    /// The order that these dates prove; `None` when both would do, or they contradict each other.
    pub fn proven<'a>(dates: impl Iterator<Item = &'a str>) -> Option<Self> {
        let (mut month_first, mut day_first) = (false, false);
        for [a, b, _] in dates.filter_map(|text| numbers(split(text).0)).filter(|[a, ..]| *a < 32) {
            day_first |= a > 12 && b <= 12;
            month_first |= b > 12 && a <= 12;
        }
        match (month_first, day_first) {
            (true, false) => Some(Self::MonthFirst),
            (false, true) => Some(Self::DayFirst),
            _ => None,
        }
    }
}

/// Reads a date with a time: `11/03/2026 7:00:00 AM`, `2026-11-03 07:00`, or ISO 8601 with an offset,
/// which needs no zone. `None` when it is no such thing or no such day exists.
pub fn read(text: &str, order: DateOrder, zone: &Zone) -> Option<Millis> {
    let text = text.trim();
    let has_offset =
        text.ends_with(['Z', 'z']) || text.get(19..).is_some_and(|rest| rest.contains(['+', '-']));
    if has_offset && text.as_bytes().get(4) == Some(&b'-') {
        return parse_timestamp(text.as_bytes());
    }
    let (date, time) = split(text);
    let local = NaiveDateTime::new(read_date(date, order)?, read_time(time)?);
    Some(zone.instant(local))
}

/// Date and time, parted by white space, a comma or a `T`.
fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(|c: char| c == 'T' || c == ',' || c.is_whitespace()).unwrap_or((text, ""))
}

fn numbers(date: &str) -> Option<[u32; 3]> {
    let mut parts = date.split(['/', '-', '.']).map(|part| part.trim().parse::<u32>().ok());
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

fn read_date(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let [a, b, c] = numbers(text)?;
    let (year, month, day) = match order {
        _ if a > 31 => (a, b, c),
        DateOrder::MonthFirst => (c, a, b),
        DateOrder::DayFirst => (c, b, a),
    };
    let year = if year < 100 { 2_000 + year } else { year };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// `7:00`, `07:00:30.5`, `7:00 AM`; nothing is midnight.
fn read_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    if text.is_empty() {
        return Some(NaiveTime::MIN);
    }
    let lower = text.to_ascii_lowercase().replace('.', "\u{1}");
    let (clock, half) = ["am", "pm", "a\u{1}m\u{1}", "p\u{1}m\u{1}"]
        .iter()
        .find_map(|half| Some((lower.strip_suffix(half)?.trim_end(), half.chars().next())))
        .unwrap_or((&lower, None));
    let (clock, fraction) = clock.split_once(['\u{1}']).unwrap_or((clock, ""));
    let mut parts = clock.split(':').map(|part| part.trim().parse::<u32>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some('a') => hour % 12,
        Some(_) => hour % 12 + 12,
        None => hour,
    };
    let digits_only = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let millis = format!("{fraction:0<3}").get(..3).filter(|_| digits_only)?.parse().ok()?;
    NaiveTime::from_hms_milli_opt(hour, minute, second, millis).filter(|_| parts.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{HOUR, MINUTE};

    const NOON: i64 = 1_793_707_200_000; // 2026-11-03T12:00:00Z

    fn ms(text: &str, order: DateOrder) -> Option<i64> {
        read(text, order, &Zone::utc()).map(|at| at.0)
    }

    #[test]
    fn dates_as_reports_write_them() {
        for text in [
            "11/03/2026 12:00:00",
            "11/3/2026 12:00",
            "11/03/2026 12:00:00 PM",
            "11/03/26 12:00:00.000 p.m.",
            "11-03-2026T12:00:00",
            "11.03.2026, 12:00",
            "2026-11-03 12:00:00",
            "2026/11/03 12:00",
            " 2026-11-03T12:00:00Z ",
            "2026-11-03T07:00:00-05:00",
        ] {
            assert_eq!(ms(text, DateOrder::MonthFirst), Some(NOON), "{text}");
        }
        assert_eq!(ms("03/11/2026 12:00:00", DateOrder::DayFirst), Some(NOON));
        assert_eq!(ms("11/03/2026", DateOrder::MonthFirst), Some(NOON - 12 * HOUR));
        assert_eq!(ms("11/03/2026 12:30:00 AM", DateOrder::MonthFirst), Some(NOON - 12 * HOUR + 30 * MINUTE));
        assert_eq!(
            ms("11/03/2026 1:05:09.25 pm", DateOrder::MonthFirst),
            Some(NOON + HOUR + 5 * MINUTE + 9_250)
        );
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "soon",
            "13/13/2026",
            "02/30/2026",
            "11/03",
            "11/03/2026/5",
            "11/03/2026 25:00",
            "11/03/2026 13:00 PM",
            "11/03/2026 12",
            "11/03/2026 12:00:00:00",
            "11/03/2026 12:00:00.x",
            "11/03/2026 é",
        ] {
            assert_eq!(ms(text, DateOrder::MonthFirst), None, "{text}");
        }
    }

    #[test]
    fn wall_clocks_belong_to_a_zone() {
        let east = Zone::new("x", 2 * 3600, vec![]);
        assert_eq!(read("11/03/2026 14:00", DateOrder::MonthFirst, &east), Some(Millis(NOON)));
        assert_eq!(read("2026-11-03T12:00:00Z", DateOrder::MonthFirst, &east), Some(Millis(NOON)));
    }

    #[test]
    fn some_dates_prove_their_order() {
        let proven = |dates: &[&str]| DateOrder::proven(dates.iter().copied());
        assert_eq!(proven(&["11/03/2026", "13/11/2026 5:00"]), Some(DateOrder::DayFirst));
        assert_eq!(proven(&["11/03/2026", "11/13/2026 5:00"]), Some(DateOrder::MonthFirst));
        assert_eq!(proven(&["11/03/2026", "nonsense", "2026-11-30"]), None);
        assert_eq!(proven(&["13/11/2026", "11/13/2026"]), None);
    }
}
