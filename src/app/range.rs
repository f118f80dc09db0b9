//! The range asked for: typed, or one that moves with the present time.

use std::borrow::Cow;

use chrono::{Datelike, Days, Weekday};

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
    /// The chosen zone's week so far, from this day on.
    ThisWeek(Weekday),
    /// The chosen zone's week before this one, from this day to this day.
    LastWeek(Weekday),
    /// The 28 times 24 hours that end now.
    Last28Days,
}

impl Relative {
    /// Every one in the order that they are offered in, of weeks that begin on this day.
    pub const fn all(week: Weekday) -> [Self; 7] {
        [
            Self::Last24Hours,
            Self::Today,
            Self::Yesterday,
            Self::ThisWeek(week),
            Self::LastWeek(week),
            Self::Last7Days,
            Self::Last28Days,
        ]
    }

    /// The first day of its week, if it is one.
    pub const fn week(self) -> Option<Weekday> {
        match self {
            Self::ThisWeek(day) | Self::LastWeek(day) => Some(day),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Last24Hours => "24h",
            Self::Today => "today",
            Self::Yesterday => "yesterday",
            Self::Last7Days => "7d",
            Self::ThisWeek(_) => "week",
            Self::LastWeek(_) => "lastweek",
            Self::Last28Days => "28d",
        }
    }

    /// Its word in links, the same for whoever opens one: weeks begin on Mondays unless it says another day
    /// (`week-sun`).
    pub fn word(self) -> Cow<'static, str> {
        self.word_where(Weekday::Mon)
    }

    /// Its word where weeks begin on `usual` unless it says another day.
    pub fn word_where(self, usual: Weekday) -> Cow<'static, str> {
        match self.week().filter(|day| *day != usual) {
            Some(day) => format!("{}-{}", self.name(), day.to_string().to_lowercase()).into(),
            None => self.name().into(),
        }
    }

    /// The one of a word, whose week begins on `usual` where the word says nothing else.
    pub fn of_word(word: &str, usual: Weekday) -> Option<Self> {
        let (name, day) = word.split_once('-').map_or((word, None), |(name, day)| (name, Some(day)));
        let day = day.map_or(Some(usual), |day| day.parse().ok().filter(|_| day.len() == 3))?;
        let relative = Self::all(day).into_iter().find(|relative| relative.name() == name)?;
        (name == word || relative.week().is_some()).then_some(relative)
    }

    /// Whether the range ends now, so that it can be followed.
    pub fn ends_now(self) -> bool {
        !matches!(self, Self::Yesterday | Self::LastWeek(_))
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
        let back = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let since = |first: Weekday| u64::from(today.weekday().days_since(first));
        let so_far = |date| {
            let start = zone.day_start(date);
            Span { start, end: now.max(start + SECOND) }
        };
        match self {
            Self::Relative(Relative::Last24Hours) => Span { start: now + -DAY, end: now },
            Self::Relative(Relative::Last7Days) => Span { start: now + -7 * DAY, end: now },
            Self::Relative(Relative::Last28Days) => Span { start: now + -28 * DAY, end: now },
            Self::Relative(Relative::Today) => so_far(today),
            Self::Relative(Relative::ThisWeek(first)) => so_far(back(since(first))),
            Self::Relative(Relative::Yesterday) => zone.day(back(1)),
            Self::Relative(Relative::LastWeek(first)) => Span {
                start: zone.day_start(back(since(first) + 7)),
                end: zone.day_start(back(since(first))),
            },
            Self::Typed(span) => span,
        }
    }
}

