//! What to load: address, token, agent and range.

mod agent;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::sign_in::{SignInFields, SignInPart};
use crate::app::base::BaseUrl;
use crate::app::browser::clock::now;
use crate::app::form::{Field, Form, wall_clock};
use crate::app::link::{Link, Range, Relative};
use crate::app::messages::{form_error, large_link};
use crate::app::session::Session;
use crate::ui::show::Show;
use agent::AgentField;
use data::dialect::DIALECTS;

/// The ranges that move with time, in words.
const RANGES: [(Relative, &str); 4] = [
    (Relative::Last24Hours, "Last 24 hours"),
    (Relative::Today, "Today"),
    (Relative::Yesterday, "Yesterday"),
    (Relative::Last7Days, "Last 7 days"),
];

/// The word of typed start and end in the list of ranges.
const TYPED: &str = "typed";

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
    get: fn(&Form) -> &String,
    set: fn(&mut Form) -> &mut String,
) -> impl IntoView {
    view! {
        <input
            id=id
            name=id
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

fn choose_range(session: Session, word: &str) {
    let chosen = Relative::ALL.into_iter().find(|(_, known)| *known == word);
    let zone = session.shown.zone.get_untracked();
    session.form.update(|form| {
        // Typed times begin with those of the range that was chosen before.
        if let (None, Some(before)) = (chosen, form.range) {
            let span = Range::Relative(before).span(now(), &zone);
            form.from = wall_clock(span.start, &zone);
            form.to = wall_clock(span.end, &zone);
        }
        form.range = chosen.map(|(relative, _)| relative);
    });
}

#[component]
fn RangeFields(session: Session) -> impl IntoView {
    let word = move || session.form.with(|form| form.range.map_or(TYPED, Relative::word));
    let typed = move || session.form.with(|form| form.range.is_none());
    let zone = move || session.shown.zone.with(|zone| format!("Times in {}", zone.name()));
    view! {
        <Labelled session field=Field::Advanced id="range" label="Range">
            <select id="range" on:change=move |event| choose_range(session, &event_target_value(&event))>
                {RANGES
                    .map(|(relative, label)| {
                        view! { <option value=relative.word() selected=move || word() == relative.word()>{label}</option> }
                    })
                    .collect_view()}
                <option value=TYPED selected=move || word() == TYPED>"Typed start and end"</option>
            </select>
        </Labelled>
        <Show when=typed>
            <Labelled session field=Field::From id="from" label="From">
                {text_input(session, "from", "datetime-local", "", Field::From, |f| &f.from, |f| &mut f.from)}
            </Labelled>
            <Labelled session field=Field::To id="to" label="To">
                {text_input(session, "to", "datetime-local", "", Field::To, |f| &f.to, |f| &mut f.to)}
            </Labelled>
            <p class="hint wide">{zone}</p>
        </Show>
    }
    .into_any()
}

#[component]
fn Advanced(session: Session) -> impl IntoView {
    let is_cxone = move || session.form.with(|form| form.api == "cxone");
    let input =
        move |id, label, placeholder, get: fn(&Form) -> &String, set: fn(&mut Form) -> &mut String| {
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
fn Connection(session: Session) -> impl IntoView {
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
            <select id="api" on:change=move |event| session.form.update(|form| form.api = event_target_value(&event))>
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

/// A base that a link named: asked about before anything is sent there.
#[component]
fn Offered(session: Session) -> impl IntoView {
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
fn Large(session: Session) -> impl IntoView {
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
        <form class="query fields" data-testid="form" novalidate autocomplete="off" on:submit=submit>
            <Offered session/>
            <Large session/>
            <Connection session/>
            <SignInPart session fields/>
            <AgentField session/>
            <RangeFields session/>
            <Advanced session/>
            <div class="actions wide">
                <button type="submit" class="button primary">"Load"</button>
                <button
                    type="button"
                    class="button"
                    on:click=move |_| session.load_demo(SAMPLE_RECORDS, Link::default())
                >
                    "Explore sample data"
                </button>
                <Show when=move || session.editing.get()>
                    <button type="button" class="button" on:click=move |_| session.editing.set(false)>"Close"</button>
                </Show>
            </div>
            <div class="wide" role="alert">
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

/// Sample data that fills about a working week.
const SAMPLE_RECORDS: usize = 1_200;
