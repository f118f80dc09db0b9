//! Who paints: one worker for all timelines of the page, or the page itself once there is none.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::Chart;
use crate::paint::screen::{Painter, Screen};
use crate::ui::show::Show;

/// How long nothing was painted when canvases are handed over. A worker's first picture takes longer than
/// the page's own, above all while a load keeps the machine busy.
const REST: Duration = Duration::from_millis(250);

/// The worker, once and while it can paint.
type Painting = RwSignal<Option<Rc<Painter>>, LocalStorage>;

thread_local! {
    static STARTED: Cell<Option<Painting>> = const { Cell::new(None) };
}

/// Starts the page's worker ahead of its timelines: it takes a while to come.
pub fn start_painter() {
    let owner = Owner::new();
    STARTED.set(Some(owner.with(start)));
    // It stays as long as the page.
    std::mem::forget(owner);
}

/// The page's worker, or one that is started now and ends with the present owner.
fn painter() -> Painting {
    STARTED.get().unwrap_or_else(start)
}

/// Starts a worker; its address stands in the page.
fn start() -> Painting {
    let painting = RwSignal::new_local(None);
    let started = StoredValue::new_local(None);
    let address = document().query_selector("meta[name=painter]").ok().flatten();
    if let Some(address) = address.and_then(|meta| meta.get_attribute("content")) {
        let ready = move || {
            painting.try_set(started.try_get_value().flatten());
        };
        let failed = move || {
            started.try_set_value(None);
            painting.try_set(None);
        };
        started.set_value(Painter::start(&address, ready, failed).map(Rc::new));
    }
    painting
}

/// Whether the canvases of a timeline are the worker's.
#[derive(Clone, Copy)]
pub struct HandOver {
    painting: Painting,
    /// Whether there was a rest.
    rested: RwSignal<bool>,
    /// Pictures of the page's own.
    painted: StoredValue<u32>,
}

impl HandOver {
    /// For a new timeline: its canvases are the page's own.
    pub fn new() -> Self {
        Self { painting: painter(), rested: RwSignal::new(false), painted: StoredValue::new(0) }
    }

    /// Whether they are.
    fn is_there(self) -> bool {
        self.rested.get() && self.painting.with(Option::is_some)
    }

    /// Notes that a picture was shown.
    pub fn painted(self) {
        if self.rested.get_untracked() {
            return;
        }
        let number = self.painted.get_value() + 1;
        self.painted.set_value(number);
        let look = move || {
            // The timeline may have gone meanwhile.
            if self.painted.try_get_value() == Some(number) {
                self.rested.try_set(true);
            }
        };
        set_timeout(look, REST);
    }
}

/// A canvas for pictures. The page paints it by itself until it rests and the worker is there; then one that
/// is the worker's comes to lie over it, and takes its place when it shows something. Should the worker fail,
/// the page's own is back.
#[component]
pub fn Picture(
    chart: Chart,
    class: &'static str,
    /// What paints on it is kept here.
    screen: RwSignal<Option<Screen>, LocalStorage>,
) -> impl IntoView {
    let (here, there) = (NodeRef::<html::Canvas>::new(), NodeRef::<html::Canvas>::new());
    let HandOver { painting, .. } = chart.hand_over;
    let painted = RwSignal::new(false);
    let is_there = Memo::new(move |_| chart.hand_over.is_there());
    Effect::new(move |_| {
        if let Some(element) = here.get().filter(|_| !is_there.get()) {
            screen.set(Screen::here(element));
        }
    });
    Effect::new(move |_| {
        if let (Some(element), Some(painter)) = (there.get(), painting.get_untracked()) {
            let shown = move || {
                painted.try_set(true);
            };
            screen.set(Screen::there(&element, painter, shown));
        }
    });
    let alone = Memo::new(move |_| is_there.get() && painted.get());
    view! {
        <Show when=move || !alone.get()>
            <canvas class=class node_ref=here aria-hidden="true"></canvas>
        </Show>
        <Show when=move || is_there.get()>
            <canvas class=class class:arriving=move || !alone.get() node_ref=there aria-hidden="true"></canvas>
        </Show>
    }
    .into_any()
}
