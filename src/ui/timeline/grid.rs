//! The focus among the rows: where it stands, and what is spoken there.

use leptos::prelude::*;

use super::chart::Chart;
use crate::app::grid::{Cell, Focus, Place, Spoken, Stretches};
use scene::layout::{Row, RowKind, RowLayout};

/// Which row of the layout has the focus; `None` for the heads.
pub(super) type At = (Option<usize>, Cell);

impl Chart {
    /// Where the focus stands, followed: where it was put, else at what is marked, else on the first row in sight.
    pub fn focused(&self) -> Option<At> {
        let focus = self.grid.focus.get();
        self.layout.with(|layout| {
            let layout = layout.as_ref().filter(|layout| !layout.rows.is_empty())?;
            if let Some(Focus { place: Place::Heads, cell }) = focus {
                return Some((None, cell));
            }
            let put = focus.as_ref().and_then(|focus| {
                let is_it = |row: &Row| matches!(&focus.place, Place::Row(kind) if *kind == row.kind);
                Some((Some(layout.rows.iter().position(is_it)?), focus.cell))
            });
            put.or_else(|| {
                let (top, bottom) = self.scroll.seen();
                let seen = layout.numbers_between(top, bottom);
                let first =
                    seen.clone().find(|&i| layout.rows[i].kind != RowKind::Team).or(seen.clone().next());
                Some((Some(first?), Cell::Name))
            })
        })
    }

    /// The same as it is now.
    pub(super) fn focused_now(&self) -> Option<At> {
        untrack(|| self.focused())
    }

    /// The stretch that is marked, if a row shows it: its segment.
    pub fn marked_in(&self, kind: &RowKind) -> Option<usize> {
        let marked = self.shown.marked.get()?;
        self.with_stretches(kind, |agent, stretches| {
            (agent == marked.agent && stretches.contains(marked.segment)).then_some(marked.segment)
        })
    }

    /// What is spoken of the timeline of a row that has the focus: its stretch.
    pub fn spoken(&self, kind: &RowKind) -> Option<String> {
        let segment = self.marked_in(kind)?;
        let agent = self.shown.marked.get()?.agent;
        let data = self.shown.data.get()?;
        let (zone, overruns) = (self.shown.zone.read(), self.overruns.read());
        self.shown.judged.with(|judged| {
            Spoken { data: &data, zone: &zone, judged, overruns: &overruns }.stretch(agent, segment)
        })
    }

    /// The name of the element that has the focus; `None` where it is not on the page.
    pub fn active_element(&self) -> Option<String> {
        if !self.grid.is_active.get() {
            return None;
        }
        let (row, cell) = self.focused()?;
        let columns = self.columns.get().len();
        let Some(row) = row else {
            return match cell {
                Cell::Figure(i) => (i < columns).then(|| self.grid.head_id(Some(i))),
                Cell::Name | Cell::Time => Some(self.grid.head_id(None)),
            };
        };
        if !self.grid.rendered.with(|rendered| rendered.contains(&row)) {
            return None;
        }
        Some(match cell {
            Cell::Figure(i) if i < columns => self.grid.figure_id(row, i),
            Cell::Time => self.grid.time_id(row, self.marked_in(&self.row_kind(row)?)),
            Cell::Name | Cell::Figure(_) => self.grid.row_id(row),
        })
    }

    /// What the row that has the focus shows, followed.
    pub(super) fn focused_kind(&self) -> Option<RowKind> {
        self.row_kind(self.focused()?.0?)
    }

    pub(super) fn row_kind(&self, row: usize) -> Option<RowKind> {
        self.layout.with(|layout| Some(layout.as_ref()?.rows.get(row)?.kind.clone()))
    }

    /// Runs `work` on a row's agent and stretches.
    fn with_stretches<T>(
        &self,
        kind: &RowKind,
        work: impl FnOnce(usize, Stretches) -> Option<T>,
    ) -> Option<T> {
        let data = self.shown.data.get()?;
        let agent = match kind {
            RowKind::Team | RowKind::Group { .. } | RowKind::Schedule | RowKind::Exceptions => return None,
            RowKind::Agent { agent } | RowKind::Lane { agent, .. } => *agent,
            RowKind::State { .. } | RowKind::Day { .. } => self.shown.agent.get(),
        };
        self.legend.with(|legend| work(agent, Stretches::of(&data, legend, kind, agent)?))
    }

    pub(super) fn with_stretches_now<T>(
        &self,
        kind: &RowKind,
        work: impl FnOnce(usize, Stretches) -> Option<T>,
    ) -> Option<T> {
        untrack(|| self.with_stretches(kind, work))
    }

    /// Puts the focus somewhere, and brings it into sight.
    pub(super) fn put_focus(&self, at: At) {
        let (row, cell) = at;
        let found = self.layout.with_untracked(|layout| {
            let row = layout.as_ref()?.rows.get(row?)?;
            Some((row.kind.clone(), row.y, row.height))
        });
        let place = match found {
            Some((kind, y, height)) => {
                self.scroll.reveal(y, height);
                Place::Row(kind)
            }
            None => Place::Heads,
        };
        self.grid.focus.set(Some(Focus { place, cell }));
    }

    /// Gives the keys to the timeline.
    pub fn focus_grid(&self) {
        if let Some(element) = self.scroll.element.get_untracked() {
            // An element that cannot take them leaves them where they are.
            let _ = element.focus();
        }
    }

    /// Puts the focus on a column's head.
    pub fn focus_head(&self, column: Option<usize>) {
        self.put_focus((None, column.map_or(Cell::Name, Cell::Figure)));
    }

    /// The focus goes along with what is marked.
    pub fn focus_mark(&self, row: usize) {
        self.put_focus((Some(row), Cell::Time));
    }

    /// The place of the first row like this.
    pub fn row_of(&self, is_it: impl Fn(&Row) -> bool) -> Option<usize> {
        let place = |layout: &RowLayout| layout.rows.iter().position(is_it);
        self.layout.with_untracked(|layout| layout.as_ref().and_then(place))
    }
}
