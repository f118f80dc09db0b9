//! A timeline on a page of its own, and the hands that work it.

#[path = "stage/colours.rs"]
mod colours;
#[path = "stage/hands.rs"]
mod hands;

use std::sync::Arc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use model::dataset::Dataset;
use model::time::{Millis, Span};
use scene::layout::AXIS_PX;
use scene::viewport::Viewport;
use shiftline::app::aid::Aid;
use shiftline::app::scope::WHOLE_DAY;
use shiftline::app::view_state::{Data, ViewState};
use shiftline::ui::agents::MomentPanel;
use shiftline::ui::export::ExportMenu;
use shiftline::ui::find::Find;
use shiftline::ui::legend::{Legend, SelectionPanel};
use shiftline::ui::scope::ScopeChip;
use shiftline::ui::timeline::Timeline;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlCanvasElement, HtmlElement};

use crate::workers::without_workers;
pub use colours::pixels;
pub use hands::{ALT, CTRL, NONE, SHIFT};

/// Width of the page, in CSS pixels.
const WIDTH: f64 = 1_116.0;

/// Frames that a condition may take: far more than any needs.
const MAX_FRAMES: usize = 600;

/// A page that goes away when it is dropped.
pub struct Stage {
    pub shown: ViewState,
    /// What is called up.
    pub asked: RwSignal<Option<Aid>>,
    pub root: HtmlElement,
    _handle: Box<dyn std::any::Any>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.root.remove();
    }
}

pub async fn frame() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

fn style_sheet() -> Element {
    let style = document().create_element("style").unwrap();
    style.set_text_content(Some(concat!(
        include_str!("../../style/tokens.css"),
        include_str!("../../style/main.css"),
        include_str!("../../style/tables.css"),
        include_str!("../../src/ui/parts/dot.css"),
        include_str!("../../src/ui/parts/swatch.css"),
        include_str!("../../src/ui/parts/segmented.css"),
        include_str!("../../src/ui/zone_picker.css"),
        include_str!("../../src/ui/legend.css"),
        include_str!("../../src/ui/find/find.css"),
        include_str!("../../src/ui/export.css"),
        include_str!("../../src/ui/live.css"),
        include_str!("../../src/ui/agents/roster.css"),
        include_str!("../../src/ui/agents/moment.css"),
        include_str!("../../src/ui/timeline/timeline.css"),
        include_str!("../../src/ui/timeline/toolbar.css"),
        include_str!("../../src/ui/timeline/view_range.css"),
        include_str!("../../src/ui/timeline/overlay.css"),
        include_str!("../../src/ui/timeline/heads.css"),
        include_str!("../../src/ui/timeline/rows.css"),
        include_str!("../../src/ui/timeline/overview.css"),
        include_str!("../../src/ui/timeline/tooltip.css"),
    )));
    style
}

impl Stage {
    /// Mounts everything that belongs to a timeline and waits for its first picture: of one day all hours.
    pub async fn new(data: Dataset) -> Self {
        Self::with_late(data, true, Some(WHOLE_DAY)).await
    }

    /// The same as somebody finds it: of one day the hours that shifts lie in.
    pub async fn folded(data: Dataset) -> Self {
        Self::with_late(data, true, None).await
    }

    /// The same before the code is here that comes after the picture.
    pub async fn early(data: Dataset) -> Self {
        Self::with_late(data, false, Some(WHOLE_DAY)).await
    }

    async fn with_late(data: Dataset, is_late_here: bool, hours: Option<Span>) -> Self {
        without_workers();
        let root: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
        root.style().set_property("width", &format!("{WIDTH}px")).unwrap();
        root.append_child(&style_sheet()).unwrap();
        let inside: HtmlElement = document().create_element("main").unwrap().dyn_into().unwrap();
        root.append_child(&inside).unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let slot = std::rc::Rc::new(std::cell::Cell::new(None));
        let filled = slot.clone();
        let handle: UnmountHandle<_> = mount_to(inside, move || {
            let shown = ViewState::derived();
            shown.late.set(is_late_here);
            shown.view.set(data.window);
            shown.hours.set(hours);
            shown.data.set(Some(Data(Arc::new(data))));
            let asked = RwSignal::new(None);
            filled.set(Some((shown, asked)));
            view! {
                <ScopeChip shown=shown/>
                <ExportMenu shown=shown/>
                <Timeline shown=shown/>
                <Legend shown=shown/>
                <Find shown=shown asked=asked/>
                <SelectionPanel shown=shown/>
                <MomentPanel shown=shown/>
            }
        });
        let (shown, asked) = slot.take().unwrap();
        let stage = Self { shown, asked, root, _handle: Box::new(handle) };
        let is_drawn = |canvas: HtmlElement| {
            canvas.dyn_into::<HtmlCanvasElement>().is_ok_and(|canvas| f64::from(canvas.width()) > WIDTH / 2.0)
        };
        stage.until("the first picture", |stage| stage.find(".timeline-canvas").is_some_and(is_drawn)).await;
        stage.until("what stands beside it", |stage| stage.find(".timeline-rows").is_some()).await;
        frame().await;
        stage
    }

    /// Waits until something holds.
    pub async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        for _ in 0..MAX_FRAMES {
            if holds(self) {
                return;
            }
            frame().await;
        }
        panic!("waited in vain for {what}:\n{}", self.root.inner_text());
    }

    /// Lets what was set in motion come to the page.
    pub async fn settle(&self) {
        frame().await;
        frame().await;
    }

    /// The element a selector finds.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.root.query_selector(selector).unwrap().map(|element| element.dyn_into().unwrap())
    }

    /// The same, which must be there.
    pub fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector).unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    /// The element of any kind, shapes in drawings too, that a selector finds.
    pub fn element(&self, selector: &str) -> Element {
        let found = self.root.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    /// All elements a selector finds.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|i| found.item(i).unwrap().dyn_into().unwrap()).collect()
    }

    /// The button with this name.
    pub fn button(&self, name: &str) -> HtmlElement {
        let has_name = |button: &HtmlElement| {
            let label = button.get_attribute("aria-label").unwrap_or_else(|| button.inner_text());
            label.trim() == name
        };
        self.all("button").into_iter().find(has_name).unwrap_or_else(|| panic!("no button {name}"))
    }

    pub fn canvas(&self) -> HtmlCanvasElement {
        self.get(".timeline-canvas").dyn_into().unwrap()
    }

    pub fn view(&self) -> Span {
        self.shown.view.get_untracked()
    }

    /// The visible time over the plot, which lies between names and figures.
    pub fn viewport(&self) -> Viewport {
        let width_px = self.get(".timeline-plot").get_bounding_client_rect().width();
        Viewport { span: self.view(), width_px }
    }

    /// Distance of a moment from the stage's left edge.
    pub fn x(&self, t: Millis) -> f64 {
        let left = |selector| self.get(selector).get_bounding_client_rect().left();
        left(".timeline-plot") - left(".timeline-stage") + self.viewport().px(t)
    }
}

/// Width of the names of states beside wide timelines, in CSS pixels.
pub const GUTTER: f64 = 116.0;

/// Height of a state row when there are few, in CSS pixels.
pub const ROW: f64 = 40.0;

/// The middle of a state's row.
pub fn row(n: usize) -> f64 {
    AXIS_PX + (n as f64 + 0.5) * ROW
}
