//! The head of a table.

use leptos::prelude::*;

/// One row of column names.
#[component]
pub fn TableHead(
    /// The names, from left to right.
    columns: &'static [&'static str],
) -> impl IntoView {
    let cells = columns.iter().map(|&name| view! { <th scope="col">{name}</th> });
    view! { <thead><tr>{cells.collect_view()}</tr></thead> }.into_any()
}
