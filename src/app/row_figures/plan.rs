//! Figures of the rows of what was planned and of what was not kept.

use super::{Column, Figure, RowFigures, RowsInput, cells, share};
use scene::rows::LaneMode;

impl RowsInput<'_> {
    /// What was planned. Nothing is said before a plan is there.
    pub(super) fn schedule_row(&self) -> RowFigures {
        if self.plans.agent(self.agent).is_none() {
            return no_figures();
        }
        let planned = self.plans.planned(self.agent, self.span);
        let lengths = planned.iter().map(|one| one.span.intersect(self.span).len());
        plan_figures(lengths, Figure::None)
    }

    /// What of it was not kept.
    pub(super) fn exceptions_row(&self) -> RowFigures {
        if self.plans.agent(self.agent).is_none() {
            return no_figures();
        }
        let agents = [self.agent];
        let spans = [self.span];
        let all = self.plans.exceptions(&agents, &spans).map(|(_, one)| one.out_in(self.span));
        let out = self.plans.figures(&agents, &spans).and_then(|figures| figures.adherence());
        plan_figures(all.filter(|ms| *ms > 0), share(out.map(|adherence| 1.0 - adherence)))
    }
}

fn no_figures() -> RowFigures {
    RowFigures { cells: Vec::new(), worked: None, is_partial: false }
}

/// The cells of a row of planned or not kept stretches of these lengths, in milliseconds.
fn plan_figures(lengths: impl Iterator<Item = i64>, share: Figure) -> RowFigures {
    let (mut ms, mut count, mut longest) = (0, 0_u32, 0);
    for length in lengths {
        ms += length;
        count += 1;
        longest = longest.max(length);
    }
    let some = |length: i64| if count == 0 { Figure::None } else { Figure::Length(length) };
    let figure = |column: Column| match column {
        Column::Time => Figure::Length(ms),
        Column::Share => share,
        Column::Count => Figure::Count(count),
        Column::Average => some(ms / i64::from(count.max(1))),
        _ => some(longest),
    };
    RowFigures { cells: cells(LaneMode::State, figure), worked: None, is_partial: false }
}
