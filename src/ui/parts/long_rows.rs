//! The rows of a long list: only those on screen are laid out, on paper the first of them.

use std::ops::Range;

use leptos::prelude::*;
use web_sys::MouseEvent;

use crate::app::browser::{paper, tab};
use crate::app::table::{SEEN_PX, Scroller};
use crate::app::view_state::effect::effect;
use crate::app::words::limits as words;
use crate::ui::parts::drawn::{Tag, draw, row_of};
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
    /// Some of them as they are wanted.
    rows: impl Fn(Range<usize>) -> Vec<Tag> + 'static,
    /// What a click on one does.
    click: Callback<usize>,
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
    let visible = move || scroller().visible(if printing.get() { 0.0 } else { area.top.get() });
    let place = NodeRef::new();
    draw(place, move || rows(visible().0));
    let shift = move || format!("translateY({}px)", visible().1);
    let clicked = move |event: MouseEvent| {
        if let Some(row) = row_of(&event) {
            click.run(row);
        }
    };
    let seen = move || format!("{}px", scroller().seen_px);
    let height = move || format!("{}px", scroller().content_px());
    view! {
        <div class="limit-scroll" role="presentation" node_ref=area.element on:scroll=move |_| area.follow() style:height=seen>
            <div class="limit-sizer" role="presentation" style:height=height>
                <div class="limit-rows" role="rowgroup" node_ref=place style:transform=shift on:click=clicked></div>
            </div>
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
