//! How a load goes: progress, what went wrong, and what a person can do about it.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use crate::app::browser::clock::now;
use crate::app::config::Config;
use crate::app::messages::{Action, UserMessage, failure, fetch_state};
use crate::app::session::{Session, Status};
use crate::app::view_state::effect::effect;
use crate::ui::parts::notice::Notice;
use crate::ui::parts::progress::Progress;
use crate::ui::show::Show;
use data::fetch::FetchState;
use model::format::number;

/// `Page 3 of about 12 · 3,000 records`.
fn progress_words(status: &Status) -> String {
    let progress = &status.progress;
    let pages = match progress.estimated_pages() {
        _ if progress.pages == 0 => "Connecting…".to_owned(),
        Some(all) if all > progress.pages => {
            format!("{} of about {} pages", number(progress.pages), number(all))
        }
        _ if progress.pages == 1 => "1 page".to_owned(),
        _ => format!("{} pages", number(progress.pages)),
    };
    let records = match progress.rows {
        0 => String::new(),
        rows => format!(" · {} records", number(rows)),
    };
    format!("{pages}{records}")
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
        Some(format!("Sign-in failed. {}", words.as_deref().unwrap_or_default()))
    };
    view! {
        <p class="field-error">{refused}</p>
        <form class="new-token" autocomplete="off" on:submit=submit>
            <label for="new-token">"New access token"</label>
            <input id="new-token" type="password" autocomplete="off" spellcheck="false" node_ref=input/>
            <button type="submit" class="button primary">"Resume"</button>
        </form>
    }
    .into_any()
}

fn actions(session: Session, action: Action) -> AnyView {
    match action {
        // Where a proxy adds the token, none of the person's helps: its session may have ended.
        Action::NewToken if session.config.with_untracked(Config::has_own_token) => view! {
            <button type="button" class="button primary" on:click=move |_| session.resume()>"Resume"</button>
            <a class="button" href="">"Reload the page"</a>
        }
        .into_any(),
        Action::NewToken => view! { <NewToken session/> }.into_any(),
        Action::MorePages => view! {
            <button type="button" class="button primary" on:click=move |_| session.more_pages()>"Load more pages"</button>
        }
        .into_any(),
        Action::Resume => view! {
            <button type="button" class="button primary" on:click=move |_| session.resume()>"Resume"</button>
        }
        .into_any(),
        Action::EditQuery => view! {
            <button type="button" class="button" on:click=move |_| session.editing.set(true)>"Change the query"</button>
        }
        .into_any(),
        Action::None | Action::Cancel => ().into_any(),
    }
}

/// Most series that are named of which something is missing.
const FAILURES: usize = 100;

/// What people are told of a state that is no plain success.
fn message(status: &Status) -> Option<UserMessage> {
    fetch_state(&status.state, status.progress.rows, &status.silence)
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
            <b class="countdown" aria-hidden="true" data-testid="countdown">"Retrying in "{move || seconds.get()}" s"</b>
        </Show>
    }
    .into_any()
}

/// Progress while it loads; afterwards what is missing and how to get it.
#[component]
pub fn Loading(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let under_way = Memo::new(move |_| {
        session.status.with(|status| status.as_ref().is_some_and(|s| s.state.is_under_way() && !s.is_refresh))
    });
    let words = move || session.status.with(|status| status.as_ref().map(progress_words));
    let share = move || session.status.with(|status| status.as_ref().map_or(0.0, |s| s.progress.share));
    let pause = move || {
        session.status.with(|status| {
            let status = status.as_ref().filter(|s| matches!(s.state, FetchState::Waiting { .. }))?;
            message(status).map(|message| format!(" · {}", message.text))
        })
    };
    let told = Memo::new(move |_| {
        session.status.with(|status| {
            let status = status.as_ref().filter(|s| !s.state.is_under_way())?;
            let told = status.failures.iter().take(FAILURES);
            let mut lines: Vec<String> =
                session.shown.zone.with(|zone| told.map(|f| failure(f, zone)).collect());
            let left_out = status.failures.len() - lines.len();
            if left_out > 0 {
                lines.push(format!("and {} more", number(left_out)));
            }
            Some((message(status)?, lines))
        })
    });
    // What is typed into it stays while words change: answers may still come.
    let asked =
        Memo::new(move |_| told.with(|told| told.as_ref().map(|(told, _)| (told.action, told.is_error))));
    let told_view = move || {
        let (action, _) = asked.get()?;
        let first = told.get_untracked()?;
        let now = move || told.get().unwrap_or_else(|| first.clone());
        let message = Signal::derive({
            let now = now.clone();
            move || now().0
        });
        let missing = Signal::derive(move || now().1);
        Some(view! { <Notice message missing>{actions(session, action)}</Notice> })
    };
    view! {
        <Show when=move || under_way.get()>
            <div class="loading panel" data-testid="progress">
                <Progress label="Loading" share/>
                <div class="loading-line">
                    <p role="status">{words}{pause}</p>
                    <Countdown session/>
                    <button type="button" class="button" on:click=move |_| session.cancel()>"Cancel"</button>
                </div>
            </div>
        </Show>
        {told_view}
    }
    .into_any()
}
