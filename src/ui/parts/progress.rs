//! How far something has come.

use leptos::prelude::*;

/// Least that is filled, in percent: that it has begun is seen.
const LEAST: f64 = 3.0;

/// A bar.
#[component]
pub fn Progress<F: Fn() -> f64 + Copy + Send + Sync + 'static>(
    /// What goes on.
    label: &'static str,
    /// How much of it is done, 0 to 1.
    share: F,
) -> impl IntoView {
    let percent = move || (share() * 100.0).round().clamp(0.0, 100.0);
    view! {
        <div
            class="progress-bar"
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=percent
        >
            <span style:width=move || format!("{}%", percent().max(LEAST))></span>
        </div>
    }
    .into_any()
}
