//! Who paints: the page itself at first, and a worker from the first rest on.

use std::rc::Rc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use crate::app::view_state::effect::effect;
use crate::screen::{PaintWorker, Screen, painter_address};
use crate::ui::show::Show;

/// How long nothing was painted when the worker is started. Its first picture takes longer than one of the
/// page's own, above all while a load keeps the machine busy.
const REST: Duration = Duration::from_millis(250);

/// The worker that takes over the canvases of a timeline.
#[derive(Clone, Copy)]
pub struct HandOver {
    /// The worker, once and while it can paint.
    painter: RwSignal<Option<Rc<PaintWorker>>, LocalStorage>,
    /// The worker from its start on.
    started: StoredValue<Option<Rc<PaintWorker>>, LocalStorage>,
    /// Pictures that were shown up to the start; `None` after it.
    pictures: StoredValue<Option<u32>>,
}

impl HandOver {
    /// For a new timeline, whose canvases are the page's own.
    pub fn new() -> Self {
        let (painter, started) = (RwSignal::new_local(None), StoredValue::new_local(None));
        Self { painter, started, pictures: StoredValue::new(Some(0)) }
    }

    /// Notes that a picture was shown; if none follows soon, the worker is started.
    pub fn after_picture(self) {
        let Some(number) = self.pictures.get_value() else { return };
        self.pictures.set_value(Some(number + 1));
        let look = move || {
            // The timeline may have gone meanwhile.
            if self.pictures.try_get_value().flatten() == Some(number + 1) {
                self.pictures.set_value(None);
                self.start();
            }
        };
        set_timeout(look, REST);
    }

    /// Starts the worker.
    fn start(self) {
        let Self { painter, started, .. } = self;
        let ready = move || {
            painter.try_set(started.try_get_value().flatten());
        };
        let failed = move || {
            started.try_set_value(None);
            painter.try_set(None);
        };
        started.set_value(PaintWorker::start(&painter_address(), ready, failed).map(Rc::new));
    }
}

/// A canvas for pictures. The page paints it by itself until it rests and the worker is there; then one that
/// is the worker's comes to lie over it, and takes its place when it shows something. Should the worker fail,
/// the page's own is back.
#[component]
pub fn Picture(
    hand_over: HandOver,
    class: &'static str,
    /// What paints on it is kept here.
    screen: RwSignal<Option<Screen>, LocalStorage>,
) -> impl IntoView {
    let (here, there) = (NodeRef::<html::Canvas>::new(), NodeRef::<html::Canvas>::new());
    let HandOver { painter, .. } = hand_over;
    let painted = RwSignal::new(false);
    let is_there = Memo::new(move |_| painter.with(Option::is_some));
    effect(move || {
        if let Some(element) = here.get().filter(|_| !is_there.get()) {
            screen.set(Screen::on_main_thread(&element));
        }
    });
    effect(move || {
        if let (Some(element), Some(painter)) = (there.get(), painter.get_untracked()) {
            let shown = move || {
                painted.try_set(true);
            };
            screen.set(Screen::in_worker(&element, painter, shown));
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
