//! What everything on the page speaks of, said above it; what clears a zoom or a selection.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::legend::{Named, named};
use crate::app::scope::{Here, ScopeKind, ScopeWords, showing};
use crate::app::view_state::ViewState;
use crate::app::words::{header as words, scope as words_of_scope};
use model::sorting::set_of;

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

/// Whether something of what is spoken of is not here, and does not come by itself.
fn is_partial(shown: ViewState) -> bool {
    shown.is_partial() && !shown.is_growing()
}

/// What is shown, in words.
pub fn scope_words(shown: ViewState) -> String {
    let told = shown.told_fetched.get();
    let here = match &told {
        _ if !shown.is_partial() => Here::Whole,
        _ if shown.is_growing() => Here::SoFar,
        told => Here::Part(told.as_ref().map_or(words_of_scope::PART_FETCHED, |told| &told.fetched)),
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

/// The chip that says what is shown.
#[component]
pub fn ScopeChip(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let part = move |of: fn(&crate::app::scope::Scope) -> String| move || shown.scope.with(of);
    let words = Memo::new(move |_| scope_words(shown));
    let left_out = move || {
        is_partial(shown).then(|| {
            let told = shown.told_fetched.get();
            told.map_or_else(|| words_of_scope::FIGURES_LEAVE_OUT_IT.to_owned(), |told| told.left_out)
        })
    };
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
        <div class="scope-line">
            <div
                class="scope-chip"
                data-testid="scope"
                data-kind=part(|scope| scope.kind.word().to_owned())
                data-start=part(|scope| scope.span.start.0.to_string())
                data-end=part(|scope| scope.span.end.0.to_string())
            >
                <span role="status">{words::SHOWING}{words}</span>
                {clear}
            </div>
            <span class="scope-left-out">{left_out}</span>
        </div>
    }
    .into_any()
}
