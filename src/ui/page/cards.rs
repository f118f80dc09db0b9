//! The figures above the timeline.

use leptos::prelude::*;

use crate::app::cards::{Card, main_cards, small_cards};
use crate::app::figures::Figures;
use crate::app::view_state::ViewState;
use crate::ui::parts::{colour, dot::dot};
use scene::theme::Role;

fn large(card: Card) -> impl IntoView {
    let share = card.share.unwrap_or(0.0).clamp(0.0, 1.0) * 100.0;
    view! {
        <li class="card" data-testid=format!("card-{}", card.name) data-value=card.raw>
            <h3>{card.role.map(dot)}{card.label}</h3>
            <p class="card-value">{card.value.clone()}</p>
            <p class="card-note">{card.note.clone()}</p>
            <span class="card-bar" aria-hidden="true">
                <span style:width=format!("{share}%") style:background=colour(card.role.unwrap_or(Role::Line))></span>
            </span>
        </li>
    }
}

fn small(card: Card) -> impl IntoView {
    view! {
        <div class="fact" data-testid=format!("card-{}", card.name) data-value=card.raw title=card.help>
            <dt>{card.label}</dt>
            <dd>
                {card.value.clone()}
                {(!card.note.is_empty()).then(|| view! { <small>{card.note.clone()}</small> })}
                {card.help.map(|help| view! { <small class="fact-help">{help}</small> })}
            </dd>
        </div>
    }
}

/// Cards of what is shown; they follow range, view or selection.
#[component]
pub fn Cards(
    /// What is being looked at.
    shown: ViewState,
    /// The figures of it.
    figures: Memo<Option<Figures>>,
) -> impl IntoView {
    let each = move |large_ones: bool| {
        let data = shown.data.get()?;
        let figures = figures.get()?;
        let zone = shown.zone.get();
        let attendance = figures.attendance.as_ref();
        Some(if large_ones {
            main_cards(&figures.summary, attendance, &data.catalog, &zone)
        } else {
            small_cards(&figures.summary, attendance, &zone)
        })
    };
    view! {
        <section class="cards" aria-label="Summary">
            <ul class="card-row" tabindex="0">
                {move || each(true).unwrap_or_default().into_iter().map(large).collect_view()}
            </ul>
            <dl class="facts">
                {move || each(false).unwrap_or_default().into_iter().map(small).collect_view()}
            </dl>
        </section>
    }
    .into_any()
}
