//! The figures above the timeline: what each card says.

use crate::app::words::cards as words;
use model::format::{
    Clock, day_to_minute, duration_words, from_to, isolated, minutes_text, number, percent_fine,
};
use model::sorting::sort_by_key;
use model::state::{Catalog, StateKind};
use model::summary::{Attendance, Summary};
use model::time::Millis;
use model::zone::Zone;

/// One figure with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Short name, for tests and scripts (`card-NAME`).
    pub name: &'static str,
    /// What it is.
    pub label: &'static str,
    /// The figure in words; a dash when there is none.
    pub value: String,
    /// The figure itself: milliseconds, a Unix time in milliseconds, a number, or hundredths of a
    /// percent; `None` when there is none.
    pub raw: Option<i64>,
    /// What else there is to say.
    pub note: String,
    /// How it is worked out, where that is not plain.
    pub help: Option<&'static str>,
}

/// What stands where there is no figure, and where nothing was fetched, so that there may be any.
const NONE: &str = "–";
const UNFETCHED: &str = "?";

/// How occupancy is worked out.
pub const OCCUPANCY: &str = words::OCCUPANCY_IS;

/// How the working rate is worked out.
pub const WORKING_RATE: &str = words::WORKING_RATE_IS;

/// Figures of a time of which nothing was fetched are not known.
fn known(card: Card, summary: &Summary) -> Card {
    if summary.is_unfetched() {
        return Card { value: UNFETCHED.to_owned(), raw: None, note: words::NOT_FETCHED.to_owned(), ..card };
    }
    card
}

/// The line of figures: how the time went, and when people came and went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cards {
    /// How long people were logged in, the longest stretch, rates. What plans and limits say belongs behind these.
    pub of_time: Vec<Card>,
    /// How often states changed, the first login, the last logout.
    pub of_moments: Vec<Card>,
}

/// The cards of a time. `attendance` is one agent's: when several came and went, their rows say.
pub fn cards(summary: &Summary, attendance: Option<&Attendance>, catalog: &Catalog, zone: &Zone) -> Cards {
    let rate = |share: Option<f64>| (share.map_or(NONE.to_owned(), percent_fine), share.map(hundredths));
    let (occupancy, occupancy_raw) = rate(summary.occupancy());
    let (working, working_raw) = rate(summary.working_rate());
    let changes = summary.changes();
    let longest = attendance.map(|attendance| longest(attendance, catalog, zone));
    let of_time = std::iter::once(logged_in(summary, attendance, zone)).chain(longest).chain([
        Card { help: Some(OCCUPANCY), ..plain("occupancy", words::OCCUPANCY, occupancy, occupancy_raw) },
        Card { help: Some(WORKING_RATE), ..plain("working-rate", words::WORKING_RATE, working, working_raw) },
    ]);
    let changes = plain("changes", words::STATE_CHANGES, number(changes as usize), Some(i64::from(changes)));
    let came = attendance.into_iter().flat_map(|attendance| came_and_went(attendance, zone));
    Cards {
        of_time: of_time.map(|card| known(card, summary)).collect(),
        of_moments: std::iter::once(changes).chain(came).map(|card| known(card, summary)).collect(),
    }
}

fn plain(name: &'static str, label: &'static str, value: String, raw: Option<i64>) -> Card {
    Card { name, label, value, raw, note: String::new(), help: None }
}

/// The first login and the last logout; the day is said where it is not the same.
fn came_and_went(attendance: &Attendance, zone: &Zone) -> [Card; 2] {
    let (first, last) = (attendance.first_login, attendance.last_logout);
    let is_one_day = first.zip(last).is_some_and(|(first, last)| zone.date(first) == zone.date(last));
    let moment = |t: Option<Millis>| match t {
        None => NONE.to_owned(),
        Some(t) if is_one_day => minutes_text(zone.local(t)),
        Some(t) => day_to_minute(t, zone),
    };
    let note = |words: &str, is_so: bool| if is_so { words.to_owned() } else { String::new() };
    [
        Card {
            note: note(words::LOGGED_IN_BEFORE, attendance.since_before),
            ..plain("first-login", words::FIRST_LOGIN, moment(first), first.map(|t| t.0))
        },
        Card {
            note: note(words::NO_LOGOUT, first.is_some() && last.is_none()),
            ..plain("last-logout", words::LAST_LOGOUT, moment(last), last.map(|t| t.0))
        },
    ]
}

