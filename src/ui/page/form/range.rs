//! The range to load.

use leptos::prelude::*;

use super::fields::{Labelled, text_input};
use crate::app::browser::clock::now;
use crate::app::form::wall_clock;
use crate::app::range::{Range, Relative};
use crate::app::session::Session;
use crate::app::target::Field;
use crate::app::words::range as words;
use crate::ui::show::Show;
use model::format::span_to_minute;
use model::locale::in_force;

/// The word of typed start and end in the list of ranges.
const TYPED: &str = "typed";

fn choose_range(session: Session, word: &str) {
    let chosen = Relative::of_word(word, in_force().week);
    let zone = session.shown.zone.get_untracked();
    session.form.update(|form| {
        // Typed times begin with those of the range that was chosen before.
        if let (None, Some(before)) = (chosen, form.range) {
            let span = Range::Relative(before).span(now(), &zone);
            form.from = wall_clock(span.start, &zone);
            form.to = wall_clock(span.end, &zone);
        }
        form.range = chosen;
    });
}

/// The day or days that a range stands for at this moment.
fn dates(session: Session) -> String {
    let Some(relative) = session.form.with(|form| form.range) else { return String::new() };
    session.shown.locale.track();
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
    let week = move || session.shown.locale.with(|locale| locale.week);
    let word = move || {
        session.form.with(|form| form.range.map_or(TYPED.into(), |relative| relative.word_where(week())))
    };
    // A link may ask for weeks that begin on another day than the reader's.
    let other = Memo::new(move |_| {
        let is_other = |range: &Relative| range.week().is_some_and(|first| first != week());
        session.form.with(|form| form.range.filter(is_other))
    });
    let offers = move || {
        let week = week();
        let offer = |relative: Relative| {
            let value = relative.word_where(week);
            let is_chosen = {
                let value = value.clone();
                move || word() == value
            };
            view! { <option value=value selected=is_chosen>{words::name(relative, week)}</option> }
        };
        Relative::all(week).into_iter().chain(other.get()).map(offer).collect_view()
    };
    view! {
        <div class="field ask-part">
            <span class="ask-caption" aria-hidden="true">{words::WHEN}</span>
            <label for="range">{words::RANGE}</label>
            <select id="range" data-testid="range" aria-describedby="range-dates" on:change=move |event| choose_range(session, &event_target_value(&event))>
                {offers}
                <option value=TYPED selected=move || word() == TYPED>{words::TYPED}</option>
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
    let zone = move || session.shown.zone.with(|zone| words::times_in(zone.name()));
    view! {
        <Show when=typed>
            <div class="fields typed-range">
            <Labelled session field=Field::From id="from" label=words::FROM>
                {text_input(session, "from", "datetime-local", "", Field::From, |f| &f.from, |f| &mut f.from)}
            </Labelled>
            <Labelled session field=Field::To id="to" label=words::TO>
                {text_input(session, "to", "datetime-local", "", Field::To, |f| &f.to, |f| &mut f.to)}
            </Labelled>
            <p class="hint wide">{zone}</p>
            </div>
        </Show>
    }
    .into_any()
}
