//! Following a range that ends now: how often it is refreshed, and when it was. Between two refreshes
//! only the timeline goes on; figures and tables speak of the last load, whose time is shown.

use leptos::prelude::*;

use crate::app::browser::clock::now;
use crate::app::browser::lazy::lazy;
use crate::app::session::live::every;
use crate::app::view_state::ViewState;
use crate::app::view_state::effect::effect;
use crate::app::words::header as words;
use crate::ui::show::Show;
use model::format::time_of_day;
use model::time::{Millis, SECOND, Span};
use scene::live_edge::followed;

/// How often, in seconds, with the words for it; 0 is never.
const PERIODS: [(u32, &str); 4] = [
    (30, words::EVERY_30_SECONDS),
    (60, words::EVERY_MINUTE),
    (300, words::EVERY_5_MINUTES),
    (0, words::PAUSED),
];

/// Refreshes that may fail before the present stands still: so long nothing speaks against a state's
/// going on.
const PATIENCE: u32 = 2;

/// What draws the control: it follows what the first says, but for while the second does, and calls back to refresh.
pub type Control = fn(ViewState, Signal<bool>, Signal<bool>, Callback<()>) -> AnyView;

lazy! { late:
    /// The code of the control.
    pub fn control() -> Control {
        |shown, following, busy, refresh| view! { <LiveControl shown following busy refresh/> }.into_any()
    }
}

/// Moves the present on once a second, and views that end with the range along with it.
fn go_on(shown: ViewState, period: Signal<Option<u32>>) {
    let second = Signal::derive(move || period.get().map(|_| 1));
    let tick = Callback::new(move |()| {
        let loaded = shown.data.with_untracked(|data| data.as_ref().map(|d| d.now));
        if let (Some(loaded), Some(seconds)) = (loaded, period.get_untracked()) {
            let latest = loaded + i64::from(PATIENCE * seconds) * SECOND;
            shown.present.set(Some(now().min(latest)));
        }
    });
    every(second, tick);
    Effect::new(move |before: Option<Option<Span>>| {
        let after = shown.data.with(|data| data.as_ref().map(|d| d.window));
        if let (Some(before), Some(after)) = (before.flatten(), after) {
            shown.set_view(followed(shown.view.get_untracked(), before, after));
        }
        after
    });
}

/// The control: a choice of periods, the time of the last load, and a button to refresh at once.
/// Nothing is there while the range does not end now.
#[component]
pub fn LiveControl(
    /// What is being looked at.
    shown: ViewState,
    /// Whether the range ends now, so that there is something to follow.
    following: Signal<bool>,
    /// Whether a load is under way: no other is begun meanwhile.
    busy: Signal<bool>,
    /// Fetches what is new.
    refresh: Callback<()>,
) -> impl IntoView {
    let chosen = RwSignal::new(PERIODS[0].0);
    let period = Signal::derive(move || Some(chosen.get()).filter(|s| *s > 0 && following.get()));
    let tick = Callback::new(move |()| {
        if !busy.get_untracked() {
            refresh.run(());
        }
    });
    every(period, tick);
    go_on(shown, period);
    effect(move || {
        if !following.get() {
            shown.present.set(None);
        }
    });
    let as_of = move || {
        let now = shown.data.with(|data| data.as_ref().map(|d| d.now))?;
        let second = Millis(now.0.div_euclid(SECOND) * SECOND);
        Some(shown.zone.with(|zone| words::as_of(time_of_day(second, zone))))
    };
    let options = move || {
        PERIODS
            .map(|(seconds, words)| {
                view! { <option value=seconds selected=move || chosen.get() == seconds>{words}</option> }
            })
            .collect_view()
    };
    let choose = move |event| chosen.set(event_target_value(&event).parse().unwrap_or(0));
    view! {
        <Show when=move || following.get()>
            <div class="live" data-testid="live">
                <span class="live-dot" class:paused=move || chosen.get() == 0 aria-hidden="true"></span>
                <label>{words::LIVE} <select aria-label=words::REFRESH on:change=choose>{options}</select></label>
                <span class="remark">{as_of}</span>
                <button
                    type="button"
                    class="button icon"
                    aria-label=words::REFRESH_NOW
                    title=words::REFRESH_NOW
                    disabled=move || busy.get()
                    on:click=move |_| tick.run(())
                >
                    "↻"
                </button>
            </div>
        </Show>
    }
    .into_any()
}
