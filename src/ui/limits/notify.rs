//! Notifications of limits that are passed while somebody is away from the page.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::browser::notify;
use crate::app::limits::news::Told;
use crate::app::session::Session;
use crate::app::view_state::effect::effect;
use crate::app::words::limits as words;
use crate::ui::show::Show;

/// A choice that is off at first and lasts as long as the page; only while the range is live.
#[component]
pub(super) fn Notify(
    /// What the page does.
    session: Session,
) -> impl IntoView {
    let (is_on, refused) = (RwSignal::new(false), RwSignal::new(false));
    let told = StoredValue::new(Told::default());
    let choose = move |event| {
        refused.set(false);
        if !event_target_checked(&event) {
            is_on.set(false);
            return;
        }
        spawn_local(async move {
            let allowed = notify::ask().await;
            is_on.set(allowed);
            refused.set(!allowed);
            told.set_value(Told::default());
        });
    };
    let live = Memo::new(move |_| session.is_live());
    effect(move || {
        let shown = session.shown;
        if !is_on.get() || !live.get() || !shown.is_judged() {
            return;
        }
        let Some(data) = shown.data.get() else { return };
        let id = |agent: usize| data.agents.get(agent).map(|agent| agent.id.clone());
        let label = |agent| untrack(|| shown.agent_label(agent)).unwrap_or_default();
        let news = shown.judged.with(|judged| {
            let rules = shown.limits.get_untracked().rules;
            told.try_update_value(|told| told.news(judged, &rules, id, label)).flatten()
        });
        if let Some(news) = news {
            notify::show(&news.title, &news.text);
        }
    });
    view! {
        <Show when=move || live.get()>
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="notify"
                    prop:checked=move || is_on.get()
                    on:change=choose
                />
                {words::NOTIFY_ME}
            </label>
            <Show when=move || refused.get()>
                <p class="hint" role="status">{words::NOTIFYING_REFUSED}</p>
            </Show>
        </Show>
    }
    .into_any()
}
