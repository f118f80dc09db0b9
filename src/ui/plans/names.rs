//! Names of a schedule that match nobody, each with a choice of agents.

use leptos::prelude::*;

use crate::app::browser::download;
use crate::app::messages::{row, schedule_more_names, schedule_nobody};
use crate::app::plans::{Nobody, Plans};
use crate::app::session::Session;
use crate::app::view_state::ViewState;
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

/// One name; a hidden one is a number.
fn entry(
    session: Session,
    place: usize,
    nobody: Nobody,
    agents: &[(AgentId, String)],
) -> impl IntoView + use<> {
    let whence = place_of(&nobody);
    let name = nobody.name;
    let is_hidden = session.shown.people.with(Directory::is_hidden);
    let label = if is_hidden { format!("Name {}", place + 1) } else { name.chars().take(LONGEST).collect() };
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
                {foreign(&label)} " is "
                <select on:change=choose>
                    <option value="">"nobody who is loaded"</option>
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
    let nobody = Memo::new(move |_| {
        ids.with(|ids| {
            if ids.is_empty() {
                return Vec::new();
            }
            shown.people.with(|people| shown.plans.with(|plans| plans.nobody(ids, people)))
        })
    });
    let open = RwSignal::new(false);
    let body = move || open.get().then(|| nobody.with(|nobody| list(session, nobody)));
    let has_aliases = move || shown.plans.with(|plans: &Plans| !plans.aliases().is_empty());
    let can_save = move || has_aliases() && !shown.people.with(Directory::is_hidden);
    let save = move |_| {
        let file = download::File::default();
        file.bytes(&shown.plans.with_untracked(|plans| format_aliases(plans.aliases())));
        // A browser that refuses says so itself.
        file.save("names.csv", "text/csv");
    };
    view! {
        <Show when=move || nobody.with(|nobody| !nobody.is_empty())>
            <details class="plan-names" data-testid="nobody" on:toggle=move |_| open.update(|open| *open = !*open)>
                <summary>{move || nobody.with(|nobody| schedule_nobody(nobody.len()))}</summary>
                {body}
            </details>
        </Show>
        <Show when=can_save>
            <button type="button" class="link" on:click=save>"Save the names that were given to agents as a file"</button>
        </Show>
    }
    .into_any()
}
