//! The figures above the timeline.

use leptos::prelude::*;

use crate::app::adherence::card::{adherence_card, no_adherence_card};
use crate::app::cards::{Card, Cards as Of, Who, beside_whole, cards};
use crate::app::figures::{Figures, Whose};
use crate::app::limits::card::{limits_card, no_limits_card};
use crate::app::limits::list::in_scope;
use crate::app::panel::Panel;
use crate::app::scope::{Scope, ScopeKind};
use crate::app::view_state::ViewState;
use crate::app::words::cards as words;
use model::dataset::Dataset;

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
                {(!card.whole.is_empty()).then(|| view! { <small class="fact-whole">{card.whole.clone()}</small> })}
                {(!card.note.is_empty()).then(|| view! { <small>{card.note.clone()}</small> })}
                {card.help.map(|help| view! { <small class="fact-help">{help}</small> })}
            </dd>
        </div>
    }
}

/// The cards of a scope.
fn of_scope(shown: ViewState, data: &Dataset, figures: &Figures, scope: &Scope) -> Vec<Card> {
    let zone = shown.zone.read();
    let spans = scope.spans(&zone);
    let label = |agent: Option<usize>| agent.and_then(|agent| shown.agent_label(agent)).unwrap_or_default();
    let Whose { first, last, longest } = figures.whose;
    let who = Who { first: label(first), last: label(last), longest: label(longest) };
    let attendance = figures.attendance.as_ref();
    let Of { of_time: mut all, of_moments } =
        cards(&figures.summary, (attendance, &who), &data.catalog, &zone);
    if shown.has_plan() || shown.plans.with(|plans| !plans.is_none()) {
        let of_plans =
            || adherence_card(shown.adhered.with(|judged| judged.figures(&scope.agents, &spans)).as_ref());
        let is_known = shown.is_judged() && shown.plans_awaited.get() == 0;
        all.push(if is_known { of_plans() } else { no_adherence_card() });
    }
    let of_limits = || {
        let is_set = shown.limits.with(|limits| !limits.rules.is_empty());
        let broken = shown.overruns.with(|overruns| in_scope(overruns, scope, &spans));
        shown.judged.with(|judged| limits_card(judged, &broken, &figures.whole, is_set))
    };
    all.push(if shown.is_judged() { of_limits() } else { no_limits_card() });
    all.extend(of_moments);
    all
}

/// Those of what everything speaks of; beside those of a selection the figures of the whole range.
fn all_cards(shown: ViewState, data: &Dataset, figures: &Figures) -> Vec<Card> {
    let scope = shown.scope.get();
    let mut all = of_scope(shown, data, figures, &scope);
    if scope.kind == ScopeKind::Selection {
        let whole = Scope { kind: ScopeKind::Range, span: data.window, hours: None, agents: scope.agents };
        let counts = shown.showing(&data.catalog);
        let figures = Figures::of(data, &whole, &shown.zone.read(), &counts);
        let is_day = shown.zone.with(|zone| zone.days(data.window, 2).len() == 1);
        beside_whole(&mut all, &of_scope(shown, data, &figures, &whole), is_day);
    }
    all
}

/// Cards of what is shown; they follow range, view or selection.
#[component]
pub fn Cards(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let all = move || shown.with_figures(|figures, data| all_cards(shown, data, figures));
    view! {
        <section class="cards" aria-label=words::SUMMARY>
            <dl class="facts" tabindex="0">
                {move || all().unwrap_or_default().iter().map(|card| fact(shown, card)).collect_view()}
            </dl>
        </section>
    }
    .into_any()
}
