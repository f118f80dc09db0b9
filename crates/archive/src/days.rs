//! Which days of UTC are meant, and which of them are fetched.

use chrono::{Days, NaiveDate};
use data::archive::manifest::{Day, Manifest, day_of, span_of};
use model::time::{DAY, Millis};

/// Days that failed are tried again for so long: what an API has forgotten by then would look like no data.
const TRIED_AGAIN: u64 = 14;

/// Most days of a range.
const MAX: i64 = 3_660;

/// Reads `yesterday`, `2026-11-25` or `2026-11-01..2026-11-25` at `now`; both ends belong to a range.
///
/// # Errors
/// With a sentence for the person who typed it.
pub fn parse(text: &str, now: Millis) -> Result<Vec<NaiveDate>, String> {
    let today = today(now)?;
    let day = |text: &str| -> Result<NaiveDate, String> {
        let day = match text.trim() {
            "yesterday" => today.pred_opt(),
            text => text.parse().ok(),
        };
        let day = day.ok_or_else(|| format!("{text:?} is no day: write yesterday or 2026-11-25"))?;
        if day < today { Ok(day) } else { Err(format!("{day} is not over yet (days are those of UTC)")) }
    };
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last) = (day(first)?, day(last)?);
    if first > last {
        return Err(format!("{first} is after {last}"));
    }
    if (last - first).num_days() >= MAX {
        return Err(format!("{first}..{last} are too many days at once: {MAX} at most"));
    }
    Ok(first.iter_days().take_while(|day| *day <= last).collect())
}

fn today(now: Millis) -> Result<NaiveDate, String> {
    day_of(now).ok_or_else(|| "the clock of this machine is beyond the calendar".to_owned())
}

/// For how many days after its end the rows of a day may still change, and whether days that are complete are
/// fetched all the same.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Days.
    pub refetch: u32,
    /// Fetch them all the same.
    pub again: bool,
}

impl Rules {
    /// Whether nothing more will come of a day.
    pub fn is_settled(self, day: &Day) -> bool {
        let since = day.fetched - span_of(day.day).end;
        day.failed.is_empty() && since >= i64::from(self.refetch) * DAY
    }

    /// The days to fetch, in order: those that were asked for and are not here for good, and with yesterday the
    /// ones before it whose rows may have changed and those that failed. `has_all` says whether a day was
    /// fetched for everyone who is asked for now.
    pub fn chosen(
        self,
        asked: &[NaiveDate],
        manifest: &Manifest,
        now: Millis,
        has_all: impl Fn(&Day) -> bool,
    ) -> Vec<NaiveDate> {
        let is_here = |day: &NaiveDate| {
            manifest.day(*day).is_some_and(|known| self.is_settled(known) && has_all(known))
        };
        let mut days: Vec<NaiveDate> =
            asked.iter().filter(|day| self.again || !is_here(day)).copied().collect();
        let yesterday = day_of(now).and_then(|today| today.pred_opt());
        if let Some(yesterday) = yesterday.filter(|yesterday| asked.contains(yesterday)) {
            let from = |days: u64| yesterday.checked_sub_days(Days::new(days)).unwrap_or(yesterday);
            let (recent, tried) = (from(self.refetch.into()), from(TRIED_AGAIN));
            let known = manifest.days.iter().filter(|known| known.day < yesterday);
            let more = known.filter(|known| {
                let may_change = known.day >= recent && !self.is_settled(known);
                may_change || (known.day >= tried && !known.failed.is_empty())
            });
            days.extend(more.map(|known| known.day));
        }
        days.sort_unstable();
        days.dedup();
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::archive::manifest::Failed;
    use model::time::HOUR;

    /// Noon of 2026-11-26.
    const NOW: Millis = Millis(1_795_694_400_000);

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_as_they_are_typed() {
        let days = |text: &str| -> Vec<String> {
            parse(text, NOW).unwrap().iter().map(ToString::to_string).collect()
        };
        assert_eq!(days("yesterday"), ["2026-11-25"]);
        assert_eq!(days("2026-11-24..yesterday"), ["2026-11-24", "2026-11-25"]);
        assert_eq!(days("2024-02-28..2024-03-01"), ["2024-02-28", "2024-02-29", "2024-03-01"]);
        for bad in [
            "",
            "today",
            "2026-11-26",
            "2026-11-25..2026-11-24",
            "2026-02-30",
            "0001-01-01..2026-01-01",
            "..",
        ] {
            assert!(parse(bad, NOW).is_err(), "{bad}");
        }
    }

    fn known(day: &str, after: i64, failed: bool) -> Day {
        let span = span_of(date(day));
        let failed = if failed { vec![Failed { agent: None, span }] } else { Vec::new() };
        Day { day: date(day), fetched: span.end + after, agents: None, failed, refused: 0, repeated: 0 }
    }

    #[test]
    fn with_yesterday_come_days_that_may_have_changed_and_those_that_failed() {
        let mut manifest = Manifest::new("cxone");
        for day in [
            known("2026-10-20", 3 * HOUR, true),
            known("2026-11-12", 3 * HOUR, true),
            known("2026-11-20", 3 * HOUR, false),
            known("2026-11-23", 3 * HOUR, false),
            known("2026-11-24", 3 * HOUR, false),
        ] {
            manifest.replace(day, None);
        }
        let rules = Rules { refetch: 2, again: false };
        let chosen = |asked: &str| -> Vec<String> {
            let asked = parse(asked, NOW).unwrap();
            rules.chosen(&asked, &manifest, NOW, |_| true).iter().map(ToString::to_string).collect()
        };
        assert_eq!(chosen("yesterday"), ["2026-11-12", "2026-11-23", "2026-11-24", "2026-11-25"]);
        assert_eq!(chosen("2026-11-20"), ["2026-11-20"], "fetched too soon to be sure of it");
    }

    #[test]
    fn days_that_are_here_for_good_are_not_fetched_again() {
        let mut manifest = Manifest::new("cxone");
        manifest.replace(known("2026-11-01", 2 * DAY, false), None);
        let chosen = |again, has_all: bool| {
            let rules = Rules { refetch: 2, again };
            rules.chosen(&[date("2026-11-01")], &manifest, NOW, |_| has_all).len()
        };
        assert_eq!((chosen(false, true), chosen(true, true), chosen(false, false)), (0, 1, 1));
    }
}
