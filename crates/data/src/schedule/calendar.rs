//! Calendars (`.ics`): the events of one agent each.
//!
//! Times are of the zone that they name (a place, or one that the calendar describes), of UTC, or of the calendar's; an event
//! without times takes whole days. What repeats is read, but for dates that are left out or moved.

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
use event::{Described, Event, Parts, calendars};
pub use folds::mend_folds;
use lines::Property;
use model::time::{DAY, Millis, Span};
use model::zone::Zone;
use repeat::{MAX_STEPS, Repeat, Until};
use stamp::{stamp, windows};
use times::{EventLength, LeftOut, Stamp};

/// Most times that one event is read.
const MAX_REPEATS: usize = 5_000;

/// Most days that are looked at for all events that repeat.
const MAX_DAYS: usize = 2_000_000;

/// Most rules of zones that are followed.
const MAX_RULES: usize = 200;

/// Whether a text is a calendar.
pub fn is_calendar(text: &str) -> bool {
    let head = text.trim_start().get(..15).unwrap_or_default();
    head.eq_ignore_ascii_case("BEGIN:VCALENDAR")
}

/// Reads the text of a file with calendars.
pub fn read(text: &str, reading: &mut Reading) {
    let (mut days, mut rules) = (0, 0);
    let all = calendars(text, reading);
    for parts in &all {
        let own = parts.about.get("X-WR-CALNAME").map(Property::text).filter(|name| !name.is_empty());
        let said = reading.options.agent.clone();
        // What is said of a file is said of one calendar.
        let who = if all.len() > 1 { own.or(said) } else { said.or(own) };
        read_one(parts, who, reading, &mut days, &mut rules);
    }
}

fn read_one(parts: &Parts, who: Option<String>, reading: &mut Reading, days: &mut usize, rules: &mut usize) {
    let (zones, moved) = (HashMap::new(), HashMap::new());
    // The first of a name counts.
    let described = parts.zones.iter().rev().map(|zone| (&*zone.name, zone)).collect();
    let mut calendar = Calendar { reading, parts, described, floating: None, zones, moved, days, rules };
    calendar.floating = calendar.own_zone();
    for event in &parts.events {
        calendar.note_moved(event);
    }
    for event in &parts.events {
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
    parts: &'a Parts<'a>,
    /// The zones that it describes, by their names.
    described: HashMap<&'a str, &'a Described<'a>>,
    /// The zone of times that name none, where the calendar has one.
    floating: Option<Zone>,
    /// Those looked up so far.
    zones: HashMap<String, Option<Zone>>,
    /// Which of their times have an event of their own, by what repeats.
    moved: HashMap<&'a str, LeftOut>,
    /// Days looked at so far.
    days: &'a mut usize,
    /// Rules of zones followed so far.
    rules: &'a mut usize,
}

impl<'a> Calendar<'a, '_> {
    fn own_zone(&mut self) -> Option<Zone> {
        let property = self.parts.about.get("X-WR-TIMEZONE")?;
        self.zone_said(property, property.value.trim())
    }

    fn note_moved(&mut self, event: &'a Event<'a>) {
        let Some(property) = event.get("RECURRENCE-ID") else { return };
        let start = event.get("DTSTART").and_then(|start| self.stamp(start, None));
        if let Some(at) = self.stamp(property, start.as_ref()) {
            let is_date = start.is_some_and(|start| start.is_date);
            self.moved.entry(event.uid()).or_default().add(&at, is_date);
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
        let activity = self.reading.activity(&name.ok_or(PlanRemarkKind::NoActivity)?, None);
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
            if found.len() == MAX_REPEATS || *self.days >= MAX_DAYS {
                self.reading.remarks.add(PlanRemarkKind::TooOften, event.line, &rule.value);
                break;
            }
            if stamp.at() >= from {
                found.push(stamp);
            }
        }
        *self.days += days;
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

    /// The time of a line. One without a zone is of the zone of `start`, where that is known.
    fn stamp(&mut self, property: &Property, start: Option<&Stamp>) -> Option<Stamp> {
        self.stamp_of(property, &property.value, start)
    }

    fn stamp_of(&mut self, property: &Property, text: &str, start: Option<&Stamp>) -> Option<Stamp> {
        let (local, is_utc, is_date) = stamp(text)?;
        let zone = if is_utc { Zone::utc() } else { self.zone_of(property, start) };
        Some(Stamp { local, zone, is_date })
    }

    fn zone_of(&mut self, property: &Property, start: Option<&Stamp>) -> Zone {
        if let Some(name) = property.parameter("TZID") {
            if let Some(zone) = self.zone_said(property, name) {
                return zone;
            }
        } else if let Some(start) = start.filter(|start| start.zone.name() != Zone::utc().name()) {
            return start.zone.clone();
        } else if self.floating.is_none() {
            self.reading.note_zone();
        }
        self.floating.clone().unwrap_or_else(|| self.reading.options.zone.clone())
    }

    /// The zone of a name; where there is none, that is said.
    fn zone_said(&mut self, property: &Property, name: &str) -> Option<Zone> {
        if !self.zones.contains_key(name) {
            let zone = self.zone_named(name);
            self.zones.insert(name.to_owned(), zone);
        }
        let zone = self.zones.get(name).cloned().flatten();
        if zone.is_none() {
            self.reading.remarks.add(PlanRemarkKind::UnknownZone, property.line, name);
        }
        zone
    }

    /// Places are those that everyone knows; what else a zone may be called is what the calendar describes.
    fn zone_named(&mut self, name: &str) -> Option<Zone> {
        // `/example.org/20070129_1/Europe/Berlin`
        let parts: Vec<&str> = name.split('/').collect();
        let short = parts.len().checked_sub(2).map(|from| parts[from..].join("/"));
        let names = [Some(name.to_owned()), short, windows(name).map(str::to_owned)];
        let mut places = names.into_iter().flatten().filter(|name| name.contains('/'));
        let place = places.find_map(|name| self.reading.zone(&name));
        place.or_else(|| self.described(name)).or_else(|| self.reading.zone(windows(name).unwrap_or(name)))
    }

    fn described(&mut self, name: &str) -> Option<Zone> {
        let described = *self.described.get(name)?;
        *self.rules += zones::rules(described);
        (*self.rules <= MAX_RULES).then(|| zones::zone(described)).flatten()
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
