//! Which clocks the times of a calendar are on.

use super::lines::Property;
use super::stamp::{stamp, windows};
use super::times::Stamp;
use super::{Calendar, MAX_RULES, zones};
use crate::schedule::remarks::PlanRemarkKind;
use model::zone::Zone;

impl Calendar<'_, '_> {
    /// The zone of times that name none, where the calendar says one.
    pub(super) fn own_zone(&mut self) -> Option<Zone> {
        let property = self.parts.about.get("X-WR-TIMEZONE")?;
        self.zone_said(property, property.value.trim())
    }

    /// The time of a line. One without a zone is of the zone of `start`, where that is known.
    pub(super) fn stamp(&mut self, property: &Property, start: Option<&Stamp>) -> Option<Stamp> {
        self.stamp_of(property, &property.value, start)
    }

    pub(super) fn stamp_of(
        &mut self,
        property: &Property,
        text: &str,
        start: Option<&Stamp>,
    ) -> Option<Stamp> {
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
        self.spent.rules += zones::rules(described);
        (self.spent.rules <= MAX_RULES).then(|| zones::zone(described)).flatten()
    }
}
