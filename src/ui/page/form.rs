//! What to load: who and when, and below them in a line the connection. A link does without: it is a part of the
//! program of its own, which a first visit asks for at once.

mod address;
mod agent;
mod fields;
mod large;
mod notices;
mod range;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::connected::followed;
use super::sign_in::{SignInFields, SignInPart};
use crate::app::browser::lazy::lazy;
use crate::app::form::Form as Filled;
use crate::app::messages::form_error;
use crate::app::session::Session;
use crate::app::target::{Field, FormError};
use crate::app::view_state::effect::effect;
use crate::app::words::form as words;
use crate::ui::parts::aria;
use crate::ui::show::Show;
use address::{Address, is_archive};
use agent::AgentField;
use fields::{problem, text_input};
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
            <summary>{words::ADVANCED_SETTINGS}</summary>
            <div class="fields">
                {input("page-size", words::RECORDS_PER_PAGE, words::AS_MANY_AS_THE_API_GIVES, |f| &f.page_size, |f| &mut f.page_size)}
                {input("most-pages", words::MAX_PAGES, "100", |f| &f.max_pages, |f| &mut f.max_pages)}
                <Show when=move || !is_cxone()>
                    {input("interval", words::INTERVAL, words::NO_INTERVAL, |f| &f.interval, |f| &mut f.interval)}
                </Show>
                <Show when=is_cxone>
                    {input("api-version", words::API_VERSION, "27.0", |f| &f.api_version, |f| &mut f.api_version)}
                    {input("look-back", words::DAYS_TO_LOOK_BACK, "1", |f| &f.look_back_days, |f| &mut f.look_back_days)}
                    {input("acw", words::ACW_NAMES, words::ACW_EXAMPLE, |f| &f.acw_words, |f| &mut f.acw_words)}
                    <label class="check wide">
                        <input
                            type="checkbox"
                            prop:checked=move || session.form.with(|form| form.addresses)
                            on:change=move |event| session.form.update(|form| form.addresses = event_target_checked(&event))
                        />
                        {words::ASK_FOR_CUSTOMERS_ADDRESSES}
                    </label>
                </Show>
            </div>
            <p class="field-error">{move || problem(session, Field::Advanced)}</p>
        </details>
    }
    .into_any()
}

/// Whether something is wrong in the panel of the connection.
fn has_wrong_connection(session: Session) -> bool {
    let in_panel =
        |error: &FormError| matches!(error.field(), Field::Base | Field::Archive | Field::Advanced);
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
                {words::ALSO_FETCH_SCHEDULES}
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
    let connection = followed(session);
    let line = Memo::new(move |_| connection.with(|connection| (connection.is_made(), connection.line())));
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
            <Show when=move || !is_archive(session)>
                <SignInPart session fields/>
                <WithSchedules session/>
                <Advanced session/>
            </Show>
        </div>
    }
    .into_any()
}

/// Closes the question, and goes to the field where less can be asked for.
fn change(session: Session) {
    session.large.set(None);
    if let Some(field) =
        document().get_element_by_id("range").and_then(|field| field.dyn_into::<HtmlElement>().ok())
    {
        // A field that cannot have the focus leaves it where it is.
        let _ = field.focus();
    }
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
                <button type="submit" class="button primary" data-testid="load">{words::SHOW_TIMELINE}</button>
            </div>
            <TypedRange session/>
            <ConnectionPart session fields/>
            <Show when=move || session.editing.get()>
                <button type="button" class="button close" on:click=move |_| session.editing.set(false)>{words::CLOSE}</button>
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
