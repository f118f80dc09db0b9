//! Made-up working days: login, work between pauses, logout.

use chrono::{Datelike, NaiveDate, Weekday};

use super::chance::{Chance, mixed};
use model::time::{HOUR, MINUTE, Millis, SECOND, Span};
use model::zone::Zone;

/// Changes in a working day, as long as the days suffice.
pub const CHANGES_A_DAY: usize = 240;

/// Most working days, a quarter of a year; beyond this the changes become denser.
pub const MAX_DAYS: usize = 65;

/// A working day: from 08:55 to 17:40 on the zone's clocks, give or take a few minutes.
const LOGIN: i64 = 8 * HOUR + 55 * MINUTE;
const LOGOUT: i64 = 17 * HOUR + 40 * MINUTE;

/// How long it usually is, in milliseconds.
pub const USUAL_MS: i64 = LOGOUT - LOGIN;

/// Pauses: reason, when (from midnight) and how long they usually are.
const PAUSES: [(&str, i64, i64); 3] = [
    ("Break", 10 * HOUR + 40 * MINUTE, 15 * MINUTE),
    ("Lunch", 12 * HOUR + 35 * MINUTE, 42 * MINUTE),
    ("Break", 15 * HOUR + 20 * MINUTE, 15 * MINUTE),
];

/// Of so many pauses one is much longer than usual.
const OVERRUN_IN: i64 = 10;

/// How long a pause was that usually is so long, in milliseconds: a little shorter or longer, now and then much longer.
fn taken(usual: i64, chance: &mut Chance) -> i64 {
    let share = match chance.below(OVERRUN_IN) {
        0 => 1.2 + 0.4 * chance.share(),
        _ => 0.8 + 0.25 * chance.share(),
    };
    (usual as f64 * share) as i64 / SECOND * SECOND
}

/// Fewest changes in a day that has pauses.
const MIN_FOR_PAUSES: usize = 16;

/// One change of state: when, to what, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change(pub Millis, pub &'static str, pub Option<&'static str>);

/// A working day.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// When the agent logs in.
    pub login: Millis,
    /// When the day ends, or the present time.
    pub end: Millis,
    /// Whether the agent has logged out.
    pub over: bool,
    /// When the date begins.
    pub midnight: Millis,
    /// Number of its first record.
    pub first: usize,
    /// How many records it has.
    pub changes: usize,
    /// How much later than usual it begins, in milliseconds.
    shift: i64,
}

impl Day {
    /// When its shift is planned to begin: the quarter of an hour next to nine o'clock, as much later as it is.
    pub fn planned_start(&self) -> Millis {
        let later = (9 * HOUR + self.shift + PLANNED_STEP / 2).div_euclid(PLANNED_STEP) * PLANNED_STEP;
        self.midnight + later
    }
}

/// Plans begin on a quarter of an hour.
const PLANNED_STEP: i64 = 15 * MINUTE;

/// The latest `count` days, Monday to Friday, on which the agent has logged in by `now`, whose shifts
/// begin so much later than usual, in milliseconds.
pub fn working_days(now: Millis, zone: &Zone, count: usize, shift: i64) -> Vec<Day> {
    let today = zone.date(now);
    let is_working = |date: &NaiveDate| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let dates = std::iter::successors(Some(today), NaiveDate::pred_opt).filter(is_working);
    let begun = dates.map(|date| day(date, now, zone, shift)).filter(|day| day.login < now);
    let mut days: Vec<Day> = begun.take(count).collect();
    days.reverse();
    days
}

fn day(date: NaiveDate, now: Millis, zone: &Zone, shift: i64) -> Day {
    let mut chance = Chance(mixed(u64::from(date.num_days_from_ce().unsigned_abs()) ^ shift.unsigned_abs()));
    let midnight = zone.day_start(date);
    let login = midnight + LOGIN + shift + chance.below(8 * MINUTE);
    let logout = midnight + LOGOUT + shift + chance.below(12 * MINUTE);
    Day { login, end: logout.min(now), over: logout <= now, midnight, first: 0, changes: 0, shift }
}

