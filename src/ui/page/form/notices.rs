//! What a link asks for that a person has to agree to first.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::messages::large_link;
use crate::app::session::Session;
use crate::ui::show::Show;

/// A base that a link named: asked about before anything is sent there.
#[component]
pub fn Offered(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    view! {
        <Show when=move || session.offered_base.with(Option::is_some)>
            <div class="notice wide" role="alert">
                <p>
                    "This link wants to load from " <b>{move || session.offered_base.get().map(|base| base.to_string())}</b>
                    ". Go on only if you know this address: whatever you enter below is sent there."
                </p>
                <button type="button" class="button" on:click=move |_| session.accept_base()>"Use this address"</button>
                <button type="button" class="button" on:click=move |_| session.offered_base.set(None)>"Do not"</button>
            </div>
        </Show>
    }
    .into_any()
}

/// What a link asks for that is too much to be loaded without a question.
#[component]
pub fn Large(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let message = move || session.large.with(|large| large.as_ref().map(|large| large_link(&large.amount)));
    let change = move |_| {
        session.large.set(None);
        if let Some(field) =
            document().get_element_by_id("range").and_then(|field| field.dyn_into::<HtmlElement>().ok())
        {
            // A field that cannot have the focus leaves it where it is.
            let _ = field.focus();
        }
    };
    let notice = move || {
        message().map(|message| {
            view! {
                <div class="notice wide" role="alert" data-testid="large">
                    <div class="notice-text"><h2>{message.title}</h2><p>{message.text}</p></div>
                    <div class="notice-action">
                        <button type="button" class="button" on:click=move |_| session.accept_large()>"Load all of it"</button>
                        <button type="button" class="button" on:click=change>"Change the form"</button>
                    </div>
                </div>
            }
        })
    };
    notice.into_any()
}
