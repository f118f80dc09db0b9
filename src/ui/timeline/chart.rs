//! What the parts of the timeline share: signals, layout, and what lies under a point.

use leptos::prelude::*;
use leptos::{ev, html};

use super::painting::HandOver;
use crate::app::session::settled::settled;
use crate::app::view_state::{SegmentRef, ViewState};
use crate::screen::Screen;
use model::lane::Segment;
use model::state::Catalog;
use model::time::{DAY, Millis, SECOND, Span};
use scene::hit::{Hit, hit};
use scene::layout::{AXIS_PX, Layout, LayoutInput};
use scene::live_edge::LiveEdge;
use scene::rows::{LaneMode, StateRows};
use scene::viewport::Viewport;

/// Tallest the rows get before they scroll, as a share of the window's height.
const TALLEST: f64 = 0.6;

/// Where the pointer is over the stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pointer {
    /// CSS pixels from the left edge of the drawing.
    pub x: f64,
    /// CSS pixels from the top of the visible rows.
    pub y: f64,
    /// The same in the browser window.
    pub client: (f64, f64),
}

/// Everything the parts of the timeline share. Copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Chart {
    pub shown: ViewState,
    /// Width of the stage in CSS pixels.
    pub width: RwSignal<f64>,
    /// Device pixels a CSS pixel.
    pub ratio: RwSignal<f64>,
    /// Height of the browser window in CSS pixels.
    pub window_height: RwSignal<f64>,
    /// How far the rows are scrolled.
    pub scroll: RwSignal<f64>,
    /// Where the pointer is, while it is over the stage and nothing is dragged.
    pub pointer: RwSignal<Option<Pointer>>,
    /// Whether the details of the marked segment stay open.
    pub pinned: RwSignal<bool>,
    /// Whether the list of keys is open.
    pub help: RwSignal<bool>,
    /// Whether dragging selects, without Shift: fingers have none.
    pub selecting: RwSignal<bool>,
    /// Who paints.
    pub hand_over: HandOver,
    /// Width of the strip of the whole range, in CSS pixels.
    pub strip_width: RwSignal<f64>,
    /// What paints the visible part over that strip, while there is one.
    pub window_screen: RwSignal<Option<Screen>, LocalStorage>,
    /// What scrolls the rows.
    pub scroller: NodeRef<html::Div>,
    /// The present and what is unknown before it, once that can be seen.
    pub ahead: Memo<Option<LiveEdge>>,
    /// The visible part of the range, up to the present if it is followed.
    pub view: Memo<Span>,
    /// The visible part as words tell it: at rest the same as `shown.view`, while it moves a little behind.
    pub settled_view: Signal<Span>,
    pub legend: Memo<StateRows>,
    pub layout: Memo<Option<Layout>>,
    /// Width of the labels left of the plot, in CSS pixels.
    pub gutter: Memo<f64>,
    /// Height of all rows, in CSS pixels.
    rows_height: Memo<f64>,
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

/// A view that ends with the range goes on to the present.
fn up_to_present(ahead: Option<LiveEdge>, view: Span) -> Span {
    ahead.map_or(view, |ahead| ahead.shown(view))
}

