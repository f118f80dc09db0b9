//! The range asked for: typed, or one that moves with the present time.

use chrono::Days;

use model::time::{DAY, Millis, SECOND, Span};
use model::zone::Zone;

/// A range that moves with the present time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// The 24 hours that end now.
    Last24Hours,
    /// The chosen zone's day so far.
    Today,
    /// The chosen zone's day before today.
    Yesterday,
    /// The 7 times 24 hours that end now.
    Last7Days,
}

impl Relative {
    /// Every one, with its word in links.
    pub const ALL: [(Self, &str); 4] = [
        (Self::Last24Hours, "24h"),
        (Self::Today, "today"),
        (Self::Yesterday, "yesterday"),
        (Self::Last7Days, "7d"),
    ];

    /// Its word in links.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(relative, _)| *relative == self).map_or("24h", |(_, word)| word)
    }

    /// Whether the range ends now, so that it can be followed.
    pub fn ends_now(self) -> bool {
        self != Self::Yesterday
    }
}

/// The range asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// One that moves with the present time.
    Relative(Relative),
    /// Typed start and end. The end may lie before the start: the form is the one to say so.
    Typed(Span),
}

impl Range {
    /// The range as times, in whole seconds where it follows the present (as APIs take them).
    pub fn span(self, now: Millis, zone: &Zone) -> Span {
        let now = Millis(now.0.div_euclid(SECOND) * SECOND);
        let today = zone.date(now);
        match self {
            Self::Relative(Relative::Last24Hours) => Span { start: now + -DAY, end: now },
            Self::Relative(Relative::Last7Days) => Span { start: now + -7 * DAY, end: now },
            Self::Relative(Relative::Today) => {
                let start = zone.day_start(today);
                Span { start, end: now.max(start + SECOND) }
            }
            Self::Relative(Relative::Yesterday) => {
                zone.day(today.checked_sub_days(Days::new(1)).unwrap_or(today))
            }
            Self::Typed(span) => span,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::time::{HOUR, parse_strict_utc};
    use model::zone::Transition;

    fn at(text: &str) -> Millis {
        parse_strict_utc(text).unwrap()
    }

    #[test]
    fn ranges_follow_the_present_and_the_zone() {
        let new_york = Zone::new(
            "America/New_York",
            -4 * 3600,
            vec![Transition { at: at("2026-11-01T06:00:00Z"), offset_s: -5 * 3600 }],
        );
        let now = at("2026-11-02T03:00:00Z") + 999;
        let span = |relative, zone: &Zone| Range::Relative(relative).span(now, zone);
        let today = span(Relative::Today, &new_york);
        assert_eq!(today, Span { start: at("2026-11-01T04:00:00Z"), end: at("2026-11-02T03:00:00Z") });
        assert_eq!(
            span(Relative::Yesterday, &Zone::utc()),
            Span { start: at("2026-11-01T00:00:00Z"), end: at("2026-11-02T00:00:00Z") }
        );
        assert_eq!(span(Relative::Yesterday, &new_york).len(), 24 * HOUR);
        assert_eq!(span(Relative::Last24Hours, &new_york).end, at("2026-11-02T03:00:00Z"));
        assert_eq!(span(Relative::Last7Days, &new_york).len(), 7 * DAY);
        let midnight = Range::Relative(Relative::Today).span(at("2026-11-02T00:00:00Z"), &Zone::utc());
        assert!(!midnight.is_empty());
    }
}
