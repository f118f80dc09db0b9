//! The events of a calendar, as their lines say them.

use std::collections::HashMap;

use super::lines::{Property, property, unfolded};
use crate::schedule::Reading;
use crate::schedule::remarks::PlanRemarkKind;

/// An event as its lines say it.
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
}

/// The events, and what the calendar says of itself.
pub fn events<'a>(text: &'a str, reading: &mut Reading) -> (Vec<Event<'a>>, Vec<Property<'a>>) {
    let (mut events, mut around): (Vec<Event>, Vec<Property>) = (Vec::new(), Vec::new());
    // The parts that have begun, the innermost last.
    let mut open: Vec<String> = Vec::new();
    for (line, text) in unfolded(text) {
        let Some(property) = property(line, text.clone()) else {
            reading.remarks.add(PlanRemarkKind::NotARow, line, &text);
            continue;
        };
        match (property.name.as_str(), open.last().map(String::as_str)) {
            ("BEGIN", _) => {
                let part = property.value.trim().to_uppercase();
                if part == "VEVENT" {
                    events.push(Event { line, ..Event::default() });
                }
                open.push(part);
            }
            ("END", _) => {
                open.pop();
            }
            (_, Some("VEVENT")) => {
                if let Some(event) = events.last_mut() {
                    event.properties.entry(property.name.clone()).or_default().push(property);
                }
            }
            (_, Some("VCALENDAR")) => around.push(property),
            _ => {}
        }
    }
    (events, around)
}
