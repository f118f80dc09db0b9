//! The question what the columns of an unknown table hold: its first rows, and a choice above each column.

mod states;

use leptos::prelude::*;

use crate::app::browser::zone;
use crate::app::columns::{SHOWN, Trouble, assumed, set_role, trouble};
use crate::app::messages;
use crate::app::session::files::{Answer, Asking};
use crate::app::words::columns as words;
use crate::ui::parts::modal::{Dialog, Modal, Name};
use crate::ui::show::Show;
use data::files::DateOrder;
use data::files::columns::{Preset, Role};
use data::length::Unit;
use states::StateKinds;

/// Longest text of a cell that is shown, in characters.
const CELL: usize = 60;

/// Roles by what they are about.
const GROUPS: [(&str, &[Role]); 4] = [
    (words::WHOSE, &[Role::Agent, Role::Name, Role::FirstName, Role::LastName]),
    (words::WHEN, &[Role::Start, Role::StartTime, Role::End, Role::EndTime, Role::Duration]),
    (words::WHAT, &[Role::State, Role::Reason]),
    (words::CXONE, &[Role::Session, Role::Index, Role::Working, Role::Available, Role::Code, Role::LogState]),
];

const UNITS: [(Option<Unit>, &str); 5] = [
    (None, words::UNIT_BY_THE_GAPS),
    (Some(Unit::Milliseconds), words::MILLISECONDS),
    (Some(Unit::Seconds), words::SECONDS),
    (Some(Unit::Minutes), words::MINUTES),
    (Some(Unit::Hours), words::HOURS),
];

const ORDERS: [(Option<DateOrder>, &str); 3] = [
    (None, words::ORDER_AS_THEY_PROVE),
    (Some(DateOrder::MonthFirst), words::MONTH_DAY_YEAR),
    (Some(DateOrder::DayFirst), words::DAY_MONTH_YEAR),
];

const WHOSE: [(bool, &str); 2] = [(false, words::THE_ROWS_OWN_STATE), (true, words::THE_STATE_BEFORE)];

/// A text, not longer than a cell.
fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(CELL).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// What the dialog's parts share.
#[derive(Clone, Copy)]
struct Choice {
    preset: RwSignal<Preset>,
    zone: RwSignal<String>,
}

impl Choice {
    fn has(self, role: Role) -> bool {
        self.preset.with(|preset| preset.columns.iter().any(|(_, of)| *of == role))
    }

    fn trouble(self) -> Option<Trouble> {
        let unknown = || self.zone.with(|zone| !zone::is_known(zone.trim())).then_some(Trouble::NoSuchZone);
        self.preset.with(trouble).or_else(unknown)
    }

    /// The choice with its zone.
    fn whole(self) -> Preset {
        let zone = self.zone.get_untracked().trim().to_owned();
        Preset { zone: Some(zone), ..self.preset.get_untracked() }
    }
}

