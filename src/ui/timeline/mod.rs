//! The timeline: a canvas for the scene, and DOM overlays for everything that follows the pointer,
//! so that moving it repaints nothing.

mod gestures;
mod listen;
mod overlay;
mod overview;
mod reach;
mod stage;
mod toolbar;
mod tooltip;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::app::command::{self, Command};
use crate::app::shown::{SegmentRef, Shown};
use crate::domain::lane::Segment;
use crate::domain::time::{Millis, SECOND, Span};
use crate::scene::hit::{Hit, hit};
use crate::scene::layout::{AXIS_PX, Layout, LayoutInput, Row, RowKind};
use crate::scene::rows::{LaneMode, Legend};
use crate::scene::viewport::{Viewport, fit};
use crate::ui::agents::RosterBar;
use overlay::Overlays;
use overview::Overview;
use stage::Stage;
use toolbar::Toolbar;
use tooltip::Tooltip;

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
    pub shown: Shown,
    /// Width of the stage in CSS pixels.
    pub width: RwSignal<f64>,
    /// Device pixels a CSS pixel.
    pub ratio: RwSignal<f64>,
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
    /// What scrolls the rows.
    pub scroller: NodeRef<html::Div>,
    pub legend: Memo<Legend>,
    pub layout: Memo<Option<Layout>>,
}

impl Chart {
    fn new(shown: Shown) -> Self {
        let width = shown.width;
        let legend = Memo::new(move |_| {
            shown.data.with(|data| {
                let empty = crate::domain::state::Catalog::default();
                let catalog = data.as_ref().map_or(&empty, |d| &d.catalog);
                shown.hidden.with(|hidden| Legend::new(catalog, hidden))
            })
        });
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
                                view: shown.view.get(),
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
            scroll: RwSignal::new(0.0),
            pointer: RwSignal::new(None),
            pinned: RwSignal::new(false),
            help: RwSignal::new(false),
            selecting: RwSignal::new(false),
            scroller: NodeRef::new(),
            legend,
            layout,
        }
    }

    /// Height of rows and axis together, scrolled or not.
    fn content_height(&self) -> f64 {
        self.layout.with(|layout| layout.as_ref().map_or(0.0, Layout::rows_height)) + AXIS_PX
    }

    /// Height of what can be seen at once.
    fn stage_height(&self) -> f64 {
        let window_height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(800.0);
        self.content_height().min((window_height * TALLEST).max(240.0))
    }

    /// Time over the plot, as it is now.
    fn viewport(&self) -> Option<Viewport> {
        self.layout.with_untracked(|layout| {
            let layout = layout.as_ref()?;
            Some(Viewport { span: self.shown.view.get_untracked(), width_px: layout.plot_width() })
        })
    }

    fn window(&self) -> Span {
        untrack(|| self.shown.window())
    }

    /// Remembers the view, for "Back".
    pub fn remember(&self) {
        self.shown.remember();
    }

    /// Shows `view`, if there is anything to see.
    pub fn show(&self, view: Span) {
        self.shown.show(view);
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

    /// Brings the marked segment into view: its time, its agent and its row.
    fn reveal(&self) {
        let Some((marked, segment)) = untrack(|| self.marked_segment()) else { return };
        self.pinned.set(true);
        let lanes = self.shown.lanes.get_untracked();
        if lanes != LaneMode::Agent && self.shown.agent.get_untracked() != marked.agent {
            self.shown.agent.set(marked.agent);
        }
        let view = self.shown.view.get_untracked();
        if lanes != LaneMode::Day
            && view.intersect(segment.span).is_empty()
            && !view.contains(segment.span.start)
        {
            self.remember();
            let middle = segment.span.start + segment.len() / 2;
            self.show(fit(middle + -(view.len() / 2), view.len(), self.window()));
        }
        self.scroll_to(marked.agent, &segment);
    }

    /// Scrolls the rows so that the one with this segment can be seen.
    fn scroll_to(&self, agent: usize, segment: &Segment) {
        let Some(scroller) = self.scroller.get_untracked() else { return };
        let row = self.layout.with_untracked(|layout| {
            let rows = &layout.as_ref()?.rows;
            let is_it = |row: &&Row| match row.kind {
                RowKind::Agent { agent: shown } => shown == agent,
                RowKind::Day { span, .. } => span.contains(segment.span.start),
                RowKind::State { .. } => false,
            };
            rows.iter().find(is_it).map(|row| (row.y, row.height))
        });
        let Some((y, height)) = row else { return };
        let (top, seen) = (self.scroll.get_untracked(), untrack(|| self.stage_height()) - AXIS_PX);
        if y < top {
            scroller.set_scroll_top(y as i32);
        } else if y + height > top + seen {
            scroller.set_scroll_top((y + height - seen).ceil() as i32);
        }
    }

    /// Opens a row: an agent's state rows, or a day's.
    pub fn open_row(&self, row: &Row) {
        self.pointer.set(None);
        match row.kind {
            RowKind::Agent { agent } => self.shown.agent.set(agent),
            RowKind::Day { span, .. } => {
                self.remember();
                self.show(span.intersect(self.window()));
            }
            RowKind::State { .. } => return,
        }
        self.shown.lanes.set(LaneMode::State);
    }

    /// The row of the marked segment, or the first that can be seen.
    fn current_row(&self) -> Option<Row> {
        let marked = untrack(|| self.marked_segment());
        let scroll = self.scroll.get_untracked();
        self.layout.with_untracked(|layout| {
            let layout = layout.as_ref()?;
            let is_marked = |row: &&Row| {
                marked.as_ref().is_some_and(|(marked, segment)| match row.kind {
                    RowKind::Agent { agent } => agent == marked.agent,
                    RowKind::Day { span, .. } => span.contains(segment.span.start),
                    RowKind::State { .. } => false,
                })
            };
            layout.rows.iter().find(is_marked).or_else(|| layout.row_at(scroll)).cloned()
        })
    }

    /// Carries out a command.
    pub fn run(&self, command: Command) {
        let Some(viewport) = self.viewport() else { return };
        if let Some(view) = command::moved(command, &viewport, self.window()) {
            self.remember();
            self.show(view);
            return;
        }
        match command {
            Command::Back => self.shown.back(),
            Command::Next => self.step(true),
            Command::Previous => self.step(false),
            Command::Centre => self.centre(),
            Command::SelectEarlier | Command::SelectLater => self.extend_selection(command, viewport.span),
            Command::Clear => self.clear(),
            Command::RowAbove => self.step_row(-1),
            Command::RowBelow => self.step_row(1),
            Command::Open => {
                if let Some(row) = self.current_row() {
                    self.open_row(&row);
                }
            }
            Command::Help => self.help.update(|open| *open = !*open),
            _ => {}
        }
    }

    fn step(&self, forward: bool) {
        let Some(data) = self.shown.data.get_untracked() else { return };
        let marked = self.shown.marked.get_untracked();
        let agent = marked.map_or_else(|| self.shown.agent.get_untracked(), |m| m.agent);
        let Some(timeline) = data.agents.get(agent) else { return };
        let view = self.shown.view.get_untracked();
        let found = self.legend.with_untracked(|legend| {
            let shown = |i| legend.shows(timeline.lane.activity(i));
            command::neighbour(&timeline.lane, marked.map(|m| m.segment), view, forward, shown)
        });
        if let Some(segment) = found {
            self.shown.marked.set(Some(SegmentRef { agent, segment }));
        }
    }

    /// Marks what the agent in another row does at the same time; other rows scroll by a page.
    fn step_row(&self, by: isize) {
        if !untrack(|| self.shown.is_everyone()) {
            if let Some(scroller) = self.scroller.get_untracked() {
                scroller.set_scroll_top(scroller.scroll_top() + by as i32 * scroller.client_height());
            }
            return;
        }
        let at = untrack(|| self.shown.moment_shown());
        let marked = self.shown.marked.get_untracked();
        let found = self.shown.order.with_untracked(|order| {
            let here = marked.and_then(|m| order.iter().position(|agent| *agent == m.agent));
            let next = here.map_or(Some(0), |row| row.checked_add_signed(by))?;
            let agent = *order.get(next)?;
            let segment = self.shown.data.with_untracked(|d| d.as_ref()?.agents.get(agent)?.lane.at(at?))?;
            Some(SegmentRef { agent, segment })
        });
        if found.is_some() {
            self.shown.marked.set(found);
        }
    }

    fn centre(&self) {
        if let Some((_, segment)) = untrack(|| self.marked_segment()) {
            self.remember();
            let view = self.shown.view.get_untracked();
            self.show(command::centred(segment.span, view, self.window()));
        }
    }

    fn extend_selection(&self, command: Command, view: Span) {
        let anchor = untrack(|| self.marked_segment())
            .map_or_else(|| view.start + view.len() / 2, |(_, segment)| segment.span.start);
        let selection = self.shown.selection.get_untracked();
        let extended = command::extended(command, selection, anchor, view, self.window());
        self.shown.selection.set(Some(extended));
    }

    fn clear(&self) {
        if self.help.get_untracked() {
            self.help.set(false);
            return;
        }
        self.pinned.set(false);
        self.pointer.set(None);
        self.shown.marked.set(None);
        self.shown.selection.set(None);
    }
}

