//! The header's parts that speak of what was loaded: whose time it is and when, the link to it, its exports.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::connected::followed;
use crate::app::browser::clipboard;
use crate::app::browser::lazy::lazy;
use crate::app::connection::Connection;
use crate::app::session::Session;
use crate::app::words::connection as connection_words;
use crate::app::words::header as words;
use crate::ui::export::ExportMenu;
use crate::ui::foreign::foreign;
use crate::ui::parts::aria;
use crate::ui::show::Show;
use model::format::{days_words, number, span_to_minute, unturned};

lazy! { late:
    /// The address that shows a colleague exactly this, its limits too.
    fn address(session: Session) -> Option<String> {
        session.begin_judging();
        session.address_to_copy()
    }
}

/// Longest agent id that is shown whole, in characters.
const WHOLE_ID: usize = 14;

/// `4f1c…09ab` of a long id.
fn short_id(id: &str) -> String {
    let chars: Vec<char> = id.chars().collect();
    if chars.len() <= WHOLE_ID {
        return id.to_owned();
    }
    let (head, tail): (String, String) =
        (chars[..4].iter().collect(), chars[chars.len() - 4..].iter().collect());
    format!("{head}…{tail}")
}

/// What people read for whose time is shown, and the id behind it.
fn who(session: Session) -> Option<(String, String)> {
    let shown = session.shown;
    let agents = shown.agents();
    if agents > 1 && shown.is_everyone() {
        let (left, all) = (shown.order.with(Vec::len), number(agents));
        let words = if left == agents { all } else { words::part_of(number(left), all) };
        return Some((words::agents(words), String::new()));
    }
    let agent = shown.agent.get();
    let id = shown.data.with(|data| Some(data.as_ref()?.agents.get(agent)?.id.clone()))?;
    let label = shown.agent_label(agent)?;
    let words = if *label == *id { words::agent(short_id(&id)) } else { label };
    Some((words, id.to_string()))
}

/// Copies the link, and says so for a moment.
#[component]
fn CopyLink(session: Session) -> impl IntoView {
    let (told, note) = (RwSignal::new(None::<&'static str>), RwSignal::new(None::<&'static str>));
    let copy = move |_| {
        spawn_local(async move {
            let copied = match address(session).await {
                Ok(Some(address)) => clipboard::copy_text(&address).await,
                Ok(None) => return,
                Err(_) => false,
            };
            told.set(Some(if copied { words::LINK_COPIED } else { words::COPY_FROM_ADDRESS_BAR }));
            note.set(session.note_of_link());
            set_timeout(move || told.set(None), Duration::from_secs(3));
        });
    };
    view! {
        <button type="button" class="button" on:click=copy>
            {move || told.get().unwrap_or(words::COPY_LINK)}
        </button>
        <span class="visually-hidden" role="status">{move || told.get()}</span>
        <span role="status" data-testid="link-note">{move || note.get()}</span>
    }
}

/// To the range before or after.
fn step(session: Session, forward: bool) -> impl IntoView {
    let (label, text) = if forward { (words::LATER_RANGE, "›") } else { (words::EARLIER_RANGE, "‹") };
    let is_over = move || {
        session.shown.data.track();
        session.neighbour(forward).is_none()
    };
    view! {
        <button type="button" class="chip step" aria-label=label title=label disabled=is_over on:click=move |_| session.step(forward)>
            {text}
        </button>
    }
    .into_any()
}

/// Whose time is shown and when.
#[component]
pub fn Whose(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let shown = session.shown;
    let agent = move || who(session);
    let range = move || shown.zone.with(|zone| span_to_minute(shown.window(), zone));
    // The line below says it in full.
    let days = move || shown.zone.with(|zone| days_words(shown.window(), zone));
    view! {
        <span class="chip" title=move || agent().map(|(_, id)| unturned(&id).into_owned())>
            {move || agent().map(|(words, _)| foreign(&words))}
        </span>
        <Show when=move || session.can_step()>{step(session, false)}</Show>
        <button
            type="button"
            class="chip"
            aria-expanded=move || aria(session.editing.get())
            title=words::CHANGE_AGENT_OR_RANGE
            on:click=move |_| session.editing.update(|open| *open = !*open)
        >
            <span class="whole">{range}<span aria-hidden="true">" ▾"</span></span>
            <span class="days">{days}<span aria-hidden="true">" ▾"</span></span>
        </button>
        <Show when=move || session.can_step()>{step(session, true)}</Show>
    }
    .into_any()
}

/// Whether the page is connected, where that was loaded from; it opens what that is changed with.
#[component]
pub fn Connected(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let connection = followed(session);
    let brief = Memo::new(move |_| connection.with(Connection::brief).filter(|_| session.can_step()));
    let told = move || {
        let (lead, life) = brief.get()?;
        Some(view! {
            <button
                type="button"
                class="connected"
                class:made=connection.with(Connection::is_made)
                title=connection_words::CHANGE_CONNECTION
                on:click=move |_| session.editing.set(true)
            >
                <span class="connection-dot" aria-hidden="true"></span>
                {lead}
                <small>{life}</small>
            </button>
        })
    };
    view! { {told} }.into_any()
}

/// What can be done with it.
#[component]
pub fn Tools(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    // What came from files is on this computer alone: no link leads to it.
    let has_link = Memo::new(move |_| session.has_link());
    view! {
        <Show when=move || has_link.get()>
            <CopyLink session/>
        </Show>
        <ExportMenu shown=session.shown/>
    }
    .into_any()
}
