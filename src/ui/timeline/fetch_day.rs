//! The button in the row of a day that was not fetched.

use leptos::prelude::*;

use super::Chart;
use crate::app::words::rows as words;
use scene::layout::{Row, RowKind};

/// Fetches what is missing of a row's day; nothing where all of it is here, or nobody can fetch it.
pub fn fetch_day(chart: Chart, row: &Row, is_partial: bool) -> Option<impl IntoView + use<>> {
    let RowKind::Day { span, .. } = row.kind else { return None };
    let fetch = chart.shown.fetch_day.get_value().filter(|_| is_partial)?;
    let on_click = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        fetch.run(span);
    };
    // A press on the row itself opens the day.
    Some(view! {
        <button
            type="button"
            class="link"
            data-testid="fetch-day"
            on:keydown=|event| event.stop_propagation()
            on:pointerdown=|event| event.stop_propagation()
            on:click=on_click
        >
            {words::FETCH_THIS_DAY}
        </button>
    })
}
