//! Calendars (`.ics`): the events of one agent.
//!
//! Times are of the zone that they name, of UTC, or of the calendar's; an event without times takes whole days.
//! What repeats by the day or the week is read, but for dates that are left out or moved.

mod event;
mod lines;
mod repeat;
mod stamp;

use std::collections::HashSet;

use chrono::{NaiveDateTime, TimeDelta};

use super::Reading;
use super::remarks::PlanRemarkKind;
use crate::length::{self, Decimal, Length};
use event::{Event, events};
use lines::Property;
use model::time::{DAY, Millis, Span};
use model::zone::Zone;
use repeat::{MAX_STEPS, Repeat, Until};
use stamp::{stamp, windows};

/// Most times that one event is read.
const MAX_REPEATS: usize = 5_000;

/// Most days that are looked at for all events that repeat.
const MAX_DAYS: usize = 2_000_000;

/// Whether a text is a calendar.
pub fn is_calendar(text: &str) -> bool {
    let head = text.trim_start().get(..15).unwrap_or_default();
    head.eq_ignore_ascii_case("BEGIN:VCALENDAR")
}

/// A time of an event.
#[derive(Clone, Debug)]
struct Stamp {
    local: NaiveDateTime,
    zone: Zone,
    is_date: bool,
}

impl Stamp {
    fn at(&self) -> Millis {
        self.zone.instant(self.local)
    }
}

/// Reads the text of a calendar.
pub fn read(text: &str, reading: &mut Reading) {
    let (events, around) = events(text, reading);
    let name = around.iter().find(|property| property.name == "X-WR-CALNAME").map(Property::text);
    let who = reading.options.agent.clone().or(name).filter(|who| !who.is_empty());
    let zone = around.iter().find(|property| property.name == "X-WR-TIMEZONE");
    let zone = zone.and_then(|property| reading.zone(property.value.trim()));
    let mut calendar = Calendar { reading, zone, moved: HashSet::new(), days: 0 };
    for event in &events {
        if let Some(at) = event.get("RECURRENCE-ID").and_then(|property| calendar.stamp(property)) {
            calendar.moved.insert((event.uid().to_owned(), at.at()));
        }
    }
    for event in &events {
        calendar.reading.rows += 1;
        let taken = match &who {
            Some(who) => calendar.take(event, who),
            None => Err(PlanRemarkKind::NoAgent),
        };
        if let Err(kind) = taken {
            let summary = event.get("SUMMARY").map(Property::text).unwrap_or_default();
            calendar.reading.remarks.add(kind, event.line, &summary);
        }
    }
}

struct Calendar<'a, 'b> {
    reading: &'a mut Reading<'b>,
    /// The zone of times that name none, where the calendar has one.
    zone: Option<Zone>,
    /// Events that repeat, and which of their times have an event of their own.
    moved: HashSet<(String, Millis)>,
    /// Days looked at so far.
    days: usize,
}

impl Calendar<'_, '_> {
    fn take(&mut self, event: &Event, who: &str) -> Result<(), PlanRemarkKind> {
        if event.get("STATUS").is_some_and(|status| status.value.trim().eq_ignore_ascii_case("CANCELLED")) {
            return Ok(());
        }
        let start =
            event.get("DTSTART").and_then(|start| self.stamp(start)).ok_or(PlanRemarkKind::NoStart)?;
        let length = self.length(event, &start).ok_or(PlanRemarkKind::NoEnd)?;
        let name = event.get("SUMMARY").map(Property::text).filter(|name| !name.is_empty());
        let activity = self.reading.activity(&name.ok_or(PlanRemarkKind::NoActivity)?, None);
        let is_moved = event.get("RECURRENCE-ID").is_some();
        let push = |calendar: &mut Self, stamp: &Stamp| {
            let span = Span { start: stamp.at(), end: length.end(stamp) };
            calendar.reading.push(who, activity, span, event.line);
        };
        let Some(rule) = event.get("RRULE").filter(|_| !is_moved) else {
            push(self, &start);
            self.extra(event, &start).iter().for_each(|stamp| push(self, stamp));
            return Ok(());
        };
        let left_out = self.left_out(event);
        for stamp in self.repeats(event, rule, &start) {
            let is_left_out =
                left_out.contains(&stamp.at()) || self.moved.contains(&(event.uid().to_owned(), stamp.at()));
            if !is_left_out {
                push(self, &stamp);
            }
        }
        self.extra(event, &start).iter().for_each(|stamp| push(self, stamp));
        Ok(())
    }

