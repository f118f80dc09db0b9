//! The range to load.

use chrono::Weekday;

use super::locale::day;
use crate::app::range::Relative;

words! {
    WHEN = "When";
    RANGE = "Range";
    FROM = "From";
    TO = "To";
    times_in(zone) = "Times in {zone}";
}

/// Typed start and end.
pub const TYPED: &str = "Custom range";

/// A range that moves with time, for a reader whose weeks begin on `usual`: `This week`, `This week, from Sunday`.
pub fn name(relative: Relative, usual: Weekday) -> String {
    let name = match relative {
        Relative::Last24Hours => "Last 24 hours",
        Relative::Today => "Today",
        Relative::Yesterday => "Yesterday",
        Relative::ThisWeek(_) => "This week",
        Relative::LastWeek(_) => "Last week",
        Relative::Last7Days => "Last 7 days",
        Relative::Last28Days => "Last 28 days",
    };
    match relative.week().filter(|first| *first != usual) {
        Some(first) => format!("{name}, from {}", day(first)),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_ones_week_says_when_it_begins() {
        let names = [Weekday::Sun, Weekday::Mon].map(|first| name(Relative::ThisWeek(first), Weekday::Mon));
        assert_eq!(names, ["This week, from Sunday", "This week"]);
    }
}
