//! The first visit: what this is, the form, and sample data.

use leptos::prelude::*;

use super::files::FilePicker;
use super::form::QueryForm;
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
                <h1>"Where did this agent's time go?"</h1>
                <p>
                    "Shiftline fetches an agent's state history from NICE CXone, page by page, and draws it as a timeline: "
                    "ready, on contact, wrap-up, not ready and why."
                </p>
                <p>"Everything happens in this browser. Nothing is uploaded, and your token goes to your own API address alone."</p>
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
