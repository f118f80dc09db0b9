//! Calendars (`.ics`): the events of one agent each.
//!
//! Times are of the zone that they name (a place, or one that the calendar describes), of UTC, or of the calendar's; an event
//! without times takes whole days. What repeats is read, but for dates that are left out or moved.

mod clocks;
mod event;
mod folds;
mod lines;
mod repeat;
mod stamp;
mod times;
mod zones;

use std::collections::HashMap;

use super::Reading;
use super::remarks::PlanRemarkKind;
use crate::files::turns::Pace;
use event::{Described, Event, Parts, calendars};
pub use folds::text;
use lines::Property;
use model::time::{DAY, Millis, Span};
use model::zone::Zone;
use repeat::{MAX_STEPS, Repeat, Until};
use times::{EventLength, LeftOut, Stamp};

/// Most times that one event is read.
const MAX_REPEATS: usize = 5_000;

/// Most days that are looked at for all events that repeat.
const MAX_DAYS: usize = 2_000_000;

/// What a day of an event that repeats costs, in bytes that are read in the same time.
const DAY_COST: usize = 16;

/// Most rules of zones that are followed.
const MAX_RULES: usize = 200;

/// Whether a text is a calendar.
pub fn is_calendar(text: &str) -> bool {
    let head = text.trim_start().get(..15).unwrap_or_default();
    head.eq_ignore_ascii_case("BEGIN:VCALENDAR")
}

/// Reads the text of a file with calendars.
pub async fn read(text: &str, reading: &mut Reading<'_>, pace: &mut Pace) {
    let all = calendars(text, reading, pace).await;
    let mut spent = Spent::default();
    for parts in &all {
        let own = parts.about.get("X-WR-CALNAME").map(Property::text).filter(|name| !name.is_empty());
        let said = reading.options.agent.clone();
        // What is said of a file is said of one calendar.
        let who = if all.len() > 1 { own.or(said) } else { said.or(own) };
        Calendar::of(parts, reading, &mut spent).read(who.as_deref(), pace).await;
    }
}

/// What was looked at so far, in all calendars of a file.
#[derive(Default)]
struct Spent {
    /// Days for events that repeat.
    days: usize,
    /// Rules of zones.
    rules: usize,
}

struct Calendar<'a, 'b> {
    reading: &'a mut Reading<'b>,
    parts: &'a Parts<'a>,
    /// The zones that it describes, by their names.
    described: HashMap<&'a str, &'a Described<'a>>,
    /// The zone of times that name none, where the calendar has one.
    floating: Option<Zone>,
    /// Those looked up so far.
    zones: HashMap<String, Option<Zone>>,
    /// Which of their times have an event of their own, by what repeats.
    moved: HashMap<String, LeftOut>,
    spent: &'a mut Spent,
}

impl<'a, 'b> Calendar<'a, 'b> {
    fn of(parts: &'a Parts<'a>, reading: &'a mut Reading<'b>, spent: &'a mut Spent) -> Self {
        // The first of a name counts.
        let described = parts.zones.iter().rev().map(|zone| (&*zone.name, zone)).collect();
        let (zones, moved) = (HashMap::new(), HashMap::new());
        let mut calendar = Self { reading, parts, described, floating: None, zones, moved, spent };
        calendar.floating = calendar.own_zone();
        calendar
    }

    async fn read(&mut self, who: Option<&str>, pace: &mut Pace) {
        for section in self.parts.events.iter().filter(|section| section.is_moved) {
            pace.spend(section.len()).await;
            self.note_moved(&section.event());
        }
        for section in &self.parts.events {
            let days = self.spent.days;
            let event = section.event();
            self.reading.rows += 1;
            let taken = who.ok_or(PlanRemarkKind::NoAgent).and_then(|who| self.take(&event, who));
            if let Err(kind) = taken {
                let summary = event.get("SUMMARY").map(Property::text).unwrap_or_default();
                self.reading.remarks.add(kind, event.line, &summary);
            }
            pace.spend(section.len() + (self.spent.days - days) * DAY_COST).await;
        }
    }

    fn note_moved(&mut self, event: &Event) {
        let Some(property) = event.get("RECURRENCE-ID") else { return };
        let start = event.get("DTSTART").and_then(|start| self.stamp(start, None));
        if let Some(at) = self.stamp(property, start.as_ref()) {
            let is_date = start.is_some_and(|start| start.is_date);
            self.moved.entry(event.uid().to_owned()).or_default().add(&at, is_date);
        }
    }

