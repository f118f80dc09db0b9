//! A list that a card or a link leads to, and the way back.

use leptos::html;
use leptos::prelude::*;

use crate::app::panel::Panel;
use crate::app::view_state::ViewState;
use crate::app::view_state::effect::effect;

/// Scrolls to the section whenever it is gone to, once all that it lists is here.
pub fn gone_to(shown: ViewState, panel: Panel) -> NodeRef<html::Section> {
    let section = NodeRef::<html::Section>::new();
    let is_ready = Memo::new(move |_| shown.is_judged());
    effect(move || {
        let is_wanted = shown.panel.get() == Some(panel) && is_ready.get();
        if let Some(section) = section.get().filter(|_| is_wanted) {
            section.scroll_into_view();
        }
    });
    section
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
            view! { <button type="button" class="link" on:click=back>"Back to the timeline"</button> }
        })
    };
    view! { {button} }.into_any()
}
