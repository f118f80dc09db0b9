//! The answer: whose time it is, when, where it went in a sentence, and the bar that is legend and filter.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

use crate::app::answer::{BarPart, Phrase, bar, kind_name, no_agent, sentence, when};
use crate::app::browser::tab;
use crate::app::cards::state_note;
use crate::app::legend::{named, toggled};
use crate::app::view_state::effect::effect;
use crate::app::view_state::{Data, ViewState};
use crate::app::words::cards as words;
use crate::ui::foreign::foreign;
use crate::ui::parts::{aria, colour, pattern};
use model::format::{duration_words, percent};
use model::state::StateKind;
use scene::theme::{Role, variable};

fn phrases(all: Vec<Phrase>) -> impl IntoView {
    let one = |phrase: Phrase| {
        if phrase.is_fact { view! { <b>{phrase.text}</b> }.into_any() } else { phrase.text.into_any() }
    };
    all.into_iter().map(one).collect_view()
}

/// What the heading says: dates, hours of a day, the sentence.
type Told = (String, Option<String>, Vec<Phrase>);

/// The heading of what is shown.
#[component]
pub fn Head(
    /// What is being looked at.
    shown: ViewState,
    /// Whether more is coming: then figures are so far.
    is_so_far: Signal<bool>,
) -> impl IntoView {
    let told = Memo::new(move |_| {
        shown.with_figures(|figures, data| {
            let (dates, hours) = when(figures.summary.span, figures.attendance.as_ref(), &shown.zone.read());
            let is_one_day = !dates.contains('–');
            let said = match figures.agents {
                0 => vec![no_agent()],
                _ => sentence(&figures.summary, &data.catalog, is_one_day, is_so_far.get()),
            };
            (dates, hours, said)
        })
    });
    let part =
        move |of: fn(&Told) -> String| move || told.with(|told| told.as_ref().map(of).unwrap_or_default());
    let dates = part(|(dates, ..)| dates.clone());
    let hours = part(|(_, hours, _)| hours.as_ref().map_or(String::new(), |hours| format!(" · {hours}")));
    let said = move || told.with(|told| told.as_ref().map(|(.., said)| phrases(said.clone())));
    let heading = NodeRef::<html::H1>::new();
    effect(move || {
        let Some(heading) = heading.get().filter(|_| !is_so_far.get()) else { return };
        // Whoever is doing something else goes on with it.
        if tab::has_no_focus() {
            // A heading that cannot have the focus leaves it where it is.
            let _ = heading.focus();
        }
    });
    view! {
        <h1 class="answer-head" data-testid="answer" tabindex="-1" node_ref=heading>
            <span class="answer-who"><b>{move || foreign(&shown.who())}</b>" · "{dates}{hours}</span>
            " "
            <span class="answer-said">{said}</span>
        </h1>
    }
    .into_any()
}

/// A kind of state as tests and scripts name its figure.
fn card_name(kind: StateKind) -> String {
    match kind {
        StateKind::Other => "card-other".to_owned(),
        // The card of this name has all logged-in time.
        StateKind::LoggedIn => "card-login".to_owned(),
        kind => format!("card-{}", variable(Role::State(kind))),
    }
}

/// The time logged in by kind of state, all of it. A click shows a kind alone, with Shift it hides it.
#[component]
pub fn Bar(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let parts = Memo::new(move |_| shown.with_figures(|figures, _| bar(&figures.whole)).unwrap_or_default());
    let kinds =
        Memo::new(move |_| parts.with(|parts| parts.iter().map(|part| part.kind).collect::<Vec<_>>()));
    view! {
        <div class="answer-bar" role="group" aria-label=words::BAR>
            {move || kinds.get().into_iter().map(|kind| view! { <Part shown kind parts/> }).collect_view()}
        </div>
        // On phones the bar has no room for them.
        <ul class="bar-list" aria-hidden="true">
            <For each=move || kinds.get() key=|kind| *kind let:kind>
                <li>
                    <span class=format!("swatch {} {}", variable(Role::State(kind)), pattern(Role::State(kind))) style:color=colour(Role::State(kind))></span>
                    <span>{kind_name(kind)}</span>
                    <b>{move || shown.figures.with(|figures| figures.as_ref().map(|f| duration_words(f.summary.kind(kind).ms)))}</b>
                </li>
            </For>
        </ul>
    }
    .into_any()
}

/// One kind of state in the bar.
#[component]
fn Part(shown: ViewState, kind: StateKind, parts: Memo<Vec<BarPart>>) -> impl IntoView {
    let found = move || parts.with(|parts| parts.iter().find(|part| part.kind == kind).cloned());
    let is_shown = move || {
        let keys = keys(shown, kind);
        keys.is_empty() || keys.iter().any(|key| !shown.hidden.with(|hidden| hidden.contains(key)))
    };
    let width = move || found().map_or(0.0, |part| part.share);
    let total = move || shown.figures.with(|figures| figures.as_ref().map(|f| f.summary.kind(kind).ms));
    let ms = move || total().unwrap_or_default();
    // What is hidden keeps its place, without figures.
    let told = move |words: fn(f64, i64) -> String| {
        move || {
            let share = shown.figures.with(|figures| figures.as_ref().and_then(|f| f.summary.share(ms())));
            share.filter(|_| is_shown()).map(|share| words(share, ms())).unwrap_or_default()
        }
    };
    let note = move || {
        let of =
            |data: &Data| shown.figures.with(|f| Some(state_note(kind, &f.as_ref()?.summary, &data.catalog)));
        shown.data.with(|data| data.as_ref().and_then(of)).unwrap_or_default()
    };
    let on_click = move |event: MouseEvent| {
        let all = all_keys(shown);
        let (keys, is_alone) = (untrack(|| keys(shown, kind)), !event.shift_key());
        // What did not occur can be neither hidden nor shown alone.
        if !keys.is_empty() {
            shown.hidden.update(|hidden| *hidden = toggled(hidden, &keys, is_alone, &all));
        }
    };
    view! {
        <button
            type="button"
            class=format!("answer-part {} {}", variable(Role::State(kind)), pattern(Role::State(kind)))
            style:flex-grow=move || format!("{:.4}", width())
            aria-pressed=move || aria(is_shown())
            data-testid=card_name(kind)
            data-value=ms
            title=move || format!("{}: {}", kind_name(kind), note())
            on:click=on_click
        >
            <span class="answer-name">{kind_name(kind)}</span>
            " "
            <span class="answer-share">{told(|share, _| percent(share))}</span>
            <span class="answer-time">{told(|_, ms| duration_words(ms))}</span>
        </button>
    }
    .into_any()
}

/// The words in links of the states of a kind.
fn keys(shown: ViewState, kind: StateKind) -> Vec<String> {
    states(shown).into_iter().filter(|(_, of)| *of == kind).map(|(key, _)| key).collect()
}

fn all_keys(shown: ViewState) -> Vec<String> {
    untrack(|| states(shown)).into_iter().map(|(key, _)| key).collect()
}

/// All states of the scope, hidden ones too.
fn states(shown: ViewState) -> Vec<(String, StateKind)> {
    let Some(figures) = shown.figures.get() else { return Vec::new() };
    let of = |data: &Data| shown.others.with(|others| named(&figures.whole, &data.catalog, others));
    let named = shown.data.with(|data| data.as_ref().map(of)).unwrap_or_default();
    named.into_iter().map(|state| (state.key, state.kind)).collect()
}
