//! A working day of one agent: the same agent and date always give the same day.

use std::collections::VecDeque;

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

use super::activity::{Activity, Contact, Reason};
use super::mix::Mix;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const FROM_LOCAL: (u32, u32) = (8, 55);
const UNTIL_MINUTES: i64 = 8 * 60 + 50;

/// The agent of the tutorial. It works every day, so that its last 24 hours are never empty; others
/// have weekends.
pub const TUTORIAL_AGENT: &str = "00000000-0000-0000-0000-000000000000";

/// One agent's habits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Habits {
    /// What its days are drawn from.
    pub seed: u64,
    /// Works on every day of the year.
    pub every_day: bool,
    /// Where its clock hangs.
    pub zone: Tz,
}

/// From `at` (Unix ms, UTC) on, this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub at: i64,
    pub activity: Activity,
}

/// The changes of a local date, in order, all of them within it; none on a day off.
pub fn day(habits: &Habits, date: NaiveDate) -> Vec<Change> {
    let mut mix = Mix::of(&[habits.seed, i64::from(date.num_days_from_ce()) as u64]);
    if works(habits, date, &mut mix) { Shift::new(mix, opening(habits.zone, date)).run() } else { Vec::new() }
}

/// The local date of a moment.
pub fn local_date(zone: Tz, at_ms: i64) -> Option<NaiveDate> {
    DateTime::<Utc>::from_timestamp_millis(at_ms).map(|at| at.with_timezone(&zone).date_naive())
}

fn works(habits: &Habits, date: NaiveDate, mix: &mut Mix) -> bool {
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let present = mix.percent(if weekend { 30 } else { 96 });
    habits.every_day || present
}

/// 08:55 on the wall, as Unix ms; read as UTC where the wall clock skips it.
fn opening(zone: Tz, date: NaiveDate) -> i64 {
    let local = date.and_hms_opt(FROM_LOCAL.0, FROM_LOCAL.1, 0).unwrap_or_default();
    let exact = zone.from_local_datetime(&local).earliest();
    exact.map_or_else(|| local.and_utc().timestamp_millis(), |at| at.timestamp_millis())
}

struct Shift {
    mix: Mix,
    at: i64,
    until: i64,
    planned: VecDeque<(i64, Reason, i64)>,
    changes: Vec<Change>,
}

impl Shift {
    fn new(mut mix: Mix, opening: i64) -> Self {
        let at = opening + mix.between(0, 4 * MINUTE);
        let until = opening + UNTIL_MINUTES * MINUTE;
        let planned = plan(&mut mix, opening);
        Self { mix, at, until, planned, changes: Vec::with_capacity(256) }
    }

    fn run(mut self) -> Vec<Change> {
        self.spend(Activity::Login, 2, 12);
        self.spend(Activity::NotReady(None), 20, 150);
        while self.at < self.until {
            self.pause();
            self.spend(Activity::Ready, 5, 240);
            let contact = self.contact();
            self.spend(Activity::Contact(contact), 40, 520);
            self.spend(Activity::WrapUp, 8, 110);
            if self.mix.percent(7) {
                self.spend(Activity::NotReady(None), 15, 200);
            }
        }
        self.changes.push(Change { at: self.at, activity: Activity::Logout });
        self.changes
    }

    fn spend(&mut self, activity: Activity, low_s: i64, high_s: i64) {
        self.changes.push(Change { at: self.at, activity });
        self.at += self.mix.between(low_s * SECOND, high_s * SECOND);
    }

    fn pause(&mut self) {
        let at = self.at;
        if let Some((_, reason, length)) = self.planned.pop_front_if(|&mut (due, ..)| due <= at) {
            self.changes.push(Change { at, activity: Activity::NotReady(Some(reason)) });
            self.at += length;
        }
    }

    fn contact(&mut self) -> Contact {
        match self.mix.between(0, 100) {
            0..78 => Contact::Inbound,
            78..90 => Contact::Outbound,
            90..94 => Contact::InboundConsult,
            94..97 => Contact::OutboundConsult,
            _ => Contact::Dialer,
        }
    }
}

/// When, why, how long: in the order of the day.
fn plan(mix: &mut Mix, opening: i64) -> VecDeque<(i64, Reason, i64)> {
    let mut planned = VecDeque::new();
    let mut add = |mix: &mut Mix, minute: i64, reason, low: i64, high: i64| {
        let due = opening + (minute + mix.between(-10, 10)) * MINUTE;
        planned.push_back((due, reason, mix.between(low * MINUTE, high * MINUTE)));
    };
    add(mix, 95, Reason::Break, 13, 17);
    if mix.percent(20) {
        add(mix, 150, Reason::Coaching, 20, 35);
    }
    add(mix, 215, Reason::Lunch, 30, 55);
    if mix.percent(15) {
        add(mix, 310, Reason::Training, 40, 70);
    }
    add(mix, 385, Reason::Break, 12, 18);
    if mix.percent(25) {
        add(mix, 440, Reason::Meeting, 15, 30);
    }
    planned
}
