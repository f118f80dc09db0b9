//! When an agent was last and next seen, where nothing came of a range.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::last_seen::LastSeen;
use crate::app::messages::last_seen;
use crate::app::session::Session;
use crate::app::words::loading as words;
use crate::ui::show::Show;
use model::format::day_words;
use model::time::Millis;

/// How the looking goes.
#[derive(Clone, PartialEq)]
enum Look {
    Unasked,
    Looking,
    Found(Option<LastSeen>),
}

fn day_button(session: Session, at: Millis, before: bool) -> impl IntoView {
    let day = session.shown.zone.with(|zone| day_words(zone.local(at).date()));
    let words = if before { format!("‹ {day}") } else { format!("{day} ›") };
    view! { <button type="button" class="button" on:click=move |_| session.show_day_of(at)>{words}</button> }
}

/// The button that looks, then what was found and ways there.
#[component]
pub fn LookAround(session: Session) -> impl IntoView {
    let look = RwSignal::new(Look::Unasked);
    let ask = move |_| {
        look.set(Look::Looking);
        spawn_local(async move {
            let found = session.look_around().await;
            look.try_set(Look::Found(found));
        });
    };
    let told = move || match look.get() {
        Look::Unasked => String::new(),
        Look::Looking => words::LOOKING.to_owned(),
        Look::Found(found) => session.shown.zone.with(|zone| last_seen(found.as_ref(), zone)),
    };
    let days = move || {
        let Look::Found(Some(seen)) = look.get() else { return None };
        Some((
            seen.last.map(|at| day_button(session, at, true)),
            seen.next.map(|at| day_button(session, at, false)),
        ))
    };
    view! {
        <Show when=move || look.get() == Look::Unasked>
            <button type="button" class="button" on:click=ask>{words::LOOK_FOR_THE_LAST_TIME}</button>
        </Show>
        <p role="status" data-testid="last-seen">{told}</p>
        {days}
    }
    .into_any()
}
