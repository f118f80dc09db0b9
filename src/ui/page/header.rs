//! The bar at the top: what is shown, and what can be done with it.

use leptos::prelude::*;

use crate::app::browser::theme;
use crate::app::session::Session;
use crate::app::words::header as words;
use crate::ui::aids::{Aids, AidsView, FindButton, HelpButton, LocaleButton};
use crate::ui::show::Show;
use crate::ui::zone_picker::ZonePicker;
use scene::theme::Theme;

#[component]
fn ThemeButton(session: Session) -> impl IntoView {
    let dark = move || session.shown.theme.get() == Theme::Dark;
    let label = move || if dark() { words::LIGHT_THEME } else { words::DARK_THEME };
    view! {
        <button
            type="button"
            class="button icon theme-button"
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
    /// Find and Help.
    aids: Aids,
    /// Whether an answer is on its way: what has its place beside that comes with it, so that nothing moves.
    waits: Memo<bool>,
    /// Whose time is shown and when, once that is there.
    #[prop(into)]
    whose: ViewFn,
    /// Whether the page is connected to where that came from.
    #[prop(into)]
    connected: ViewFn,
    /// What can be done with it.
    #[prop(into)]
    tools: ViewFn,
) -> impl IntoView {
    let shown = session.shown;
    let loaded = Memo::new(move |_| shown.data.with(Option::is_some));
    view! {
        <a class="brand" href="?" aria-label=words::SHIFTLINE_START_PAGE>{logo()}<b>{words::SHIFTLINE}</b></a>
            <Show when=move || loaded.get()>{whose.run()}</Show>
            <details class="more"><summary class="button icon" aria-label=words::MORE>"⋯"</summary></details>
            <Show when=move || !waits.get()><ZonePicker shown/></Show>
            <span class="spacer"></span>
            <Show when=move || loaded.get()>{connected.run()}</Show>
            <Show when=move || !waits.get()><FindButton aids/></Show>
            <Show when=move || loaded.get()>{tools.run()}</Show>
            <LocaleButton aids/>
            <HelpButton/>
            <ThemeButton session/>
            <AidsView session aids/>
    }
    .into_any()
}
