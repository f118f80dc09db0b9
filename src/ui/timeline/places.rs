//! What lies under a point of the stage.

use std::ops::Range;

use leptos::prelude::*;

use super::overlay::Area;
use super::{Chart, Pointer};
use crate::app::scope::Selection;
use crate::app::selecting::{Drawn, Hold, Place};
use model::time::{Millis, SECOND};
use scene::hit::{Hit, hit};
use scene::layout::{AXIS_PX, Row, RowKind};

impl Chart {
    /// Where a point of the stage lies on the rows.
    pub fn place_at(&self, x: f64, y: f64) -> Place {
        let (top, bottom) = untrack(|| self.scroll.seen());
        let y = top + y - AXIS_PX;
        let row = self.layout.with_untracked(|layout| layout.as_ref()?.place_at(y));
        Place { x, row: row.filter(|_| (top..bottom).contains(&y)) }
    }

    /// Runs `work` on what is drawn, as it is now.
    pub fn with_drawn<T>(&self, work: impl FnOnce(&Drawn) -> Option<T>) -> Option<T> {
        let data = self.shown.data.get_untracked()?;
        let bounds = untrack(|| self.shown.window());
        untrack(|| {
            self.with_layout(|layout, over_plot| work(&Drawn { data: &data, layout, over_plot, bounds }))
        })
    }

    /// What a drag from one place to another selects.
    pub fn dragged(&self, from: Place, to: Place) -> Option<Selection> {
        self.with_drawn(|drawn| Some(drawn.dragged(from, to)))
    }

    /// A selection whose edge, or all of it, is at `x` now.
    pub fn held(&self, selection: &Selection, hold: Hold, x: f64) -> Option<Selection> {
        self.with_drawn(|drawn| drawn.held(selection, hold, x))
    }

    /// A height of the stage, from the top of the first row; `None` over the axis.
    fn row_y(&self, y: f64) -> Option<f64> {
        (y >= AXIS_PX).then(|| y - AXIS_PX + self.scroll.top.get_untracked())
    }

    /// What is under a point of the stage, as it is now.
    pub fn hit(&self, x: f64, y: f64) -> Option<Hit> {
        let data = self.shown.data.get_untracked()?;
        let y = self.row_y(y)?;
        untrack(|| {
            self.with_layout(|layout, viewport| {
                self.legend.with(|legend| hit(&data, legend, (layout, viewport), (x, y)))
            })
        })
    }

    /// The moment under a point of the stage, as it is now; rows matter only when they are days.
    pub fn time_at(&self, x: f64, y: f64) -> Option<Millis> {
        let y = self.row_y(y);
        let bounds = self.shown.bounds();
        untrack(|| {
            self.with_layout(|layout, viewport| {
                let row = y.and_then(|y| layout.row_at(y)).or_else(|| layout.rows.last())?;
                let x = x.clamp(layout.gutter, layout.plot_end());
                // No finer than a pixel can tell: milliseconds would only be noise.
                let unit = if viewport.ms_per_px() < SECOND as f64 { 1 } else { SECOND };
                Some(bounds.clamp(layout.time(row, viewport, (x, y.unwrap_or(row.y)))?.rounded(unit)))
            })
        })
    }

    /// Whether the mark of a fold is under the pointer.
    pub fn is_on_fold(&self, pointer: Pointer) -> bool {
        let is_there = |fold: &Area| (fold.x..fold.x + fold.width).contains(&pointer.x);
        pointer.y < AXIS_PX && untrack(|| self.folds()).iter().any(is_there)
    }

    /// Where the axis has the marks of folds, followed.
    pub(super) fn folds(&self) -> Vec<Area> {
        let mut areas = Vec::new();
        self.with_layout(|layout, viewport| {
            for Range { start, end } in layout.folds(viewport.span).into_iter().flatten() {
                areas.push(Area { x: start, y: 0.0, width: end - start, height: AXIS_PX });
            }
            Some(())
        });
        areas
    }

    /// The row whose label is under the pointer, if a click there opens it.
    pub fn label_at(&self, pointer: Pointer) -> Option<Row> {
        let y = self.row_y(pointer.y)?;
        self.layout.with_untracked(|layout| {
            let layout = layout.as_ref().filter(|layout| pointer.x < layout.gutter)?;
            layout
                .row_at(y)
                .filter(|row| {
                    matches!(row.kind, RowKind::Agent { .. } | RowKind::Day { .. } | RowKind::Group { .. })
                })
                .cloned()
        })
    }
}
