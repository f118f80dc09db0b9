//! Buttons in a row, of which one is pressed.

use leptos::prelude::*;

use super::aria;

/// The row.
#[component]
pub fn Segmented(
    /// What is chosen, for those who do not see it.
    label: &'static str,
    /// How tests and scripts find it.
    #[prop(optional)]
    testid: Option<&'static str>,
    /// Its buttons, see [`segment`].
    children: Children,
) -> impl IntoView {
    view! { <div class="segmented" role="group" aria-label=label data-testid=testid>{children()}</div> }
        .into_any()
}

/// A button of it that chooses one value of a signal. What begins its name is not seen on phones.
pub fn segment<T: Copy + PartialEq + Send + Sync + 'static>(
    begins: &'static str,
    label: &'static str,
    value: T,
    current: impl Fn() -> T + Send + 'static,
    choose: impl Fn(T) + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            aria-pressed=move || aria(current() == value)
            on:click=move |_| choose(value)
        >
            <span>{begins}</span>{label}
        </button>
    }
}
