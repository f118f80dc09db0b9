//! Everyone's state at a moment: a list, a count a state, and CSV.

use leptos::prelude::*;

use crate::app::browser::download::{CSV, File};
use crate::app::form::{parse_wall_clock, wall_clock};
use crate::app::moment::{Line, csv, lines};
use crate::app::roster::{MAX_LISTED, StateAt, count_by_kind, states_at};
use crate::app::view_state::{SegmentRef, ViewState};
use crate::app::words::agents as words;
use crate::ui::foreign::foreign;
use crate::ui::parts::dot::dot;
use crate::ui::show::Show;
use crate::ui::table_head::TableHead;
use model::format::{Clock, date_time, number};
use model::state::StateKind;
use model::time::Millis;
use scene::rows::StateRows;
use scene::theme::Role;

/// Columns of the list.
const COLUMNS: [(&str, &str); 4] =
    [(words::AGENT, ""), (words::STATE, ""), (words::REASON, ""), (words::FOR_HOW_LONG, Clock::Both.unit())];

fn states_shown(shown: ViewState, at: Millis) -> Vec<StateAt> {
    shown.data.with(|data| {
        let Some(data) = data else { return Vec::new() };
        let mut states = shown.scope.with(|scope| states_at(data, &scope.agents, at));
        let is_seen = shown.showing(&data.catalog);
        states.retain(|state| is_seen(state.activity));
        states
    })
}

fn lines_of(shown: ViewState, states: &[StateAt]) -> Vec<Line> {
    shown.data.with(|data| {
        let Some(data) = data else { return Vec::new() };
        let legend = StateRows::new(&data.catalog);
        shown.people.with(|people| lines(data, people, &legend, states))
    })
}

fn row(shown: ViewState, line: Line) -> impl IntoView {
    let segment = SegmentRef { agent: line.agent, segment: line.segment };
    view! {
        <tr class:current=move || shown.marked.get() == Some(segment)>
            <th scope="row">
                <button
                    type="button"
                    class="link"
                    title=words::MARK_IT_ON_THE_TIMELINE
                    on:click=move |_| shown.marked.set(Some(segment))
                >
                    {foreign(&line.who)}
                </button>
            </th>
            <td>{dot(line.role)} {foreign(&line.state)}</td>
            <td>{foreign(&line.reason)}</td>
            <td>{if line.absent { "–".to_owned() } else { Clock::Both.text(line.for_ms) }}</td>
        </tr>
    }
}

/// The panel. Nothing is there while rows do not stand for agents.
#[component]
pub fn MomentPanel(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let at = Memo::new(move |_| shown.moment_shown().unwrap_or_default());
    let words = move || shown.zone.with(|zone| date_time(at.get(), zone));
    let typed = move || shown.zone.with(|zone| wall_clock(at.get(), zone));
    let on_typed = move |event| {
        let text = event_target_value(&event);
        let read = shown.zone.with_untracked(|zone| parse_wall_clock(&text, zone));
        if read.is_some() {
            shown.moment.set(read);
        }
    };
    let states = Memo::new(move |_| states_shown(shown, at.get()));
    let counts = move || {
        let count = |(kind, n): (StateKind, usize)| {
            view! { <li data-state=kind.name() data-count=n>{dot(Role::State(kind))}<b>{number(n)}</b>{kind.label()}</li> }
        };
        let counts = shown.data.with(|data| data.as_ref().map(|data| count_by_kind(data, &states.read())));
        counts.unwrap_or_default().into_iter().map(count).collect_view()
    };
    // While much is coming, hundreds of rows would be made anew again and again.
    let listed = move || {
        if shown.is_growing() {
            return Vec::new();
        }
        states.with(|states| lines_of(shown, &states[..states.len().min(MAX_LISTED)]))
    };
    let rows = move || listed().into_iter().map(|line| row(shown, line)).collect_view();
    let rest = move || {
        let left_out = states.with(Vec::len).saturating_sub(MAX_LISTED);
        let words = || words::more_agents(number(left_out));
        (left_out > 0).then(|| view! { <p class="hint">{words()}</p> })
    };
    let save = move |_| {
        let t = at.get_untracked();
        let text =
            shown.zone.with_untracked(|zone| csv(&untrack(|| lines_of(shown, &states.read())), t, zone));
        let file = File::csv();
        file.text(&text);
        file.save("shiftline-states.csv", CSV);
    };
    view! {
        <Show when=move || shown.is_everyone()>
            <section class="panel moment" aria-label=words::STATES_AT_A_MOMENT data-testid="moment">
                <div class="moment-head">
                    <h2>{words::STATE_AT} {words}</h2>
                    <label>
                        <span class="visually-hidden">{words::STATE_AT_LABEL}</span>
                        <input type="datetime-local" step="1" prop:value=typed on:change=on_typed/>
                    </label>
                    <button type="button" class="button" on:click=move |_| shown.moment.set(None)>{words::LATEST}</button>
                    <span class="spacer"></span>
                    <button type="button" class="button" on:click=save>{words::SAVE_AS_CSV}</button>
                </div>
                <ul class="moment-counts" aria-label=words::AGENTS_IN_EACH_STATE>{counts}</ul>
                <div class="table-scroll" tabindex="0" role="region" aria-label=words::STATES_OF_ALL_AGENTS>
                    <table>
                        <TableHead columns=&COLUMNS/>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {rest}
            </section>
        </Show>
    }
    .into_any()
}
