//! What the timeline is on paper: pictures of all its rows, made when the page is printed.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::app::browser::{paper, theme};
use crate::app::picture::sheets;
use crate::app::view_state::ViewState;
use crate::ui::export::{canvas_of, with_picture};
use scene::theme::Theme;

/// Pictures that are drawn at twice the size; more would take too much memory.
const SHARP: usize = 10;

fn drawn(shown: ViewState) -> Vec<HtmlCanvasElement> {
    let scenes = with_picture(shown, sheets).unwrap_or_default();
    let scale = if scenes.len() > SHARP { 1.25 } else { 2.0 };
    scenes.iter().filter_map(|scene| canvas_of(scene, Theme::Light, scale)).collect()
}

/// The pictures; nothing while nothing is printed.
#[component]
pub fn PrintSheets(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let printing = paper::printing();
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
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
