//! What opens Find and Help from anywhere. Their code is a part of its own, which comes when it is first wanted.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use crate::app::aid::{Aid, Topic};
use crate::app::browser::lazy::{CodeState, lazy};
use crate::app::find::zones;
use crate::app::messages::code_missing;
use crate::app::session::Session;
use crate::app::words::header as words;
use crate::app::words::locale::TITLE;
use crate::ui::find::Find;
use crate::ui::help::Help;
use crate::ui::locale::LocaleDialog;
use crate::ui::parts::notice::Notice;
use crate::ui::show::Show;

/// What the code for Find and Help does.
#[derive(Clone, Copy)]
pub struct AidsCode {
    /// Draws both, each while it is asked for.
    view: fn(Session, RwSignal<Option<Aid>>) -> AnyView,
    /// Finds time zones: at most so many.
    pub zones: fn(&str, usize) -> Vec<zones::Offer>,
}

lazy! { aids:
    /// Find and Help.
    pub(crate) fn aids_code() -> AidsCode {
        AidsCode {
            view: |session, asked| {
                view! { <Find shown=session.shown asked/><Help asked/><LocaleDialog session asked/> }.into_any()
            },
            zones: |typed, most| zones::find(typed).offers().take(most).collect(),
        }
    }
}

/// What is called up, and the code for it.
#[derive(Clone, Copy)]
pub struct Aids {
    asked: RwSignal<Option<Aid>>,
    code: RwSignal<CodeState>,
    here: RwSignal<Option<AidsCode>>,
}

/// Whether what is typed there is text.
fn takes_text(target: Option<&EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_ref::<Element>());
    element.is_some_and(|element| {
        matches!(element.closest("input, textarea, select, [contenteditable]"), Ok(Some(_)))
    })
}

impl Aids {
    /// Listens for `Ctrl + K`, `?`, and clicks on whatever names a topic.
    pub fn new() -> Self {
        let aids = Self {
            asked: RwSignal::new(None),
            code: RwSignal::new(CodeState::default()),
            here: RwSignal::new(None),
        };
        window_event_listener(ev::keydown, move |event| {
            let (key, ctrl) = (event.key(), event.ctrl_key() || event.meta_key());
            let aid = match key.as_str() {
                "k" | "K" if ctrl && !event.alt_key() && !event.shift_key() => Aid::Find,
                "?" if !ctrl && !event.alt_key() && !takes_text(event.target().as_ref()) => {
                    Aid::Help(Topic::Keys)
                }
                _ => return,
            };
            event.prevent_default();
            aids.open(aid);
        });
        window_event_listener(ev::click, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let named = target.and_then(|element| element.closest("[data-help]").ok().flatten());
            if let Some(word) = named.and_then(|element| element.get_attribute("data-help")) {
                aids.open(Aid::Help(Topic::of_word(&word)));
            }
        });
        aids
    }

    /// Calls something up.
    pub fn open(self, aid: Aid) {
        self.asked.set(Some(aid));
        if matches!(self.code.get_untracked(), CodeState::Coming | CodeState::Here) {
            return;
        }
        self.code.set(CodeState::Coming);
        spawn_local(async move {
            let came = aids_code().await.ok();
            self.code.set(if came.is_some() { CodeState::Here } else { CodeState::Missing });
            self.here.set(came);
        });
    }
}

impl Default for Aids {
    fn default() -> Self {
        Self::new()
    }
}

/// The key that opens Find, as this computer's keyboard has it.
fn find_key() -> &'static str {
    let is_apple =
        window().navigator().platform().is_ok_and(|name| name.starts_with("Mac") || name.starts_with("iP"));
    if is_apple { "⌘ K" } else { words::CTRL_K }
}

/// The button that opens Find: a field where there is room, else a lens.
#[component]
pub fn FindButton(
    /// What it calls up.
    aids: Aids,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button find-button"
            aria-label=words::FIND
            aria-keyshortcuts="Control+K Meta+K"
            aria-haspopup="dialog"
            title=words::find_hint(find_key())
            data-testid="find"
            on:click=move |_| aids.open(Aid::Find)
        >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" stroke-width="1.6"></circle>
                <path d="M10.4 10.4 14 14" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"></path>
            </svg>
            <span>{words::FIND}</span>
            <kbd>{find_key()}</kbd>
        </button>
    }
    .into_any()
}

/// The button that opens Help.
#[component]
pub fn HelpButton() -> impl IntoView {
    view! {
        <button
            type="button"
            class="button icon"
            aria-label=words::HELP
            aria-haspopup="dialog"
            title=words::HELP_BY_KEY
            data-help=Topic::Marks.word()
            data-testid="help"
        >
            "?"
        </button>
    }
}

/// The button that opens the choice of how dates and numbers are written.
#[component]
pub fn LocaleButton(
    /// What it calls up.
    aids: Aids,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button icon locale-button"
            aria-label=TITLE
            aria-haspopup="dialog"
            title=TITLE
            data-testid="locale"
            on:click=move |_| aids.open(Aid::Locale)
        >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"></circle>
                <path d="M8 4v4.2l2.8 1.8" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"></path>
            </svg>
        </button>
    }
}

/// Find and Help themselves, or that their code did not come.
#[component]
pub fn AidsView(
    /// The page's state.
    session: Session,
    /// What is called up.
    aids: Aids,
) -> impl IntoView {
    let missing = move || aids.code.get() == CodeState::Missing;
    let again = move |_| {
        if let Some(aid) = aids.asked.get_untracked() {
            aids.open(aid);
        }
    };
    view! {
        {move || aids.here.get().map(|code| (code.view)(session, aids.asked))}
        <Show when=missing>
            <div class="aid-missing">
                <Notice message=code_missing()>
                    <button type="button" class="button" on:click=again>{words::TRY_AGAIN}</button>
                </Notice>
            </div>
        </Show>
    }
    .into_any()
}
