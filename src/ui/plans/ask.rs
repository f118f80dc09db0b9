//! What is asked about a file that may be a schedule: whether it is one, and what its columns hold.

use leptos::prelude::*;

use crate::app::columns::SHOWN;
use crate::app::messages::{plan_role, plan_trouble};
use crate::app::plans::columns::{Choice, names_agents, trouble};
use crate::app::session::Session;
use crate::app::session::schedules::{PlanAnswer, PlanAsking};
use crate::app::words::schedule_columns as words;
use crate::ui::foreign::foreign;
use crate::ui::parts::modal::{Dialog, Modal, Name};
use data::schedule::PlanRole;

/// Longest text of a cell that is shown, in characters.
const CELL: usize = 60;

fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(CELL).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// The question of the moment, if there is one.
#[component]
pub fn PlanQuestion(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let done = Callback::new(move |answer| session.schedules.say(answer));
    let question = move || {
        session.schedules.asking.get().map(|asking| match asking {
            PlanAsking::Sort { name } => view! { <SortDialog name done/> }.into_any(),
            PlanAsking::Columns { name, rows, proposal } => {
                view! { <PlanColumns name rows proposal done/> }.into_any()
            }
        })
    };
    question.into_any()
}

/// Whether a table is a schedule.
#[component]
fn SortDialog(name: String, done: Callback<Option<PlanAnswer>>) -> impl IntoView {
    let answer = RwSignal::new(None);
    let modal = Modal::new();
    let choose = move |is_schedule| {
        answer.set(Some(PlanAnswer::IsSchedule(is_schedule)));
        modal.close();
    };
    view! {
        <Dialog
            modal
            class="modal columns plan-sort"
            testid="plan-sort"
            name=Name::Heading("plan-sort-title")
            closed=Callback::new(move |()| done.run(answer.get_untracked()))
        >
            <form on:submit=|event: leptos::ev::SubmitEvent| event.prevent_default()>
                <h2 id="plan-sort-title">{words::IS_THIS_A_SCHEDULE}</h2>
                <p>
                    {words::THE_COLUMNS_OF} <b>{foreign(&cut(&name))}</b>
                    {words::FIT_A_SCHEDULE_TOO}
                </p>
                <div class="columns-foot">
                    <button type="button" class="button" on:click=move |_| modal.close()>{words::CANCEL}</button>
                    <button type="button" class="button" on:click=move |_| choose(false)>{words::AGENT_STATES}</button>
                    <button type="button" class="button primary" on:click=move |_| choose(true)>{words::A_SCHEDULE}</button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

/// The head of a column: its name, and the choice of what it holds.
fn head(choice: RwSignal<Choice>, place: usize, name: &str) -> impl IntoView + use<> {
    let id = format!("plan-column-{place}");
    let name = if name.is_empty() { words::column(place + 1) } else { cut(name) };
    let chosen = choice.with_untracked(|choice| choice.get(place).map(|(_, role)| *role));
    let options = PlanRole::ALL.into_iter().enumerate().map(|(number, role)| {
        view! { <option value=number.to_string() selected=chosen == Some(role)>{plan_role(role)}</option> }
    });
    let choose = move |event| {
        let number = event_target_value(&event).parse().ok();
        if let Some(role) = number.and_then(|number: usize| PlanRole::ALL.get(number)) {
            choice.update(|choice| {
                if let Some(column) = choice.get_mut(place) {
                    column.1 = *role;
                }
            });
        }
    };
    let is_kept =
        move || choice.with(|choice| choice.get(place).is_none_or(|(_, role)| *role == PlanRole::Other));
    view! {
        <th scope="col" class:kept=is_kept>
            <label for=id.clone()><bdi>{name}</bdi></label>
            <select id=id autofocus=place == 0 on:change=choose>{options.collect_view()}</select>
        </th>
    }
}

/// What the columns of a schedule hold.
#[component]
fn PlanColumns(
    name: String,
    rows: Vec<Vec<String>>,
    proposal: Choice,
    done: Callback<Option<PlanAnswer>>,
) -> impl IntoView {
    let heads: Vec<_> = proposal.iter().map(|(name, _)| name.clone()).collect();
    let choice = RwSignal::new(proposal);
    let (remember, answer) = (RwSignal::new(true), RwSignal::new(None));
    let modal = Modal::new();
    let trouble = Memo::new(move |_| choice.with(trouble));
    let read = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if trouble.get_untracked().is_none() {
            let (choice, remember) = (choice.get_untracked(), remember.get_untracked());
            answer.set(Some(PlanAnswer::Columns { choice, remember }));
            modal.close();
        }
    };
    let heads = heads.iter().enumerate().map(|(place, name)| head(choice, place, name)).collect_view();
    let row = |row: &Vec<String>| {
        let cells = row.iter().map(|cell| view! { <td><bdi>{cut(cell)}</bdi></td> });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let rows = rows.iter().take(SHOWN).map(row).collect_view();
    let note = move || {
        let is_one = trouble.get().is_none() && !choice.with(names_agents);
        is_one.then(|| {
            view! { <p class="hint">{words::NO_AGENT_COLUMN}</p> }
        })
    };
    view! {
        <Dialog
            modal
            class="modal columns"
            testid="plan-columns"
            name=Name::Heading("plan-columns-title")
            closed=Callback::new(move |()| done.run(answer.get_untracked()))
        >
            <form on:submit=read>
                <h2 id="plan-columns-title">{words::WHICH_COLUMN_IS_WHAT}</h2>
                <p>
                    {words::UNKNOWN_COLUMNS_OF} <b>{foreign(&cut(&name))}</b>
                    {words::SAY_WHAT_THEY_HOLD}
                </p>
                <div class="columns-table" role="group" aria-label=words::THE_FIRST_ROWS>
                    <table>
                        <thead><tr>{heads}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || remember.get()
                        on:change=move |event| remember.set(event_target_checked(&event))
                    />
                    {words::REMEMBER}
                </label>
                {note}
                <div class="columns-foot">
                    <p id="plan-columns-why" class="field-error" role="status">{move || trouble.get().map(plan_trouble)}</p>
                    <button type="button" class="button" on:click=move |_| modal.close()>{words::CANCEL}</button>
                    <button
                        type="submit"
                        class="button primary"
                        disabled=move || trouble.with(Option::is_some)
                        aria-describedby="plan-columns-why"
                    >
                        {words::READ_THE_SCHEDULE}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
