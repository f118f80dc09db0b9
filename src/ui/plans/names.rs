//! Names of a schedule that are nobody's who is loaded: each with a choice of agents, unless the directory knows
//! whose it is.

use leptos::prelude::*;

use crate::app::browser::download;
use crate::app::messages::{
    row, schedule_more_known, schedule_more_names, schedule_nobody, schedule_not_loaded,
};
use crate::app::plans::{Nobody, Plans, Unmatched};
use crate::app::session::Session;
use crate::app::view_state::ViewState;
use crate::app::words::schedules as words;
use crate::ui::foreign::foreign;
use crate::ui::show::Show;
use data::schedule::format_aliases;
use model::directory::Directory;
use model::record::AgentId;

/// Longest name that is shown, in characters.
const LONGEST: usize = 80;

/// Most names that are listed.
const LISTED: usize = 20;

/// The agents who are loaded, as people read them, in that order.
fn agents(shown: ViewState) -> Vec<(AgentId, String)> {
    let mut all: Vec<(AgentId, String)> = shown.data.with(|data| {
        let agents = data.iter().flat_map(|data| &data.agents);
        shown.people.with(|people| {
            agents.map(|agent| (agent.id.clone(), people.label(&agent.id).to_owned())).collect()
        })
    });
    all.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    all
}

/// Where a name stands first: `plan.csv, Line 7`.
fn place_of(nobody: &Nobody) -> impl IntoView + use<> {
    let file = nobody.source.clone().map(|name| view! { <bdi>{name}</bdi>", " });
    let line = nobody.line.map(|line| row(usize::try_from(line).unwrap_or(usize::MAX), None, file.is_some()));
    view! { <span class="hint">" " {file}{line}</span> }
}

/// A name as people read it; a hidden one is a number.
fn label_of(session: Session, place: usize, name: &str) -> String {
    let is_hidden = session.shown.people.with(Directory::is_hidden);
    if is_hidden { words::unnamed(place + 1) } else { name.chars().take(LONGEST).collect() }
}

/// One name that is nobody's.
fn entry(
    session: Session,
    place: usize,
    nobody: Nobody,
    agents: &[(AgentId, String)],
) -> impl IntoView + use<> {
    let whence = place_of(&nobody);
    let name = nobody.name;
    let label = label_of(session, place, &name);
    let options =
        agents.iter().map(|(id, label)| view! { <option value=id.to_string()>{label.clone()}</option> });
    let choose = move |event| {
        let id = event_target_value(&event);
        if !id.is_empty() {
            session.name_agent(name.clone(), &id.as_str().into());
        }
    };
    view! {
        <li>
            <label>
                {foreign(&label)} {words::IS_WHOM}
                <select on:change=choose>
                    <option value="">{words::NOBODY_WHO_IS_LOADED}</option>
                    {options.collect_view()}
                </select>
            </label>
            {whence}
        </li>
    }
}

fn list(session: Session, nobody: &[Nobody]) -> AnyView {
    let agents = agents(session.shown);
    let named = nobody.iter().take(LISTED).cloned().enumerate();
    let entries = named.map(|(place, one)| entry(session, place, one, &agents)).collect_view();
    let left_out = nobody.len().saturating_sub(LISTED);
    let more = (left_out > 0).then(|| view! { <p class="hint">{schedule_more_names(left_out)}</p> });
    view! { <ul>{entries}</ul>{more} }.into_any()
}

/// Names of agents whom the directory knows.
fn list_known(session: Session, known: &[Nobody]) -> AnyView {
    let named = known.iter().take(LISTED).enumerate();
    let entries = named.map(|(place, one)| {
        view! { <li>{foreign(&label_of(session, place, &one.name))}{place_of(one)}</li> }
    });
    let left_out = known.len().saturating_sub(LISTED);
    let more = (left_out > 0).then(|| view! { <p class="hint">{schedule_more_known(left_out)}</p> });
    view! { <ul>{entries.collect_view()}</ul>{more} }.into_any()
}

/// Some of the names, which a person may open.
#[component]
fn Folded(
    testid: &'static str,
    names: Memo<Vec<Nobody>>,
    title: fn(usize) -> String,
    list: fn(Session, &[Nobody]) -> AnyView,
    session: Session,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let body = move || open.get().then(|| names.with(|names| list(session, names)));
    view! {
        <Show when=move || names.with(|names| !names.is_empty())>
            <details class="plan-names" data-testid=testid on:toggle=move |_| open.update(|open| *open = !*open)>
                <summary>{move || names.with(|names| title(names.len()))}</summary>
                {body}
            </details>
        </Show>
    }
    .into_any()
}

/// The names, once agents are there to be chosen.
#[component]
pub fn Names(
    /// The page's state.
    session: Session,
) -> impl IntoView {
    let shown = session.shown;
    // What was loaded grows; who is in it seldom changes.
    let ids = Memo::new(move |_| {
        shown.data.with(|data| {
            let agents = data.iter().flat_map(|data| &data.agents);
            agents.map(|agent| agent.id.clone()).collect::<Vec<AgentId>>()
        })
    });
    let unmatched = Memo::new(move |_| {
        ids.with(|ids| {
            if ids.is_empty() {
                return Unmatched::default();
            }
            shown.people.with(|people| shown.plans.with(|plans| plans.unmatched(ids, people)))
        })
    });
    let nobody = Memo::new(move |_| unmatched.with(|all| all.nobody.clone()));
    let not_loaded = Memo::new(move |_| unmatched.with(|all| all.not_loaded.clone()));
    let has_aliases = move || shown.plans.with(|plans: &Plans| !plans.aliases().is_empty());
    let can_save = move || has_aliases() && !shown.people.with(Directory::is_hidden);
    let save = move |_| {
        let file = download::File::default();
        file.bytes(&shown.plans.with_untracked(|plans| format_aliases(plans.aliases())));
        // A browser that refuses says so itself.
        file.save("names.csv", "text/csv");
    };
    view! {
        <Folded testid="nobody" names=nobody title=schedule_nobody list session/>
        <Folded testid="not-loaded" names=not_loaded title=schedule_not_loaded list=list_known session/>
        <Show when=can_save>
            <button type="button" class="link" on:click=save>{words::SAVE_NAMES}</button>
        </Show>
    }
    .into_any()
}
