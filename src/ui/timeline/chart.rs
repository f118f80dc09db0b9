//! What the parts of the timeline share: signals, layout, and what lies under a point.

use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlElement, MouseEvent, WheelEvent};

use super::grid_state::Grid;
use super::laid_out::{Rows, layout};
use super::overview_state::OverviewState;
use super::painting::HandOver;
use super::row_scroll::{RowScroll, follow_narrow};
use super::staffing::Staffings;
use crate::app::command::Command;
use crate::app::row_figures::Column;
use crate::app::scope::WHOLE_DAY;
use crate::app::view_state::adherence::Adhered;
use crate::app::view_state::{LaneMode, SegmentRef, ViewState};
use crate::app::words::low;
use model::lane::Segment;
use model::state::Catalog;
use model::time::Span;
use scene::layout::RowLayout;
use scene::live_edge::LiveEdge;
use scene::overruns::Overruns;
use scene::rows::StateRows;
use scene::staffing::Stack;
use scene::viewport::Viewport;

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

/// A pointer that moved less than this between down and up has clicked, in CSS pixels.
pub(crate) const CLICK_PX: f64 = 4.0;

impl Pointer {
    /// Where a pointer is over the stage.
    pub fn over(stage: &HtmlElement, event: &MouseEvent) -> Self {
        let rect = stage.get_bounding_client_rect();
        let client = (f64::from(event.client_x()), f64::from(event.client_y()));
        Self { x: client.0 - rect.left(), y: client.1 - rect.top(), client }
    }
}

/// What was done with the timeline before the code for it was here.
#[derive(Clone, Debug)]
pub(crate) enum Early {
    /// A key or a button.
    Run(Command),
    /// The wheel, turned over a place.
    Wheel(WheelEvent, Pointer),
    /// A click at a place.
    Click(Pointer),
}

/// What follows hands: pointer, wheel and keys. Its code comes after the first picture.
#[derive(Clone, Copy)]
pub(crate) struct Hands {
    /// Makes the stage follow the pointer.
    pub attach: fn(&HtmlElement, Chart),
    /// Carries out a command.
    pub run: fn(Chart, Command),
    /// Brings the marked segment into view.
    pub reveal: fn(Chart),
    /// Takes hold of the window over the strip of the whole range.
    pub brush: fn(Chart, NodeRef<html::Div>) -> AnyView,
    /// Two times to be typed, while that is open.
    pub reach: fn(Chart, RwSignal<bool>) -> AnyView,
    /// What a selection is taken hold of by.
    pub handles: fn(Chart) -> AnyView,
    /// What is told of the segment under the pointer.
    pub tooltip: fn(Chart) -> AnyView,
}

/// Everything the parts of the timeline share. Copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Chart {
    pub shown: ViewState,
    /// Device pixels a CSS pixel.
    pub ratio: RwSignal<f64>,
    /// Where the pointer is, while it is over the stage and nothing is dragged.
    pub pointer: RwSignal<Option<Pointer>>,
    /// Whether the details of the marked segment stay open.
    pub pinned: RwSignal<bool>,
    /// Whether dragging selects, without Shift: fingers have none.
    pub selecting: RwSignal<bool>,
    /// What follows hands, once its code is here.
    pub hands: Signal<Option<Hands>>,
    /// What was done last before that.
    pub early: StoredValue<Option<Early>, LocalStorage>,
    /// Who paints.
    pub hand_over: HandOver,
    pub overview: OverviewState,
    /// The focus among the rows.
    pub grid: Grid,
    pub scroll: RowScroll,
    /// The visible part of the range, up to the present if it is followed.
    pub view: Memo<Span>,
    /// The visible part as words tell it: at rest the same as `shown.view`, while it moves a little behind.
    pub settled_view: Memo<Span>,
    pub legend: Memo<StateRows>,
    /// Where rows lie, whatever is visible: a step of the view makes no row anew.
    pub layout: Memo<Option<RowLayout>>,
    /// Width of the labels left of the plot, in CSS pixels.
    pub gutter: Memo<f64>,
    /// The same of the figures right of it.
    pub figures: Memo<f64>,
    /// The columns of figures that have room.
    pub columns: Memo<&'static [Column]>,
    /// What figures beside rows speak of.
    pub figures_span: Memo<Span>,
    /// Height of rows by agent and of their bars, if somebody chose one.
    pub agent_row: RwSignal<Option<(f64, f64)>>,
    /// Whether the tools that are folded on a phone are shown.
    pub tools_open: RwSignal<bool>,
    /// Whether the page is as narrow as a phone.
    pub narrow: Memo<bool>,
    /// How many agents were in each state; none while rows are no agents.
    pub staffing: Memo<Vec<Stack>>,
    /// The same of each team that rows stand in.
    pub group_staffing: Memo<Vec<Stack>>,
    /// Where limits are passed.
    pub overruns: Memo<Overruns>,
    /// What was planned, and what of it was not kept.
    pub plans: Memo<Adhered>,
}

/// A view that ends with the range goes on to the present.
fn up_to_present(live_edge: Option<LiveEdge>, view: Span) -> Span {
    live_edge.map_or(view, |live_edge| live_edge.shown(view))
}

fn legend(shown: ViewState) -> Memo<StateRows> {
    Memo::new(move |_| {
        shown.data.with(|data| {
            let empty = Catalog::default();
            let catalog = data.as_ref().map_or(&empty, |d| &d.catalog);
            let hidden = shown.hidden.read();
            shown.others.with(|others| StateRows::with_others(catalog, &hidden, others, low::others))
        })
    })
}