fn hundredths(share: f64) -> i64 {
    (share * 10_000.0).round() as i64
}

fn logged_in(summary: &Summary, attendance: Option<&Attendance>, zone: &Zone) -> Card {
    let (ms, whole_ms) = (summary.logged_in_ms(), summary.whole_logged_in_ms());
    let came = attendance.map_or_else(String::new, |a| match (a.first_login, a.last_logout) {
        (None, _) => words::NEVER.to_owned(),
        (Some(first), last) => {
            let sessions = if a.sessions == 1 {
                words::ONE_SESSION.to_owned()
            } else {
                words::sessions(number(a.sessions as usize))
            };
            let end = match last {
                Some(last) if zone.date(first) == zone.date(last) => {
                    from_to(zone.local(first), zone.local(last))
                }
                _ => words::from_time(minutes_text(zone.local(first))),
            };
            format!("{end} · {sessions}")
        }
    });
    Card {
        name: "logged-in",
        label: words::LOGGED_IN,
        value: duration_words(ms),
        raw: Some(ms),
        // States that are hidden are not counted.
        note: if ms == whole_ms { came } else { words::of_all_states(duration_words(whole_ms)) },
        help: None,
    }
}

/// `48.4% · 96 stretches · avg 2:37`, and for not ready its two largest reasons instead of the mean.
pub fn state_note(kind: StateKind, summary: &Summary, catalog: &Catalog) -> String {
    let total = summary.kind(kind);
    let mut parts = Vec::new();
    if let Some(share) = summary.share(total.ms) {
        parts.push(percent_fine(share));
    }
    parts.push(if total.count == 1 {
        words::ONE_STRETCH.to_owned()
    } else {
        words::stretches(number(total.count as usize))
    });
    let reasons = summary.states.iter().filter(|s| s.kind == kind).flat_map(|s| &s.reasons);
    let mut named: Vec<(&str, i64)> =
        reasons.filter_map(|r| Some((catalog.activity(r.activity).reason.as_deref()?, r.total.ms))).collect();
    sort_by_key(&mut named, |(_, ms)| -ms);
    if kind == StateKind::NotReady && !named.is_empty() {
        let largest =
            named.iter().take(2).map(|(reason, ms)| format!("{} {}", isolated(reason), duration_words(*ms)));
        parts.extend(largest);
    } else if total.count > 0 {
        parts.push(words::average(Clock::Stretch.text(total.mean_ms())));
    }
    parts.join(" · ")
}

