//! Canvases that are painted on by the worker, or here once there is none.

use leptos::html;
use leptos::prelude::*;

use super::Chart;
use crate::paint::screen::Screen;
use crate::ui::show::Show;

impl Chart {
    /// Keeps in `screen` what paints on a [`FreshCanvas`], once that is on the page.
    pub fn paint_on(&self, canvas: NodeRef<html::Canvas>, screen: RwSignal<Option<Screen>, LocalStorage>) {
        let painter = self.painter;
        Effect::new(move |_| {
            if let Some(element) = canvas.get() {
                screen.set(Screen::new(element, painter.get_untracked()));
            }
        });
    }
}

/// A canvas. When the worker that has it turns out not to paint, another one takes its place: what was
/// handed over does not come back.
#[component]
pub fn FreshCanvas(chart: Chart, class: &'static str, canvas: NodeRef<html::Canvas>) -> impl IntoView {
    let element =
        move || view! { <canvas class=class node_ref=canvas aria-hidden="true"></canvas> }.into_any();
    view! {
        <Show when=move || chart.painter.with(Option::is_some) fallback=element>
            {element()}
        </Show>
    }
    .into_any()
}
