//! One row, read as far as it can be on its own.

use std::borrow::Cow;

use super::Report;
use super::before::{Said, Whose};
use super::draft::{Detail, Draft, Moment, Shape, session};
use super::figure::Figure;
use crate::files::cell;
use crate::files::columns::Role;
use crate::files::rows::Row;
use crate::files::sink::Sink;
use crate::files::when::{self, When};
use model::record::{RejectReason, RowKey};
use model::remark::{Place, RemarkKind};
use model::state::Catalog;

impl Report {
    pub(super) fn cell<'r>(&self, row: &Row<'r>, role: Role) -> Option<&'r str> {
        row.trimmed(self.columns.place(role)?).filter(|cell| !cell::is_nothing(cell))
    }

    pub(super) fn draft(
        &mut self,
        row: &Row,
        catalog: &mut Catalog,
        sink: &mut Sink,
    ) -> Result<Draft, RejectReason> {
        let start = self.moment(row, Role::Start, Role::StartTime);
        let start = start.filter(Moment::is_plausible).ok_or(RejectReason::NoTimestamp)?;
        let known = self.before.whose.get(row).copied();
        if known.is_none() && !self.is_told(row) {
            return Err(RejectReason::NoAgent);
        }
        let said = self.said(row, catalog).ok_or(RejectReason::NoState)?;
        let whose = known.unwrap_or_else(|| self.whose(row, sink));
        let index = self.number(row, Role::Index).and_then(|n| u32::try_from(n).ok());
        if index.is_none() {
            self.remark_index(row, sink);
        }
        if said.is_odd {
            self.remark_unread(row, sink);
        }
        if whose.is_rounded {
            let id = self.cell(row, Role::Agent).unwrap_or_default();
            sink.remark(RemarkKind::Unread, Place::new(row.line, self.columns.name(Role::Agent), id));
        }
        let key = RowKey { session: self.cell(row, Role::Session).map_or(0, session), index };
        let detail = self.detail(row, sink);
        let figure = self.figure(row, sink);
        let end = self.end(row, figure.is_none(), sink);
        self.note_filled(row, end.is_some());
        let (Whose { agent, .. }, Said { state, ends_session, .. }) = (whose, said);
        Ok(Draft { line: row.line, agent, start, end, figure, state, key, ends_session, detail })
    }

    fn number(&self, row: &Row, role: Role) -> Option<i64> {
        self.cell(row, role).and_then(cell::whole)
    }

    /// What a row says of its state; `None` when it says none.
    fn said(&mut self, row: &Row, catalog: &mut Catalog) -> Option<Said> {
        if let Some(said) = self.before.said.get(row) {
            return Some(*said);
        }
        let state = self.states.activity(row, &self.columns, catalog)?;
        let ends_session = self.number(row, Role::LogState) == Some(2);
        let said = Said { state, ends_session, is_odd: self.unread(row).next().is_some() };
        self.before.said.keep(row, said);
        Some(said)
    }

    /// A time in one column or in two; a report may well have both. A date of its own may come with midnight.
    fn moment(&mut self, row: &Row, whole: Role, clock: Role) -> Option<Moment> {
        let (date, clock) = match (self.cell(row, whole), self.cell(row, clock)) {
            (Some(date), clock) => (date, clock),
            (None, clock) => (clock?, None),
        };
        if let Some(moment) = self.days.moment(date, clock) {
            return Some(moment);
        }
        let when = match (when::read(date), clock) {
            (Some(whole), Some(clock)) if whole.is_midnight() => {
                when::read_joined(date, clock).or_else(|| whole.has_clock().then_some(whole))
            }
            (whole, clock) => whole.or_else(|| when::read(clock?)),
        };
        when.map(|when| self.abbreviations.moment(&when))
    }

    /// When the row ended. A time of day alone belongs to the date that the row begins on, or to the next.
    fn end(&mut self, row: &Row, is_needed: bool, sink: &mut Sink) -> Option<Moment> {
        let role = [Role::End, Role::EndTime].into_iter().find(|role| self.cell(row, *role).is_some())?;
        let text = self.cell(row, role)?;
        let whole = self.moment(row, Role::End, Role::EndTime);
        let rolls = whole.is_none();
        let end = whole.or_else(|| {
            let joined = when::read_on_date_of(self.cell(row, Role::Start)?, text);
            joined.map(|end: When| self.abbreviations.moment(&end))
        });
        let end = end.filter(Moment::is_plausible);
        if end.is_none() && is_needed {
            sink.remark(RemarkKind::Unread, Place::new(row.line, self.columns.name(role), text));
        }
        end.map(|end| Moment { shape: Shape { rolls, ..end.shape }, ..end })
    }

    pub(super) fn name<'r>(&self, row: &Row<'r>) -> Option<Cow<'r, str>> {
        let whole = self.cell(row, Role::Name).map(Cow::Borrowed);
        whole.or_else(|| {
            let parts = [self.cell(row, Role::FirstName), self.cell(row, Role::LastName)];
            let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!name.is_empty()).then_some(Cow::Owned(name))
        })
    }

    fn figure(&mut self, row: &Row, sink: &mut Sink) -> Option<Figure> {
        let text = self.cell(row, Role::Duration)?;
        let figure = self.figures.read(text);
        if figure.is_none() {
            let place = Place::new(row.line, self.columns.name(Role::Duration), text);
            sink.remark(RemarkKind::Unread, place);
        }
        figure
    }

    /// The columns that are not known: `Team No: 42 · Skill Name: Billing`.
    fn detail(&mut self, row: &Row, sink: &mut Sink) -> Detail {
        let known = self.before.details.get(row).cloned();
        self.note_proofs(row, known.is_none());
        if let Some(detail) = known {
            return detail;
        }
        let mut text = String::new();
        for (index, name) in self.columns.details() {
            if let Some(cell) = row.trimmed(*index).filter(|cell| !cell::is_nothing(cell)) {
                let separator = if text.is_empty() { "" } else { " · " };
                text.extend([separator, name, ": ", cell]);
            }
        }
        let detail = sink.detail(&text);
        self.before.details.keep(row, detail.clone());
        detail
    }
}
