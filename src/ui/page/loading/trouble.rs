//! What went wrong with a load, and what a person can do about it. Its code comes when a load is first in trouble.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::last_seen::LookAround;
use crate::app::browser::clock::now;
use crate::app::browser::lazy::lazy;
use crate::app::config::Config;
use crate::app::messages::{
    Action, UserMessage, archive_failure, archive_lacks, archive_state, failure, fetch_state,
};
use crate::app::session::{Session, Status};
use crate::app::unfetched::{self, unfetched_days};
use crate::app::view_state::ViewState;
use crate::app::view_state::effect::effect;
use crate::app::words::loading as words;
use crate::ui::parts::notice::Notice;
use crate::ui::show::Show;
use data::fetch::FetchState;
use model::format::number;
use model::zone::Zone;

/// What is told of trouble.
#[derive(Clone, Copy)]
pub struct Trouble {
    /// What is missing, and how to get it.
    pub view: fn(Session) -> AnyView,
    /// Seconds until it goes on.
    pub countdown: fn(Session) -> AnyView,
    /// Why a load waits, to be said behind its progress.
    pub pause: fn(&Status) -> Option<String>,
}

lazy! { rare:
    /// The code.
    pub(super) fn trouble() -> Trouble {
        Trouble {
            view: |session| view! { <Told session/> }.into_any(),
            countdown: |session| view! { <Countdown session/> }.into_any(),
            pause: |status| {
                let status = Some(status).filter(|s| matches!(s.state, FetchState::Waiting { .. }))?;
                message(status).map(|message| format!(" · {}", message.text))
            },
        }
    }
}

/// A field for a new token, where the old one was refused.
#[component]
fn NewToken(session: Session) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = input.get_untracked() {
            session.renew_token(&field.value());
            field.set_value("");
            session.resume();
        }
    };
    let refused = move || {
        let words = session.sign_in.refused.get()?.words;
        Some(words::sign_in_failed(words.as_deref().unwrap_or_default()))
    };
    view! {
        <p class="field-error">{refused}</p>
        <form class="new-token" autocomplete="off" on:submit=submit>
            <label for="new-token">{words::NEW_ACCESS_TOKEN}</label>
            <input id="new-token" type="password" autocomplete="off" spellcheck="false" node_ref=input/>
            <button type="submit" class="button primary" data-testid="resume">{words::RESUME}</button>
        </form>
    }
    .into_any()
}

/// Goes on where a load stopped; where it ended without some days of several, the button says how many.
fn resume(session: Session) -> AnyView {
    let label = Memo::new(move |_| {
        let has_ended =
            session.status.with(|s| s.as_ref().is_some_and(|s| matches!(s.state, FetchState::Failed { .. })));
        let days = has_ended.then(|| days_to_fetch(session.shown)).flatten();
        match days {
            None => words::RESUME.to_owned(),
            Some(1) => words::FETCH_ONE_DAY.to_owned(),
            Some(days) => words::fetch_days(number(days)),
        }
    });
    view! {
        <button type="button" class="button primary" data-testid="resume" on:click=move |_| session.resume()>{label}</button>
    }
    .into_any()
}

/// How many days of several are not whole.
fn days_to_fetch(shown: ViewState) -> Option<usize> {
    let data = shown.data.get()?;
    shown.zone.with(|zone| unfetched_days(&data, zone))
}

fn actions(session: Session, action: Action) -> AnyView {
    match action {
        // Where a proxy adds the token, none of the person's helps: its session may have ended.
        Action::NewToken if session.config.with_untracked(Config::has_own_token) => view! {
            {resume(session)}
            <a class="button" href="">{words::RELOAD_THE_PAGE}</a>
        }
        .into_any(),
        Action::NewToken => view! { <NewToken session/> }.into_any(),
        Action::MorePages => view! {
            <button type="button" class="button primary" on:click=move |_| session.more_pages()>{words::LOAD_MORE_PAGES}</button>
        }
        .into_any(),
        Action::Resume => resume(session),
        Action::EditQuery => view! {
            <button type="button" class="button" on:click=move |_| session.editing.set(true)>{words::CHANGE_THE_QUERY}</button>
        }
        .into_any(),
        Action::None | Action::Cancel => ().into_any(),
    }
}

/// Most series that are named of which something is missing.
const FAILURES: usize = 100;

/// What people are told of a state that is no plain success.
fn message(status: &Status) -> Option<UserMessage> {
    if let Some(told) = &status.archive {
        return archive_state(&status.state, status.progress.rows, told, &status.failures);
    }
    fetch_state(&status.state, status.progress.rows, &status.silence)
}

/// What is missing once a load has ended, and how to get it.
#[component]
fn Told(session: Session) -> impl IntoView {
    let shown = session.shown;
    effect(move || {
        let data = shown.data.get().filter(|_| shown.is_partial());
        let told = data.map(|data| {
            shown.scope.with(|scope| shown.zone.with(|zone| unfetched::told(scope, &data, zone)))
        });
        shown.told_fetched.set(told);
    });
    // What comes next may be of another load, whose trouble nobody tells of.
    on_cleanup(move || shown.told_fetched.set(None));
    let told = Memo::new(move |_| {
        session.status.with(|status| {
            let status = status.as_ref().filter(|s| !s.state.is_under_way())?;
            let told = status.failures.iter().take(FAILURES);
            let of = |f, zone: &Zone| match &status.archive {
                Some(told) if !told.is_of_api(f) => archive_failure(f, zone),
                _ => failure(f, zone),
            };
            let mut lines: Vec<String> = session.shown.zone.with(|zone| told.map(|f| of(f, zone)).collect());
            let left_out = status.failures.len() - lines.len();
            if left_out > 0 {
                lines.push(words::and_more(number(left_out)));
            }
            if let Some(told) = &status.archive {
                lines.extend(session.shown.zone.with(|zone| archive_lacks(told, zone)));
            }
            Some((message(status)?, lines))
        })
    });
    let told_view = move || {
        told.get().map(|(message, missing): (UserMessage, Vec<String>)| {
            let action = message.action;
            let is_empty = !message.is_error && action == Action::EditQuery;
            let look = (is_empty && session.can_look_around()).then(|| view! { <LookAround session/> });
            view! { <Notice message missing>{actions(session, action)}{look}</Notice> }
        })
    };
    view! { {told_view} }.into_any()
}

/// Seconds until a paused load goes on; counts down.
#[component]
fn Countdown(session: Session) -> impl IntoView {
    let seconds = RwSignal::new(0_i64);
    let until = Memo::new(move |_| {
        session.status.with(|status| match status.as_ref().map(|s| &s.state) {
            Some(FetchState::Waiting { until, .. }) => Some(*until),
            _ => None,
        })
    });
    let update = move || {
        if let Some(until) = until.get_untracked() {
            seconds.set(((until - now()).max(0) + 999) / 1_000);
        }
    };
    effect(move || {
        until.track();
        update();
    });
    if let Ok(timer) = set_interval_with_handle(update, Duration::from_millis(250)) {
        on_cleanup(move || timer.clear());
    }
    view! {
        <Show when=move || until.with(Option::is_some)>
            <b class="countdown" aria-hidden="true" data-testid="countdown">{words::RETRYING_IN}{move || seconds.get()}" s"</b>
        </Show>
    }
    .into_any()
}
