//! Working days of a centre: shifts of 8.5 hours, contacts of about four minutes, wrap-up after nine in ten, four breaks,
//! some 200 records an agent and day. The same day is always the same.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use data::archive::manifest::span_of;
use data::archive::row::Row;
use model::record::{AgentId, RowKey};
use model::state::StateKind;
use model::time::{HOUR, MINUTE, Millis, SECOND};

const SHIFT: i64 = 8 * HOUR + 30 * MINUTE;
const BREAKS: [(&str, i64); 4] = [("Break", 15), ("Lunch", 30), ("Break", 15), ("Coaching", 20)];
const SKILLS: [&str; 12] = [
    "Billing",
    "Sales",
    "Returns",
    "Support",
    "Claims",
    "Orders",
    "Bookings",
    "Credit",
    "Fraud",
    "Loyalty",
    "Travel",
    "Help Desk",
];

/// The id of the agent of this number.
pub fn id(number: u32) -> String {
    (100_000 + number).to_string()
}

/// All rows of a day, by agent and time.
pub fn rows(day: NaiveDate, agents: u32) -> Vec<Row> {
    let names = Names::default();
    let mut rows = Vec::with_capacity(agents as usize * 210);
    for number in 0..agents {
        let chance = Chance(u64::from(number) << 32 | u64::from(day.num_days_from_ce().unsigned_abs()));
        Agent { names: &names, id: id(number).into(), day, chance, rows: &mut rows, index: 0 }.work();
    }
    rows
}

struct Names {
    logged_in: Arc<str>,
    available: Arc<str>,
    contact: Arc<str>,
    unavailable: Arc<str>,
    logged_out: Arc<str>,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            logged_in: "LoggedIn".into(),
            available: "Available".into(),
            contact: "InboundContact".into(),
            unavailable: "Unavailable".into(),
            logged_out: "LoggedOut".into(),
        }
    }
}

struct Agent<'a> {
    names: &'a Names,
    id: AgentId,
    day: NaiveDate,
    chance: Chance,
    rows: &'a mut Vec<Row>,
    index: u32,
}

impl Agent<'_> {
    fn work(mut self) {
        let names = self.names;
        let login = span_of(self.day).start + 7 * HOUR + self.chance.below(5 * HOUR);
        let end = login + SHIFT;
        let mut at = self.row(login, 2 * SECOND, &names.logged_in, None, StateKind::LoggedIn, None);
        let mut breaks = BREAKS.iter().zip(1..);
        let mut next = breaks.next();
        while at < end {
            let ready = self.chance.about(25 * SECOND);
            at = self.row(at, ready, &names.available, None, StateKind::Available, None);
            if let Some(((name, minutes), _)) = next.filter(|(_, number)| at >= login + SHIFT / 5 * number) {
                let length = minutes * MINUTE + self.chance.about(MINUTE);
                at = self.row(at, length, &names.unavailable, Some(name), StateKind::NotReady, None);
                next = breaks.next();
                continue;
            }
            let contact = self.detail(at);
            let length = self.chance.about(245 * SECOND);
            at = self.row(at, length, &names.contact, None, StateKind::OnContact, Some(contact));
            if self.chance.below(10) > 0 {
                let length = self.chance.about(40 * SECOND);
                at = self.row(at, length, &names.unavailable, Some("ACW"), StateKind::WrapUp, None);
            }
        }
        let until = span_of(self.day).end + 7 * HOUR + self.chance.below(5 * HOUR);
        self.row(at, until - at, &names.logged_out, None, StateKind::LoggedOut, None);
    }

    /// Contacts are numbered by time, all over the centre.
    fn detail(&mut self, at: Millis) -> Arc<str> {
        let number = 400_000_000_000 + at.0 / 20 - span_of(self.day).start.0 / 40 + self.chance.below(40);
        let skill = SKILLS[self.chance.below(SKILLS.len() as i64) as usize];
        format!("Skill: {skill} · Contact: {number} · Media: Phone Call").into()
    }

    /// Adds a row; gives when it ends.
    fn row(
        &mut self,
        start: Millis,
        length: i64,
        state: &Arc<str>,
        reason: Option<&str>,
        kind: StateKind,
        detail: Option<Arc<str>>,
    ) -> Millis {
        self.index += 1;
        let session = 7_000_000 + u64::from(self.day.num_days_from_ce().unsigned_abs());
        self.rows.push(Row {
            agent: self.id.clone(),
            start,
            duration_ms: Some(length),
            state: state.clone(),
            reason: reason.map(Into::into),
            kind,
            reported_ms: Some(length),
            key: RowKey { session, index: Some(self.index) },
            detail,
            is_derived: false,
            fetched: span_of(self.day).end + 3 * HOUR,
        });
        start + length
    }
}

/// Numbers as good as by chance.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to one less than `end`.
    fn below(&mut self, end: i64) -> i64 {
        (self.next() % end.unsigned_abs()) as i64
    }

    /// Around a median, in milliseconds, long ones rarer than short ones.
    fn about(&mut self, median: i64) -> i64 {
        let unit = |number: u64| (number >> 11) as f64 / (1_u64 << 53) as f64;
        let normal = (0..12).map(|_| unit(self.next())).sum::<f64>() - 6.0;
        (median as f64 * (normal * 0.6).exp()) as i64 + 1
    }
}
