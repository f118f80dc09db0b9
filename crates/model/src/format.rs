//! Times and lengths of time as people read them.

mod length;

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::locale::in_force;
use super::time::{Millis, Span};
use super::zone::Zone;
pub use length::{Clock, duration_words, exact_words, percent, percent_fine, percent_of};

/// A number with its thousands apart: `1,000,000`.
pub fn number(n: usize) -> String {
    in_force().number(n as u64)
}

/// A day without its year: `Tue 3 Nov`.
pub fn day_words(date: NaiveDate) -> String {
    in_force().day(date)
}

/// A day: `Tue 3 Nov 2026`.
pub fn date_words(date: NaiveDate) -> String {
    in_force().date(date)
}

/// A month: `Nov 2026`.
pub fn month_words(date: NaiveDate) -> String {
    in_force().month(date)
}

/// A time of day: `12:02`, what is below cut off.
pub fn minutes_text(at: NaiveDateTime) -> String {
    in_force().minutes(at.time())
}

/// From one time of a day to another: `11:35 – 20:14`.
pub fn from_to(from: NaiveDateTime, to: NaiveDateTime) -> String {
    let locale = in_force();
    if from.date() == to.date() {
        return locale.from_to(from.time(), to.time());
    }
    format!("{} – {}", locale.minutes(from.time()), locale.minutes(to.time()))
}

/// Time of day in a zone: `12:02:00`.
pub fn time_of_day(t: Millis, zone: &Zone) -> String {
    in_force().clock(zone.local(t).time())
}

/// Date and time in a zone: `Tue 3 Nov 2026, 12:02:00`.
pub fn date_time(t: Millis, zone: &Zone) -> String {
    in_force().moment(zone.local(t))
}

/// Time of day in a zone to the second, what is below cut off: `12:02:00`.
pub fn time_to_second(t: Millis, zone: &Zone) -> String {
    in_force().seconds(zone.local(t).time())
}

/// Date and time in a zone to the minute, what is below cut off: `Tue 3 Nov 2026, 12:02`.
pub fn date_to_minute(t: Millis, zone: &Zone) -> String {
    format!("{}, {}", date(t, zone), minutes_text(zone.local(t)))
}

/// The same without the year: `Tue 3 Nov, 12:02`.
pub fn day_to_minute(t: Millis, zone: &Zone) -> String {
    format!("{}, {}", day_words(zone.date(t)), minutes_text(zone.local(t)))
}

/// A span in a zone to the minute, the date said once where one will do, for titles:
/// `Tue 3 Nov 2026, 12:02 – 12:33`.
pub fn span_to_minute(span: Span, zone: &Zone) -> String {
    if is_whole_days(span, zone) {
        return span_words(span, zone);
    }
    if zone.date(span.start) == zone.date(span.end) {
        return format!(
            "{}, {}",
            date(span.start, zone),
            from_to(zone.local(span.start), zone.local(span.end))
        );
    }
    format!("{} – {}", date_to_minute(span.start, zone), date_to_minute(span.end, zone))
}

/// Date in a zone: `Tue 3 Nov 2026`.
pub fn date(t: Millis, zone: &Zone) -> String {
    date_words(zone.date(t))
}

/// The days of a span in a zone, however much of them it has: `Tue 3 Nov`, `Tue 3 Nov – Wed 4 Nov`.
pub fn days_words(span: Span, zone: &Zone) -> String {
    let [first, last] = [span.start, span.start.max(span.end + -1)].map(|t| day_words(zone.date(t)));
    if first == last { first } else { format!("{first} – {last}") }
}

/// A span in a zone, the date said once where one will do: `Tue 3 Nov 2026, 12:02:00 – 12:33:00`.
pub fn span_words(span: Span, zone: &Zone) -> String {
    if is_whole_days(span, zone) {
        let (first, last) = (date(span.start, zone), date(span.end + -1, zone));
        return if first == last { first } else { format!("{first} – {last}") };
    }
    let end = if zone.date(span.start) == zone.date(span.end) {
        time_of_day(span.end, zone)
    } else {
        date_time(span.end, zone)
    };
    format!("{} – {end}", date_time(span.start, zone))
}

/// Whether a span begins and ends when clocks show midnight.
fn is_whole_days(span: Span, zone: &Zone) -> bool {
    let midnight = |t: Millis| zone.local(t).time() == NaiveTime::MIN;
    midnight(span.start) && midnight(span.end) && !span.is_empty()
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
        let days = |a, b| days_words(Span { start: at(a), end: at(b) }, &zone);
        assert_eq!(days("2026-11-03T12:00:00Z", "2026-11-04T00:00:00Z"), "Tue 3 Nov");
        assert_eq!(days("2026-11-03T23:00:00Z", "2026-11-05T00:00:01Z"), "Tue 3 Nov – Thu 5 Nov");
        assert_eq!(days("2026-11-03T23:00:00Z", "2026-11-03T23:00:00Z"), "Tue 3 Nov");
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
