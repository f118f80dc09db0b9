//! A list that a card or a link leads to, and the way back.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use crate::app::panel::Panel;
use crate::app::view_state::ViewState;
use crate::app::view_state::effect::effect;
use crate::app::words::timeline as words;

/// So many frames long the section is kept in sight after it was gone to: what stands above it may still grow.
const FRAMES: u32 = 60;

/// How long hands are listened to that go elsewhere: longer than those frames take.
const LISTENS: Duration = Duration::from_secs(10);

/// Scrolls to the section whenever it is gone to, once all that it lists is here.
pub fn gone_to(shown: ViewState, panel: Panel) -> NodeRef<html::Section> {
    let section = NodeRef::<html::Section>::new();
    let is_ready = Memo::new(move |_| shown.is_judged());
    // Once for each time that it is asked for: a refresh makes the list ready anew, and leads nowhere.
    let is_due = RwSignal::new(false);
    effect(move || is_due.set(shown.panel.get() == Some(panel)));
    effect(move || {
        let is_wanted = is_due.get() && is_ready.get();
        if let Some(section) = section.get().filter(|_| is_wanted) {
            is_due.set(false);
            let is_hand = Rc::new(Cell::new(false));
            for event in ["wheel", "pointerdown", "keydown"] {
                let is_hand = is_hand.clone();
                let heard = window_event_listener_untyped(event, move |_| is_hand.set(true));
                set_timeout(move || heard.remove(), LISTENS);
            }
            keep_in_sight(section, FRAMES, move || {
                shown.panel.get_untracked() == Some(panel) && !is_hand.get()
            });
        }
    });
    section
}

/// Scrolls to the section now, and again with each frame, unless something else is wanted meanwhile.
fn keep_in_sight(section: web_sys::HtmlElement, frames: u32, is_wanted: impl Fn() -> bool + 'static) {
    if frames > 0 && is_wanted() {
        section.scroll_into_view();
        request_animation_frame(move || keep_in_sight(section, frames - 1, is_wanted));
    }
}

/// Leads back to the timeline, where the list was gone to.
#[component]
pub fn WayBack(
    /// What is being looked at.
    shown: ViewState,
    /// The list.
    panel: Panel,
) -> impl IntoView {
    let back = move |_| {
        shown.panel.set(None);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    let button = move || {
        (shown.panel.get() == Some(panel)).then(|| {
            view! { <button type="button" class="link" on:click=back>{words::BACK_TO_THE_TIMELINE}</button> }
        })
    };
    view! { {button} }.into_any()
}
