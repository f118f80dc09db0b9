//! Points and spans of time, in Unix milliseconds (UTC).

mod timestamp;

use std::ops::{Add, Sub};

use chrono::{DateTime, Utc};

use super::plain::{iso_date, seconds_text};

pub use timestamp::{Timestamps, parse_timestamp};

/// Milliseconds in a second.
pub const SECOND: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in a day of 24 hours.
pub const DAY: i64 = 24 * HOUR;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub i64);

impl Millis {
    /// The multiple of `unit_ms` (above 0) that is nearest.
    #[must_use]
    pub fn rounded(self, unit_ms: i64) -> Self {
        Self(self.0.saturating_add(unit_ms / 2).div_euclid(unit_ms).saturating_mul(unit_ms))
    }
}

impl Add<i64> for Millis {
    type Output = Self;
    /// The point `ms` milliseconds later; stays at the ends of the number line.
    fn add(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }
}

impl Sub for Millis {
    type Output = i64;
    /// Milliseconds from `earlier` to `self`.
    fn sub(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A half-open span of time: `start` belongs to it, `end` does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First millisecond inside.
    pub start: Millis,
    /// First millisecond after it.
    pub end: Millis,
}

impl Span {
    /// The span from `start` to `end` (Unix ms); empty when `end <= start`.
    pub const fn new(start: i64, end: i64) -> Self {
        Self { start: Millis(start), end: Millis(end) }
    }

    /// Length in milliseconds, never negative.
    pub fn len(self) -> i64 {
        (self.end - self.start).max(0)
    }

    /// Whether no millisecond lies inside.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `t` lies inside.
    pub fn contains(self, t: Millis) -> bool {
        self.start <= t && t < self.end
    }

    /// The part that both spans share; empty when they do not meet.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        let start = self.start.max(other.start);
        Self { start, end: self.end.min(other.end).max(start) }
    }

    /// The point inside (or at an edge of) the span that is nearest to `t`.
    pub fn clamp(self, t: Millis) -> Millis {
        t.max(self.start).min(self.end.max(self.start))
    }
}

/// The years 0 to 9999: what lies beyond is no time of work.
pub const CALENDAR: Span = Span::new(-62_167_219_200_000, 253_402_300_800_000);

/// Formats as the APIs and links take it: `YYYY-MM-DDTHH:mm:ssZ`. Milliseconds are cut off;
/// times outside the years 0 to 9999 give `None`.
pub fn format_utc(t: Millis) -> Option<String> {
    let at = DateTime::<Utc>::from_timestamp_millis(t.0)?;
    let at = at.naive_utc();
    let text = format!("{}T{}Z", iso_date(at.date()), seconds_text(at));
    (text.len() == 20).then_some(text)
}

/// Reads the strict form `YYYY-MM-DDTHH:mm:ssZ` and nothing else.
pub fn parse_strict_utc(text: &str) -> Option<Millis> {
    let exact = text.len() == 20 && text.as_bytes()[10] == b'T' && text.ends_with('Z');
    exact.then(|| parse_timestamp(text.as_bytes())).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_chrono_over_four_centuries() {
        for day in (-80_000..80_000).step_by(37) {
            let t = Millis(day * DAY + 12_345_000);
            let text = format_utc(t).unwrap();
            assert_eq!(parse_strict_utc(&text), Some(t), "{text}");
        }
    }

    #[test]
    fn the_strict_form_takes_nothing_else() {
        assert!(parse_strict_utc("2026-11-03T12:00:00Z").is_some());
        for text in [
            "2026-11-03T12:00:00.0Z",
            "2026-11-03 12:00:00Z",
            "2026-11-03T12:00:00",
            "2026-11-03T12:00+00:0Z",
        ] {
            assert_eq!(parse_strict_utc(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_rounded_to_the_nearest() {
        let rounded = [-1_501, -1_500, -499, 499, 500, 1_499].map(|ms| Millis(ms).rounded(SECOND).0);
        assert_eq!(rounded, [-2_000, -1_000, 0, 0, 1_000, 1_000]);
        assert_eq!(Millis(7).rounded(1), Millis(7));
    }

    #[test]
    fn spans_are_half_open() {
        let span = Span::new(10, 20);
        assert!(span.contains(Millis(10)) && !span.contains(Millis(20)));
        assert_eq!(span.intersect(Span::new(15, 30)), Span::new(15, 20));
        assert!(span.intersect(Span::new(20, 30)).is_empty());
        assert_eq!(Span::new(5, 3).len(), 0);
        assert_eq!(span.clamp(Millis(99)), Millis(20));
    }
}