/// The timeline of whatever `shown` holds. Nothing is drawn before data came.
#[component]
pub fn Timeline(
    /// What is being looked at.
    shown: Shown,
) -> impl IntoView {
    let chart = Chart::new(shown);
    let on_key = move |event: ev::KeyboardEvent| {
        let other = event.ctrl_key() || event.meta_key() || event.alt_key();
        if let Some(command) = command::command(&event.key(), event.shift_key(), other) {
            event.prevent_default();
            chart.run(command);
        }
    };
    // Marks come from the table and the search too: whoever sets one, it is brought into view.
    Effect::new(move |_| {
        shown.marked.track();
        chart.reveal();
    });
    let records = move || shown.data.with(|data| data.as_ref().map_or(0, |d| d.records()));
    view! {
        <section
            class="timeline panel"
            aria-label="Timeline"
            data-testid="timeline"
            data-records=records
            data-view-start=move || shown.view.get().start.0
            data-view-end=move || shown.view.get().end.0
            data-lanes=move || match shown.lanes.get() {
                LaneMode::State => "state",
                LaneMode::Agent => "agent",
                LaneMode::Day => "day",
            }
        >
            <Toolbar chart=chart/>
            <RosterBar shown=shown/>
            <Show when=move || shown.lanes.get() != LaneMode::Day>
                <Overview chart=chart/>
            </Show>
            <div
                class="timeline-chart"
                tabindex="0"
                role="application"
                aria-roledescription="timeline"
                aria-label="Agent state timeline. Press ? for the keys; the table of records below holds the same."
                on:keydown=on_key
            >
                <Stage chart=chart>
                    <Overlays chart=chart/>
                </Stage>
            </div>
            <Tooltip chart=chart/>
        </section>
    }
    .into_any()
}
