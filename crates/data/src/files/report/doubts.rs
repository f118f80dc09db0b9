//! What a row says beside what is taken from it: cells that say nothing, and dates that prove their order.
//! Likewise what all rows do not say.

use std::ops::RangeInclusive;

use super::Report;
use super::bounds::Bounds;
use super::filled::FILLED;
use super::parts::Part;
use crate::files::cell;
use crate::files::columns::Role;
use crate::files::rows::Row;
use crate::files::sink::Sink;
use crate::files::when::{self, When};
use model::remark::{Place, RemarkKind};

/// Says which columns of the report no row of any part has anything in, so that they are as good as missing.
pub fn remark_empty(parts: &mut [Part], bounds: &Bounds) {
    let is_filled = |place: usize| parts.iter().any(|part| part.filled.0[place]);
    let empty: Vec<Role> =
        (0..FILLED.len()).filter(|place| !is_filled(*place)).map(|place| FILLED[place]).collect();
    for (part, rows) in parts.iter_mut().zip(bounds.ranges()) {
        if rows.is_empty() || !part.columns.is_report() {
            continue;
        }
        for role in empty.iter().filter(|role| part.columns.has(**role)) {
            let place = Place::new(part.header_line, part.columns.name(*role), "");
            part.sink.remark(RemarkKind::MissingColumn, place);
        }
    }
}

impl Report {
    /// Says what the header lacks that rows are read without, and what it has twice.
    pub(super) fn remark_missing(&self, sink: &mut Sink) {
        for name in self.columns.missing() {
            sink.remark(RemarkKind::MissingColumn, Place::new(self.header_line, name, ""));
        }
        for name in self.columns.seconds().filter(|_| !self.is_chosen) {
            sink.remark(RemarkKind::SecondColumn, Place::new(self.header_line, name, ""));
        }
    }

    /// Notes which columns have a value. An end makes up for a duration.
    pub(super) fn note_filled(&mut self, row: &Row, has_end: bool) {
        for (place, role) in FILLED.into_iter().enumerate() {
            let is_there = || self.cell(row, role).is_some() || role == Role::Duration && has_end;
            self.filled.0[place] = self.filled.0[place] || is_there();
        }
    }

    /// Looks for dates that prove their order in columns that nothing else reads, if its details are new, and
    /// in that of the end.
    pub(super) fn note_proofs(&mut self, row: &Row, are_new: bool) {
        if !self.orders.is_empty() {
            return;
        }
        let end = self.columns.place(Role::End);
        let details = self.columns.details().iter().filter(|_| are_new);
        let places = details.map(|(place, _)| *place).chain(end);
        let dates = places.filter_map(|place| row.trimmed(place)).filter(|cell| looks_like_date(cell));
        let proof = dates.filter_map(when::read).find_map(|when| match when {
            When::Wall(wall) => wall.proves(),
            When::Instant(..) => None,
        });
        self.orders.extend(proof);
    }

    /// Cells that have no name, and names that have no cell.
    pub(super) fn remark_width(&self, row: &Row, sink: &mut Sink) {
        let named = self.columns.count();
        let mut beyond = (named..row.len()).filter_map(|place| row.trimmed(place));
        let odd = beyond.next().or((row.len() < named).then_some(""));
        if let Some(text) = odd {
            sink.remark(RemarkKind::CellCount, Place::new(row.line, "", text));
        }
    }

    /// Values that say nothing where they stand, in columns that say the state.
    pub(super) fn unread<'r>(&self, row: &Row<'r>) -> impl Iterator<Item = (Role, &'r str)> {
        let is_flag = |text: &str| cell::flag(text).is_some();
        let is_one_of =
            |text: &str, known: RangeInclusive<i64>| cell::whole(text).is_some_and(|n| known.contains(&n));
        let is_read = move |role, text: &str| match role {
            Role::Available => is_flag(text),
            Role::Working => is_flag(text) || is_one_of(text, 0..=4),
            Role::LogState => is_one_of(text, 0..=2),
            _ => cell::whole(text).is_some(),
        };
        let roles = [Role::Working, Role::Available, Role::Code, Role::LogState];
        let texts = roles.map(|role| (role, self.cell(row, role)));
        let texts = texts.into_iter().filter_map(|(role, text)| Some((role, text?)));
        texts.filter(move |(role, text)| !is_read(*role, text))
    }

    /// Remarks them.
    pub(super) fn remark_unread(&self, row: &Row, sink: &mut Sink) {
        for (role, text) in self.unread(row) {
            sink.remark(RemarkKind::Unread, Place::new(row.line, self.columns.name(role), text));
        }
    }

    /// Remarks an index that is no number of a row.
    pub(super) fn remark_index(&self, row: &Row, sink: &mut Sink) {
        if let Some(text) = self.cell(row, Role::Index) {
            sink.remark(RemarkKind::Unread, Place::new(row.line, self.columns.name(Role::Index), text));
        }
    }
}

/// Whether a text is worth being read as a date: digits, and twice the same mark between them.
fn looks_like_date(text: &str) -> bool {
    let marks = text.bytes().take(10).filter(|byte| matches!(byte, b'/' | b'.' | b'-')).count();
    text.starts_with(|c: char| c.is_ascii_digit()) && text.len() >= 6 && marks >= 2
}
