//! What to load: who and when, and below them in a line the connection. A link does without: it is a part of the
//! program of its own, which a first visit asks for at once.

mod agent;
mod notices;
mod range;

use std::time::Duration;

use leptos::prelude::*;

use super::sign_in::{SignInFields, SignInPart};
use crate::app::base::BaseUrl;
use crate::app::browser::lazy::lazy;
use crate::app::form::Form as Filled;
use crate::app::messages::form_error;
use crate::app::session::Session;
use crate::app::target::{Field, FormError};
use crate::app::view_state::effect::effect;
use crate::ui::parts::aria;
use crate::ui::show::Show;
use agent::AgentField;
use data::dialect::DIALECTS;
use notices::{Large, Offered};
use range::{RangeField, TypedRange};

/// What draws the form.
pub type Form = fn(Session) -> AnyView;

lazy! { form:
    /// The code of the form.
    pub fn form() -> Form {
        |session| view! { <QueryForm session/> }.into_any()
    }
}

fn problem(session: Session, field: Field) -> Option<String> {
    session.errors.with(|errors| errors.iter().find(|error| error.field() == field).map(form_error))
}

/// A label, its input, a hint, and what is wrong with it.
#[component]
fn Labelled(
    session: Session,
    field: Field,
    id: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    children: Children,
) -> impl IntoView {
    let error = move || problem(session, field);
    view! {
        <div class="field" class:wrong=move || error().is_some()>
            <label for=id>{label}</label>
            {children()}
            <p class="hint" id=format!("{id}-hint")>{hint}</p>
            <p class="field-error" id=format!("{id}-error")>{error}</p>
        </div>
    }
    .into_any()
}

/// An input of the form's text.
fn text_input(
    session: Session,
    id: &'static str,
    kind: &'static str,
    placeholder: &'static str,
    field: Field,
    get: fn(&Filled) -> &String,
    set: fn(&mut Filled) -> &mut String,
) -> impl IntoView {
    view! {
        <input
            id=id
            name=id
            data-testid=id
            type=kind
            step=(kind == "datetime-local").then_some("1")
            placeholder=placeholder
            autocomplete="off"
            spellcheck="false"
            aria-describedby=format!("{id}-hint {id}-error")
            aria-invalid=move || problem(session, field).is_some().then_some("true")
            prop:value=move || session.form.with(|form| get(form).clone())
            on:input=move |event| session.form.update(|form| *set(form) = event_target_value(&event))
        />
    }
}

#[component]
fn Advanced(session: Session) -> impl IntoView {
    let is_cxone = move || session.form.with(|form| form.api == "cxone");
    let input =
        move |id, label, placeholder, get: fn(&Filled) -> &String, set: fn(&mut Filled) -> &mut String| {
            view! {
                <div class="field">
                    <label for=id>{label}</label>
                    {text_input(session, id, "text", placeholder, Field::Advanced, get, set)}
                </div>
            }
        };
    view! {
        <details class="advanced wide" open=move || problem(session, Field::Advanced).is_some()>
            <summary>"Advanced settings"</summary>
            <div class="fields">
                {input("page-size", "Records per page", "as many as the API gives", |f| &f.page_size, |f| &mut f.page_size)}
                {input("most-pages", "Most pages", "100", |f| &f.most_pages, |f| &mut f.most_pages)}
                <Show when=move || !is_cxone()>
                    {input("interval", "Interval", "none", |f| &f.interval, |f| &mut f.interval)}
                </Show>
                <Show when=is_cxone>
                    {input("api-version", "API version", "27.0", |f| &f.api_version, |f| &mut f.api_version)}
                    {input("look-back", "Days to look back", "1", |f| &f.look_back_days, |f| &mut f.look_back_days)}
                    {input("acw", "After-call work is named", "ACW, after call", |f| &f.acw_words, |f| &mut f.acw_words)}
                    <label class="check wide">
                        <input
                            type="checkbox"
                            prop:checked=move || session.form.with(|form| form.addresses)
                            on:change=move |event| session.form.update(|form| form.addresses = event_target_checked(&event))
                        />
                        "Ask for customers' phone numbers and addresses"
                    </label>
                </Show>
            </div>
            <p class="field-error">{move || problem(session, Field::Advanced)}</p>
        </details>
    }
    .into_any()
}

