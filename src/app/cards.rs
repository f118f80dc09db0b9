//! The figures above the timeline: what each card says.

use crate::app::words::cards as words;
use model::attendance::Attendance;
use model::format::{
    Clock, day_to_minute, duration_words, from_to, isolated, minutes_text, number, percent_fine,
};
use model::sorting::sort_by_key;
use model::state::{Catalog, StateKind};
use model::summary::Summary;
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
    /// The same of the whole range, where this is of a selection; empty where it is not said.
    pub whole: String,
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

/// What people read for who came first, left last and had the longest stretch; empty where it is one agent.
#[derive(Clone, Debug, Default)]
pub struct Who {
    /// The first login.
    pub first: String,
    /// The last logout.
    pub last: String,
    /// The longest stretch.
    pub longest: String,
}

/// The cards of a time.
pub fn cards(
    summary: &Summary,
    (attendance, who): (Option<&Attendance>, &Who),
    catalog: &Catalog,
    zone: &Zone,
) -> Cards {
    let rate = |share: Option<f64>| (share.map_or(NONE.to_owned(), percent_fine), share.map(hundredths));
    let (occupancy, occupancy_raw) = rate(summary.occupancy());
    let (working, working_raw) = rate(summary.working_rate());
    let changes = summary.changes();
    let mut longest = attendance.map(|attendance| longest(attendance, &who.longest, catalog, zone));
    // Of several agents it says more than there is room for in front of rates.
    let of_several = longest.take_if(|_| !who.longest.is_empty());
    let of_time = std::iter::once(logged_in(summary, attendance.filter(|_| of_several.is_none()), zone));
    let of_time = of_time.chain(longest).chain([
        Card { help: Some(OCCUPANCY), ..plain("occupancy", words::OCCUPANCY, occupancy, occupancy_raw) },
        Card { help: Some(WORKING_RATE), ..plain("working-rate", words::WORKING_RATE, working, working_raw) },
    ]);
    let changes = plain("changes", words::STATE_CHANGES, number(changes as usize), Some(i64::from(changes)));
    let came = attendance.into_iter().flat_map(|attendance| came_and_went((attendance, who), summary, zone));
    let of_moments = of_several.into_iter().chain([changes]).chain(came);
    Cards {
        of_time: of_time.map(|card| known(card, summary)).collect(),
        of_moments: of_moments.map(|card| known(card, summary)).collect(),
    }
}

fn plain(name: &'static str, label: &'static str, value: String, raw: Option<i64>) -> Card {
    Card { name, label, value, raw, whole: String::new(), note: String::new(), help: None }
}

/// The first login and the last logout; the day is said where it is not the same.
fn came_and_went((attendance, who): (&Attendance, &Who), summary: &Summary, zone: &Zone) -> [Card; 2] {
    let is_missing = summary.kind(StateKind::NotFetched).ms > 0;
    let no_logout = if is_missing { words::NO_LOGOUT_HERE } else { words::NO_LOGOUT };
    let (first, last) = (attendance.first_login, attendance.last_logout);
    let is_one_day = first.zip(last).is_some_and(|(first, last)| zone.date(first) == zone.date(last));
    let moment = |t: Option<Millis>| match t {
        None => NONE.to_owned(),
        Some(t) if is_one_day => minutes_text(zone.local(t)),
        Some(t) => day_to_minute(t, zone),
    };
    let note =
        |words: &str, is_so: bool, who: &str| by(if is_so { words.to_owned() } else { String::new() }, who);
    [
        Card {
            note: note(words::LOGGED_IN_BEFORE, attendance.since_before, &who.first),
            ..plain("first-login", words::FIRST_LOGIN, moment(first), first.map(|t| t.0))
        },
        Card {
            note: note(no_logout, first.is_some() && last.is_none(), &who.last),
            ..plain("last-logout", words::LAST_LOGOUT, moment(last), last.map(|t| t.0))
        },
    ]
}

/// A note with who it was.
fn by(note: String, who: &str) -> String {
    let parts = [note, if who.is_empty() { String::new() } else { isolated(who).into_owned() }];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
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
    // States that are hidden are not counted.
    let note = if ms == whole_ms { came } else { words::of_all_states(duration_words(whole_ms)) };
    Card { note, ..plain("logged-in", words::LOGGED_IN, duration_words(ms), Some(ms)) }
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

fn longest(attendance: &Attendance, who: &str, catalog: &Catalog, zone: &Zone) -> Card {
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
    let ms = longest.map(|stretch| stretch.span.len());
    let value = ms.map_or(NONE.to_owned(), duration_words);
    Card { note: by(note, who), ..plain("longest", words::LONGEST_STRETCH, value, ms) }
}

/// Says beside figures of a selection what they are of the whole range, by the same names; `is_day` where that is one
/// day. What happened once has none.
pub fn beside_whole(cards: &mut [Card], whole: &[Card], is_day: bool) {
    let is_once = |name| ["longest", "first-login", "last-logout"].contains(&name);
    for card in cards.iter_mut().filter(|card| !is_once(card.name)) {
        if let Some(whole) = whole.iter().find(|whole| whole.name == card.name) {
            card.whole = if is_day { words::of_day(&whole.value) } else { words::of_range(&whole.value) };
        }
    }
}

#[cfg(test)]
mod tests;
