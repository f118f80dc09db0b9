//! Text that is not the page's own.

use leptos::prelude::*;

use model::format::unturned;

/// A name, a reason, or whatever else came from an API or a file: whichever way it is written, it turns
/// nothing around it.
pub fn foreign(text: &str) -> impl IntoView + use<> {
    view! { <bdi>{unturned(text).into_owned()}</bdi> }
}
