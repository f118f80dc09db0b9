//! The head of a table.

use leptos::prelude::*;

/// A name with the unit of its column below it.
pub fn with_unit(name: &'static str, unit: &'static str) -> impl IntoView {
    let unit = (!unit.is_empty()).then(|| view! { " "<small class="unit">{unit}</small> });
    view! { {name}{unit} }
}

/// The head of a column in a list; pressed, it sorts. `descending` says which way the list is sorted by it, where it is.
pub fn sort_head(
    label: &'static str,
    unit: &'static str,
    descending: impl Fn() -> Option<bool> + Send + Sync + 'static,
    click: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let (descending, click) = (Signal::derive(descending), Callback::new(move |()| click()));
    let of = move |none: &'static str, ascending: &'static str, down: &'static str| {
        move || match descending.get() {
            None => none,
            Some(false) => ascending,
            Some(true) => down,
        }
    };
    view! {
        <div role="columnheader" aria-sort=of("none", "ascending", "descending")>
            <button type="button" on:click=move |_| click.run(())>
                <span class="text">{with_unit(label, unit)}</span>
                <span class="sort-arrow" aria-hidden="true">{of("", "▲", "▼")}</span>
            </button>
        </div>
    }
    .into_any()
}

/// The head of a column that a list is not sorted by.
pub fn plain_head(label: &'static str, unit: &'static str) -> AnyView {
    view! { <div role="columnheader"><span class="text">{with_unit(label, unit)}</span></div> }.into_any()
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
