//! What date-and-time fields hold.

use model::plain::{iso_date, seconds_text};
use model::time::{Millis, parse_timestamp};
use model::zone::Zone;

/// Length of `YYYY-MM-DD`.
const DATE_LEN: usize = 10;

/// A moment as a date-and-time field holds it: `YYYY-MM-DDTHH:MM:SS` on the zone's wall clock.
pub fn wall_clock(t: Millis, zone: &Zone) -> String {
    let local = zone.local(t);
    format!("{}T{}", iso_date(local.date()), seconds_text(local))
}

/// Reads what a date-and-time field holds, or what a person typed where a browser has no such fields: hours of twelve
/// or twenty-four. A text with `Z` is UTC whatever the zone.
pub fn parse_wall_clock(text: &str, zone: &Zone) -> Option<Millis> {
    let text = text.trim();
    if let Some((date, time)) = text.split_at_checked(DATE_LEN)
        && let Some(time) = of_twelve(time.trim_start_matches(['T', ',']))
    {
        return parse_wall_clock(&format!("{date}T{time}"), zone);
    }
    if text.ends_with('Z') {
        return model::time::parse_strict_utc(text);
    }
    let (_, time) = text.split_at_checked(DATE_LEN)?;
    // A wall clock has no offset: what is read as UTC is what it shows.
    let shown = parse_timestamp(text.as_bytes()).filter(|_| !time.contains(['z', '+', '-']))?;
    Some(zone.instant(Zone::utc().local(shown)))
}

/// A time of twelve hours as one of twenty-four: `3:05 PM`, `03:05:09 p.m.`, `12 am`. `None` for what is none.
fn of_twelve(text: &str) -> Option<String> {
    let plain: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let (clock, is_late) = match (plain.strip_suffix("am"), plain.strip_suffix("pm")) {
        (Some(clock), _) => (clock, false),
        (_, Some(clock)) => (clock, true),
        _ => return None,
    };
    let is_clock = clock.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let (hour, rest) = clock.split_once(':').unwrap_or((clock, "00"));
    let hour: u32 = hour.parse().ok().filter(|hour| is_clock && (1..=12).contains(hour))?;
    Some(format!("{:02}:{rest}", hour % 12 + if is_late { 12 } else { 0 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_times_follow_the_zone() {
        let zone = Zone::new("x", 3_600, vec![]);
        let utc = parse_wall_clock("2026-11-03T12:00", &Zone::utc()).unwrap();
        assert_eq!(parse_wall_clock("2026-11-03 12:00:00", &zone), Some(utc + -3_600_000));
        assert_eq!(parse_wall_clock("2026-11-03T12:00:00Z", &zone), Some(utc));
        assert_eq!(parse_wall_clock(&wall_clock(utc, &zone), &zone), Some(utc));
        assert_eq!(parse_wall_clock("", &zone), None);
    }

    #[test]
    fn hours_of_twelve_are_read_whatever_the_locale() {
        let read = |time: &str| parse_wall_clock(&format!("2026-11-03{time}"), &Zone::utc());
        for (typed, time) in [
            (" 3:05 PM", "T15:05"),
            ("T12:00am", "T00:00"),
            (", 12:30\u{a0}p.m.", "T12:30"),
            (" 03:05:09\u{202f}pm", "T15:05:09"),
            (" 3 pm", "T15:00"),
        ] {
            assert!(read(time).is_some());
            assert_eq!(read(typed), read(time), "{typed}");
        }
        for typed in
            [" 13:05 PM", " 0:05 am", " pm", " 3:65 pm", " +3 pm", " 3:05 xm", " 3:05 am pm", " 3:05 am am"]
        {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