fn longest(attendance: &Attendance, catalog: &Catalog, zone: &Zone) -> Card {
    let longest = attendance.longest.as_ref();
    let note = longest.map_or_else(String::new, |stretch| {
        let activity = catalog.activity(stretch.activity);
        let reason =
            activity.reason.as_deref().map_or(String::new(), |reason| format!(", {}", isolated(reason)));
        words::longest_note(
            isolated(catalog.label(stretch.activity)),
            reason,
            minutes_text(zone.local(stretch.span.start)),
        )
    });
    Card {
        name: "longest",
        label: words::LONGEST_STRETCH,
        value: longest.map_or(NONE.to_owned(), |stretch| duration_words(stretch.span.len())),
        raw: longest.map(|stretch| stretch.span.len()),
        note,
        help: None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use model::dataset::{Dataset, DatasetInput};
    use model::page::{PageBuilder, Part, Series};
    use model::record::{Durations, Record};
    use model::state::Reading;
    use model::time::{DAY, HOUR, MINUTE, Span};

    /// Logged out, then from hour 8: ready 1 h, lunch 30 min, break 10 min, ready 20 min, logged out.
    fn data() -> Dataset {
        let mut catalog = Catalog::default();
        let ready = catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
        let not_ready = |_: Option<&str>| Reading::known(StateKind::NotReady);
        let lunch = catalog.intern("NOT_READY", Some("Lunch"), not_ready);
        let pause = catalog.intern("NOT_READY", Some("Break"), not_ready);
        let out = catalog.intern("LOGOUT", None, |_| Reading::known(StateKind::LoggedOut));
        let mut page = PageBuilder::new();
        let eight = 8 * 60;
        for (minute, activity) in [
            (0, out),
            (eight, ready),
            (eight + 60, lunch),
            (eight + 90, pause),
            (eight + 100, ready),
            (eight + 120, out),
        ] {
            page.push(&"a".into(), Record::new(Millis(minute * MINUTE), activity, None));
        }
        let window = Span::new(0, 24 * HOUR);
        let durations = Durations::OfPreviousState;
        let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
        Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
    }

    fn all() -> Vec<Card> {
        let data = data();
        let summary = data.summary(data.window);
        let attendance = Some(&data.agents[0].attendance);
        let Cards { of_time, of_moments } = cards(&summary, attendance, &data.catalog, &Zone::utc());
        of_time.into_iter().chain(of_moments).collect()
    }

    fn card(name: &str) -> Card {
        all().into_iter().find(|card| card.name == name).unwrap()
    }

    #[test]
    fn times_are_of_logged_in_time() {
        assert_eq!(card("logged-in").raw, Some(2 * HOUR));
        assert_eq!(card("logged-in").note, "08:00 – 10:00 · 1 session");
        let data = data();
        let note = |kind| state_note(kind, &data.summary(data.window), &data.catalog);
        assert_eq!(note(StateKind::Available), "66.7% · 2 stretches · avg 40:00");
        assert_eq!(note(StateKind::NotReady), "33.3% · 2 stretches · Lunch 30 min · Break 10 min");
        assert_eq!(note(StateKind::WrapUp), "0.0% · 0 stretches");
    }

    #[test]
    fn moments_of_several_days_say_which() {
        let data = data();
        let mut attendance = data.agents[0].attendance.clone();
        attendance.last_logout = attendance.last_logout.map(|t| t + 3 * DAY);
        let cards =
            cards(&data.summary(data.window), Some(&attendance), &data.catalog, &Zone::utc()).of_moments;
        let value = |name| &*cards.iter().find(|card| card.name == name).unwrap().value;
        assert_eq!([value("first-login"), value("last-logout")], ["Thu 1 Jan, 08:00", "Sun 4 Jan, 10:00"]);
    }

    #[test]
    fn of_several_agents_rows_say_when_they_came_and_went() {
        let data = data();
        let cards = cards(&data.summary(data.window), None, &data.catalog, &Zone::utc());
        let names = |cards: &[Card]| cards.iter().map(|card| card.name).collect::<Vec<_>>();
        assert_eq!(names(&cards.of_time), ["logged-in", "occupancy", "working-rate"]);
        assert_eq!(names(&cards.of_moments), ["changes"]);
    }

    #[test]
    fn what_was_not_fetched_is_not_known() {
        let window = Span::new(0, 24 * HOUR);
        let series = [Series::new(Some("a".into()), window, vec![Part::Missing], Durations::OfPreviousState)];
        let catalog = Catalog::default();
        let data = Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end });
        let attendance = Some(&data.agents[0].attendance);
        let cards = cards(&data.summary(window), attendance, &data.catalog, &Zone::utc());
        let all = || cards.of_time.iter().chain(&cards.of_moments);
        assert_eq!(all().count(), 7);
        assert!(all().all(|card| card.value == "?" && card.raw.is_none()), "{cards:?}");
    }

    #[test]
    fn small_figures_and_the_longest_stretch() {
        assert_eq!(card("longest").value, "1 h");
        assert_eq!(card("longest").note, "Ready, from 08:00");
        assert_eq!(card("changes").raw, Some(6));
        assert_eq!(card("first-login").raw, Some(8 * HOUR));
        assert_eq!(card("last-logout").raw, Some(10 * HOUR));
        assert_eq!([card("first-login").value, card("last-logout").value], ["08:00", "10:00"]);
        assert_eq!(card("working-rate").raw, Some(6_667));
        assert_eq!(card("occupancy").raw, Some(0));
    }
}
