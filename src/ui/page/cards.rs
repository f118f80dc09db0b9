//! The figures above the timeline.

use leptos::prelude::*;

use crate::app::adherence::card::{adherence_card, no_adherence_card};
use crate::app::cards::{Card, Cards as Figures, cards};
use crate::app::limits::card::{limits_card, no_limits_card};
use crate::app::panel::Panel;
use crate::app::view_state::ViewState;
use crate::app::words::cards as words;

/// The name of a card; where there is a list of what it counts, it leads there.
fn name(shown: ViewState, card: &Card) -> AnyView {
    let label = card.label;
    match Panel::of_card(card.name) {
        Some(panel) => {
            let go = move |_| shown.panel.set(Some(panel));
            view! { <button type="button" class="link" title=words::SHOW_THE_LIST on:click=go>{label}</button> }
                .into_any()
        }
        None => label.into_any(),
    }
}

fn fact(shown: ViewState, card: &Card) -> impl IntoView + use<> {
    view! {
        <div class="fact" data-testid=format!("card-{}", card.name) data-value=card.raw title=card.help>
            <dt>{name(shown, card)}</dt>
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
) -> impl IntoView {
    let all = move || {
        shown.with_figures(|figures, data| {
            let attendance = figures.attendance.as_ref();
            let Figures { of_time: mut all, of_moments } =
                cards(&figures.summary, attendance, &data.catalog, &shown.zone.read());
            let of_limits = || {
                let is_set = shown.limits.with(|limits| !limits.rules.is_empty());
                shown.judged.with(|judged| {
                    shown.broken.with(|broken| limits_card(judged, broken, &figures.whole, is_set))
                })
            };
            if shown.has_plan() || shown.plans.with(|plans| !plans.is_none()) {
                let of_plans = || {
                    let scope = shown.scope.get();
                    let spans = shown.zone.with(|zone| scope.spans(zone));
                    adherence_card(
                        shown.adhered.with(|judged| judged.figures(&scope.agents, &spans)).as_ref(),
                    )
                };
                let is_known = shown.is_judged() && shown.plans_awaited.get() == 0;
                all.push(if is_known { of_plans() } else { no_adherence_card() });
            }
            all.push(if shown.is_judged() { of_limits() } else { no_limits_card() });
            all.extend(of_moments);
            all
        })
    };
    view! {
        <section class="cards" aria-label=words::SUMMARY>
            <dl class="facts" tabindex="0">
                {move || all().unwrap_or_default().iter().map(|card| fact(shown, card)).collect_view()}
            </dl>
        </section>
    }
    .into_any()
}
