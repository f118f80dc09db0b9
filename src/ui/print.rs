//! What the timeline is on paper: pictures of all its rows, made when the page is printed.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::app::browser::{paper, theme};
use crate::app::picture::{sharpness, sheets, times, title};
use crate::app::view_state::ViewState;
use crate::app::view_state::effect::effect;
use crate::app::words::export as words;
use crate::ui::export::{canvas_of, with_picture, with_picture_of};
use crate::ui::scope::scope_words;
use scene::theme::Theme;

fn drawn(shown: ViewState) -> Vec<HtmlCanvasElement> {
    let scenes = with_picture(shown, sheets).unwrap_or_default();
    let scale = sharpness(&scenes);
    scenes
        .iter()
        .filter_map(|scene| canvas_of(scene, Theme::Light, scale))
        .map(|(canvas, _)| canvas)
        .collect()
}

/// The pictures; nothing while nothing is printed.
#[component]
pub fn PrintSheets(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let printing = paper::printing();
    let place = NodeRef::<html::Div>::new();
    effect(move || {
        let Some(place) = place.get() else { return };
        place.set_text_content(None);
        theme::on_paper(printing.get());
        if printing.get() {
            for sheet in drawn(shown) {
                // Only a place that is gone refuses.
                let _ = place.append_child(&sheet);
            }
        }
    });
    view! { <div class="print-sheets" node_ref=place aria-hidden="true"></div> }.into_any()
}

/// What a print says above the timeline, where the screen has controls: whose time it is, which part
/// of it, in which zone, and what the figures are of.
#[component]
pub fn PrintHead(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let words = Memo::new(move |_| with_picture_of(shown, |input| (title(input), times(input))));
    let scope = move || words::figures_are_of(scope_words(shown));
    let head = move || {
        words.get().map(|(title, times)| {
            view! { <p class="print-head"><b>{title}</b>" · "{times}<br/>{scope}</p> }
        })
    };
    view! { {head} }.into_any()
}
