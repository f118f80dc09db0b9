//! The first visit: what this is, the form, and sample data.

use leptos::prelude::*;

use super::files::FilePicker;
use super::form::QueryForm;
use crate::app::about::{PRIVACY, QUESTION, WHAT};
use crate::app::browser::session::Session;
use crate::ui::show::Show;

/// The start page.
#[component]
pub fn Start(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    view! {
        <div class="start">
            <section class="start-words">
                <h1>{QUESTION}</h1>
                <p>{WHAT}</p>
                <p>{PRIVACY}</p>
                <Show when=move || session.config_error.with(Option::is_some)>
                    <p class="field-error" role="alert">
                        "The settings of this site (config.json) cannot be read: " {move || session.config_error.get()}
                    </p>
                </Show>
            </section>
            // Whoever begins to fill in the form will want an answer.
            <section class="panel" aria-label="What to load" on:focusin=move |_| session.expect_answer()>
                <QueryForm session/>
                <FilePicker session/>
            </section>
        </div>
    }
    .into_any()
}
