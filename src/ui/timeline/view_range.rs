//! What part of the range is visible, in words and as two times that can be typed.

use leptos::prelude::*;

use super::Chart;
use crate::app::browser::lazy::lazy;
use crate::app::form::{parse_wall_clock, wall_clock};
use crate::app::words::toolbar as words;
use crate::ui::lately::when_wanted;
use crate::ui::parts::aria;
use model::format::{exact_words, span_words};
use model::time::{MINUTE, Millis, SECOND, Span};
use scene::viewport::MIN_SPAN;

/// Views shorter than this are said with milliseconds, in milliseconds.
const FINE: i64 = 10 * MINUTE;

/// Why typed times are no view; `Ok` with the view when they are one.
fn typed_view(start: Option<Millis>, end: Option<Millis>, window: Span) -> Result<Span, &'static str> {
    let (Some(start), Some(end)) = (start, end) else { return Err(words::TYPE_BOTH_TIMES) };
    if start >= end {
        return Err(words::END_BEFORE_START);
    }
    let view = Span { start, end }.intersect(window);
    if view.len() < MIN_SPAN.min(window.len()) {
        return Err(words::NOTHING_LOADED_THERE);
    }
    Ok(view)
}

lazy! { rare:
    /// Two times to be typed.
    fn form() -> fn(Chart, RwSignal<bool>) -> AnyView {
        |chart, open| view! { <ReachForm chart open/> }.into_any()
    }
}

/// The two times, once their code is here.
pub fn reach(chart: Chart, open: RwSignal<bool>) -> AnyView {
    let (form, missing) = when_wanted(|| true, form);
    view! { {move || form.get().map(|form| form(chart, open))} {missing} }.into_any()
}

/// A button that says what is visible, and opens two inputs.
#[component]
pub fn Reach(chart: Chart) -> impl IntoView {
    let shown = chart.shown;
    let open = RwSignal::new(false);
    let words = move || {
        let view = chart.told_view();
        let unit = if view.len() < FINE { 1 } else { SECOND };
        let view = Span { start: view.start.rounded(unit), end: view.end.rounded(unit) };
        shown.zone.with(|zone| format!("{} · {}", span_words(view, zone), exact_words(view.len())))
    };
    view! {
        <div class="reach folds early">
            <button
                type="button"
                class="reach-words"
                aria-expanded=move || aria(open.get())
                title=words::TYPE_THE_VIEW
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span>{words}</span>
            </button>
            {move || open.get().then(|| chart.hands.get().map(|hands| (hands.reach)(chart, open)))}
        </div>
    }
    .into_any()
}

/// Two times that can be typed; they begin with those of the view.
#[component]
fn ReachForm(chart: Chart, open: RwSignal<bool>) -> impl IntoView {
    let shown = chart.shown;
    let problem = RwSignal::new("");
    let edge = move |at: fn(Span) -> Millis| {
        move || shown.zone.with(|zone| wall_clock(at(chart.seen(chart.view.get())), zone))
    };
    let typed = RwSignal::new(untrack(|| (edge(|v| v.start)(), edge(|v| v.end)())));
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = |text: &str| shown.zone.with_untracked(|zone| parse_wall_clock(text, zone));
        let (start, end) = typed.with_untracked(|(start, end)| (read(start), read(end)));
        match typed_view(start, end, shown.bounds()) {
            Ok(view) => {
                problem.set("");
                shown.remember();
                chart.move_to(view);
                open.set(false);
            }
            Err(why) => problem.set(why),
        }
    };
    view! {
        <form class="reach-form" aria-label=words::VISIBLE_PART novalidate on:submit=apply>
            <label>
                {words::VIEW_FROM}
                <input
                    type="datetime-local"
                    step="1"
                    prop:value=move || typed.with(|(start, _)| start.clone())
                    on:input=move |event| typed.update(|t| t.0 = event_target_value(&event))
                />
            </label>
            <label>
                {words::VIEW_TO}
                <input
                    type="datetime-local"
                    step="1"
                    prop:value=move || typed.with(|(_, end)| end.clone())
                    on:input=move |event| typed.update(|t| t.1 = event_target_value(&event))
                />
            </label>
            <button type="submit" class="button">{words::SHOW}</button>
            <span class="remark danger" role="alert">{move || problem.get()}</span>
        </form>
    }
    .into_any()
}
