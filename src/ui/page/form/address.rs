//! Where to load from: an API, a proxy, or an archive.

use leptos::prelude::*;

use super::fields::{Labelled, text_input};
use crate::app::base::BaseUrl;
use crate::app::form::Form as Filled;
use crate::app::session::Session;
use crate::app::source::SourceKind;
use crate::app::target::Field;
use crate::app::words::form as words;
use crate::ui::show::Show;
use data::dialect::DIALECTS;

/// The address, as far as the host has not set it.
#[component]
pub fn Address(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let asks_base = move || session.form.with(|form| form.host_base().is_none());
    let api = move || {
        session.form.with(|form| {
            if form.source == SourceKind::Archive { ARCHIVE.to_owned() } else { form.api.clone() }
        })
    };
    let choose = move |chosen: String| {
        session.form.update(|form| {
            if chosen == ARCHIVE {
                form.source = SourceKind::Archive;
            } else {
                (form.source, form.api) = (SourceKind::Api, chosen);
            }
        });
    };
    view! {
        <Show
            when=asks_base
            fallback=move || view! {
                <p class="hint wide">
                    {words::CONNECTED_TO} <b>{move || session.form.with(|form| form.host_base().map(base_words))}</b> ". "
                    <button type="button" class="link" on:click=move |_| session.form.update(Filled::use_another)>
                        {words::USE_ANOTHER}
                    </button>
                </p>
            }
        >
            <Show
                when=move || is_archive(session)
                fallback=move || typed(
                    session,
                    (Field::Base, "base"),
                    (words::API_OR_PROXY_URL, words::API_HINT, "https://api-na1.niceincontact.com"),
                    |form| &form.base,
                    |form| &mut form.base,
                )
            >
                {typed(
                    session,
                    (Field::Archive, "archive"),
                    (words::ARCHIVE_FOLDER, words::ARCHIVE_HINT, "archive/"),
                    |form| &form.archive,
                    |form| &mut form.archive,
                )}
            </Show>
        </Show>
        <div class="field">
            <label for="api">{words::API}</label>
            <select id="api" data-testid="api" on:change=move |event| choose(event_target_value(&event))>
                {DIALECTS
                    .map(|dialect| {
                        let name = dialect.name();
                        view! { <option value=name selected=move || api() == name>{dialect.title()}</option> }
                    })
                    .collect_view()}
                <option value=ARCHIVE selected=move || api() == ARCHIVE>{words::ARCHIVE_PARQUET_FILES}</option>
            </select>
        </div>
    }
    .into_any()
}

/// An address that is typed: its label, what is said below it, and an example.
fn typed(
    session: Session,
    (field, id): (Field, &'static str),
    (label, hint, example): (&'static str, &'static str, &'static str),
    get: fn(&Filled) -> &String,
    set: fn(&mut Filled) -> &mut String,
) -> AnyView {
    view! {
        <Labelled session field id label hint>
            {text_input(session, id, "text", example, field, get, set)}
        </Labelled>
    }
    .into_any()
}

/// The word of an archive in the list of APIs.
const ARCHIVE: &str = "archive";

/// Whether an archive is loaded from.
pub fn is_archive(session: Session) -> bool {
    session.form.with(|form| form.source == SourceKind::Archive)
}

/// A base in words.
fn base_words(base: &BaseUrl) -> String {
    if base.as_str().is_empty() { words::THIS_SITE.to_owned() } else { base.to_string() }
}
