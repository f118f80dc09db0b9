//! Many agents: the bar that filters their rows, and everyone's state at a moment.

mod moment;

use leptos::prelude::*;

use crate::app::roster::{Filter, MAX_LISTED};
use crate::app::view_state::ViewState;
use crate::app::words::agents as words;
use crate::ui::parts::choice::{Choice, Offer};
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

/// Filtering of rows by agent. Nothing is there while rows stand for something else.
#[component]
pub fn RosterBar(
    /// What is being looked at.
    shown: ViewState,
) -> impl IntoView {
    view! {
        <Show when=move || shown.is_everyone()>
            <div class="roster" role="group" aria-label=words::AGENTS data-testid="roster">
                <RosterTools shown/>
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
            _ if left == all => words::all_agents(number(all)),
            0 => words::NO_MATCHING_AGENTS.to_owned(),
            _ => words::agents_of(number(left), number(all)),
        }
    };
    view! {
        <input
            type="search"
            aria-label=words::FILTER_AGENTS
            placeholder=words::NAME_OR_ID
            autocomplete="off"
            prop:value=move || filter.with(|f| f.text.clone())
            on:input=move |event| filter.update(|f| f.text = event_target_value(&event))
        />
        {state_select(filter)}
        {team_select(shown, filter)}
        {names_switch(shown)}
        <span class="remark" role="status">{count}</span>
    }
    .into_any()
}

fn state_select(filter: RwSignal<Filter>) -> AnyView {
    let offers = || {
        let kinds = KINDS.iter().enumerate().map(|(i, kind)| Offer::new(i, kind.label()));
        std::iter::once(Offer::new("", words::IN_ANY_STATE)).chain(kinds).collect()
    };
    let chosen = move || {
        let kind = filter.with(|f| f.state);
        KINDS.iter().position(|of| Some(*of) == kind).map_or(String::new(), |place| place.to_string())
    };
    let choose = move |value: String| {
        let chosen = value.parse().ok().and_then(|i: usize| KINDS.get(i).copied());
        filter.update(|f| f.state = chosen);
    };
    Choice { label: words::WAS, class: ("folds", ""), ..Choice::default() }.draw(offers, chosen, choose)
}

/// A choice of teams, when any is known.
fn team_select(shown: ViewState, filter: RwSignal<Filter>) -> AnyView {
    let teams = Memo::new(move |_| shown.people.with(Directory::teams));
    let offers = move || {
        let teams = teams.get();
        let left_out = teams.len().saturating_sub(MAX_LISTED);
        let rest = (left_out > 0).then(|| Offer::told("", words::more_teams(number(left_out))));
        let listed = teams.into_iter().take(MAX_LISTED).map(|team| Offer::new(&team, unturned(&team)));
        std::iter::once(Offer::new("", "any")).chain(listed).chain(rest).collect()
    };
    let chosen = move || filter.with(|f| f.team.as_deref().unwrap_or_default().to_owned());
    let choose = move |chosen: String| {
        filter.update(|f| f.team = Some(chosen).filter(|team| !team.is_empty()).map(Into::into));
    };
    let list = move || {
        Choice { label: words::TEAM, class: ("folds", ""), ..Choice::default() }.draw(offers, chosen, choose)
    };
    view! { <Show when=move || !teams.with(Vec::is_empty)>{list()}</Show> }.into_any()
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
                {words::HIDE_NAMES}
            </label>
        </Show>
    }
}
