//! How the rows scroll, and how much of them is seen; all in CSS pixels.

use leptos::prelude::*;
use leptos::{ev, html};

use scene::layout::AXIS_PX;

/// Tallest the rows get before they scroll, as a share of the window's height.
const TALLEST: f64 = 0.6;

/// The rows as something that scrolls. Copied freely.
#[derive(Clone, Copy)]
pub struct RowScroll {
    /// How far the rows are scrolled.
    pub top: RwSignal<f64>,
    /// What scrolls them.
    pub element: NodeRef<html::Div>,
    /// Height of all rows.
    rows_height: Memo<f64>,
    /// Height of the browser window.
    window_height: RwSignal<f64>,
}

/// Asking the browser makes it lay out the page, so it is asked when its window changes, not with
/// every frame.
fn follow_window_height() -> RwSignal<f64> {
    let height = || window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0);
    let followed = RwSignal::new(height());
    let resized = window_event_listener(ev::resize, move |_| followed.set(height()));
    on_cleanup(move || resized.remove());
    followed
}

/// The widest window of a phone, in CSS pixels; style sheets have the same.
const PHONE_PX: f64 = 767.0;

/// Whether the browser window is as narrow as that of a phone.
pub fn follow_narrow() -> Memo<bool> {
    let width = || window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1_000.0);
    let followed = RwSignal::new(width());
    let resized = window_event_listener(ev::resize, move |_| followed.set(width()));
    on_cleanup(move || resized.remove());
    Memo::new(move |_| followed.get() <= PHONE_PX)
}

impl RowScroll {
    /// For rows of this height together.
    pub fn new(rows_height: Memo<f64>) -> Self {
        let (top, element) = (RwSignal::new(0.0), NodeRef::new());
        Self { top, element, rows_height, window_height: follow_window_height() }
    }

    /// Height of rows and axis together, scrolled or not.
    pub fn content_height(&self) -> f64 {
        self.rows_height.get() + AXIS_PX
    }

    /// Height of what can be seen at once.
    pub fn stage_height(&self) -> f64 {
        self.content_height().min((self.window_height.get() * TALLEST).max(240.0))
    }

    /// Top and bottom of what can be seen of the rows.
    pub fn seen(&self) -> (f64, f64) {
        let top = self.top.get();
        (top, top + self.stage_height() - AXIS_PX)
    }

    /// Scrolls so that a row can be seen.
    pub fn reveal(&self, y: f64, height: f64) {
        let Some(element) = self.element.get_untracked() else { return };
        let (top, bottom) = untrack(|| self.seen());
        if y < top {
            element.set_scroll_top(y as i32);
        } else if y + height > bottom {
            element.set_scroll_top((y + height - (bottom - top)).ceil() as i32);
        } else {
            return;
        }
        // The browser tells of it with a later frame, and of a page that nobody sees with none.
        self.top.set(f64::from(element.scroll_top()));
    }
}
