//! The first visit: who and when, and ways in without a connection; the words are those of `index.html`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent};

use super::files::choose_files;
use super::form::Form;
use crate::app::link::{self, Link};
use crate::app::session::Session;
use crate::app::view_state::effect::effect;
use crate::app::words::loading as words;
use crate::ui::show::Show;
use data::demo::Sample;

/// What the start page asks.
#[component]
pub fn Question(
    /// The page's state.
    session: Session,
    /// Whether it is to be asked.
    when: Memo<bool>,
    /// The form, once its code is here.
    form: RwSignal<Option<Form>>,
) -> impl IntoView {
    view! {
        <Show when=move || when.get()>
            // Whoever begins to fill in the form will want an answer.
            <div class="contents" on:focusin=move |_| session.expect_answer()>
                <Show when=move || session.config_error.with(Option::is_some)>
                    <p class="field-error" role="alert">
                        {words::SETTINGS_CANNOT_BE_READ} {move || session.config_error.get()}
                    </p>
                </Show>
                {move || form.get().map(|form| form(session))}
            </div>
        </Show>
    }
    .into_any()
}

/// What of these was clicked.
fn clicked(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_ref::<Element>()?.closest(selector).ok().flatten()
}

/// The sample of a link that was clicked; `None` where it is to open elsewhere.
fn chosen_sample(event: &Event) -> Option<Sample> {
    let click = event.dyn_ref::<MouseEvent>()?;
    let is_elsewhere = click.ctrl_key() || click.meta_key() || click.shift_key();
    let way = clicked(event, ".way a").filter(|_| !is_elsewhere)?;
    link::parse(&way.get_attribute("href")?).demo
}

/// Makes the ways without a connection work in place: without this their links load the page anew.
fn follow_clicks(session: Session) {
    let listener = window_event_listener_untyped("click", move |event| {
        if clicked(&event, "[data-opens=files]").is_some() {
            choose_files();
        } else if let Some(sample) = chosen_sample(&event) {
            event.prevent_default();
            session.load_demo(sample, Link::default());
        }
    });
    on_cleanup(move || listener.remove());
}

/// Shows question and ways once it is known which of them leads: whoever is connected asks, whoever is not looks
/// around first.
pub fn open_start(session: Session, start: &HtmlElement) {
    follow_clicks(session);
    let start = start.clone();
    effect(move || {
        if !session.is_configured.get() {
            return;
        }
        let place = |id: &str| document().get_element_by_id(id);
        if let (Some(question), Some(ways), true) =
            (place("question"), place("ways"), untrack(|| session.connection().is_made()))
        {
            // Both are children of one place.
            let _ = start.insert_before(&question, Some(&ways));
        }
        // A class that is there already is no fault.
        let _ = start.class_list().add_1("ready");
    });
}