/// Gives each day its part of the records, by its length.
pub fn allot(days: &mut [Day], records: usize) {
    let total: i64 = days.iter().map(|day| day.end - day.login).sum();
    let (mut reached, mut given) = (0, 0);
    for day in days {
        reached += day.end - day.login;
        let upto = (records as f64 * reached as f64 / total.max(1) as f64).round() as usize;
        (day.first, day.changes) = (given, upto - given);
        given = upto;
    }
}

/// The changes of a day, in order: login, work between pauses, logout.
pub fn changes(day: &Day, seed: u64) -> Vec<Change> {
    let mut chance = Chance(seed);
    let mut made = vec![Change(day.login, "LOGIN", None)];
    let inner = day.changes.saturating_sub(1 + usize::from(day.over));
    let mut lengths = Chance(mixed(seed ^ day.login.0.unsigned_abs()));
    let pauses: Vec<_> = PAUSES
        .iter()
        .map(|&(reason, at, usual)| {
            let start = day.midnight + day.shift + at + chance.below(10 * MINUTE);
            (reason, start, taken(usual, &mut lengths))
        })
        .filter(|(_, at, length)| inner >= MIN_FOR_PAUSES && *at + *length < day.end)
        .collect();
    let rest: i64 = pauses.iter().map(|(.., length)| length).sum();
    let work = (day.end - day.login - rest).max(1) as f64;
    let (mut at, mut worked, mut given) = (day.login, 0, pauses.len());
    let stops = pauses.iter().map(|&(reason, at, length)| (at, Some((reason, length))));
    for (stop, pause) in stops.chain([(day.end, None)]) {
        worked += stop - at;
        let share = ((inner - pauses.len()) as f64 * worked as f64 / work).round() as usize;
        let upto = (share + pauses.len()).min(inner);
        shift(&mut made, Span { start: at, end: stop }, upto - given, &mut chance);
        given = upto;
        at = stop;
        if let Some((reason, length)) = pause {
            made.push(Change(stop, "NOT_READY", Some(reason)));
            at = stop + length;
        }
    }
    if day.over {
        made.push(Change(day.end, "LOGOUT", None));
    }
    made.truncate(day.changes);
    made
}

/// Ready, on a contact, wrap-up, and now and then something else, so many changes in this time.
fn shift(made: &mut Vec<Change>, span: Span, count: usize, chance: &mut Chance) {
    let mut step = 0;
    let mut next = || {
        let (state, reason, minutes) = match step {
            0 => ("READY", None, 2.4),
            1 => ("ON_CONTACT", None, 3.1),
            _ => ("WRAP_UP", None, 0.9),
        };
        step = (step + 1) % 3;
        // After one contact in thirty something else comes up.
        let other = (step == 0).then(|| chance.below(30)).and_then(|n| OTHER.get(n as usize));
        if let Some(&(reason, minutes)) = other {
            return (("NOT_READY", reason), minutes * (0.5 + chance.share()));
        }
        // Most waits and talks are short, and some are long.
        ((state, reason), minutes * (0.15 + 2.6 * chance.share().powi(2)))
    };
    let planned: Vec<_> = (0..count).map(|_| next()).collect();
    // The login (or the pause) before takes a moment too.
    let total: f64 = 0.3 + planned.iter().map(|(_, minutes)| minutes).sum::<f64>();
    let mut reached = if made.len() == 1 { 0.3 } else { 0.0 };
    for ((state, reason), minutes) in planned {
        made.push(Change(span.start + (span.len() as f64 * reached / total) as i64, state, reason));
        reached += minutes;
    }
}

/// What comes up between contacts, with its usual length in minutes.
const OTHER: [(Option<&str>, f64); 4] =
    [(Some("Coaching"), 12.0), (Some("Meeting"), 18.0), (Some("Training"), 16.0), (None, 3.0)];
