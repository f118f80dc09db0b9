//! The page: form, progress, figures, timeline and tables.

mod answer;
mod cards;
mod files;
mod findings;
mod form;
mod header;
mod loading;
mod reconcile;
mod records;
mod sign_in;
mod start;
mod totals;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser::part::Code;
use crate::app::browser::session::Session;
use crate::app::messages::code_missing;
use crate::ui::show::Show;
use answer::{Answer, answer};
use files::{FilePicker, FilesPanel, accept_drops};
use form::QueryForm;
use header::Header;
use start::Start;

/// What draws answers, once its code is here.
fn when_here(session: Session) -> RwSignal<Option<Answer>> {
    let here = RwSignal::new(None::<Answer>);
    Effect::new(move |_| {
        if session.code.get() == Code::Here && here.with_untracked(Option::is_none) {
            spawn_local(async move {
                match answer().await {
                    Ok(answer) => here.set(Some(answer)),
                    Err(_) => session.code.set(Code::Missing),
                }
            });
        }
    });
    here
}

/// Says that an answer is on its way before anything can be told of it, or that its code cannot be had.
#[component]
fn Asked(session: Session) -> impl IntoView {
    let coming = move || session.asked.get() || session.code.get() == Code::Coming;
    let missing = move || (session.code.get() == Code::Missing).then(code_missing);
    let notice = move || {
        missing().map(|message| {
            view! {
                <div class="notice error" role="alert" data-testid="message">
                    <div class="notice-text"><h2>{message.title}</h2><p>{message.text}</p></div>
                    <div class="notice-action"><a class="button" href="">"Reload the page"</a></div>
                </div>
            }
        })
    };
    view! {
        <Show when=coming>
            <p class="loading panel" role="status">"Getting the timeline ready"</p>
        </Show>
        {notice}
    }
    .into_any()
}

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    let session = Session::new();
    session.open();
    accept_drops(session);
    // A load that failed before anything came has nothing to show but why.
    let came_to_nothing = move || {
        session.status.with(|status| status.as_ref().is_some_and(|s| s.pages == 0 && !s.state.is_under_way()))
    };
    let loaded = Memo::new(move |_| session.shown.data.with(Option::is_some) && !came_to_nothing());
    let at_start = Memo::new(move |_| {
        !loaded.get() && session.status.with(Option::is_none) && session.code.get() != Code::Coming
    });
    let here = when_here(session);
    let drawn = move |which: fn(&Answer) -> fn(Session) -> AnyView| {
        move || here.with(|answer| answer.as_ref().map(which)).map(|view| view(session))
    };
    view! {
        <a class="skip" href="#main">"Skip to the content"</a>
        <Header session export=drawn(|answer| answer.export)/>
        <main id="main" tabindex="-1">
            <Asked session/>
            <FilesPanel session/>
            <Show when=move || at_start.get()>
                <Start session/>
            </Show>
            <Show when=move || !at_start.get()>
                {drawn(|answer| answer.loading)}
                <Show when=move || session.editing.get() || !loaded.get()>
                    <section class="panel" aria-label="What to load"><QueryForm session/><FilePicker session/></section>
                </Show>
                <Show when=move || loaded.get()>
                    {drawn(|answer| answer.shown)}
                </Show>
            </Show>
        </main>
    }
    .into_any()
}