/// The address, as far as the host has not set it.
#[component]
fn Address(session: Session) -> impl IntoView {
    let asks_base = move || session.form.with(|form| form.host_base.is_none());
    let api = move || session.form.with(|form| form.api.clone());
    view! {
        <Show
            when=asks_base
            fallback=move || view! {
                <p class="hint wide">
                    "Connected to " <b>{move || session.form.with(|form| form.host_base.as_ref().map(base_words))}</b> ". "
                    <button type="button" class="link" on:click=move |_| session.form.update(|form| form.host_base = None)>
                        "Use another"
                    </button>
                </p>
            }
        >
            <Labelled
                session
                field=Field::Base
                id="base"
                label="API or proxy URL"
                hint="Your CXone API address, or the proxy in front of it; a path such as /cxone is on this site."
            >
                {text_input(session, "base", "text", "https://api-na1.niceincontact.com", Field::Base, |f| &f.base, |f| &mut f.base)}
            </Labelled>
        </Show>
        <div class="field">
            <label for="api">"API"</label>
            <select id="api" data-testid="api" on:change=move |event| session.form.update(|form| form.api = event_target_value(&event))>
                {DIALECTS
                    .map(|dialect| {
                        let name = dialect.name();
                        view! { <option value=name selected=move || api() == name>{dialect.title()}</option> }
                    })
                    .collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// A base in words.
fn base_words(base: &BaseUrl) -> String {
    if base.as_str().is_empty() { "this site".to_owned() } else { base.to_string() }
}

/// Whether something is wrong in the panel of the connection.
fn has_wrong_connection(session: Session) -> bool {
    let in_panel = |error: &FormError| matches!(error.field(), Field::Base | Field::Advanced);
    session.errors.with(|errors| errors.iter().any(in_panel)) || session.sign_in.refused.with(Option::is_some)
}

/// Whether schedules are fetched with the states, which only one of the APIs has.
#[component]
fn WithSchedules(session: Session) -> impl IntoView {
    view! {
        <Show when=move || session.form.with(|form| form.api == "cxone")>
            <label class="check wide">
                <input
                    type="checkbox"
                    data-testid="fetch-schedules"
                    prop:checked=move || session.form.with(|form| form.schedules)
                    on:change=move |event| session.form.update(|form| form.schedules = event_target_checked(&event))
                />
                "Also fetch schedules"
            </label>
        </Show>
    }
    .into_any()
}

/// The connection in a line; its panel opens when it is wanted, or when something is wrong in it.
#[component]
fn ConnectionPart(session: Session, fields: SignInFields) -> impl IntoView {
    let open = RwSignal::new(false);
    effect(move || {
        if has_wrong_connection(session) {
            open.set(true);
        }
    });
    let tick = RwSignal::new(());
    if let Ok(timer) = set_interval_with_handle(move || tick.set(()), Duration::from_secs(15)) {
        on_cleanup(move || timer.clear());
    }
    let line = Memo::new(move |_| {
        tick.track();
        let connection = session.connection();
        (connection.is_made(), connection.line())
    });
    view! {
        <p class="connection-line" class:made=move || line.with(|(made, _)| *made)>
            <span class="connection-dot" aria-hidden="true"></span>
            <span><b>{move || line.with(|(_, line)| line.lead)}</b>" "{move || line.with(|(_, line)| line.rest.clone())}</span>
            <button
                type="button"
                class="link"
                data-testid="connection"
                aria-expanded=move || aria(open.get())
                aria-controls="connection-panel"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || line.with(|(_, line)| line.act)}
            </button>
        </p>
        <div id="connection-panel" class="connection-panel fields" hidden=move || !open.get()>
            <Address session/>
            <SignInPart session fields/>
            <WithSchedules session/>
            <Advanced session/>
        </div>
    }
    .into_any()
}

/// The form.
#[component]
pub fn QueryForm(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let fields = SignInFields::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        fields.take(session);
        session.submit();
    };
    let count = move || session.errors.with(Vec::len);
    view! {
        <form class="query" data-testid="form" novalidate autocomplete="off" on:submit=submit>
            <Offered session/>
            <Large session/>
            <div class="ask">
                <AgentField session/>
                <RangeField session/>
                <button type="submit" class="button primary" data-testid="load">"Show timeline"</button>
            </div>
            <TypedRange session/>
            <ConnectionPart session fields/>
            <Show when=move || session.editing.get()>
                <button type="button" class="button close" on:click=move |_| session.editing.set(false)>"Close"</button>
            </Show>
            <div role="alert">
                <Show when=move || { count() > 0 }>
                    <p class="field-error">
                        {move || session.errors.with(|errors| errors.iter().map(form_error).collect::<Vec<_>>().join(" "))}
                    </p>
                </Show>
            </div>
        </form>
    }
    .into_any()
}
