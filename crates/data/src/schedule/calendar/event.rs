//! The parts of calendars, as their lines say them.

use super::lines::{Line, Property, property, unfolded};
use crate::files::turns::Pace;
use crate::schedule::Reading;
use crate::schedule::remarks::PlanRemarkKind;

/// An event, or another part, as its lines say it.
#[derive(Default)]
pub struct Event<'a> {
    /// Line of the file that it begins on, from 1.
    pub line: u64,
    properties: Vec<Property<'a>>,
}

impl<'a> Event<'a> {
    /// The first line of a name in capitals.
    pub fn get(&self, name: &str) -> Option<&Property<'a>> {
        self.all(name).next()
    }

    /// All lines of a name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Property<'a>> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// What tells it from others.
    pub fn uid(&self) -> &str {
        self.get("UID").map_or("", |uid| uid.value.trim())
    }
}

/// Where an event stands. A file may have very many: they are read one at a time.
#[derive(Clone, Copy, Default)]
pub struct Section<'a> {
    /// Line of the file that it begins on, from 1.
    line: u64,
    /// From its first line on, to its last one or, while it is open, to the end of the file.
    text: &'a str,
    is_open: bool,
    /// Whether it stands for one that repeats.
    pub is_moved: bool,
}

impl<'a> Section<'a> {
    /// The event. What other parts inside it say is left out.
    pub fn event(&self) -> Event<'a> {
        let (mut properties, mut inside) = (Vec::new(), 0_usize);
        for Line { number, text, .. } in unfolded(self.text) {
            let Some(property) = property(self.line + number - 1, text) else { continue };
            match (property.name.as_str(), inside) {
                ("BEGIN", _) => inside += 1,
                ("END", _) => inside = inside.saturating_sub(1),
                (_, 1) => properties.push(property),
                _ => {}
            }
        }
        Event { line: self.line, properties }
    }

    /// Bytes of its text.
    pub const fn len(&self) -> usize {
        self.text.len()
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
    pub events: Vec<Section<'a>>,
    /// The zones that it describes.
    pub zones: Vec<Described<'a>>,
}

impl<'a> Parts<'a> {
    fn begin(&mut self, part: &str, line: &Line<'a>, text: &'a str) {
        match part {
            "VEVENT" => {
                let rest = &text[line.at..];
                self.end_event(rest);
                self.events.push(Section { line: line.number, text: rest, is_open: true, is_moved: false });
            }
            "VTIMEZONE" => self.zones.push(Described::default()),
            "STANDARD" | "DAYLIGHT" => {
                if let Some(zone) = self.zones.last_mut() {
                    zone.parts.push(Event { line: line.number, properties: Vec::new() });
                }
            }
            _ => {}
        }
    }

    /// Ends the last event, if it is open, where `rest` begins.
    fn end_event(&mut self, rest: &str) {
        if let Some(event) = self.events.last_mut().filter(|event| event.is_open) {
            event.text = &event.text[..event.text.len() - rest.len()];
            event.is_open = false;
        }
    }

    fn take(&mut self, part: &str, property: Property<'a>) {
        match part {
            "VCALENDAR" => self.about.properties.push(property),
            "VEVENT" => {
                if let Some(event) = self.events.last_mut() {
                    event.is_moved |= property.name == "RECURRENCE-ID";
                }
            }
            "VTIMEZONE" | "STANDARD" | "DAYLIGHT" => {
                let Some(zone) = self.zones.last_mut() else { return };
                if part == "VTIMEZONE" {
                    if property.name == "TZID" {
                        property.value.trim().clone_into(&mut zone.name);
                    }
                } else if let Some(change) = zone.parts.last_mut() {
                    change.properties.push(property);
                }
            }
            _ => {}
        }
    }
}

/// The calendars of a text, one after another.
pub async fn calendars<'a>(text: &'a str, reading: &mut Reading<'_>, pace: &mut Pace) -> Vec<Parts<'a>> {
    let mut all: Vec<Parts> = Vec::new();
    // The parts that have begun, the innermost last.
    let mut open: Vec<String> = Vec::new();
    for line in unfolded(text) {
        pace.spend(line.text.len()).await;
        let Some(property) = property(line.number, line.text.clone()) else {
            reading.remarks.add(PlanRemarkKind::NotARow, line.number, &line.text);
            continue;
        };
        match (property.name.as_str(), all.last_mut()) {
            ("BEGIN", calendar) => {
                let part = property.value.trim().to_uppercase();
                match calendar {
                    Some(calendar) if part != "VCALENDAR" => calendar.begin(&part, &line, text),
                    before => {
                        if let Some(before) = before {
                            before.end_event(&text[line.at..]);
                        }
                        all.push(Parts::default());
                    }
                }
                open.push(part);
            }
            ("END", calendar) => {
                if open.pop().as_deref() == Some("VEVENT")
                    && let Some(calendar) = calendar
                {
                    calendar.end_event(&text[line.at..]);
                }
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
