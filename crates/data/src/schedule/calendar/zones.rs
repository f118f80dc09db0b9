//! Zones that a calendar describes by itself.
//!
//! ```text
//! BEGIN:VTIMEZONE
//! TZID:Office
//! BEGIN:STANDARD            from the last Sunday of October on clocks show an hour more than UTC
//! DTSTART:16010101T030000
//! TZOFFSETFROM:+0200
//! TZOFFSETTO:+0100
//! RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
//! END:STANDARD
//! ```

use chrono::{Datelike, NaiveDateTime};

use super::event::{Described, Event};
use super::repeat::{Repeat, Until};
use super::stamp::stamp;
use model::time::{Millis, SECOND};
use model::zone::{Transition, Zone};

/// Rules are followed from this year on.
const FIRST_YEAR: i32 = 1994;

/// For so many days: half a century.
const DAYS: usize = 51 * 366;

/// From then on clocks show another offset.
struct Change {
    at: Millis,
    before_s: i32,
    after_s: i32,
}

/// Number of rules that are followed.
pub fn rules(described: &Described) -> usize {
    described.parts.iter().map(|part| part.all("RRULE").count()).sum()
}

/// The zone; `None` where something of it cannot be read.
pub fn zone(described: &Described) -> Option<Zone> {
    let mut changes = Vec::new();
    for part in &described.parts {
        changes.append(&mut changes_of(part)?);
    }
    changes.sort_by_key(|change: &Change| change.at);
    changes.dedup_by_key(|change| change.at);
    let before_s = changes.first()?.before_s;
    let changes = changes.into_iter().map(|Change { at, after_s, .. }| Transition { at, offset_s: after_s });
    Some(Zone::new(&described.name, before_s, changes.collect()))
}

fn changes_of(part: &Event) -> Option<Vec<Change>> {
    let offset = |name| offset_s(&part.get(name)?.value);
    let (before_s, after_s) = (offset("TZOFFSETFROM")?, offset("TZOFFSETTO")?);
    let start = stamp(&part.get("DTSTART")?.value)?.0;
    let at = |local: NaiveDateTime| Millis(local.and_utc().timestamp_millis() - i64::from(before_s) * SECOND);
    let mut locals = vec![start];
    for dates in part.all("RDATE") {
        let read = |text: &str| stamp(text.split('/').next()?).map(|(local, ..)| local);
        locals.extend(dates.value.split(',').map(read).collect::<Option<Vec<_>>>()?);
    }
    for rule in part.all("RRULE") {
        let repeat = Repeat::read(&rule.value, start)?;
        let is_over = |local: NaiveDateTime| match repeat.until {
            Some(Until::Utc(until)) => at(local) > Millis(until.and_utc().timestamp_millis()),
            Some(Until::Local(until)) => local > until,
            None => false,
        };
        let from = start.with_day(start.day().min(28)).and_then(|start| start.with_year(FIRST_YEAR));
        let from = from.filter(|_| start.year() < FIRST_YEAR && repeat.count.is_none()).unwrap_or(start);
        locals.extend(repeat.beginnings(from, DAYS).skip(1).take_while(|local| !is_over(*local)));
    }
    Some(locals.into_iter().map(|local| Change { at: at(local), before_s, after_s }).collect())
}

/// `+0100`, `-053000`: seconds east of UTC.
fn offset_s(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i32 = format!("{digits:0<6}").parse().ok()?;
    let (hours, minutes, seconds) = (number / 10_000, number / 100 % 100, number % 100);
    let is_one = hours < 24 && minutes < 60 && seconds < 60;
    is_one.then_some(sign * (hours * 3_600 + minutes * 60 + seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_hours_minutes_and_perhaps_seconds() {
        for (text, expected) in [
            ("+0100", Some(3_600)),
            (" -0330 ", Some(-12_600)),
            ("+054500", Some(20_700)),
            ("+001915", Some(1_155)),
            ("0100", None),
            ("+1", None),
            ("+2400", None),
            ("+0160", None),
            ("+01:00", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(offset_s(text), expected, "{text}");
        }
    }
}
