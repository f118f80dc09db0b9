//! Tables of time zones, found by asking "how far from UTC is it at this moment?". Who answers is not known
//! here: in the page it is the browser.

use model::time::{DAY, Millis, SECOND, Span};
use model::zone::Transition;

/// How far apart a table looks for changes, in milliseconds. No zone changes and changes back
/// within it: the shortest such time, summer time paused for Ramadan, lasts about a month.
const STRIDE: i64 = 10 * DAY;

/// The offset (seconds east of UTC) at the start of `span`, and all changes inside it, found to the
/// second. `offset_at` answers for a moment; an answer that is missing counts as "as before".
pub fn table(span: Span, mut offset_at: impl FnMut(Millis) -> Option<i32>) -> (i32, Vec<Transition>) {
    let first = offset_at(span.start).unwrap_or(0);
    let mut transitions = Vec::new();
    let (mut at, mut offset_s) = (span.start, first);
    while at < span.end {
        let next = (at + STRIDE).min(span.end);
        let then = offset_at(next).unwrap_or(offset_s);
        if then != offset_s {
            let change = first_with(at, next, |t| offset_at(t).unwrap_or(offset_s) != offset_s);
            transitions.push(Transition { at: change, offset_s: then });
            offset_s = then;
        }
        at = next;
    }
    (first, transitions)
}

/// The first whole second after `before` (where `changed` does not hold) up to `after` (where it does).
fn first_with(before: Millis, after: Millis, mut changed: impl FnMut(Millis) -> bool) -> Millis {
    let (mut low, mut high) = (before.0.div_euclid(SECOND), after.0.div_euclid(SECOND));
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if changed(Millis(middle * SECOND)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Millis(high * SECOND)
}

/// Reads an offset as browsers write it, at the end of a text: `…, GMT`, `…, GMT+05:30`,
/// `…, GMT-00:44:30` → seconds east of UTC.
pub fn parse_gmt_offset(text: &str) -> Option<i32> {
    let (_, offset) = text.rsplit_once("GMT")?;
    let Some(sign) = offset.chars().next() else { return Some(0) };
    let sign = match sign {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let digits = offset.trim_start_matches(['+', '-', '\u{2212}']);
    let mut seconds = 0;
    let mut unit = 3600;
    for part in digits.split(':') {
        seconds += part.parse::<u16>().ok().filter(|n| *n < 60).map(i32::from)? * unit;
        unit /= 60;
    }
    Some(sign * seconds)
}

#[cfg(test)]
mod tests {
    use chrono::{Offset, TimeZone, Utc};
    use chrono_tz::Tz;

    use super::*;
    use model::time::parse_strict_utc;
    use model::zone::Zone;

    fn offset(zone: Tz, t: Millis) -> Option<i32> {
        let at = Utc.timestamp_millis_opt(t.0).single()?;
        Some(zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc())
    }

    #[test]
    fn tables_give_every_hour_its_offset() {
        let at = |text| parse_strict_utc(text).unwrap();
        let span = Span { start: at("2015-06-01T00:00:00Z"), end: at("2028-01-01T00:00:00Z") };
        let zones = [
            Tz::UTC,
            Tz::America__New_York,
            Tz::Australia__Lord_Howe,
            Tz::Africa__Casablanca,
            Tz::Asia__Tehran,
        ];
        for zone in zones {
            let (first, transitions) = table(span, |t| offset(zone, t));
            let table = Zone::new(zone.name(), first, transitions);
            for t in (span.start.0..span.end.0).step_by(3_600_000 - 1) {
                assert_eq!(Some(table.offset_s(Millis(t))), offset(zone, Millis(t)), "{zone} {t}");
            }
        }
    }

    #[test]
    fn changes_are_found_to_the_second() {
        let at = |text| parse_strict_utc(text).unwrap();
        let span = Span { start: at("2026-01-01T00:00:00Z"), end: at("2027-01-01T00:00:00Z") };
        let (first, transitions) = table(span, |t| offset(Tz::Europe__Berlin, t));
        assert_eq!(first, 3600);
        let changes: Vec<_> = transitions.iter().map(|t| (t.at, t.offset_s)).collect();
        assert_eq!(changes, [(at("2026-03-29T01:00:00Z"), 7200), (at("2026-10-25T01:00:00Z"), 3600)]);
    }

    #[test]
    fn offsets_are_read_as_browsers_write_them() {
        let read = [
            ("11/24/2026, GMT", Some(0)),
            ("11/24/2026, GMT+05:30", Some(19_800)),
            ("11/24/2026, GMT-05:00", Some(-18_000)),
            ("11/24/1900, GMT-00:44:30", Some(-2_670)),
            ("11/24/2026, GMT\u{2212}3", Some(-10_800)),
            ("11/24/2026, EST", None),
            ("GMT+99", None),
            ("GMT?", None),
        ];
        for (text, expected) in read {
            assert_eq!(parse_gmt_offset(text), expected, "{text}");
        }
    }
}
