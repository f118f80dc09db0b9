//! The figures above the timeline.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

use crate::app::adherence::card::{adherence_card, no_adherence_card};
use crate::app::cards::{Card, Cards as Of, Who, beside_whole, cards};
use crate::app::figures::{Figures, Whose};
use crate::app::limits::card::{limits_card, no_limits_card};
use crate::app::limits::list::in_scope;
use crate::app::panel::Panel;
use crate::app::scope::{Scope, ScopeKind};
use crate::app::view_state::ViewState;
use crate::app::words::cards as words;
use crate::ui::parts::drawn::{Tag, draw, tag};
use model::dataset::Dataset;

/// What the name of a card begins with on the page.
const CARD: &str = "card-";

/// The name of a card; where there is a list of what it counts, it leads there.
fn name(card: &Card) -> Tag {
    let name = tag("dt");
    if Panel::of_card(card.name).is_none() {
        return name.text(card.label);
    }
    let button = tag("button").with("type", "button").with("class", "link");
    name.child(button.with("title", words::SHOW_THE_LIST).text(card.label))
}

/// The list that the name of a card leads to which was clicked.
fn list_of(event: &Event) -> Option<Panel> {
    let clicked = event.target()?;
    let button = clicked.dyn_ref::<Element>()?.closest("button").ok()??;
    let card = button.closest("[data-testid]").ok()??.get_attribute("data-testid")?;
    Panel::of_card(card.strip_prefix(CARD)?)
}

fn fact(card: Card) -> Tag {
    let small = |class: &'static str, words: String| tag("small").with("class", class).text(words);
    let mut fact = tag("div").with("class", "fact").with("data-testid", format!("{CARD}{}", card.name));
    let name = name(&card);
    let mut told = tag("dd").text(card.value);
    if let Some(raw) = card.raw {
        fact = fact.with("data-value", raw.to_string());
    }
    if !card.whole.is_empty() {
        told = told.child(small("fact-whole", card.whole));
    }
    if !card.note.is_empty() {
        told = told.child(tag("small").text(card.note));
    }
    if let Some(help) = card.help {
        fact = fact.with("title", help);
        told = told.child(small("fact-help", help.to_owned()));
    }
    fact.child(name).child(told)
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
    let place = NodeRef::new();
    draw(place, move || {
        let all = shown.with_figures(|figures, data| all_cards(shown, data, figures));
        all.unwrap_or_default().into_iter().map(fact).collect()
    });
    let go = move |event: MouseEvent| {
        if let Some(panel) = list_of(&event) {
            shown.panel.set(Some(panel));
        }
    };
    view! {
        <section class="cards" aria-label=words::SUMMARY>
            <dl class="facts" tabindex="0" node_ref=place on:click=go></dl>
        </section>
    }
    .into_any()
}
