//! The head of a table.

use leptos::prelude::*;

/// A name with the unit of its column below it.
pub fn with_unit(name: &'static str, unit: &'static str) -> impl IntoView {
    let unit = (!unit.is_empty()).then(|| view! { " "<small class="unit">{unit}</small> });
    view! { {name}{unit} }
}

/// One row of column names.
#[component]
pub fn TableHead(
    /// The names, from left to right, each with the unit that all cells below it have, or none.
    columns: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let cells = columns.iter().map(|&(name, unit)| view! { <th scope="col">{with_unit(name, unit)}</th> });
    view! { <thead><tr>{cells.collect_view()}</tr></thead> }.into_any()
}
