//! What a link asks for that a person has to agree to first.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::messages::{large_archive, large_link};
use crate::app::session::Session;
use crate::app::source::SourceKind;
use crate::app::words::form as words;
use crate::ui::show::Show;

/// A base that a link named: asked about before anything is sent there.
#[component]
pub fn Offered(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let is_archive = move || session.form.with(|form| form.source == SourceKind::Archive);
    view! {
        <Show when=move || session.offered_base.with(Option::is_some)>
            <div class="notice wide" role="alert">
                <p>
                    {words::LINK_LOADS_FROM} <b>{move || session.offered_base.get().map(|base| base.to_string())}</b>
                    {words::GO_ON_IF_KNOWN}
                    {move || if is_archive() {
                        words::LINKED_ARCHIVE_LEARNS
                    } else {
                        words::LINKED_API_LEARNS
                    }}
                </p>
                <button type="button" class="button" on:click=move |_| session.accept_base()>{words::USE_THIS_ADDRESS}</button>
                <button type="button" class="button" on:click=move |_| session.offered_base.set(None)>{words::DO_NOT_USE_IT}</button>
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
    let message = move || {
        session.large.with(|large| {
            large.as_ref().map(|large| large.records.map_or_else(|| large_link(&large.amount), large_archive))
        })
    };
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
                        <button type="button" class="button" on:click=move |_| session.accept_large()>{words::LOAD_ALL_OF_IT}</button>
                        <button type="button" class="button" on:click=change>{words::CHANGE_THE_FORM}</button>
                    </div>
                </div>
            }
        })
    };
    notice.into_any()
}
