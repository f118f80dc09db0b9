//! What a drag over the rows selects: a part of the range, and the rows it goes over.

use super::scope::{Selection, hours_of};
use model::dataset::Dataset;
use model::record::AgentId;
use model::time::{Millis, SECOND, Span};
use scene::layout::{Row, RowKind, RowLayout};
use scene::rows::LaneMode;
use scene::viewport::Viewport;

/// A place on the rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// CSS pixels from the left edge of the drawing.
    pub x: f64,
    /// Which row; `None` for the axis, and where there is none.
    pub row: Option<usize>,
}

/// What is drawn, and what of it is visible.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// Where rows lie.
    pub layout: &'a RowLayout,
    /// The time over the plot.
    pub over_plot: Viewport,
    /// What can be selected.
    pub bounds: Span,
}

impl Drawn<'_> {
    /// The time over the plot at a place, no finer than a pixel can tell: milliseconds would only be noise.
    fn time(&self, x: f64) -> Millis {
        let unit = if self.over_plot.ms_per_px() < SECOND as f64 { 1 } else { SECOND };
        let x = x.clamp(self.layout.gutter, self.layout.width) - self.layout.gutter;
        self.over_plot.time(x).rounded(unit)
    }

    fn rows(&self, from: Place, to: Place) -> Option<&[Row]> {
        // What begins on the axis is of all rows.
        let first = from.row?;
        let last = to.row.unwrap_or(self.layout.rows.len().saturating_sub(1));
        self.layout.rows.get(first.min(last)..=first.max(last))
    }

    /// What a drag from one place to another selects.
    pub fn dragged(&self, from: Place, to: Place) -> Selection {
        let (a, b) = (self.time(from.x), self.time(to.x));
        let span = Span { start: a.min(b), end: a.max(b) };
        let rows = self.rows(from, to);
        match self.layout.mode {
            LaneMode::State => span.intersect(self.bounds).into(),
            LaneMode::Agent => {
                let agents = rows.and_then(|rows| self.agents(rows));
                Selection { agents, ..span.intersect(self.bounds).into() }
            }
            LaneMode::Day => self.of_days(rows.unwrap_or(&self.layout.rows), span),
        }
    }

    /// The agents of rows; `None` where a row stands for all of them.
    fn agents(&self, rows: &[Row]) -> Option<Vec<AgentId>> {
        let id = |row: &Row| Some(self.data.agents.get(self.layout.row_agent(row)?)?.id.clone());
        rows.iter().map(id).collect()
    }

    /// Of one day a part of the range; of several the same part of each.
    fn of_days(&self, rows: &[Row], hours: Span) -> Selection {
        let mut days = rows.iter().filter_map(|row| match row.kind {
            RowKind::Day { span, .. } => Some(span),
            _ => None,
        });
        let Some(first) = days.next() else { return Selection::default() };
        match days.next_back() {
            None => hours_of(first, hours).intersect(self.bounds).into(),
            Some(last) => {
                let days = Span { start: first.start, end: last.end }.intersect(self.bounds);
                Selection { span: days, hours: Some(hours), agents: None }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use model::dataset::DatasetInput;
    use model::directory::Directory;
    use model::page::{PageBuilder, Part, Series};
    use model::record::{AgentId, Durations, Record};
    use model::state::Catalog;
    use model::time::{DAY, HOUR};
    use model::zone::Zone;
    use scene::layout::LayoutInput;
    use scene::rows::StateRows;

    /// Three agents on three days.
    fn data() -> Dataset {
        let catalog = Catalog::default();
        let mut page = PageBuilder::new();
        for id in ["a", "b", "c"] {
            page.push(&id.into(), Record::new(Millis(0), model::state::ActivityId::NO_DATA, None));
        }
        let window = Span::new(0, 3 * DAY);
        let durations = Durations::OfOwnState;
        let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
        Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
    }

    fn select(
        mode: LaneMode,
        hours: Option<Span>,
        from: (f64, Option<usize>),
        to: (f64, Option<usize>),
    ) -> Selection {
        let data = data();
        let legend = StateRows::new(&data.catalog);
        let layout = RowLayout::new(&LayoutInput {
            data: &data,
            legend: &legend,
            zone: &Zone::utc(),
            people: &Directory::default(),
            mode,
            agent: 0,
            order: &[2, 0, 1],
            width: 1_000.0,
            beside: scene::layout::Beside::default(),
        });
        let over_plot = layout.viewport_in(data.window, hours);
        let drawn = Drawn { data: &data, layout: &layout, over_plot, bounds: data.window };
        // Places are shares of the plot.
        let place = |(share, row)| Place { x: layout.gutter + share * layout.plot_width(), row };
        drawn.dragged(place(from), place(to))
    }

    #[test]
    fn a_drag_over_rows_takes_those_rows() {
        let third = Span::new(DAY, 2 * DAY);
        let ids = |ids: &[&str]| Some(ids.iter().map(|id| AgentId::from(*id)).collect::<Vec<_>>());
        for (from, to, expected) in [
            (Some(0), Some(0), ids(&["c"])),
            (Some(1), Some(2), ids(&["a", "b"])),
            (Some(2), Some(1), ids(&["a", "b"])),
            (Some(1), None, ids(&["a", "b"])),
            (None, Some(1), None),
        ] {
            let selection = select(LaneMode::Agent, None, (1.0 / 3.0, from), (2.0 / 3.0, to));
            assert_eq!(
                selection,
                Selection { span: third, hours: None, agents: expected },
                "{from:?} {to:?}"
            );
        }
        let by_state = select(LaneMode::State, None, (2.0 / 3.0, Some(0)), (1.0 / 3.0, Some(1)));
        assert_eq!(by_state, third.into());
    }

    #[test]
    fn rows_by_day_are_selected_in_the_time_of_day() {
        let hours = |from: i64, to: i64| Span::new(from * HOUR, to * HOUR);
        let one = select(LaneMode::Day, None, (0.25, Some(1)), (0.5, Some(1)));
        assert_eq!(one, hours(30, 36).into());
        let two = select(LaneMode::Day, None, (0.5, Some(2)), (0.25, Some(1)));
        assert_eq!(two, Selection { span: hours(24, 72), hours: Some(hours(6, 12)), agents: None });
        let all = select(LaneMode::Day, None, (0.25, None), (0.5, Some(1)));
        assert_eq!(all, Selection { span: hours(0, 72), hours: Some(hours(6, 12)), agents: None });
        let zoomed = select(LaneMode::Day, Some(hours(8, 12)), (0.5, Some(0)), (0.75, Some(0)));
        assert_eq!(zoomed, hours(10, 11).into());
    }
}