    /// The times at which an event repeats, the first included.
    fn repeats(&mut self, event: &Event, rule: &Property, start: &Stamp) -> Vec<Stamp> {
        let Some(repeat) = Repeat::read(&rule.value, start.local) else {
            self.reading.remarks.add(PlanRemarkKind::Repeats, event.line, &rule.value);
            return vec![start.clone()];
        };
        let window = self.reading.options.window;
        let horizon = window.map_or(start.at() + 366 * DAY, |window| window.end);
        let from = window.map_or(Millis(i64::MIN), |window| window.start + -2 * DAY);
        let is_over = |stamp: &Stamp| match repeat.until {
            Some(Until::Utc(until)) => stamp.at() > Millis(until.and_utc().timestamp_millis()),
            Some(Until::Local(until)) => stamp.local > until,
            None => stamp.at() >= horizon,
        };
        let days = ((horizon - start.at()).clamp(0, MAX_STEPS as i64 * DAY) / DAY) as usize + 1;
        let mut found = Vec::new();
        for local in repeat.beginnings(start.local, days) {
            let stamp = Stamp { local, ..start.clone() };
            if is_over(&stamp) || stamp.at() >= horizon {
                break;
            }
            if found.len() == MAX_REPEATS || self.days >= MAX_DAYS {
                self.reading.remarks.add(PlanRemarkKind::TooOften, event.line, &rule.value);
                break;
            }
            if stamp.at() >= from {
                found.push(stamp);
            }
        }
        self.days += days;
        found
    }

    fn left_out(&mut self, event: &Event) -> HashSet<Millis> {
        event
            .all("EXDATE")
            .iter()
            .flat_map(|property| self.stamps(property))
            .map(|stamp| stamp.at())
            .collect()
    }

    /// Times beside those of a rule.
    fn extra(&mut self, event: &Event, start: &Stamp) -> Vec<Stamp> {
        let all: Vec<Stamp> = event.all("RDATE").iter().flat_map(|property| self.stamps(property)).collect();
        all.into_iter().filter(|stamp| stamp.at() != start.at()).take(MAX_REPEATS).collect()
    }

    fn stamp(&mut self, property: &Property) -> Option<Stamp> {
        self.stamps(property).into_iter().next()
    }

    /// The times of a line, which may have several.
    fn stamps(&mut self, property: &Property) -> Vec<Stamp> {
        let zone = self.zone_of(property);
        let read = |text: &str| {
            let (local, is_utc, is_date) = stamp(text)?;
            let zone = if is_utc { Zone::utc() } else { zone.clone() };
            Some(Stamp { local, zone, is_date })
        };
        property.value.split(',').filter_map(read).collect()
    }

    fn zone_of(&mut self, property: &Property) -> Zone {
        let floating = self.zone.clone();
        let Some(name) = property.parameter("TZID") else {
            let is_bare = !property.value.trim_end().ends_with(['Z', 'z']);
            if is_bare && floating.is_none() {
                self.reading.note_zone();
            }
            return floating.unwrap_or_else(|| self.reading.options.zone.clone());
        };
        // `/example.org/20070129_1/Europe/Berlin`
        let parts: Vec<&str> = name.split('/').collect();
        let short = parts.len().checked_sub(2).map(|from| parts[from..].join("/"));
        let names = [Some(name.to_owned()), short, windows(name).map(str::to_owned)];
        let zone = names.into_iter().flatten().find_map(|name| self.reading.zone(&name));
        zone.unwrap_or_else(|| {
            self.reading.remarks.add(PlanRemarkKind::UnknownZone, property.line, name);
            floating.unwrap_or_else(|| self.reading.options.zone.clone())
        })
    }

    fn length(&mut self, event: &Event, start: &Stamp) -> Option<EventLength> {
        if let Some(end) = event.get("DTEND") {
            let end = self.stamp(end)?;
            let is_same = end.zone.name() == start.zone.name();
            let on_clocks = EventLength::OnClocks(end.local - start.local);
            return Some(if is_same { on_clocks } else { EventLength::Elapsed(end.at() - start.at()) });
        }
        match event.get("DURATION") {
            Some(length) => match length::read(&length.value, Decimal::Point)? {
                Length::Ms(ms) => Some(EventLength::Elapsed(ms)),
                Length::Bare(_) => None,
            },
            None => start.is_date.then(|| EventLength::OnClocks(TimeDelta::days(1))),
        }
    }
}

/// How long an event lasts, each time.
#[derive(Clone, Copy)]
enum EventLength {
    /// As clocks show it: a night's shift ends at the same time of day when clocks change.
    OnClocks(TimeDelta),
    /// In milliseconds.
    Elapsed(i64),
}

impl EventLength {
    fn end(self, start: &Stamp) -> Millis {
        match self {
            Self::Elapsed(ms) => start.at() + ms,
            Self::OnClocks(length) => start
                .local
                .checked_add_signed(length)
                .map_or_else(|| start.at(), |end| start.zone.instant(end)),
        }
    }
}
