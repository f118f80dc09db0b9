//! What a link asks for that a person has to agree to first.

use leptos::prelude::*;

use super::change;
use super::large::large_archive;
use crate::app::messages::large_link;
use crate::app::session::Session;
use crate::app::source::SourceKind;
use crate::app::words::form as words;
use crate::ui::lately::when_wanted;
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

/// What is too much to be loaded without a question: of an API, or of an archive.
#[component]
pub fn Large(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let of_archive =
        Memo::new(move |_| session.large.with(|large| large.as_ref().map(|large| large.records.is_some())));
    let (archive, missing) = when_wanted(move || of_archive.get() == Some(true), large_archive);
    let message = move || {
        session.large.with(|large| {
            large.as_ref().filter(|large| large.records.is_none()).map(|large| large_link(&large.amount))
        })
    };
    let notice = move || {
        message().map(|message| {
            view! {
                <div class="notice wide" role="alert" data-testid="large">
                    <div class="notice-text"><h2>{message.title}</h2><p>{message.text}</p></div>
                    <div class="notice-action">
                        <button type="button" class="button" on:click=move |_| session.accept_large()>{words::LOAD_ALL_OF_IT}</button>
                        <button type="button" class="button" on:click=move |_| change(session)>{words::CHANGE_THE_FORM}</button>
                    </div>
                </div>
            }
        })
    };
    view! {
        {notice}
        {missing}
        {move || archive.get().filter(|_| of_archive.get() == Some(true)).map(|draw| draw(session))}
    }
    .into_any()
}