/// A list of which one entry is chosen.
fn list<T: Copy + PartialEq + Send + Sync + 'static>(
    choice: Choice,
    id: &'static str,
    label: &'static str,
    entries: &'static [(T, &'static str)],
    get: fn(&Preset) -> T,
    set: fn(&mut Preset, T),
) -> impl IntoView {
    let chosen = choice.preset.with_untracked(get);
    let options = entries.iter().enumerate().map(|(place, (value, words))| {
        view! { <option value=place.to_string() selected=*value == chosen>{*words}</option> }
    });
    let choose = move |event| {
        let place = event_target_value(&event).parse().ok();
        if let Some((value, _)) = place.and_then(|place: usize| entries.get(place)) {
            choice.preset.update(|preset| set(preset, *value));
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id on:change=choose>{options.collect_view()}</select>
        </div>
    }
    .into_any()
}

/// The head of a column: its name, and the choice of what it holds.
fn head(choice: Choice, place: usize, name: &str) -> impl IntoView + use<> {
    let id = format!("column-{place}");
    let name = if name.is_empty() { words::column(place + 1) } else { cut(name) };
    let chosen = choice.preset.with_untracked(|preset| preset.columns.get(place).map(|(_, role)| *role));
    let option = move |role: Role| {
        view! { <option value=(role as usize).to_string() selected=chosen == Some(role)>{messages::role(role)}</option> }
    };
    let groups = GROUPS.map(|(label, roles)| {
        view! { <optgroup label=label>{roles.iter().map(|role| option(*role)).collect_view()}</optgroup> }
    });
    let choose = move |event| {
        let value = event_target_value(&event);
        let role = Role::ALL.into_iter().find(|role| (*role as usize).to_string() == value);
        if let Some(role) = role {
            choice.preset.update(|preset| set_role(preset, place, role));
        }
    };
    let is_kept =
        move || choice.preset.with(|p| p.columns.get(place).is_none_or(|(_, of)| *of == Role::Detail));
    view! {
        <th scope="col" class:kept=is_kept>
            <label for=id.clone()><bdi>{name}</bdi></label>
            <select id=id autofocus=place == 0 on:change=choose>{option(Role::Detail)}{groups.collect_view()}</select>
        </th>
    }
}

/// The first rows, under what their columns hold.
fn sample(choice: Choice, found: &[String], rows: &[Vec<String>]) -> impl IntoView + use<> {
    let heads: Vec<_> = found.iter().enumerate().map(|(place, name)| head(choice, place, name)).collect();
    let row = |row: &Vec<String>| {
        let cells = row.iter().map(|cell| view! { <td><bdi>{cut(cell)}</bdi></td> });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let rows = rows.iter().take(SHOWN).map(row).collect_view();
    view! {
        <div class="columns-table" role="group" aria-label=words::THE_FIRST_ROWS>
            <table>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What the cells do not say about themselves.
#[component]
fn Rest(choice: Choice) -> impl IntoView {
    let names = zone::zone_names().into_iter().map(|name| view! { <option value=name></option> });
    view! {
        <div class="fields">
            <Show when=move || choice.has(Role::Duration)>
                {list(choice, "column-unit", words::DURATION_IS_IN, &UNITS, |p| p.unit, |p, unit| p.unit = unit)}
                {list(
                    choice,
                    "column-whose",
                    words::DURATION_IS_THAT_OF,
                    &WHOSE,
                    |p| p.measures_previous,
                    |p, previous| p.measures_previous = previous,
                )}
            </Show>
            <div class="field">
                <label for="column-zone">{words::TIMES_ARE_THOSE_OF}</label>
                <input
                    id="column-zone"
                    type="text"
                    list="column-zones"
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid=move || (choice.trouble() == Some(Trouble::NoSuchZone)).then_some("true")
                    aria-describedby="columns-why"
                    prop:value=move || choice.zone.get()
                    on:input=move |event| choice.zone.set(event_target_value(&event))
                />
                <datalist id="column-zones">{names.collect_view()}</datalist>
            </div>
            {list(choice, "column-order", words::DATES_ARE, &ORDERS, |p| p.date_order, |p, order| p.date_order = order)}
        </div>
    }
    .into_any()
}

/// The dialog. It is modal; Esc and Cancel call the reading off.
#[component]
pub fn ColumnsDialog(
    /// What is asked.
    asking: Asking,
    /// Takes the answer; nothing when it is called off.
    done: Callback<Option<Answer>>,
    /// Told when the file is a schedule.
    #[prop(optional, into)]
    schedule: Option<Callback<()>>,
) -> impl IntoView {
    let Asking { name, found, rows, proposal } = asking;
    let zone = proposal.zone.clone().unwrap_or_else(zone::own_zone_name);
    let choice = Choice { preset: RwSignal::new(proposal), zone: RwSignal::new(zone) };
    let remember = RwSignal::new(true);
    let (answer, is_schedule) = (RwSignal::new(None), RwSignal::new(false));
    // What is told when it closes may take the dialog away.
    let modal = Modal::new();
    let read = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| choice.trouble()).is_none() {
            answer.set(Some(Answer { preset: choice.whole(), remember: remember.get_untracked() }));
            modal.close();
        }
    };
    let trouble = Memo::new(move |_| choice.trouble());
    let notes = move || {
        let all = choice.preset.with(assumed).into_iter().filter(|_| trouble.get().is_none());
        all.map(|one| view! { <p class="hint">{messages::assumed(one)}</p> }).collect_view()
    };
    let closed = move |()| match schedule.filter(|_| is_schedule.get_untracked()) {
        Some(schedule) => schedule.run(()),
        None => done.run(answer.get_untracked()),
    };
    let to_schedule = schedule.map(|_| {
        let choose = move |_| {
            is_schedule.set(true);
            modal.close();
        };
        view! { <button type="button" class="button" on:click=choose>{words::IT_IS_A_SCHEDULE}</button> }
    });
    view! {
        <Dialog
            modal
            class="modal columns"
            testid="columns"
            name=Name::Heading("columns-title")
            closed=Callback::new(closed)
        >
            <form on:submit=read>
                <h2 id="columns-title">{words::WHICH_COLUMN_IS_WHAT}</h2>
                <p>
                    {words::UNKNOWN_COLUMNS_OF} <b><bdi>{cut(&name)}</bdi></b>
                    {words::SAY_WHAT_THEY_HOLD}
                </p>
                {sample(choice, &found, &rows)}
                <StateKinds choice rows/>
                <Rest choice/>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || remember.get()
                        on:change=move |event| remember.set(event_target_checked(&event))
                    />
                    {words::REMEMBER}
                </label>
                {notes}
                <div class="columns-foot">
                    <p id="columns-why" class="field-error" role="status">{move || trouble.get().map(messages::trouble)}</p>
                    {to_schedule}
                    <button type="button" class="button" on:click=move |_| modal.close()>{words::CANCEL}</button>
                    <button
                        type="submit"
                        class="button primary"
                        disabled=move || trouble.with(Option::is_some)
                        aria-describedby="columns-why"
                    >
                        {words::READ_THE_FILE}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
