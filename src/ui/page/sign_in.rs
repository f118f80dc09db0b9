//! How to sign in: a pasted token, or a client id and secret for trying things out.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use crate::app::aid::Topic;
use crate::app::base::BaseUrl;
use crate::app::browser::clock::now;
use crate::app::jwt::claims;
use crate::app::messages::api_error;
use crate::app::session::Session;
use crate::app::session::sign_in::Client;
use crate::app::source::SourceKind;
use crate::app::words::sign_in as words;
use crate::ui::show::Show;
use model::format::duration_words;
use model::time::MINUTE;

/// What the person signs in with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
    #[default]
    Token,
    Client,
}

/// The inputs. Their text is read when the form is sent, and is nowhere else.
#[derive(Clone, Copy)]
pub struct SignInFields {
    way: RwSignal<Way>,
    token: NodeRef<html::Input>,
    client_id: NodeRef<html::Input>,
    client_secret: NodeRef<html::Input>,
    remember: RwSignal<bool>,
    /// The address that the token being typed says it belongs to.
    home: RwSignal<Option<BaseUrl>>,
}

fn text(input: NodeRef<html::Input>) -> String {
    input.get_untracked().map(|input| input.value().trim().to_owned()).unwrap_or_default()
}

fn empty(input: NodeRef<html::Input>) {
    if let Some(input) = input.get_untracked() {
        input.set_value("");
    }
}

impl SignInFields {
    /// Empty inputs.
    pub fn new() -> Self {
        Self {
            way: RwSignal::new(Way::Token),
            token: NodeRef::new(),
            client_id: NodeRef::new(),
            client_secret: NodeRef::new(),
            remember: RwSignal::new(false),
            home: RwSignal::new(None),
        }
    }

    /// Signs in with what was typed, for the address in the form, and empties the secret inputs.
    /// What was there before stays when nothing was typed.
    pub fn take(self, session: Session) {
        // No token is for an archive.
        if session.form.with_untracked(|form| form.source) == SourceKind::Archive {
            return;
        }
        let Ok(base) = session.form.with_untracked(crate::app::form::Form::checked_base) else { return };
        match self.way.get_untracked() {
            Way::Token => {
                let token = text(self.token);
                if !token.is_empty() {
                    session.sign_in.paste(base, &token, self.remember.get_untracked());
                }
            }
            Way::Client => {
                let client = Client { id: text(self.client_id), secret: text(self.client_secret) };
                if !client.id.is_empty() && !client.secret.is_empty() {
                    session.sign_in.use_client(base, client);
                }
            }
        }
        empty(self.token);
        empty(self.client_secret);
        self.home.set(None);
    }
}

impl Default for SignInFields {
    fn default() -> Self {
        Self::new()
    }
}

/// How long the token lives, and a way to forget it.
#[component]
fn Present(session: Session) -> impl IntoView {
    let tick = RwSignal::new(now());
    if let Ok(timer) = set_interval_with_handle(move || tick.set(now()), Duration::from_secs(15)) {
        on_cleanup(move || timer.clear());
    }
    let life = move || match session.sign_in.expires.get().map(|expires| expires - tick.get()) {
        Some(left) if left <= 0 => words::TOKEN_HAS_EXPIRED.to_owned(),
        Some(left) if left < MINUTE => words::TOKEN_EXPIRES_AT_ONCE.to_owned(),
        Some(left) => words::token_expires_in(duration_words(left / MINUTE * MINUTE)),
        None => words::SIGNED_IN_FOR_THIS_VISIT.to_owned(),
    };
    view! {
        <Show when=move || session.sign_in.present.get()>
            <p class="hint" data-testid="token-life">
                {life}
                <button type="button" class="link" on:click=move |_| session.sign_in.clear()>{words::FORGET_IT}</button>
            </p>
        </Show>
    }
    .into_any()
}

#[component]
fn TokenField(session: Session, fields: SignInFields) -> impl IntoView {
    let look = move |event| {
        let home = claims(&event_target_value(&event)).and_then(|claims| claims.base);
        let typed = session.form.with_untracked(|form| form.checked_base().ok());
        fields.home.set(home.filter(|home| typed.as_ref().is_none_or(|typed| typed != home)));
    };
    let go_home = move |_| {
        if let Some(home) = fields.home.get_untracked() {
            session.form.update(|form| form.use_base(&home));
            fields.home.set(None);
        }
    };
    view! {
        <div class="field">
            <label for="token">{words::ACCESS_TOKEN}</label>
            <input
                id="token"
                data-testid="token"
                type="password"
                autocomplete="off"
                spellcheck="false"
                node_ref=fields.token
                aria-describedby="token-hint"
                on:input=look
            />
            <Show when=move || fields.home.with(Option::is_some)>
                <p class="hint">
                    {words::TOKEN_BELONGS_TO} <b>{move || fields.home.get().map(|home| home.to_string())}</b> ". "
                    <button type="button" class="link" on:click=go_home>{words::USE_THAT_ADDRESS}</button>
                </p>
            </Show>
            <p class="hint" id="token-hint">
                {words::TOKEN_HINT}
                <button type="button" class="link" aria-haspopup="dialog" data-help=Topic::Token.word()>{words::HOW_TO_GET_ONE}</button>
            </p>
            <label class="check hint">
                <input
                    type="checkbox"
                    prop:checked=move || fields.remember.get()
                    on:change=move |event| fields.remember.set(event_target_checked(&event))
                />
                {words::STAY_SIGNED_IN}
            </label>
        </div>
    }
    .into_any()
}

#[component]
fn ClientFields(fields: SignInFields) -> impl IntoView {
    view! {
        <div class="field">
            <label for="client-id">{words::CLIENT_ID}</label>
            <input id="client-id" type="text" autocomplete="off" spellcheck="false" node_ref=fields.client_id/>
        </div>
        <div class="field">
            <label for="client-secret">{words::CLIENT_SECRET}</label>
            <input
                id="client-secret"
                type="password"
                autocomplete="off"
                spellcheck="false"
                node_ref=fields.client_secret
                aria-describedby="client-hint"
            />
        </div>
        <p class="hint wide" id="client-hint">
            {words::SECRET_HINT}
        </p>
    }
    .into_any()
}

/// The part of the form that signs in; nothing where the host has seen to it.
#[component]
pub fn SignInPart(
    /// The page's state.
    session: Session,
    /// The inputs.
    fields: SignInFields,
) -> impl IntoView {
    let asks = move || session.config.with(|config| !config.has_own_token());
    let is_client = move || fields.way.get() == Way::Client;
    let choose = move |event| {
        fields.way.set(if event_target_value(&event) == "client" { Way::Client } else { Way::Token });
    };
    let refused = move || session.sign_in.refused.get().map(|error| api_error(&error).text);
    view! {
        <Show when=asks>
            <div class="field">
                <label for="way">{words::SIGN_IN_WITH}</label>
                <select id="way" on:change=choose>
                    <option value="token" selected=move || !is_client()>{words::ACCESS_TOKEN_OR_NONE}</option>
                    <option value="client" selected=is_client>{words::CLIENT_ID_AND_SECRET}</option>
                </select>
                <Present session/>
            </div>
            <Show when=is_client fallback=move || view! { <TokenField session fields/> }>
                <ClientFields fields/>
            </Show>
            <Show when=move || refused().is_some()>
                <p class="field-error wide" role="alert">{words::SIGN_IN_FAILED}{refused}</p>
            </Show>
        </Show>
    }
    .into_any()
}