impl Chart {
    pub fn new(shown: ViewState, hands: Signal<Option<Hands>>) -> Self {
        let legend = legend(shown);
        let plans = Memo::new(move |_| shown.adhered.get());
        let has_plan = Memo::new(move |_| shown.has_plan());
        let columns = Memo::new(move |_| Column::shown(shown.lanes.get(), shown.width.get(), has_plan.get()));
        let narrow = follow_narrow();
        let figures_span = Memo::new(move |_| shown.scope_span());
        let agent_row = RwSignal::new(None);
        let overruns = Memo::new(move |_| shown.overruns.get());
        let layout =
            layout(shown, Rows { legend, columns, span: figures_span, overruns, plans, agent_row, narrow });
        let of_layout = move |number: fn(&RowLayout) -> f64| {
            Memo::new(move |_| layout.with(|layout| layout.as_ref().map_or(0.0, number)))
        };
        let (gutter, figures) =
            (of_layout(|layout| layout.gutter), of_layout(|layout| layout.beside.figures));
        let plot_width = Memo::new(move |_| (shown.width.get() - gutter.get() - figures.get()).max(0.0));
        let staffings = Staffings::new(shown, legend, plans);
        Self {
            shown,
            ratio: RwSignal::new(window().device_pixel_ratio()),
            pointer: RwSignal::new(None),
            pinned: RwSignal::new(false),
            selecting: RwSignal::new(false),
            hands,
            early: StoredValue::new_local(None),
            hand_over: HandOver::new(),
            grid: Grid::new(),
            overview: OverviewState::new(shown, plot_width),
            scroll: RowScroll::new(of_layout(RowLayout::rows_height)),
            view: Memo::new(move |_| up_to_present(shown.live_edge.get(), shown.view.get())),
            settled_view: Memo::new(move |_| shown.told.with(|told| told.0)),
            legend,
            layout,
            gutter,
            figures,
            columns,
            figures_span,
            agent_row,
            tools_open: RwSignal::new(false),
            narrow,
            staffing: staffings.all,
            group_staffing: staffings.teams,
            overruns,
            plans,
        }
    }

    /// Carries out a command, at once or as soon as the code for it is here.
    pub fn run(self, command: Command) {
        match self.hands.get_untracked() {
            Some(hands) => (hands.run)(self, command),
            None => self.early.set_value(Some(Early::Run(command))),
        }
    }

    /// Whether name and figures of a state stand above its row, followed.
    pub fn is_stacked(&self) -> bool {
        self.narrow.get() && self.shown.lanes.get() == LaneMode::State
    }

    /// Subscribes to what lies where, as far as words follow it.
    pub fn track_rows(&self) {
        self.settled_view.track();
        self.shown.hours.track();
        self.legend.track();
        self.shown.data.track();
        self.shown.lanes.track();
        self.shown.agent.track();
        self.shown.order.track();
    }

    /// What is visible, as words tell it.
    pub fn told_view(&self) -> Span {
        self.seen(up_to_present(self.shown.live_edge.get(), self.settled_view.get()))
    }

    /// What is seen of a view: one day without the hours around shifts, unless these are asked for.
    pub fn seen(&self, view: Span) -> Span {
        let hours = self.shown.hours.get();
        self.layout.with(|layout| layout.as_ref().map_or(view, |layout| layout.folded(view, hours)))
    }

    /// Runs `work` on where rows lie and the time over the plot; `None` before there are any.
    pub fn with_layout<T>(&self, work: impl FnOnce(&RowLayout, Viewport) -> Option<T>) -> Option<T> {
        let (view, hours) = (self.view.get(), self.shown.hours.get());
        self.layout.with(|layout| {
            let layout = layout.as_ref()?;
            work(layout, layout.viewport_in(view, hours))
        })
    }

    /// What is over the plot, as it is now, and the width of what is left of it.
    pub fn plot(&self) -> Option<(Viewport, f64)> {
        untrack(|| self.with_layout(|layout, viewport| Some((viewport, layout.gutter))))
    }

    /// All that can be over the plot, as it is now: the range, or a day. Not tracked.
    pub fn bounds(&self) -> Span {
        let range = self.shown.bounds();
        self.layout
            .with_untracked(|layout| layout.as_ref().map_or(range, |layout| layout.viewport(range).span))
    }

    /// What is over the plot unless somebody moved it: the range, or of a day the hours of shifts. Not tracked.
    pub fn fitted(&self) -> Span {
        let range = self.shown.bounds();
        self.layout.with_untracked(|layout| {
            layout.as_ref().map_or(range, |layout| layout.viewport_in(range, None).span)
        })
    }

    /// Moves what is over the plot: a part of the range, or where rows are days of each day.
    pub fn move_to(&self, seen: Span) {
        let (bounds, fitted) = (self.bounds(), self.fitted());
        let by_day = self.shown.lanes.get_untracked() == LaneMode::Day;
        let part = match seen != fitted {
            true if by_day => Some(seen),
            true if seen == bounds => Some(WHOLE_DAY),
            _ => None,
        };
        if self.shown.hours.get_untracked() != part {
            self.shown.hours.set(part);
        }
        if !by_day {
            self.shown.set_view(if seen == fitted { bounds } else { seen });
        }
    }

    /// Shows these hours of each day, or of the one there is; without any those of shifts.
    pub fn show_hours(&self, hours: Option<Span>) {
        self.shown.remember();
        self.shown.hours.set(hours);
        self.shown.set_view(self.shown.bounds());
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
