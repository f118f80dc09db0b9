//! Days of which something was not fetched.

use model::dataset::Dataset;
use model::state::StateKind;
use model::time::{DAY, HOUR};
use model::zone::Zone;
use scene::layout::MAX_DAYS;

/// Longest range that is one day, clocks put back included; in milliseconds.
const ONE_DAY: i64 = DAY + HOUR;

/// Of how many calendar days of a range something is missing; `None` of a range of one day, and where nothing is.
pub fn unfetched_days(data: &Dataset, zone: &Zone) -> Option<usize> {
    let days = zone.days(data.window, MAX_DAYS).into_iter().filter(|_| data.window.len() > ONE_DAY);
    let is_missing = |day| data.summary(day).kind(StateKind::NotFetched).ms > 0;
    let missing = days.filter(|(_, day)| is_missing(day.intersect(data.window))).count();
    Some(missing).filter(|days| *days > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::page::Part;
    use model::testing::{Load, changes, page, states};
    use model::time::{Millis, Span};

    /// Days of which each was fetched by itself, or not; from noon to noon where `late`.
    fn of(days: &[bool], late: bool) -> Option<usize> {
        let (catalog, [ready]) = states([("R", None, StateKind::Available)]);
        let at = |day: usize| Millis(day as i64 * DAY + if late { 12 * HOUR } else { 0 });
        let window = Span { start: at(0), end: at(days.len()) };
        let mut load = Load::new(catalog, window);
        for (day, &came) in days.iter().enumerate() {
            let part =
                if came { Part::Page(page(changes("a", [(at(day).0, ready)]))) } else { Part::Missing };
            load = load.series_over(Span { start: at(day), end: at(day + 1) }, Some("a"), [part]);
        }
        unfetched_days(&load.build(), &Zone::utc())
    }

    #[test]
    fn days_that_are_missing_are_counted_where_there_are_several() {
        for (days, late, expected) in [
            (&[true, true][..], false, None),
            (&[true, false, true, false], false, Some(2)),
            (&[false, true], false, Some(1)),
            (&[false], false, None),
            (&[false], true, None),
            (&[true, false], true, Some(2)),
        ] {
            assert_eq!(of(days, late), expected, "{days:?} {late}");
        }
    }
}
