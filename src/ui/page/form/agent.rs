//! The field for agents.

use std::sync::Arc;

use leptos::prelude::*;

use super::fields::problem;
use crate::app::roster::MAX_LISTED;
use crate::app::session::Session;
use crate::app::session::recent;
use crate::app::target::Field;
use crate::app::words::form as words;
use model::directory::Directory;
use model::format::{number, unturned};
use model::record::AgentId;

/// Whose time, with those known by name and those looked at before on offer.
#[component]
pub fn AgentField(session: Session) -> impl IntoView {
    let kept = RwSignal::new(recent::kept());
    let agree = move |event| {
        recent::agree(event_target_checked(&event));
        kept.set(recent::kept());
    };
    let known = Memo::new(move |_| {
        let of = |(id, name): (&AgentId, &str)| (id.to_string(), name.to_owned());
        session.shown.people.with(|people| people.entries().into_iter().map(of).collect::<Vec<_>>())
    });
    let teams = move || {
        let of = |team: &Arc<str>, people: &Directory| (team.to_string(), people.in_team(team).len());
        let all = session.shown.people.with(|people| {
            let teams = people.teams();
            teams.iter().take(MAX_LISTED).map(|team| of(team, people)).collect::<Vec<_>>()
        });
        let option = |(team, agents): (String, usize)| {
            let about =
                if agents == 1 { words::TEAM_OF_ONE.to_owned() } else { words::team_of(number(agents)) };
            view! { <option value=unturned(&team).into_owned()>{about}</option> }
        };
        session.knows_people().then(|| all.into_iter().map(option).collect_view())
    };
    let hint = move || if session.knows_people() { words::AGENT_HINT_NAMES } else { words::AGENT_HINT };
    let offers = move || {
        // Of very many those that begin like what is typed.
        let typed = if known.with(Vec::len) > MAX_LISTED {
            session.form.with(|form| form.agent.rsplit(',').next().unwrap_or_default().trim().to_lowercase())
        } else {
            String::new()
        };
        let fits = |(id, name): &&(String, String)| {
            [id, name].iter().any(|text| text.to_lowercase().contains(&typed))
        };
        let known: Vec<(String, String)> =
            known.with(|known| known.iter().filter(fits).take(MAX_LISTED).cloned().collect());
        let before =
            kept.get().unwrap_or_default().into_iter().map(|id| (id, words::LOOKED_AT_BEFORE.to_owned()));
        before
            .chain(known)
            .map(|(id, name)| view! { <option value=id>{unturned(&name).into_owned()}</option> })
            .collect_view()
    };
    let error = move || problem(session, Field::Agent);
    view! {
        <div class="field ask-part" class:wrong=move || error().is_some()>
            <span class="ask-caption" aria-hidden="true">{words::WHO}</span>
            <label for="agent">{words::AGENT_ID}</label>
            <input
                id="agent"
                name="agent"
                data-testid="agent"
                type="text"
                list="agents"
                placeholder=hint
                autocomplete="off"
                spellcheck="false"
                aria-describedby="agent-error"
                aria-invalid=move || problem(session, Field::Agent).is_some().then_some("true")
                prop:value=move || session.form.with(|form| form.agent.clone())
                on:input=move |event| session.form.update(|form| form.agent = event_target_value(&event))
                on:focus=move |_| session.learn_people()
            />
            <datalist id="agents">{teams}{offers}</datalist>
            <p class="hint" id="agent-hint">
                <label class="check">
                    <input type="checkbox" prop:checked=move || kept.with(Option::is_some) on:change=agree/>
                    {words::REMEMBER_AGENTS}
                </label>
            </p>
            <p class="field-error" id="agent-error">{error}</p>
        </div>
    }
    .into_any()
}
