//! The answer first: whose time it is, when, and where it went, in two lines and one bar.

use crate::app::words::answer as words;
use model::attendance::Attendance;
use model::format::{date_words, day_words, duration_words, from_to, isolated, percent};
use model::index::Total;
use model::state::{Catalog, StateKind};
use model::summary::Summary;
use model::time::{Millis, Span};
use model::zone::Zone;

/// A piece of a line; facts stand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The words, with the spaces around them.
    pub text: String,
    /// Whether they are the fact that people look for.
    pub is_fact: bool,
}

fn fact(text: impl Into<String>) -> Phrase {
    Phrase { text: text.into(), is_fact: true }
}

fn plain(text: impl Into<String>) -> Phrase {
    Phrase { text: text.into(), is_fact: false }
}

/// Kinds of the bar in its order: what it fills adds up to the logged-in time.
pub const BAR: [StateKind; 6] = [
    StateKind::OnContact,
    StateKind::WrapUp,
    StateKind::Available,
    StateKind::NotReady,
    StateKind::Other,
    StateKind::LoggedIn,
];

/// What a kind of state is called in sentences and in the bar.
pub fn kind_name(kind: StateKind) -> &'static str {
    match kind {
        StateKind::OnContact => words::ON_CONTACT,
        StateKind::WrapUp => words::WRAP_UP,
        StateKind::Available => words::READY,
        StateKind::NotReady => words::NOT_READY,
        StateKind::Other => words::OTHER_STATES,
        _ => words::LOGGED_IN,
    }
}

/// One part of the bar.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPart {
    /// What it measures.
    pub kind: StateKind,
    /// The kind's figures.
    pub total: Total,
    /// Share of logged-in time, 0 to 1.
    pub share: f64,
}

/// The parts of the bar: the four that everyone expects, and others where they occur. Nothing where nobody
/// was logged in.
pub fn bar(summary: &Summary) -> Vec<BarPart> {
    let always = [StateKind::OnContact, StateKind::WrapUp, StateKind::Available, StateKind::NotReady];
    let part = |kind: StateKind| {
        let total = summary.kind(kind);
        let share = summary.share(total.ms)?;
        (always.contains(&kind) || total.ms > 0).then_some(BarPart { kind, total, share })
    };
    BAR.into_iter().filter_map(part).collect()
}

/// When it was: the dates of a span, and between which times of day people were logged in, if that is on one
/// day.
pub fn when(span: Span, attendance: Option<&Attendance>, zone: &Zone) -> (String, Option<String>) {
    let last = Millis(span.end.0 - 1).max(span.start);
    let (from, to) = (zone.local(span.start), zone.local(last));
    let dates = if from.date() == to.date() {
        date_words(from.date())
    } else {
        format!("{} – {}", day_words(from.date()), date_words(to.date()))
    };
    let hours = attendance.filter(|_| from.date() == to.date()).and_then(|attendance| {
        let (first, last) = (attendance.first_login?, attendance.last_logout?);
        (span.contains(first) && span.contains(last)).then(|| from_to(zone.local(first), zone.local(last)))
    });
    (dates, hours)
}

/// The answer in a sentence: the largest share first, then the time not ready, then its longest stretch.
/// `on_one_day`: what is looked at lies on one day.
pub fn sentence(summary: &Summary, catalog: &Catalog, on_one_day: bool, is_so_far: bool) -> Vec<Phrase> {
    let logged_in = summary.whole_logged_in_ms();
    if logged_in == 0 {
        return nobody(summary, on_one_day, is_so_far);
    }
    let working = [StateKind::OnContact, StateKind::WrapUp, StateKind::Available, StateKind::NotReady];
    let others = [StateKind::Other, StateKind::LoggedIn];
    // Of equal ones the first.
    let largest = working.into_iter().chain(others).rev().max_by_key(|kind| summary.kind(*kind).ms);
    let largest = largest.unwrap_or(StateKind::OnContact);
    let share = summary.share(summary.kind(largest).ms).unwrap_or_default();
    let so_far = if is_so_far { words::SO_FAR } else { "" };
    let mut phrases = vec![
        fact(format!("{} {}", kind_name(largest), percent(share))),
        plain(words::of_time(duration_words(logged_in), so_far)),
    ];
    let not_ready = summary.kind(StateKind::NotReady);
    if not_ready.ms > 0 && largest != StateKind::NotReady {
        phrases.push(plain(words::not_ready(duration_words(not_ready.ms))));
    }
    if let Some((reason, ms)) = longest_not_ready(summary, catalog) {
        phrases.push(plain(words::LONGEST));
        phrases.push(fact(format!("{} {}", isolated(reason), duration_words(ms))));
    }
    phrases
}

