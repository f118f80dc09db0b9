//! The colour of a state, before its name.

use leptos::prelude::*;

use super::{colour, pattern};
use scene::theme::Role;

/// A dot of this colour.
pub fn dot(role: Role) -> impl IntoView {
    view! { <span class=format!("dot {}", pattern(role)) style:color=colour(role)></span> }
}
