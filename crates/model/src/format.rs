//! Times and lengths of time as people read them.

mod length;

use std::borrow::Cow;

pub use super::calendar::{
    MONTHS, date_words, day_words, iso_date, minutes_text, month_name, seconds_text, year_text,
};
use super::time::{Millis, Span};
use super::zone::{Zone, clock_text};
pub use length::{Clock, clock_plain, duration_words, exact_words, percent, percent_fine};

/// A number with its thousands apart: `1,000,000`.
pub fn number(n: usize) -> String {
    grouped(n as u64)
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|g| std::str::from_utf8(g).unwrap_or_default()).collect();
    groups.join(",")
}

/// Time of day in a zone: `12:02:00`.
pub fn time_of_day(t: Millis, zone: &Zone) -> String {
    clock_text(zone.local(t))
}

/// Date and time in a zone: `Tue 3 Nov 2026, 12:02:00`.
pub fn date_time(t: Millis, zone: &Zone) -> String {
    format!("{}, {}", date(t, zone), time_of_day(t, zone))
}

/// Time of day in a zone to the second, what is below cut off: `12:02:00`.
pub fn time_to_second(t: Millis, zone: &Zone) -> String {
    seconds_text(zone.local(t))
}

/// Date and time in a zone to the minute, what is below cut off: `Tue 3 Nov 2026, 12:02`.
pub fn date_to_minute(t: Millis, zone: &Zone) -> String {
    format!("{}, {}", date(t, zone), minutes_text(zone.local(t)))
}

/// A span in a zone to the minute, the date said once where one will do, for titles:
/// `Tue 3 Nov 2026, 12:02 – 12:33`.
pub fn span_to_minute(span: Span, zone: &Zone) -> String {
    let midnight = |t: Millis| time_of_day(t, zone) == "00:00:00";
    if midnight(span.start) && midnight(span.end) && !span.is_empty() {
        return span_words(span, zone);
    }
    let end = if zone.date(span.start) == zone.date(span.end) {
        minutes_text(zone.local(span.end))
    } else {
        date_to_minute(span.end, zone)
    };
    format!("{} – {end}", date_to_minute(span.start, zone))
}

/// Date in a zone: `Tue 3 Nov 2026`.
pub fn date(t: Millis, zone: &Zone) -> String {
    date_words(zone.date(t))
}

/// A span in a zone, the date said once where one will do: `Tue 3 Nov 2026, 12:02:00 – 12:33:00`.
pub fn span_words(span: Span, zone: &Zone) -> String {
    let whole_days = time_of_day(span.start, zone) == "00:00:00" && time_of_day(span.end, zone) == "00:00:00";
    let last = zone.date(span.end + -1);
    if whole_days && !span.is_empty() {
        let last = date_words(last);
        let first = date(span.start, zone);
        return if first == last { first } else { format!("{first} – {last}") };
    }
    let end = if zone.date(span.start) == zone.date(span.end) {
        time_of_day(span.end, zone)
    } else {
        date_time(span.end, zone)
    };
    format!("{} – {end}", date_time(span.start, zone))
}

/// A text without the characters that turn the direction of what follows them, or end such a turn: for
/// names that stand by themselves.
pub fn unturned(text: &str) -> Cow<'_, str> {
    if text.contains(is_turn) { Cow::Owned(text.replace(is_turn, "")) } else { Cow::Borrowed(text) }
}

/// A name for the middle of a sentence: whichever way it is written, it turns nothing around it.
pub fn isolated(text: &str) -> Cow<'_, str> {
    let is_leftward = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
            || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    let text = unturned(text);
    if text.contains(is_leftward) { Cow::Owned(format!("\u{2068}{text}\u{2069}")) } else { text }
}

/// Embeddings, overrides, isolates, and their ends.
fn is_turn(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_thousands_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn spans_say_the_date_once() {
        let zone = Zone::utc();
        let at = |text: &str| super::super::time::parse_strict_utc(text).unwrap();
        let words = |a, b| span_words(Span { start: at(a), end: at(b) }, &zone);
        assert_eq!(
            words("2026-11-03T12:02:00Z", "2026-11-03T12:33:00Z"),
            "Tue 3 Nov 2026, 12:02:00 – 12:33:00"
        );
        let title = |a, b| span_to_minute(Span { start: at(a), end: at(b) }, &zone);
        assert_eq!(title("2026-11-03T12:02:10Z", "2026-11-03T12:33:59Z"), "Tue 3 Nov 2026, 12:02 – 12:33");
        assert_eq!(title("2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z"), "Tue 3 Nov 2026");
        assert_eq!(
            title("2026-11-03T23:00:10Z", "2026-11-04T23:00:10Z"),
            "Tue 3 Nov 2026, 23:00 – Wed 4 Nov 2026, 23:00"
        );
        assert_eq!(words("2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z"), "Tue 3 Nov 2026");
        assert_eq!(words("2026-11-03T00:00:00Z", "2026-11-06T00:00:00Z"), "Tue 3 Nov 2026 – Thu 5 Nov 2026");
    }

    #[test]
    fn names_turn_nothing_around_them() {
        assert!(matches!(isolated("Zo\u{eb} 1"), Cow::Borrowed("Zo\u{eb} 1")));
        assert_eq!(isolated("\u{202e}evil"), "evil");
        assert_eq!(isolated("\u{5d0}\u{5d1}\u{2069}\u{202e}x"), "\u{2068}\u{5d0}\u{5d1}x\u{2069}");
        assert_eq!(isolated("\u{645}"), "\u{2068}\u{645}\u{2069}");
        assert_eq!(unturned("\u{5d0}\u{2067}b"), "\u{5d0}b");
    }
}
