//! Days of one agent, as a line of text.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use model::dataset::Dataset;
use model::page::Part;
use model::record::Record;
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::testing::{Load, of, page};
use model::time::{HOUR, MINUTE, Millis, Span};
use model::zone::{Transition, Zone};

/// The day that days of these tests begin with: a Monday.
pub fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// Berlin in spring 2026: summer time from 29 March 01:00Z.
pub fn berlin() -> Zone {
    let at = model::time::parse_strict_utc("2026-03-29T01:00:00Z").unwrap();
    Zone::new("Europe/Berlin", 3_600, vec![Transition { at, offset_s: 7_200 }])
}

/// A name of a state, as these tests write it, in a catalogue.
pub fn activity(catalog: &mut Catalog, name: &str) -> ActivityId {
    let (kind, reason) = match name {
        "Available" => (StateKind::Available, None),
        "Contact" | "OutboundContact" => (StateKind::OnContact, None),
        "ACW" => (StateKind::WrapUp, None),
        "In" => (StateKind::LoggedIn, None),
        "Out" => (StateKind::LoggedOut, None),
        "Unavailable" => (StateKind::NotReady, None),
        reason => (StateKind::NotReady, Some(reason)),
    };
    let code = if reason.is_some() { "Unavailable" } else { name };
    catalog.intern(code, reason, |_| Reading::known(kind))
}

/// One agent's days: `09:00 Available, 10:00 Break (detail), 10:15 ?`. Each state lasts to the next; a clock that
/// goes back is that of the next day; `?` is time that was not fetched.
pub struct Days {
    pub zone: Zone,
    first: NaiveDate,
    len: i64,
    /// So many of them are before the window.
    before: i64,
    now: Option<i64>,
    is_saved: bool,
}

impl Days {
    /// So many calendar days from [`monday`] on, in UTC, which are long past.
    pub fn new(days: i64) -> Self {
        Self { zone: Zone::utc(), first: monday(), len: days, before: 0, now: None, is_saved: false }
    }

    /// The window begins so many days later.
    pub fn without_first(self, before: i64) -> Self {
        Self { before, ..self }
    }

    pub fn in_zone(self, zone: Zone, first: NaiveDate) -> Self {
        Self { zone, first, ..self }
    }

    /// It is so many milliseconds after the beginning.
    pub fn now(self, now: i64) -> Self {
        Self { now: Some(now), ..self }
    }

    pub fn saved(self) -> Self {
        Self { is_saved: true, ..self }
    }

    pub fn window(&self) -> Span {
        let day = |days| self.zone.day_start(self.first + TimeDelta::days(days));
        Span { start: day(self.before), end: day(self.len) }
    }

    pub fn load(&self, rows: &str) -> Dataset {
        self.load_all(&[rows])
    }

    /// The same of several agents, at most three.
    pub fn load_all<T: AsRef<str>>(&self, agents: &[T]) -> Dataset {
        let window = self.window();
        let now = self.now.map_or(window.end + HOUR, |ms| window.start + ms);
        let load = Load::new(Catalog::default(), window).now(now);
        let agents = ["ana", "bo", "cy"].into_iter().zip(agents);
        agents.fold(load, |load, (agent, rows)| self.with(load, agent, rows.as_ref())).build()
    }

    fn with(&self, mut load: Load, agent: &str, rows: &str) -> Load {
        let mut records = Vec::new();
        let mut missing: Vec<Span> = Vec::new();
        let mut is_missing = false;
        for (at, name) in self.moments(rows) {
            if let Some(last) = missing.last_mut().filter(|_| is_missing) {
                last.end = at;
            }
            is_missing = name == "?";
            if is_missing {
                missing.push(Span { start: at, end: self.window().end });
                continue;
            }
            let (name, detail) = name.split_once(" (").unwrap_or((name, ""));
            let activity = activity(&mut load.catalog, name);
            let detail = Some(detail.trim_end_matches(')')).filter(|text| !text.is_empty()).map(Into::into);
            records.push(Record { detail, ..Record::new(at, activity, None) });
        }
        let page = page(of(agent, records));
        let load = load.saved(self.is_saved).series(Some(agent), [Part::Page(page)]).saved(false);
        missing.into_iter().fold(load, |load, span| load.series_over(span, Some(agent), [Part::Missing]))
    }

    /// Each row's moment and the rest of it.
    pub fn moments<'a>(&self, rows: &'a str) -> Vec<(Millis, &'a str)> {
        let mut date = self.first;
        let mut before: Option<NaiveDateTime> = None;
        let moments = rows.split(", ").map(|row| {
            let (clock, name) = row.split_once(' ').unwrap();
            let clock = if clock.len() == 5 { format!("{clock}:00") } else { clock.to_owned() };
            let clock = clock.parse().unwrap();
            if before.is_some_and(|before| date.and_time(clock) < before) {
                date = date.succ_opt().unwrap();
            }
            before = Some(date.and_time(clock));
            (self.zone.instant(date.and_time(clock)), name)
        });
        moments.collect()
    }
}

/// Minutes, in milliseconds.
pub const fn minutes(minutes: i64) -> i64 {
    minutes * MINUTE
}

/// The name of a state, as these tests write it.
pub fn name(catalog: &Catalog, activity: ActivityId) -> &str {
    catalog.activity(activity).reason.as_deref().unwrap_or_else(|| catalog.code(activity))
}
