//! The bar that steps along the stretches that were found.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::searching::{Stretches, stretches};
use crate::app::find::steps::{Steps, step, steps_words};
use crate::app::view_state::effect::effect;
use crate::app::view_state::{SegmentRef, ViewState};
use crate::app::words::find as words;
use crate::ui::show::Show;
use model::format::number;

/// What is stepped along, and where the mark stands among it.
#[derive(Clone, Copy)]
struct Stepper {
    shown: ViewState,
    steps: RwSignal<Option<Steps>>,
    found: Memo<Stretches>,
}

impl Stepper {
    /// The stretch that is marked, whether it is one of those or not.
    fn current(self) -> Option<(usize, usize)> {
        let marked = self.shown.marked.get()?;
        let place = self.found.with(|(agents, _)| agents.iter().position(|agent| *agent == marked.agent))?;
        Some((place, self.shown.marked_occurrence()?.first))
    }

    fn go(self, forward: bool) {
        let next = untrack(|| {
            let current = self.current();
            self.found.with(|(agents, stretches)| {
                let (place, segment) = step(stretches, current, forward)?;
                Some(SegmentRef { agent: *agents.get(place)?, segment })
            })
        });
        if next.is_some() {
            self.shown.marked.set(next);
        }
    }

    /// `3 of 17`, `17 stretches` before the first step.
    fn words(self) -> String {
        let current = self.current();
        self.found.with(|(_, stretches)| {
            let at = current.and_then(|current| stretches.binary_search(&current).ok());
            match (stretches.len(), at) {
                (0, _) => words::NO_STRETCH.to_owned(),
                (all, Some(at)) => words::nth_of(number(at + 1), number(all)),
                (1, None) => words::ONE_STRETCH.to_owned(),
                (all, None) => words::stretches(number(all)),
            }
        })
    }

    fn on_key(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "Enter" if event.shift_key() => self.go(false),
            "ArrowDown" => self.go(true),
            "ArrowUp" => self.go(false),
            "Escape" => self.steps.set(None),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The bar; nothing while there is nothing to step along.
#[component]
pub fn StepBar(
    /// What is being looked at.
    shown: ViewState,
    /// What is stepped along.
    steps: RwSignal<Option<Steps>>,
) -> impl IntoView {
    let stepper = Stepper { shown, steps, found: stretches(shown, steps) };
    let next = NodeRef::<html::Button>::new();
    let focus = move || {
        if let Some(next) = next.get_untracked() {
            // Only a button that is gone refuses the focus.
            let _ = next.focus();
        }
    };
    // Whoever begins anew is taken to the first, and can go on by Enter.
    effect(move || {
        match steps.get() {
            None => return,
            Some(Steps { from: Some((agent, segment)), .. }) => {
                shown.marked.set(Some(SegmentRef { agent, segment }));
            }
            Some(_) => stepper.go(true),
        }
        request_animation_frame(focus);
    });
    let none = move || stepper.found.with(|(_, stretches)| stretches.is_empty());
    let what = move || steps.with(|steps| steps.as_ref().map(steps_words));
    view! {
        <Show when=move || steps.with(Option::is_some)>
            <div
                class="steps"
                role="group"
                aria-label=words::STRETCHES_FOUND
                data-testid="steps"
                on:keydown=move |event| stepper.on_key(&event)
            >
                <p role="status"><b>{what}</b>" "<span class="steps-at">{move || stepper.words()}</span></p>
                <button
                    type="button"
                    class="button icon"
                    aria-label=words::PREVIOUS_STRETCH
                    title=words::PREVIOUS_SHIFT_ENTER
                    disabled=none
                    on:click=move |_| stepper.go(false)
                >
                    "↑"
                </button>
                <button
                    type="button"
                    class="button icon"
                    aria-label=words::NEXT_STRETCH
                    title=words::NEXT_ENTER
                    disabled=none
                    node_ref=next
                    on:click=move |_| stepper.go(true)
                >
                    "↓"
                </button>
                <button
                    type="button"
                    class="button icon"
                    aria-label=words::CLOSE
                    title=words::CLOSE_ESC
                    on:click=move |_| steps.set(None)
                >
                    "✕"
                </button>
            </div>
        </Show>
    }
    .into_any()
}
