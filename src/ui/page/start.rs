//! The first visit: the form, and sample data, beside the words of `index.html`.

use leptos::prelude::*;

use super::files::FilePicker;
use super::form::QueryForm;
use crate::app::session::Session;
use crate::ui::show::Show;

/// What the start page asks.
#[component]
pub fn Question(
    /// The page's state.
    session: Session,
    /// Whether it is to be asked.
    when: Memo<bool>,
) -> impl IntoView {
    view! {
        <Show when=move || when.get()>
            // Whoever begins to fill in the form will want an answer.
            <div class="contents" on:focusin=move |_| session.expect_answer()>
                <Show when=move || session.config_error.with(Option::is_some)>
                    <p class="field-error" role="alert">
                        "The settings of this site (config.json) cannot be read: " {move || session.config_error.get()}
                    </p>
                </Show>
                <QueryForm session/>
                <FilePicker session/>
            </div>
        </Show>
    }
    .into_any()
}
