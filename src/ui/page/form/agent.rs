//! The field for agents.

use leptos::prelude::*;

use super::problem;
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
    let error = move || problem(session, Field::Agent);
    view! {
        <div class="field ask-part" class:wrong=move || error().is_some()>
            <span class="ask-caption" aria-hidden="true">"Who"</span>
            <label for="agent">"Agent ID"</label>
            <input
                id="agent"
                name="agent"
                data-testid="agent"
                type="text"
                list="agents"
                placeholder="One, several with commas, or all"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="agent-error"
                aria-invalid=move || problem(session, Field::Agent).is_some().then_some("true")
                prop:value=move || session.form.with(|form| form.agent.clone())
                on:input=move |event| session.form.update(|form| form.agent = event_target_value(&event))
            />
            <datalist id="agents">{offers}</datalist>
            <p class="hint" id="agent-hint">
                <label class="check">
                    <input type="checkbox" prop:checked=move || kept.with(Option::is_some) on:change=agree/>
                    "Remember recent agents on this computer"
                </label>
            </p>
            <p class="field-error" id="agent-error">{error}</p>
        </div>
    }
    .into_any()
}