    fn take(&mut self, event: &Event, who: &str) -> Result<(), PlanRemarkKind> {
        if event.get("STATUS").is_some_and(|status| status.value.trim().eq_ignore_ascii_case("CANCELLED")) {
            return Ok(());
        }
        let start =
            event.get("DTSTART").and_then(|start| self.stamp(start, None)).ok_or(PlanRemarkKind::NoStart)?;
        let length = self.length(event, &start).ok_or(PlanRemarkKind::NoEnd)?;
        let name = event.get("SUMMARY").map(Property::text).filter(|name| !name.is_empty());
        let activity = self.reading.activity(who, &name.ok_or(PlanRemarkKind::NoActivity)?, None, event.line);
        let left_out = self.left_out(event, &start);
        for (stamp, own_length) in self.times(event, &start, length) {
            if !left_out.has(&stamp) {
                let span = Span { start: stamp.at(), end: own_length.unwrap_or(length).end(&stamp) };
                self.reading.push(who, activity, span, event.line);
            }
        }
        Ok(())
    }

    /// All times of an event, with their lengths where these are their own.
    fn times(
        &mut self,
        event: &Event,
        start: &Stamp,
        length: EventLength,
    ) -> Vec<(Stamp, Option<EventLength>)> {
        let mut starts = vec![start.clone()];
        if let Some(moved) = event.get("RECURRENCE-ID") {
            // Those that follow are moved, too.
            if moved.parameter("RANGE").is_some() {
                self.reading.remarks.add(PlanRemarkKind::Repeats, moved.line, "RANGE");
            }
        } else if let Some(rule) = event.get("RRULE") {
            starts = self.repeats(event, rule, start, length);
            if let Some(moved) = self.moved.get(event.uid()) {
                starts.retain(|stamp| !moved.has(stamp));
            }
        }
        let mut times: Vec<_> = starts.into_iter().map(|start| (start, None)).collect();
        times.extend(self.extra(event, start));
        times
    }

    /// The times at which an event repeats, the first included.
    fn repeats(&mut self, event: &Event, rule: &Property, start: &Stamp, length: EventLength) -> Vec<Stamp> {
        let Some(repeat) = Repeat::read(&rule.value, start.local) else {
            self.reading.remarks.add(PlanRemarkKind::Repeats, event.line, &rule.value);
            return vec![start.clone()];
        };
        let window = self.reading.options.window;
        let horizon = window.map_or(start.at() + 366 * DAY, |window| window.end);
        let from = window.map_or(Millis(i64::MIN), |window| window.start + -(2 * DAY + length.ms()));
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
            if found.len() == MAX_REPEATS || self.spent.days >= MAX_DAYS {
                self.reading.remarks.add(PlanRemarkKind::TooOften, event.line, &rule.value);
                break;
            }
            if stamp.at() >= from {
                found.push(stamp);
            }
        }
        self.spent.days += days;
        found
    }

    fn left_out(&mut self, event: &Event, start: &Stamp) -> LeftOut {
        let mut left_out = LeftOut::default();
        for property in event.all("EXDATE") {
            for date in property.value.split(',') {
                if let Some(stamp) = self.listed(property, date, start) {
                    left_out.add(&stamp, start.is_date);
                }
            }
        }
        left_out
    }

    /// Times beside those of a rule; periods have lengths of their own.
    fn extra(&mut self, event: &Event, start: &Stamp) -> Vec<(Stamp, Option<EventLength>)> {
        let mut times = Vec::new();
        for property in event.all("RDATE") {
            for date in property.value.split(',') {
                let (date, end) = date.split_once('/').map_or((date, None), |(date, end)| (date, Some(end)));
                let Some(stamp) = self.listed(property, date, start) else { continue };
                let length = end.map(|end| {
                    EventLength::read(end).or_else(|| Some(stamp.until(&self.listed(property, end, start)?)))
                });
                match length {
                    None if stamp.at() == start.at() => {}
                    None => times.push((stamp, None)),
                    Some(length) => times.extend(length.map(|length| (stamp, Some(length)))),
                }
            }
        }
        times
    }

    /// A time of a list, or a word that it is none.
    fn listed(&mut self, property: &Property, text: &str, start: &Stamp) -> Option<Stamp> {
        let stamp = self.stamp_of(property, text, Some(start));
        if stamp.is_none() {
            self.reading.remarks.add(PlanRemarkKind::NotARow, property.line, text);
        }
        stamp
    }

    fn length(&mut self, event: &Event, start: &Stamp) -> Option<EventLength> {
        if let Some(end) = event.get("DTEND") {
            return Some(start.until(&self.stamp(end, Some(start))?));
        }
        match event.get("DURATION") {
            Some(length) => EventLength::read(&length.value),
            None => start.is_date.then_some(EventLength::DAY),
        }
    }
}
