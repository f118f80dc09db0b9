//! What the states of the table mean: a choice for each that its first rows have.

use leptos::prelude::*;

use super::{Choice, cut};
use crate::app::columns::{self, KINDS, States};
use crate::app::messages;
use crate::app::words::columns as words;
use model::state::StateKind;

/// A state, and the choice of what it means.
fn state(choice: Choice, place: usize, name: String) -> impl IntoView {
    let id = format!("state-{place}");
    let chosen = choice.preset.with_untracked(|preset| columns::kind(preset, &name));
    let option =
        |kind: StateKind| view! { <option value=kind.name() selected=kind == chosen>{kind.label()}</option> };
    let label = view! { <label for=id.clone()><bdi>{cut(&name)}</bdi></label> };
    let choose = move |event| {
        let value = event_target_value(&event);
        if let Some(kind) = KINDS.into_iter().find(|kind| kind.name() == value) {
            choice.preset.update(|preset| columns::set_kind(preset, &name, kind));
        }
    };
    view! {
        <div class="state">
            {label}
            <select id=id on:change=choose>{KINDS.map(option).collect_view()}</select>
        </div>
    }
}

/// The states of the column that has them. It is made anew only when that is another.
#[component]
pub fn StateKinds(choice: Choice, rows: Vec<Vec<String>>) -> impl IntoView {
    let place = Memo::new(move |_| choice.preset.with(columns::state_place));
    let (proposed, kinds) = choice.preset.with_untracked(|p| (columns::state_place(p), p.kinds.clone()));
    let list = move || {
        let place = place.get();
        let before = Some(kinds.clone()).filter(|_| place == proposed).unwrap_or_default();
        let States { names, others } = columns::states(place, &rows, &before);
        let is_any = !names.is_empty();
        let names =
            names.into_iter().enumerate().map(|(place, name)| state(choice, place, name)).collect_view();
        let others = (others > 0).then(|| view! { <p class="hint">{messages::other_states(others)}</p> });
        is_any.then(|| {
            view! {
                <fieldset class="states" aria-describedby="states-hint">
                    <legend>{words::WHAT_STATES_MEAN}</legend>
                    <p id="states-hint" class="hint">
                        {words::AS_THEIR_NAMES_SAY}
                    </p>
                    <div class="states-list">{names}</div>
                    {others}
                </fieldset>
            }
        })
    };
    view! { {list} }.into_any()
}
