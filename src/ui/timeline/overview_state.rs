//! The strip of the whole range: its size, and where the visible part lies on it.

use leptos::prelude::*;

use crate::app::view_state::ViewState;
use crate::screen::Screen;
use model::time::Span;
use paint::overview_brush::OverviewBrush;
use scene::viewport::Viewport;

/// Height of the strip in CSS pixels.
const HEIGHT: f64 = 26.0;

/// The same where the states of several agents stand on each other.
const STACK_HEIGHT: f64 = 44.0;

/// What the overview shares with the stage, which paints the brush along with the rows. Copied freely.
#[derive(Clone, Copy)]
pub struct OverviewState {
    shown: ViewState,
    /// Width of the strip, in CSS pixels: of the plot below it.
    pub width: Memo<f64>,
    /// What paints the visible part over the strip, while there is one.
    pub brush_screen: RwSignal<Option<Screen>, LocalStorage>,
}

impl OverviewState {
    /// No strip yet.
    pub fn new(shown: ViewState, width: Memo<f64>) -> Self {
        Self { shown, width, brush_screen: RwSignal::new_local(None) }
    }

    /// Width and height of the strip, in CSS pixels.
    pub fn size(&self) -> (f64, f64) {
        (self.width.get(), if self.shown.is_everyone() { STACK_HEIGHT } else { HEIGHT })
    }

    /// The range over the strip.
    pub fn viewport(&self) -> Viewport {
        Viewport { span: self.shown.window(), width_px: self.width.get() }
    }

    /// Where `view` lies on the strip: over the plot, not over the labels.
    pub fn brush(&self, view: Span) -> OverviewBrush {
        let (size, whole) = (self.size(), self.viewport());
        OverviewBrush { left: whole.px(view.start).max(0.0), right: whole.px(view.end).min(size.0), size }
    }
}
