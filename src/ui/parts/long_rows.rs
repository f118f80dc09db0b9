//! The rows of a long list: only those on screen are laid out, on paper the first of them.

use std::ops::Range;

use leptos::prelude::*;

use crate::app::browser::{paper, tab};
use crate::app::table::{SEEN_PX, Scroller};
use crate::app::view_state::effect::effect;
use crate::app::words::limits as words;
use crate::ui::parts::scroll_area::ScrollArea;
use model::format::number;

/// Most rows that are printed.
const PRINTED: usize = 500;

/// The rows, as many as there are at the moment; `rows` lays out those of these numbers.
#[component]
pub fn LongRows(
    /// How many there are.
    #[prop(into)]
    count: Signal<usize>,
    /// The one that was gone to; it is brought into sight.
    #[prop(into)]
    current: Signal<Option<usize>>,
    /// Lays out some of them.
    rows: impl Fn(Range<usize>) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let area = ScrollArea::new();
    let printing = paper::printing();
    let scroller = move || {
        let (count, seen_px) =
            if printing.get() { (count.get().min(PRINTED), f64::INFINITY) } else { (count.get(), SEEN_PX) };
        Scroller::new(count, seen_px, tab::has_touch())
    };
    effect(move || {
        if let Some(row) = current.get() {
            area.reveal(row, scroller);
        }
    });
    let body = move || {
        let top = if printing.get() { 0.0 } else { area.top.get() };
        let (visible, offset) = scroller().visible(top);
        let all = rows(visible);
        view! { <div class="limit-rows" role="rowgroup" style:transform=format!("translateY({offset}px)")>{all}</div> }
    };
    let seen = move || format!("{}px", scroller().seen_px);
    let height = move || format!("{}px", scroller().content_px());
    view! {
        <div class="limit-scroll" role="presentation" node_ref=area.element on:scroll=move |_| area.follow() style:height=seen>
            <div class="limit-sizer" role="presentation" style:height=height>{body}</div>
        </div>
    }
    .into_any()
}

/// Below such a list, on paper: how many of it are printed, where that is not all.
#[component]
pub fn PrintedOf(
    /// How many there are.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    let printing = paper::printing();
    let words = move || {
        let cut = printing.get() && count.get() > PRINTED;
        cut.then(|| {
            view! { <p class="hint">{words::first_of(number(PRINTED), number(count.get()))}</p> }
        })
    };
    view! { {words} }.into_any()
}