/// Where nobody is left of whom to speak.
pub fn no_agent() -> Phrase {
    fact(words::NO_MATCHING_AGENTS)
}

/// Where nobody was logged in: whether that is known, and of how much.
fn nobody(summary: &Summary, on_one_day: bool, is_so_far: bool) -> Vec<Phrase> {
    let is_known = summary.kind(StateKind::LoggedOut).ms > 0;
    let is_missing = summary.kind(StateKind::NotFetched).ms > 0;
    let when = match is_missing {
        true if is_so_far => words::SO_FAR.trim_start(),
        true if is_known => words::AS_FAR_AS_FETCHED,
        _ if on_one_day => words::ON_THIS_DAY,
        _ => words::IN_THIS_TIME,
    };
    if is_known {
        return vec![fact(words::not_logged_in(when))];
    }
    let why = if is_missing && !is_so_far { words::NOT_FETCHED } else { words::NO_STATE_CHANGES };
    vec![fact(format!("{why} {when}."))]
}

/// The longest stretch that was not ready: its reason, and how long it was, in milliseconds.
fn longest_not_ready<'a>(summary: &Summary, catalog: &'a Catalog) -> Option<(&'a str, i64)> {
    let states = summary.states.iter().filter(|state| state.kind == StateKind::NotReady);
    let reasons = states.flat_map(|state| &state.reasons);
    let named = reasons.filter_map(|reason| {
        let name = catalog.activity(reason.activity).reason.as_deref()?;
        Some((name, reason.total.longest_ms))
    });
    // Of equal ones the first.
    named.filter(|(_, ms)| *ms > 0).reduce(|best, next| if next.1 > best.1 { next } else { best })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use model::dataset::{Dataset, DatasetInput};
    use model::page::{PageBuilder, Part, Series};
    use model::record::{Durations, Record};
    use model::state::Reading;
    use model::time::{DAY, HOUR, MINUTE};

    /// A day of an agent, from what follows: (minute, state, reason).
    fn data(rows: &[(i64, &str, Option<&str>)]) -> Dataset {
        data_of(rows, false)
    }

    /// The same; the page after that may not be here.
    fn data_of(rows: &[(i64, &str, Option<&str>)], is_cut: bool) -> Dataset {
        let mut catalog = Catalog::default();
        let mut page = PageBuilder::new();
        for &(minute, state, reason) in rows {
            let kind = match state {
                "CALL" => StateKind::OnContact,
                "WRAP" => StateKind::WrapUp,
                "LUNCH" => StateKind::NotReady,
                "OUT" => StateKind::LoggedOut,
                "HOVER" => StateKind::Other,
                _ => StateKind::Available,
            };
            let activity = catalog.intern(state, reason, |_| Reading::known(kind));
            page.push(&"a".into(), Record::new(Millis(minute * MINUTE), activity, None));
        }
        let window = Span::new(0, DAY);
        let rest = is_cut.then_some(Part::Missing);
        let parts = [Part::Page(Arc::new(page.finish()))].into_iter().chain(rest).collect();
        let series = [Series::new(Some("a".into()), window, parts, Durations::OfPreviousState)];
        Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
    }

    fn said(data: &Dataset, is_so_far: bool) -> String {
        let phrases = sentence(&data.summary(data.window), &data.catalog, true, is_so_far);
        let marked = |phrase: &Phrase| {
            if phrase.is_fact { format!("*{}*", phrase.text) } else { phrase.text.clone() }
        };
        phrases.iter().map(marked).collect()
    }

    #[test]
    fn the_largest_share_comes_first_then_what_was_not_ready() {
        let lunch = Some("Lunch");
        for (rows, expected) in [
            (
                &[
                    (0, "OUT", None),
                    (480, "CALL", None),
                    (600, "LUNCH", lunch),
                    (640, "READY", None),
                    (720, "OUT", None),
                ][..],
                "*On contact 50%* of 4 h; 40 min not ready, longest *Lunch 40 min*",
            ),
            (
                &[
                    (0, "OUT", None),
                    (480, "CALL", None),
                    (500, "LUNCH", lunch),
                    (540, "LUNCH", Some("Break")),
                    (600, "OUT", None),
                ],
                "*Not ready 83%* of 2 h, longest *Break 1 h*",
            ),
            (&[(0, "OUT", None), (480, "LUNCH", None), (540, "OUT", None)], "*Not ready 100%* of 1 h"),
            (
                &[(0, "OUT", None), (480, "READY", None), (540, "CALL", None), (600, "OUT", None)],
                "*On contact 50%* of 2 h",
            ),
            (&[(0, "OUT", None), (480, "HOVER", None), (540, "OUT", None)], "*Other states 100%* of 1 h"),
            (&[(0, "OUT", None)], "*Not logged in on this day.*"),
            (&[], "*No state changes on this day.*"),
        ] {
            let data = data(rows);
            if rows.is_empty() {
                assert!(data.agents.is_empty() || said(&data, false) == expected);
                continue;
            }
            assert_eq!(said(&data, false), expected);
        }
        let data = data(&[(0, "CALL", None), (60, "OUT", None)]);
        assert_eq!(said(&data, true), "*On contact 100%* of 1 h so far");
    }

    #[test]
    fn nobody_is_said_to_be_out_in_what_is_not_here() {
        let out = [(0, "OUT", None), (60, "OUT", None)];
        for (rows, is_so_far, expected) in [
            (&out[..], true, "*Not logged in so far.*"),
            (&out, false, "*Not logged in as far as it was fetched.*"),
            (&[], true, "*No state changes so far.*"),
            (&[], false, "*Not fetched on this day.*"),
        ] {
            assert_eq!(said(&data_of(rows, true), is_so_far), expected);
        }
    }

    #[test]
    fn the_bar_adds_up_to_the_logged_in_time() {
        use StateKind::{Available, NotReady, OnContact, Other, WrapUp};
        let data = data(&[
            (0, "OUT", None),
            (480, "CALL", None),
            (500, "LUNCH", None),
            (540, "HOVER", None),
            (600, "OUT", None),
        ]);
        let summary = data.summary(data.window);
        let parts = bar(&summary);
        let kinds: Vec<StateKind> = parts.iter().map(|part| part.kind).collect();
        assert_eq!(kinds, [OnContact, WrapUp, Available, NotReady, Other]);
        assert_eq!(parts.iter().map(|part| part.total.ms).sum::<i64>(), summary.logged_in_ms());
        assert!((parts.iter().map(|part| part.share).sum::<f64>() - 1.0).abs() < 1e-9);
        let out = self::data(&[(0, "OUT", None)]);
        assert_eq!(bar(&out.summary(out.window)), []);
    }

    #[test]
    fn dates_and_hours_are_those_of_the_zone() {
        let day = Span::new(0, DAY);
        let attendance = Attendance {
            first_login: Some(Millis(8 * HOUR)),
            last_logout: Some(Millis(16 * HOUR + 30 * MINUTE)),
            ..Attendance::default()
        };
        let utc = Zone::utc();
        let hours = |text: &str| Some(text.to_owned());
        assert_eq!(when(day, Some(&attendance), &utc), ("Thu 1 Jan 1970".to_owned(), hours("08:00 – 16:30")));
        let week = Span::new(0, 7 * DAY);
        assert_eq!(when(week, Some(&attendance), &utc), ("Thu 1 Jan – Wed 7 Jan 1970".to_owned(), None));
        let part = Span::new(9 * HOUR, 10 * HOUR);
        assert_eq!(when(part, Some(&attendance), &utc), ("Thu 1 Jan 1970".to_owned(), None));
        assert_eq!(when(day, None, &utc).1, None);
    }
}
