//! The search box: steps through the stretches that fit.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::app::search::{hits_of, parse, step};
use crate::app::view_state::{SegmentRef, ViewState};
use model::format::number;

/// What the box's parts share.
#[derive(Clone, Copy)]
struct Finder {
    shown: ViewState,
    typed: RwSignal<String>,
    /// Pairs of an agent's place in the rows and a stretch's first segment, in order.
    hits: Memo<Vec<(usize, usize)>>,
}

impl Finder {
    /// The agents that are searched, in row order.
    fn agents(self) -> Vec<usize> {
        if self.shown.is_everyone() { self.shown.order.get() } else { vec![self.shown.agent.get()] }
    }

    /// What the marked segment is a part of, as a hit, whether it is one or not.
    fn current(self) -> Option<(usize, usize)> {
        let marked = self.shown.marked.get()?;
        let place = self.agents().iter().position(|agent| *agent == marked.agent)?;
        Some((place, self.shown.marked_occurrence()?.first))
    }

    fn go(self, forward: bool) {
        let found = untrack(|| self.hits.with(|hits| step(hits, self.current(), forward)));
        let agents = untrack(|| self.agents());
        if let Some((place, segment)) = found
            && let Some(&agent) = agents.get(place)
        {
            self.shown.marked.set(Some(SegmentRef { agent, segment }));
        }
    }

    /// `3 of 17`, `17 hits` before the first step.
    fn words(self) -> String {
        if self.typed.with(|typed| typed.trim().is_empty()) {
            return String::new();
        }
        let current = self.current();
        self.hits.with(|hits| match (hits.len(), current.and_then(|c| hits.binary_search(&c).ok())) {
            (0, _) => "no hit".to_owned(),
            (all, Some(at)) => format!("{} of {}", number(at + 1), number(all)),
            (1, None) => "1 hit".to_owned(),
            (all, None) => format!("{} hits", number(all)),
        })
    }

    fn on_key(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "Enter" => self.go(!event.shift_key()),
            "Escape" => self.typed.set(String::new()),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The box with its two arrows and the place among the hits.
#[component]
pub fn Search(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let agents =
        Memo::new(move |_| if shown.is_everyone() { shown.order.get() } else { vec![shown.agent.get()] });
    let hits = Memo::new(move |_| {
        let query = typed.with(|typed| parse(typed));
        let Some(data) = shown.data.get().filter(|_| !query.is_empty()) else { return Vec::new() };
        let mut hits = agents.with(|agents| shown.zone.with(|zone| hits_of(&data, agents, &query, zone)));
        let is_seen = shown.showing(&data.catalog);
        agents.with(|agents| {
            let is_shown = |(place, segment): &(usize, usize)| {
                let agent = agents.get(*place).and_then(|agent| data.agents.get(*agent));
                agent.is_some_and(|agent| is_seen(agent.lane.activity(*segment)))
            };
            hits.retain(is_shown);
        });
        hits
    });
    let finder = Finder { shown, typed, hits };
    let none = move || hits.with(Vec::is_empty);
    view! {
        <div class="search" role="search">
            <input
                type="search"
                aria-label="Find stretches"
                aria-describedby="search-found"
                placeholder="Find: lunch, >5m, 12:05"
                title="State or reason, longer or shorter than a time (>5m, <30s, >1h30m), or a time of day. Enter goes to the next, Shift + Enter to the one before."
                autocomplete="off"
                spellcheck="false"
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=move |event| finder.on_key(&event)
            />
            <button
                type="button"
                class="button icon"
                aria-label="Previous hit"
                title="Previous (Shift + Enter)"
                disabled=none
                on:click=move |_| finder.go(false)
            >
                "↑"
            </button>
            <button
                type="button"
                class="button icon"
                aria-label="Next hit"
                title="Next (Enter)"
                disabled=none
                on:click=move |_| finder.go(true)
            >
                "↓"
            </button>
            <span id="search-found" class="remark" role="status">{move || finder.words()}</span>
        </div>
    }
    .into_any()
}
