//! The colour of a state, before its name.

use leptos::prelude::*;

use super::colour;
use scene::theme::Role;

/// A dot of this colour.
pub fn dot(role: Role) -> impl IntoView {
    view! { <span class="dot" style:background=colour(role)></span> }
}
