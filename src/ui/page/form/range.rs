//! The range to load.

use leptos::prelude::*;

use super::{Labelled, text_input};
use crate::app::browser::clock::now;
use crate::app::form::wall_clock;
use crate::app::range::{Range, Relative};
use crate::app::session::Session;
use crate::app::target::Field;
use crate::ui::show::Show;
use model::format::span_to_minute;

/// The ranges that move with time, in words.
const RANGES: [(Relative, &str); 7] = [
    (Relative::Last24Hours, "Last 24 hours"),
    (Relative::Today, "Today"),
    (Relative::Yesterday, "Yesterday"),
    (Relative::ThisWeek, "This week"),
    (Relative::LastWeek, "Last week"),
    (Relative::Last7Days, "Last 7 days"),
    (Relative::Last28Days, "Last 28 days"),
];

/// The word of typed start and end in the list of ranges.
const TYPED: &str = "typed";

fn choose_range(session: Session, word: &str) {
    let chosen = Relative::ALL.into_iter().find(|(_, known)| *known == word);
    let zone = session.shown.zone.get_untracked();
    session.form.update(|form| {
        // Typed times begin with those of the range that was chosen before.
        if let (None, Some(before)) = (chosen, form.range) {
            let span = Range::Relative(before).span(now(), &zone);
            form.from = wall_clock(span.start, &zone);
            form.to = wall_clock(span.end, &zone);
        }
        form.range = chosen.map(|(relative, _)| relative);
    });
}

/// The day or days that a range stands for at this moment.
fn dates(session: Session) -> String {
    let Some(relative) = session.form.with(|form| form.range) else { return String::new() };
    session.shown.zone.with(|zone| {
        let span = Range::Relative(relative).span(now(), zone);
        span_to_minute(span, zone)
    })
}

/// The range: one that moves with time, or typed start and end.
#[component]
pub fn RangeField(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let word = move || session.form.with(|form| form.range.map_or(TYPED, Relative::word));
    view! {
        <div class="field ask-part">
            <span class="ask-caption" aria-hidden="true">"When"</span>
            <label for="range">"Range"</label>
            <select id="range" data-testid="range" aria-describedby="range-dates" on:change=move |event| choose_range(session, &event_target_value(&event))>
                {RANGES
                    .map(|(relative, label)| {
                        view! { <option value=relative.word() selected=move || word() == relative.word()>{label}</option> }
                    })
                    .collect_view()}
                <option value=TYPED selected=move || word() == TYPED>"Custom range"</option>
            </select>
            <p class="hint" id="range-dates">{move || dates(session)}</p>
        </div>
    }
    .into_any()
}

/// Start and end, where they are typed.
#[component]
pub fn TypedRange(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let typed = move || session.form.with(|form| form.range.is_none());
    let zone = move || session.shown.zone.with(|zone| format!("Times in {}", zone.name()));
    view! {
        <Show when=typed>
            <div class="fields typed-range">
            <Labelled session field=Field::From id="from" label="From">
                {text_input(session, "from", "datetime-local", "", Field::From, |f| &f.from, |f| &mut f.from)}
            </Labelled>
            <Labelled session field=Field::To id="to" label="To">
                {text_input(session, "to", "datetime-local", "", Field::To, |f| &f.to, |f| &mut f.to)}
            </Labelled>
            <p class="hint wide">{zone}</p>
            </div>
        </Show>
    }
    .into_any()
}
