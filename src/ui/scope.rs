//! What everything on the page speaks of, said above it; what clears a zoom or a selection.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::browser::lazy::lazy;
use crate::app::figures::Figures;
use crate::app::legend::{Named, named};
use crate::app::scope::{Here, ScopeKind, ScopeWords, showing};
use crate::app::unfetched::{self, Tell, Told};
use crate::app::view_state::ViewState;
use crate::app::view_state::effect::effect;
use crate::app::words::{header as words, scope as words_of_scope};
use crate::ui::lately::when_wanted;
use model::sorting::set_of;
use model::state::StateKind;

/// What people read for the states that are hidden, each once.
fn left_out(shown: ViewState) -> Vec<String> {
    shown.hidden.with(|hidden| {
        if hidden.is_empty() {
            return Vec::new();
        }
        let labels: BTreeSet<String> = shown
            .data
            .with(|data| {
                let data = data.as_ref()?;
                let all = shown.figures.with(|figures| Some(figures.as_ref()?.whole.clone()))?;
                let all = shown.others.with(|others| named(&all, &data.catalog, others));
                let is_hidden = |state: &Named| hidden.contains(&state.key);
                Some(set_of(all.into_iter().filter(is_hidden).map(|state| state.label)))
            })
            .unwrap_or_default();
        labels.into_iter().collect()
    })
}

/// Whether something of what is spoken of is not here.
fn is_partial(shown: ViewState) -> bool {
    let is_missing = |figures: &Figures| figures.whole.kind(StateKind::NotFetched).ms > 0;
    shown.with_figures(|figures, _| is_missing(figures)).unwrap_or_default()
}

/// What is said of that, where something is missing and nothing more comes by itself.
fn told(shown: ViewState) -> Option<Told> {
    let data = shown.data.get().filter(|_| is_partial(shown) && !shown.growing.get())?;
    let part = || Told { fetched: words_of_scope::PART_FETCHED.to_owned(), ..Told::default() };
    let told = shown
        .tell_fetched
        .get()
        .map(|told| shown.scope.with(|scope| shown.zone.with(|zone| told(scope, &data, zone))));
    Some(told.unwrap_or_else(part))
}

/// What is shown, in words.
pub fn scope_words(shown: ViewState) -> String {
    let told = told(shown);
    let here = match &told {
        Some(told) => Here::Part(&told.fetched),
        None if is_partial(shown) => Here::SoFar,
        None => Here::Whole,
    };
    let scope = shown.scope.get();
    let whose = scope.agent().and_then(|agent| shown.agent_label(agent));
    let all = if shown.is_everyone() { shown.agents() } else { scope.agents.len() };
    let left_out = left_out(shown);
    shown.zone.with(|zone| {
        let whose = whose.as_deref();
        showing(&ScopeWords { scope: &scope, zone, whose, all, left_out: &left_out, here })
    })
}

lazy! { rare:
    /// What says how much was fetched.
    fn partly() -> Tell {
        unfetched::told
    }
}

/// The chip that says what is shown.
#[component]
pub fn ScopeChip(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let part = move |of: fn(&crate::app::scope::Scope) -> String| move || shown.scope.with(of);
    let words = Memo::new(move |_| scope_words(shown));
    let told = Memo::new(move |_| told(shown));
    let (partly, _) = when_wanted(move || told.with(Option::is_some), partly);
    effect(move || {
        if let Some(partly) = partly.get() {
            shown.tell_fetched.set(Some(partly));
        }
    });
    let left_out = move || told.with(|told| told.as_ref().map(|told| told.left_out.clone()));
    let clears = move || match shown.scope.with(|scope| scope.kind) {
        ScopeKind::Range => None,
        ScopeKind::Zoom => Some(words::SHOW_WHOLE_RANGE),
        ScopeKind::Selection => Some(words::CLEAR_SELECTION),
    };
    let clear = move || {
        clears().map(|label| {
            view! {
                <button type="button" class="scope-clear" aria-label=label title=label on:click=move |_| shown.widen_scope()>
                    "✕"
                </button>
            }
        })
    };
    view! {
        <div
            class="scope-chip"
            class:partial=move || told.with(Option::is_some)
            data-testid="scope"
            data-kind=part(|scope| scope.kind.word().to_owned())
            data-start=part(|scope| scope.span.start.0.to_string())
            data-end=part(|scope| scope.span.end.0.to_string())
        >
            // Whoever listens hears of the progress elsewhere.
            <span role="status" aria-live=move || if shown.growing.get() { "off" } else { "polite" }>
                {words::SHOWING}
                {words}
            </span>
            {clear}
        </div>
        <span class="scope-left-out">{left_out}</span>
    }
    .into_any()
}
