//! The figures above the timeline: what each card says.

use model::format::{Clock, date_to_minute, duration_words, isolated, number, percent_fine, time_of_day};
use model::sorting::sort_by_key;
use model::state::{Catalog, StateKind};
use model::summary::{Attendance, Summary};
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
pub const OCCUPANCY: &str = "Estimated from states: (on contact + wrap-up) ÷ (on contact + wrap-up + ready). \
    NICE takes talk time where this takes the time in contact states.";

/// How the working rate is worked out.
pub const WORKING_RATE: &str =
    "Estimated from states: (logged in − not ready, wrap-up not counted as such) ÷ logged in.";

/// Figures of a time of which nothing was fetched are not known.
fn known(card: Card, summary: &Summary) -> Card {
    if summary.is_unfetched() {
        return Card { value: UNFETCHED.to_owned(), raw: None, note: "not fetched".to_owned(), ..card };
    }
    card
}

/// The line of figures: when and how long people were logged in, the longest stretch, rates.
pub fn cards(
    summary: &Summary,
    attendance: Option<&Attendance>,
    catalog: &Catalog,
    zone: &Zone,
) -> Vec<Card> {
    let rate = |share: Option<f64>| (share.map_or(NONE.to_owned(), percent_fine), share.map(hundredths));
    let (occupancy, occupancy_raw) = rate(summary.occupancy());
    let (working, working_raw) = rate(summary.working_rate());
    let changes = summary.changes();
    let plain = |name, label, value, raw| Card { name, label, value, raw, note: String::new(), help: None };
    let moment = |t: Option<model::time::Millis>| t.map_or(NONE.to_owned(), |t| date_to_minute(t, zone));
    let first = attendance.and_then(|a| a.first_login);
    let last = attendance.and_then(|a| a.last_logout);
    let all = [
        logged_in(summary, attendance, zone),
        longest(attendance, catalog, zone),
        plain("changes", "State changes", number(changes as usize), Some(i64::from(changes))),
        Card {
            note: match attendance {
                Some(a) if a.since_before => "logged in since before".to_owned(),
                _ => String::new(),
            },
            ..plain("first-login", "First login", moment(first), first.map(|t| t.0))
        },
        Card {
            note: match (first, last) {
                (Some(_), None) => "no logout after it".to_owned(),
                _ => String::new(),
            },
            ..plain("last-logout", "Last logout", moment(last), last.map(|t| t.0))
        },
        Card { help: Some(OCCUPANCY), ..plain("occupancy", "Occupancy", occupancy, occupancy_raw) },
        Card { help: Some(WORKING_RATE), ..plain("working-rate", "Working rate", working, working_raw) },
    ];
    all.into_iter().map(|card| known(card, summary)).collect()
}

fn hundredths(share: f64) -> i64 {
    (share * 10_000.0).round() as i64
}

fn logged_in(summary: &Summary, attendance: Option<&Attendance>, zone: &Zone) -> Card {
    let (ms, whole_ms) = (summary.logged_in_ms(), summary.whole_logged_in_ms());
    let came = attendance.map_or_else(String::new, |a| match (a.first_login, a.last_logout) {
        (None, _) => "never in this time".to_owned(),
        (Some(first), last) => {
            let sessions =
                if a.sessions == 1 { "1 session".to_owned() } else { format!("{} sessions", a.sessions) };
            let end = match last {
                Some(last) if zone.date(first) == zone.date(last) => {
                    format!("{} – {}", short(&time_of_day(first, zone)), short(&time_of_day(last, zone)))
                }
                _ => format!("from {}", short(&time_of_day(first, zone))),
            };
            format!("{end} · {sessions}")
        }
    });
    Card {
        name: "logged-in",
        label: "Logged in",
        value: duration_words(ms),
        raw: Some(ms),
        // States that are hidden are not counted.
        note: if ms == whole_ms { came } else { format!("of {} in all states", duration_words(whole_ms)) },
        help: None,
    }
}

/// `HH:MM` of `HH:MM:SS`.
fn short(clock: &str) -> &str {
    clock.get(..5).unwrap_or(clock)
}

/// `48.4% · 96 stretches · avg 2:37`, and for not ready its two largest reasons instead of the mean.
pub fn state_note(kind: StateKind, summary: &Summary, catalog: &Catalog) -> String {
    let total = summary.kind(kind);
    let mut parts = Vec::new();
    if let Some(share) = summary.share(total.ms) {
        parts.push(percent_fine(share));
    }
    parts.push(if total.count == 1 {
        "1 stretch".to_owned()
    } else {
        format!("{} stretches", number(total.count as usize))
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
        parts.push(format!("avg {}", Clock::Stretch.text(total.mean_ms())));
    }
    parts.join(" · ")
}

fn longest(attendance: Option<&Attendance>, catalog: &Catalog, zone: &Zone) -> Card {
    let longest = attendance.and_then(|a| a.longest.as_ref());
    let note = longest.map_or_else(String::new, |stretch| {
        let activity = catalog.activity(stretch.activity);
        let reason =
            activity.reason.as_deref().map_or(String::new(), |reason| format!(", {}", isolated(reason)));
        format!(
            "{}{reason}, from {}",
            isolated(catalog.label(stretch.activity)),
            short(&time_of_day(stretch.span.start, zone))
        )
    });
    Card {
        name: "longest",
        label: "Longest stretch",
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
    use model::time::{HOUR, MINUTE, Millis, Span};

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
        cards(&summary, attendance, &data.catalog, &Zone::utc())
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
    fn what_was_not_fetched_is_not_known() {
        let window = Span::new(0, 24 * HOUR);
        let series = [Series::new(Some("a".into()), window, vec![Part::Missing], Durations::OfPreviousState)];
        let catalog = Catalog::default();
        let data = Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end });
        let attendance = Some(&data.agents[0].attendance);
        let cards = cards(&data.summary(window), attendance, &data.catalog, &Zone::utc());
        assert!(cards.iter().all(|card| card.value == "?" && card.raw.is_none()), "{cards:?}");
    }

    #[test]
    fn small_figures_and_the_longest_stretch() {
        assert_eq!(card("longest").value, "1 h");
        assert_eq!(card("longest").note, "Ready, from 08:00");
        assert_eq!(card("changes").raw, Some(6));
        assert_eq!(card("first-login").raw, Some(8 * HOUR));
        assert_eq!(card("last-logout").raw, Some(10 * HOUR));
        assert_eq!(card("working-rate").raw, Some(6_667));
        assert_eq!(card("occupancy").raw, Some(0));
    }
}