impl Chart {
    pub fn new(shown: ViewState) -> Self {
        let width = shown.width;
        let others = Memo::new(move |_| shown.others());
        let legend = Memo::new(move |_| {
            shown.data.with(|data| {
                let empty = Catalog::default();
                let catalog = data.as_ref().map_or(&empty, |d| &d.catalog);
                shown
                    .hidden
                    .with(|hidden| others.with(|others| StateRows::with_others(catalog, hidden, others)))
            })
        });
        let ahead = Memo::new(move |_| {
            let across = if shown.lanes.get() == LaneMode::Day { DAY } else { shown.view.get().len() };
            LiveEdge::new(shown.window(), shown.present.get()?, across as f64 / width.get().max(1.0))
        });
        let view = Memo::new(move |_| up_to_present(ahead.get(), shown.view.get()));
        let layout = Memo::new(move |_| {
            let data = shown.data.get()?;
            Some(legend.with(|legend| {
                shown.zone.with(|zone| {
                    shown.order.with(|order| {
                        shown.people.with(|people| {
                            Layout::new(&LayoutInput {
                                data: &data,
                                legend,
                                zone,
                                people,
                                mode: shown.lanes.get(),
                                agent: shown.agent.get(),
                                order,
                                view: view.get(),
                                width: width.get(),
                            })
                        })
                    })
                })
            }))
        });
        Self {
            shown,
            width,
            ratio: RwSignal::new(window().device_pixel_ratio()),
            window_height: follow_window_height(),
            scroll: RwSignal::new(0.0),
            pointer: RwSignal::new(None),
            pinned: RwSignal::new(false),
            help: RwSignal::new(false),
            selecting: RwSignal::new(false),
            hand_over: HandOver::new(),
            strip_width: RwSignal::new(0.0),
            window_screen: RwSignal::new_local(None),
            scroller: NodeRef::new(),
            ahead,
            view,
            settled_view: settled(move || shown.view.get()),
            legend,
            layout,
            gutter: Memo::new(move |_| layout.with(|layout| layout.as_ref().map_or(0.0, |l| l.gutter))),
            rows_height: Memo::new(move |_| {
                layout.with(|layout| layout.as_ref().map_or(0.0, Layout::rows_height))
            }),
        }
    }

    /// Subscribes to what lies where, as far as words follow it.
    pub fn track_rows(&self) {
        self.settled_view.track();
        self.legend.track();
        self.shown.data.track();
        self.shown.lanes.track();
        self.shown.agent.track();
        self.shown.order.track();
    }

    /// What is visible, as words tell it.
    pub fn told_view(&self) -> Span {
        up_to_present(self.ahead.get(), self.settled_view.get())
    }

    /// Height of rows and axis together, scrolled or not.
    pub fn content_height(&self) -> f64 {
        self.rows_height.get() + AXIS_PX
    }

    /// Height of what can be seen at once.
    pub fn stage_height(&self) -> f64 {
        self.content_height().min((self.window_height.get() * TALLEST).max(240.0))
    }

    /// Time over the plot, as it is now.
    pub fn viewport(&self) -> Option<Viewport> {
        self.layout.with_untracked(|layout| {
            let layout = layout.as_ref()?;
            Some(Viewport { span: self.view.get_untracked(), width_px: layout.plot_width() })
        })
    }

    /// All that there is to see: the range, up to the present if it is followed.
    pub fn window(&self) -> Span {
        self.ahead.get_untracked().map_or_else(|| untrack(|| self.shown.window()), LiveEdge::bounds)
    }

    /// Remembers the view, for "Back".
    pub fn remember(&self) {
        self.shown.remember();
    }

    /// Shows `view`, if there is anything to see.
    pub fn show(&self, view: Span) {
        self.shown.show(self.ahead.get_untracked().map_or(view, |ahead| ahead.kept(view)));
    }

    /// What is under a point of the stage.
    pub fn hit(&self, x: f64, y: f64) -> Option<Hit> {
        let data = self.shown.data.get_untracked()?;
        let scroll = self.scroll.get_untracked();
        self.legend.with_untracked(|legend| {
            self.layout.with_untracked(|layout| hit(&data, legend, layout.as_ref()?, x, y + scroll))
        })
    }

    /// The moment under a point of the stage; rows matter only when they are days.
    pub fn time_at(&self, x: f64, y: f64) -> Option<Millis> {
        let scroll = self.scroll.get_untracked();
        self.layout.with_untracked(|layout| {
            let layout = layout.as_ref()?;
            let row = layout.row_at(y + scroll).or_else(|| layout.rows.last())?;
            let x = x.clamp(layout.gutter, layout.width);
            // No finer than a pixel can tell: milliseconds would only be noise.
            let unit = if layout.viewport().ms_per_px() < SECOND as f64 { 1 } else { SECOND };
            Some(self.window().clamp(layout.time(row, x).rounded(unit)))
        })
    }

    /// The segment that is marked, if it is still there.
    pub fn marked_segment(&self) -> Option<(SegmentRef, Segment)> {
        let marked = self.shown.marked.get()?;
        self.shown.data.with(|data| {
            let agent = data.as_ref()?.agents.get(marked.agent)?;
            Some((marked, agent.lane.segment(marked.segment)?))
        })
    }
}
