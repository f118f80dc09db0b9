//! The parts of calendars, as their lines say them.

use std::collections::HashMap;

use super::lines::{Property, property, unfolded};
use crate::schedule::Reading;
use crate::schedule::remarks::PlanRemarkKind;

/// An event, or another part, as its lines say it.
#[derive(Default)]
pub struct Event<'a> {
    /// Line of the file that it begins on, from 1.
    pub line: u64,
    properties: HashMap<String, Vec<Property<'a>>>,
}

impl<'a> Event<'a> {
    /// The first line of a name in capitals.
    pub fn get(&self, name: &str) -> Option<&Property<'a>> {
        self.all(name).first()
    }

    /// All lines of a name.
    pub fn all(&self, name: &str) -> &[Property<'a>] {
        self.properties.get(name).map_or(&[], Vec::as_slice)
    }

    /// What tells it from others.
    pub fn uid(&self) -> &str {
        self.get("UID").map_or("", |uid| uid.value.trim())
    }

    fn take(&mut self, property: Property<'a>) {
        self.properties.entry(property.name.clone()).or_default().push(property);
    }
}

/// A zone as a calendar describes it.
#[derive(Default)]
pub struct Described<'a> {
    /// What times call it.
    pub name: String,
    /// When which offset begins.
    pub parts: Vec<Event<'a>>,
}

/// What a calendar holds.
#[derive(Default)]
pub struct Parts<'a> {
    /// What it says of itself.
    pub about: Event<'a>,
    /// Its events.
    pub events: Vec<Event<'a>>,
    /// The zones that it describes.
    pub zones: Vec<Described<'a>>,
}

impl<'a> Parts<'a> {
    fn begin(&mut self, part: &str, line: u64) {
        let event = Event { line, ..Event::default() };
        match part {
            "VEVENT" => self.events.push(event),
            "VTIMEZONE" => self.zones.push(Described::default()),
            "STANDARD" | "DAYLIGHT" => {
                if let Some(zone) = self.zones.last_mut() {
                    zone.parts.push(event);
                }
            }
            _ => {}
        }
    }

    fn take(&mut self, part: &str, property: Property<'a>) {
        match part {
            "VCALENDAR" => self.about.take(property),
            "VEVENT" => {
                if let Some(event) = self.events.last_mut() {
                    event.take(property);
                }
            }
            "VTIMEZONE" | "STANDARD" | "DAYLIGHT" => {
                let Some(zone) = self.zones.last_mut() else { return };
                if part == "VTIMEZONE" {
                    if property.name == "TZID" {
                        property.value.trim().clone_into(&mut zone.name);
                    }
                } else if let Some(change) = zone.parts.last_mut() {
                    change.take(property);
                }
            }
            _ => {}
        }
    }
}

/// The calendars of a text, one after another.
pub fn calendars<'a>(text: &'a str, reading: &mut Reading) -> Vec<Parts<'a>> {
    let mut all: Vec<Parts> = Vec::new();
    // The parts that have begun, the innermost last.
    let mut open: Vec<String> = Vec::new();
    for (line, text) in unfolded(text) {
        let Some(property) = property(line, text.clone()) else {
            reading.remarks.add(PlanRemarkKind::NotARow, line, &text);
            continue;
        };
        match (property.name.as_str(), all.last_mut()) {
            ("BEGIN", calendar) => {
                let part = property.value.trim().to_uppercase();
                match calendar.filter(|_| part != "VCALENDAR") {
                    Some(calendar) => calendar.begin(&part, line),
                    None => all.push(Parts::default()),
                }
                open.push(part);
            }
            ("END", _) => {
                open.pop();
            }
            (_, Some(calendar)) => {
                if let Some(part) = open.last() {
                    calendar.take(part, property);
                }
            }
            _ => {}
        }
    }
    all
}
