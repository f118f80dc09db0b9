//! The bar at the top: what is shown, and what can be done with it.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser::{clipboard, theme};
use crate::app::session::Session;
use crate::ui::foreign::foreign;
use crate::ui::parts::aria;
use crate::ui::show::Show;
use crate::ui::zone_picker::ZonePicker;
use model::format::{number, span_to_minute, unturned};
use scene::theme::Theme;

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
        let words = if left == agents { all } else { format!("{} of {all}", number(left)) };
        return Some((format!("{words} agents"), String::new()));
    }
    let agent = shown.agent.get();
    let id = shown.data.with(|data| Some(data.as_ref()?.agents.get(agent)?.id.clone()))?;
    let label = shown.agent_label(agent)?;
    let words = if *label == *id { format!("Agent {}", short_id(&id)) } else { label };
    Some((words, id.to_string()))
}

/// Copies the link, and says so for a moment.
#[component]
fn CopyLink(session: Session) -> impl IntoView {
    let told = RwSignal::new(None::<&'static str>);
    let copy = move |_| {
        let Some(address) = session.address_to_copy() else { return };
        spawn_local(async move {
            let copied = clipboard::copy_text(&address).await;
            told.set(Some(if copied { "Link copied" } else { "Copy it from the address bar" }));
            set_timeout(move || told.set(None), Duration::from_secs(3));
        });
    };
    view! {
        <button type="button" class="button" on:click=copy>
            {move || told.get().unwrap_or("Copy link")}
        </button>
        <span class="visually-hidden" role="status">{move || told.get()}</span>
    }
}

#[component]
fn ThemeButton(session: Session) -> impl IntoView {
    let dark = move || session.shown.theme.get() == Theme::Dark;
    let label = move || if dark() { "Light theme" } else { "Dark theme" };
    view! {
        <button
            type="button"
            class="button icon"
            aria-label=label
            title=label
            on:click=move |_| theme::toggle(session.shown.theme)
        >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"></circle>
                <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor"></path>
            </svg>
        </button>
    }
}

/// The sign of Shiftline: three lanes.
pub fn logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
            <rect class="logo-a" x="2" y="4" width="12" height="4" rx="2"></rect>
            <rect class="logo-b" x="9" y="10" width="13" height="4" rx="2"></rect>
            <rect class="logo-c" x="4" y="16" width="9" height="4" rx="2"></rect>
        </svg>
    }
}

/// The bar.
#[component]
pub fn Header(
    /// The page's state.
    session: Session,
    /// The menu of exports.
    #[prop(into)]
    export: ViewFn,
) -> impl IntoView {
    let shown = session.shown;
    let loaded = Memo::new(move |_| shown.data.with(Option::is_some));
    // What came from files is on this computer alone: no link leads to it.
    let has_link = Memo::new(move |_| loaded.get() && session.has_link());
    let agent = move || who(session);
    let range = move || shown.zone.with(|zone| span_to_minute(shown.window(), zone));
    view! {
        <a class="brand" href="?" aria-label="Shiftline, start page">{logo()}<b>"Shiftline"</b></a>
            <Show when=move || loaded.get()>
                <span class="chip" title=move || agent().map(|(_, id)| unturned(&id).into_owned())>{move || agent().map(|(words, _)| foreign(&words))}</span>
                <button
                    type="button"
                    class="chip"
                    aria-expanded=move || aria(session.editing.get())
                    title="Change agent or range"
                    on:click=move |_| session.editing.update(|open| *open = !*open)
                >
                    {range}
                    <span aria-hidden="true">" ▾"</span>
                </button>
            </Show>
            <ZonePicker shown/>
            <span class="spacer"></span>
            <Show when=move || has_link.get()>
                <CopyLink session/>
            </Show>
            <Show when=move || loaded.get()>
                {export.run()}
            </Show>
            <ThemeButton session/>
    }
    .into_any()
}
