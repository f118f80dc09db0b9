//! The rows as a grid that keys walk through: where in a row the focus stands, and where a key leads.
//!
//! ```text
//! heads   Agent │            │  In  │ Contact │ …
//! rows    name  │  timeline  │ 8:30 │   54 %  │ …
//!           ←────── stretches ──────→
//! ```

mod words;

use std::ops::Range;

use model::dataset::Dataset;
use model::state::ActivityId;
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;
use scene::layout::RowKind;
use scene::rows::{RowSlot, StateRows};

pub use words::Spoken;

/// A cell of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// The name, and the row as a whole.
    #[default]
    Name,
    /// The timeline.
    Time,
    /// A figure, by its place among the columns.
    Figure(usize),
}

/// The row that has the focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The heads of the columns.
    Heads,
    /// What a row shows, wherever it is now.
    Row(RowKind),
}

/// Where the focus stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus {
    /// The row.
    pub place: Place,
    /// The cell in it.
    pub cell: Cell,
}

/// What a key to the left or right finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// Whether there is a cell of the timeline: the heads have none.
    pub has_time: bool,
    /// Whether the row is open, if it can be.
    pub open: Option<bool>,
    /// Columns of figures.
    pub columns: usize,
    /// Whether there is another stretch that way.
    pub has_stretch: bool,
}

/// What a key to the left or right does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The focus goes to another cell.
    To(Cell),
    /// It goes to the next stretch that way.
    Stretch,
    /// The row is opened or closed.
    Turn,
    /// Nothing.
    Stay,
}

/// What a key to the left or to the right (`forward`) does.
pub fn sideways(cell: Cell, forward: bool, around: Around) -> Step {
    let Around { has_time, open, columns, has_stretch } = around;
    let figure = |i: usize| if i < columns { Step::To(Cell::Figure(i)) } else { Step::Stay };
    match (cell, forward) {
        (Cell::Name, _) if open == Some(!forward) => Step::Turn,
        (Cell::Name, false) => Step::Stay,
        (Cell::Name, true) if has_time => Step::To(Cell::Time),
        (Cell::Time, _) if has_stretch => Step::Stretch,
        (Cell::Name | Cell::Time, true) => figure(0),
        (Cell::Time, false) => Step::To(Cell::Name),
        (Cell::Figure(i), true) => figure(i + 1),
        (Cell::Figure(0), false) => Step::To(if has_time { Cell::Time } else { Cell::Name }),
        (Cell::Figure(i), false) => figure(i - 1),
    }
}

/// The last cell of a row with so many columns.
pub fn last_cell(columns: usize) -> Cell {
    columns.checked_sub(1).map_or(Cell::Time, Cell::Figure)
}

/// The stretches that a row shows: those of a lane, or of one row of the legend in it.
#[derive(Clone, Copy, Debug)]
pub struct Stretches<'a> {
    agent: &'a AgentTimeline,
    legend: &'a StateRows,
    /// Of one row of the legend alone.
    row: Option<usize>,
    /// Where they are looked for.
    span: Span,
}

impl<'a> Stretches<'a> {
    /// Those of a row; `agent` (an index into [`Dataset::agents`]) is the one it shows.
    pub fn of(data: &'a Dataset, legend: &'a StateRows, kind: &RowKind, agent: usize) -> Option<Self> {
        let agent = data.agents.get(agent)?;
        let (row, span) = match kind {
            RowKind::State { row } | RowKind::Lane { row, .. } => (Some(*row), data.window),
            RowKind::Day { span, .. } => (None, span.intersect(data.window)),
            RowKind::Agent { .. } => (None, data.window),
            RowKind::Team | RowKind::Group { .. } | RowKind::Schedule | RowKind::Exceptions => return None,
        };
        Some(Self { agent, legend, row, span })
    }

    fn has(&self, activity: ActivityId) -> bool {
        match self.legend.place(activity) {
            RowSlot::Row(row) => self.row.is_none_or(|own| own == row),
            RowSlot::Band | RowSlot::Hidden => false,
        }
    }

    /// Whether a segment belongs to the row, and begins a stretch: joined ones are one.
    fn begins(&self, segment: usize) -> bool {
        let AgentTimeline { lane, index, .. } = self.agent;
        self.has(lane.activity(segment)) && {
            let stretch = index.occurrence(lane, segment);
            stretch.first == segment
                || (stretch.span.start < self.span.start && segment == self.segments().start)
        }
    }

    fn segments(&self) -> Range<usize> {
        self.agent.lane.range(self.span)
    }

    /// Whether a segment is one of the row.
    pub fn contains(&self, segment: usize) -> bool {
        self.segments().contains(&segment) && self.has(self.agent.lane.activity(segment))
    }

    /// The stretch after or before a segment, by its first segment.
    pub fn beside(&self, segment: usize, forward: bool) -> Option<usize> {
        let all = self.segments();
        if forward {
            (segment.saturating_add(1).max(all.start)..all.end).find(|&i| self.begins(i))
        } else {
            let AgentTimeline { lane, index, .. } = self.agent;
            let own = (segment < lane.len()).then(|| index.occurrence(lane, segment).first);
            (all.start..own.unwrap_or(segment).min(all.end)).rev().find(|&i| self.begins(i))
        }
    }