impl Range {
    /// The range of the same length before or after this one: whole days of the zone stay whole days, whatever
    /// clocks do. `None` where it would begin in the future.
    pub fn stepped(self, forward: bool, now: Millis, zone: &Zone) -> Option<Self> {
        let Span { start, end } = self.span(now, zone);
        let (first, after) = (zone.date(start), zone.date(end));
        // A day, or a week, so far: its neighbours are whole.
        let is_so_far = zone.day_start(after) != end;
        let days = (after - first).num_days() + i64::from(is_so_far);
        let moved = if zone.day_start(first) == start {
            let days = if matches!(self, Self::Relative(Relative::ThisWeek(_))) { 7 } else { days };
            let by = Days::new(u64::try_from(days).ok()?);
            let from = if forward { first.checked_add_days(by) } else { first.checked_sub_days(by) }?;
            Span { start: zone.day_start(from), end: zone.day_start(from.checked_add_days(by)?) }
        } else {
            let ms = if forward { end - start } else { start - end };
            Span { start: start + ms, end: end + ms }
        };
        (moved.start < now).then_some(Self::Typed(moved))
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
    fn steps_go_to_the_neighbouring_days_weeks_and_lengths() {
        let new_york = Zone::new(
            "America/New_York",
            -4 * 3600,
            vec![Transition { at: at("2026-11-01T06:00:00Z"), offset_s: -5 * 3600 }],
        );
        let now = at("2026-11-04T15:00:00Z");
        let step = |range: Range, forward| match range.stepped(forward, now, &new_york) {
            Some(Range::Typed(span)) => Some((span.start, span.end)),
            _ => None,
        };
        let days = |from: &str, to: &str| Some((at(from), at(to)));
        let relative = Range::Relative;
        let yesterday = relative(Relative::Yesterday);
        assert_eq!(step(yesterday, false), days("2026-11-02T05:00:00Z", "2026-11-03T05:00:00Z"));
        assert_eq!(step(yesterday, true), days("2026-11-04T05:00:00Z", "2026-11-05T05:00:00Z"));
        assert_eq!(step(relative(Relative::Today), true), None, "nothing is known of tomorrow");
        assert_eq!(
            step(relative(Relative::Today), false),
            days("2026-11-03T05:00:00Z", "2026-11-04T05:00:00Z")
        );
        // The week before has the night when clocks went back.
        let last_week = days("2026-10-26T04:00:00Z", "2026-11-02T05:00:00Z");
        assert_eq!(step(relative(Relative::ThisWeek(Weekday::Mon)), false), last_week);
        let week_before = days("2026-10-19T04:00:00Z", "2026-10-26T04:00:00Z");
        assert_eq!(step(relative(Relative::LastWeek(Weekday::Mon)), false), week_before);
        let long_day = Range::Typed(new_york.day(new_york.date(at("2026-11-01T12:00:00Z"))));
        assert_eq!(step(long_day, false), days("2026-10-31T04:00:00Z", "2026-11-01T04:00:00Z"));
        let hours = Range::Typed(Span { start: at("2026-11-03T10:00:00Z"), end: at("2026-11-03T12:00:00Z") });
        assert_eq!(step(hours, true), days("2026-11-03T12:00:00Z", "2026-11-03T14:00:00Z"));
        assert_eq!(
            step(relative(Relative::Last24Hours), false),
            days("2026-11-02T15:00:00Z", "2026-11-03T15:00:00Z")
        );
    }

    #[test]
    fn a_week_is_the_same_for_whoever_opens_its_link() {
        for (relative, word) in [
            (Relative::ThisWeek(Weekday::Mon), "week"),
            (Relative::ThisWeek(Weekday::Sun), "week-sun"),
            (Relative::LastWeek(Weekday::Sat), "lastweek-sat"),
            (Relative::Today, "today"),
        ] {
            assert_eq!(relative.word(), word);
            assert_eq!(Relative::of_word(&relative.word_where(Weekday::Sun), Weekday::Sun), Some(relative));
            for usual in [Weekday::Mon, Weekday::Sat] {
                let read = Relative::of_word(word, usual);
                let is_said = word.contains('-') || relative.week().is_none();
                assert_eq!(read == Some(relative), is_said || usual == Weekday::Mon, "{word} {usual}");
            }
        }
        for word in ["week-", "week-x", "week-monday", "today-sun", "", "-sun", "fortnight"] {
            assert_eq!(Relative::of_word(word, Weekday::Mon), None, "{word}");
        }
    }

    #[test]
    fn weeks_begin_on_their_first_day() {
        // A Wednesday.
        let now = at("2026-11-04T12:00:00Z");
        for (first, this, last) in [
            (Weekday::Mon, "2026-11-02T00:00:00Z", "2026-10-26T00:00:00Z"),
            (Weekday::Sun, "2026-11-01T00:00:00Z", "2026-10-25T00:00:00Z"),
            (Weekday::Sat, "2026-10-31T00:00:00Z", "2026-10-24T00:00:00Z"),
            (Weekday::Wed, "2026-11-04T00:00:00Z", "2026-10-28T00:00:00Z"),
        ] {
            let span = |relative| Range::Relative(relative).span(now, &Zone::utc());
            assert_eq!(span(Relative::ThisWeek(first)), Span { start: at(this), end: now });
            assert_eq!(span(Relative::LastWeek(first)), Span { start: at(last), end: at(this) });
        }
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
        // A Sunday evening there, the week of the clock change.
        assert_eq!(
            span(Relative::ThisWeek(Weekday::Mon), &new_york),
            Span { start: at("2026-10-26T04:00:00Z"), end: at("2026-11-02T03:00:00Z") }
        );
        assert_eq!(
            span(Relative::LastWeek(Weekday::Mon), &new_york),
            Span { start: at("2026-10-19T04:00:00Z"), end: at("2026-10-26T04:00:00Z") }
        );
        // A Monday here: its week is three hours old.
        assert_eq!(span(Relative::ThisWeek(Weekday::Mon), &Zone::utc()).len(), 3 * HOUR);
        assert_eq!(span(Relative::LastWeek(Weekday::Mon), &Zone::utc()).end, at("2026-11-02T00:00:00Z"));
        let next =
            Range::Relative(Relative::LastWeek(Weekday::Mon)).span(at("2026-11-09T12:00:00Z"), &new_york);
        assert_eq!(next.len(), 7 * DAY, "the week after the change of clocks");
        assert_eq!(span(Relative::Last28Days, &new_york).len(), 28 * DAY);
        let midnight = Range::Relative(Relative::Today).span(at("2026-11-02T00:00:00Z"), &Zone::utc());
        assert!(!midnight.is_empty());
    }
}
