//! The field for agents.

use leptos::prelude::*;

use super::{Labelled, problem};
use crate::app::roster::MAX_LISTED;
use crate::app::session::Session;
use crate::app::session::recent;
use crate::app::target::Field;
use model::format::unturned;
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
        let before = kept.get().unwrap_or_default().into_iter().map(|id| (id, "looked at before".to_owned()));
        before
            .chain(known)
            .map(|(id, name)| view! { <option value=id>{unturned(&name).into_owned()}</option> })
            .collect_view()
    };
    view! {
        <Labelled
            session
            field=Field::Agent
            id="agent"
            label="Agent ID"
            hint="One ID, or several with commas between them; \"all\" where the API offers it."
        >
            <input
                id="agent"
                name="agent"
                type="text"
                list="agents"
                placeholder="00000000-0000-0000-0000-000000000000"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="agent-hint agent-error"
                aria-invalid=move || problem(session, Field::Agent).is_some().then_some("true")
                prop:value=move || session.form.with(|form| form.agent.clone())
                on:input=move |event| session.form.update(|form| form.agent = event_target_value(&event))
            />
            <datalist id="agents">{offers}</datalist>
            <label class="check hint">
                <input type="checkbox" prop:checked=move || kept.with(Option::is_some) on:change=agree/>
                "Remember recent agents on this computer"
            </label>
        </Labelled>
    }
    .into_any()
}
