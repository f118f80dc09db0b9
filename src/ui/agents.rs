//! Many agents: the bar that filters their rows, and everyone's state at a moment.

mod moment;

use leptos::prelude::*;

use crate::app::browser::lazy::lazy;
use crate::app::roster::{Filter, MAX_LISTED};
use crate::app::view_state::ViewState;
use crate::ui::lately::lately;
use crate::ui::show::Show;
use model::directory::Directory;
use model::format::{number, unturned};
use model::state::StateKind;
pub use moment::MomentPanel;

/// Kinds of state that rows can be filtered by.
const KINDS: [StateKind; 6] = [
    StateKind::Available,
    StateKind::OnContact,
    StateKind::WrapUp,
    StateKind::NotReady,
    StateKind::LoggedOut,
    StateKind::NotFetched,
];

/// What draws the tools of the bar.
type Tools = fn(ViewState) -> AnyView;

lazy! { late:
    /// The code of the tools.
    fn tools() -> Tools {
        |shown| view! { <RosterTools shown/> }.into_any()
    }
}

/// Filtering of rows by agent. Nothing is there while rows stand for something else.
#[component]
pub fn RosterBar(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    let tools = lately(shown, tools);
    view! {
        <Show when=move || shown.is_everyone()>
            <div class="roster" role="group" aria-label="Agents" data-testid="roster">
                {move || tools.get().map(|tools| tools(shown))}
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn RosterTools(shown: ViewState) -> impl IntoView {
    let filter = shown.filter;
    let count = move || {
        let (left, all) = (shown.order.with(Vec::len), shown.agents());
        match left {
            _ if left == all => format!("{} agents", number(all)),
            0 => "No matching agents".to_owned(),
            _ => format!("{} of {} agents", number(left), number(all)),
        }
    };
    view! {
        <input
            type="search"
            aria-label="Filter agents"
            placeholder="Name or id"
            autocomplete="off"
            prop:value=move || filter.with(|f| f.text.clone())
            on:input=move |event| filter.update(|f| f.text = event_target_value(&event))
        />
        <label class="folds">"Was " {state_select(filter)}</label>
        {team_select(shown, filter)}
        {names_switch(shown)}
        <span class="remark" role="status">{count}</span>
    }
    .into_any()
}

fn state_select(filter: RwSignal<Filter>) -> impl IntoView {
    let options = KINDS.iter().enumerate().map(|(i, kind)| {
        let chosen = move || filter.with(|f| f.state == Some(*kind));
        view! { <option value=i selected=chosen>{kind.label()}</option> }
    });
    let choose = move |event| {
        let chosen = event_target_value(&event).parse().ok().and_then(|i: usize| KINDS.get(i).copied());
        filter.update(|f| f.state = chosen);
    };
    view! {
        <select on:change=choose>
            <option value="" selected=move || filter.with(|f| f.state.is_none())>"in any state"</option>
            {options.collect_view()}
        </select>
    }
}

/// A choice of teams, when any is known.
fn team_select(shown: ViewState, filter: RwSignal<Filter>) -> impl IntoView {
    let teams = Memo::new(move |_| shown.people.with(Directory::teams));
    let options = move || {
        let option = |team: std::sync::Arc<str>| {
            let (name, value) = (team.to_string(), team.to_string());
            let chosen = move || filter.with(|f| f.team.as_deref() == Some(&*team));
            view! { <option value=value selected=chosen>{unturned(&name).into_owned()}</option> }
        };
        let teams = teams.get();
        let left_out = teams.len().saturating_sub(MAX_LISTED);
        let rest = (left_out > 0).then(|| {
            let words = format!("{} more teams", number(left_out));
            view! { <option disabled=true>{words}</option> }
        });
        (teams.into_iter().take(MAX_LISTED).map(option).collect_view(), rest)
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        filter.update(|f| f.team = Some(chosen).filter(|team| !team.is_empty()).map(Into::into));
    };
    view! {
        <Show when=move || !teams.with(Vec::is_empty)>
            <label class="folds">
                "Team "
                <select on:change=choose>
                    <option value="" selected=move || filter.with(|f| f.team.is_none())>"any"</option>
                    {options}
                </select>
            </label>
        </Show>
    }
}

/// A switch that hides names, when any is known.
fn names_switch(shown: ViewState) -> impl IntoView {
    let known = Memo::new(move |_| shown.people.with(|people| !people.is_empty()));
    view! {
        <Show when=move || known.get()>
            <label class="check folds">
                <input
                    type="checkbox"
                    prop:checked=move || shown.people.with(Directory::is_hidden)
                    on:change=move |event| shown.people.update(|people| people.hide(event_target_checked(&event)))
                />
                "Hide names"
            </label>
        </Show>
    }
}