    /// The first (or last) stretch that is seen; without one there the nearest that way.
    pub fn first_in(&self, view: Span, forward: bool) -> Option<usize> {
        let (all, seen) = (self.segments(), self.agent.lane.range(view));
        if forward {
            (seen.start.max(all.start)..all.end).find(|&i| self.begins(i))
        } else {
            (all.start..seen.end.min(all.end)).rev().find(|&i| self.begins(i))
        }
    }

    /// The stretch at a moment, else the next one, else the one before.
    pub fn near(&self, at: Millis) -> Option<usize> {
        let AgentTimeline { lane, index, .. } = self.agent;
        let under = lane.at(at).filter(|&i| self.contains(i));
        let begun = under.map(|i| index.occurrence(lane, i).first.max(self.segments().start));
        begun
            .or_else(|| self.first_in(Span { start: at, end: at + 1 }, true))
            .or_else(|| self.first_in(Span { start: at, end: at + 1 }, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::state::StateKind;
    use model::testing::{Load, changes, states};
    use model::time::{DAY, HOUR};

    const ROW: Around = Around { has_time: true, open: None, columns: 2, has_stretch: false };

    #[test]
    fn keys_go_through_a_row_from_end_to_end_and_back() {
        let mut cell = Cell::Name;
        let mut way = vec![cell];
        while let Step::To(next) = sideways(cell, true, ROW) {
            cell = next;
            way.push(cell);
        }
        assert_eq!(way, [Cell::Name, Cell::Time, Cell::Figure(0), Cell::Figure(1)]);
        assert_eq!(cell, last_cell(2));
        for expected in way.iter().rev().skip(1) {
            assert_eq!(sideways(cell, false, ROW), Step::To(*expected));
            cell = *expected;
        }
        assert_eq!(sideways(cell, false, ROW), Step::Stay);
        assert_eq!(last_cell(0), Cell::Time);
    }

    #[test]
    fn stretches_come_before_cells_and_a_name_opens_its_row_first() {
        let more = Around { has_stretch: true, ..ROW };
        assert_eq!([true, false].map(|on| sideways(Cell::Time, on, more)), [Step::Stretch; 2]);
        let open = |open| Around { open: Some(open), ..ROW };
        assert_eq!(sideways(Cell::Name, true, open(false)), Step::Turn);
        assert_eq!(sideways(Cell::Name, true, open(true)), Step::To(Cell::Time));
        assert_eq!(sideways(Cell::Name, false, open(true)), Step::Turn);
        assert_eq!(sideways(Cell::Name, false, open(false)), Step::Stay);
        let heads = Around { has_time: false, ..ROW };
        assert_eq!(sideways(Cell::Name, true, heads), Step::To(Cell::Figure(0)));
        assert_eq!(sideways(Cell::Figure(0), false, heads), Step::To(Cell::Name));
    }

    /// Hour by hour: contact, ready, break, break, ready to the end; the same from an hour after midnight on.
    fn two_days() -> Dataset {
        let (catalog, [contact, ready, pause]) = states([
            ("C", None, StateKind::OnContact),
            ("R", None, StateKind::Available),
            ("N", Some("Break"), StateKind::NotReady),
        ]);
        let day = |from: i64| {
            [contact, ready, pause, pause, ready].into_iter().zip(from..).map(|(id, h)| (h * HOUR, id))
        };
        Load::new(catalog, Span::new(0, 2 * DAY)).rows(changes("a", day(0).chain(day(25)))).build()
    }

    #[test]
    fn joined_records_are_one_stretch() {
        let data = two_days();
        let legend = StateRows::new(&data.catalog);
        let all = Stretches::of(&data, &legend, &RowKind::Agent { agent: 0 }, 0).unwrap();
        let mut found = vec![all.first_in(data.window, true).unwrap()];
        while let Some(next) = all.beside(found[found.len() - 1], true) {
            found.push(next);
        }
        assert_eq!(found, [0, 1, 2, 4, 5, 6, 7, 9], "the second half of a break is none of its own");
        let mut back = vec![all.first_in(data.window, false).unwrap()];
        while let Some(before) = all.beside(back[back.len() - 1], false) {
            back.push(before);
        }
        back.reverse();
        assert_eq!(back, found);
        assert_eq!(all.beside(3, false), Some(1), "from its second half too");
        assert_eq!(all.near(Millis(3 * HOUR + 1)), Some(2));
        assert_eq!(Stretches::of(&data, &legend, &RowKind::Team, 0).map(|_| ()), None);
    }

    #[test]
    fn rows_of_a_state_and_of_a_day_have_their_own() {
        let data = two_days();
        let legend = StateRows::new(&data.catalog);
        let ready = Stretches::of(&data, &legend, &RowKind::State { row: 1 }, 0).unwrap();
        assert_eq!((ready.first_in(data.window, true), ready.beside(1, true)), (Some(1), Some(4)));
        assert_eq!(ready.near(Millis(2 * HOUR)), Some(4));
        assert_eq!(ready.near(Millis(40 * HOUR)), Some(9), "without a later one the last");
        let zone = model::zone::Zone::utc();
        let day = zone.days(data.window, 9)[1];
        let day = RowKind::Day { date: day.0, span: day.1 };
        let second = Stretches::of(&data, &legend, &day, 0).unwrap();
        let first = second.first_in(data.window, true).unwrap();
        // What was last known of the first day goes on.
        assert_eq!((first, second.beside(first, true), second.beside(first, false)), (4, Some(5), None));
    }
}
