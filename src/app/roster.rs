//! Many agents: what is left of them after filtering, by name, and everyone's state at a moment.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::words::rows as words;
use model::dataset::Dataset;
use model::directory::Directory;
use model::sorting::sort_by;
use model::state::{ActivityId, StateKind};
use model::summary::Summary;
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;

/// Which agents are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Text that the name (as it is shown) or the id must contain, whatever its case.
    pub text: String,
    /// The team that the agent must be in.
    pub team: Option<Arc<str>>,
    /// A kind of state that the agent must have been in during the span looked at.
    pub state: Option<StateKind>,
}

/// The agents that pass the filter, in order of their names: indices into [`Dataset::agents`].
pub fn order(data: &Dataset, people: &Directory, filter: &Filter, span: Span) -> Vec<usize> {
    let text = filter.text.trim().to_lowercase();
    // Only where it is asked for: with very many agents these are most of the work.
    let was_in = |agent: &AgentTimeline, kind| {
        Summary::new(&agent.lane, &agent.index, &data.catalog, span).kind(kind).count > 0
    };
    let rows = data
        .agents
        .iter()
        .enumerate()
        .filter(|(_, agent)| {
            [people.label(&agent.id), &agent.id].iter().any(|t| t.to_lowercase().contains(&text))
        })
        .filter(|(_, agent)| filter.team.as_deref().is_none_or(|team| people.team(&agent.id) == Some(team)))
        .filter(|(_, agent)| filter.state.is_none_or(|kind| was_in(agent, kind)));
    let named = rows.map(|(i, agent)| (natural(people.label(&agent.id)), i));
    let mut named: Vec<_> = named.collect();
    sort_by(&mut named, |(a, _), (b, _)| a.cmp(b));
    named.into_iter().map(|(_, i)| i).collect()
}

/// The agents of a team, in row order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Its place among all teams, by name.
    pub number: usize,
    /// Its name; `None` for those without a team.
    pub name: Option<Arc<str>>,
    /// Indices into [`Dataset::agents`].
    pub agents: Vec<usize>,
}

/// What stands for those without a team, where teams go by their names.
const NO_TEAM: &str = "-";

impl Team {
    /// What it is called among those that are folded.
    pub fn key(&self) -> &str {
        self.name.as_deref().unwrap_or(NO_TEAM)
    }

    /// What people read.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(words::NO_TEAM)
    }
}

/// The teams of agents, by name; who has none stands last. In each its agents stand as they did.
pub fn by_team(order: &[usize], data: &Dataset, people: &Directory) -> Vec<Team> {
    let mut teams: BTreeMap<(bool, Option<&str>), Vec<usize>> = BTreeMap::new();
    for &agent in order {
        let Some(timeline) = data.agents.get(agent) else { continue };
        let team = people.team(&timeline.id);
        teams.entry((team.is_none(), team)).or_default().push(agent);
    }
    let teams = teams.into_iter().enumerate();
    teams.map(|(number, ((_, name), agents))| Team { number, name: name.map(Into::into), agents }).collect()
}

/// Most agents that a list on the page names one by one.
pub const MAX_LISTED: usize = 500;

/// The agents that a list names: the first [`MAX_LISTED`] in `order`, and the chosen one wherever it stands.
/// How many it leaves out.
pub fn listed(order: &[usize], chosen: usize) -> (Vec<usize>, usize) {
    let mut listed: Vec<usize> = order.iter().take(MAX_LISTED).copied().collect();
    if listed.len() < order.len() && !listed.contains(&chosen) && order.contains(&chosen) {
        listed.push(chosen);
    }
    let left_out = order.len() - listed.len();
    (listed, left_out)
}

/// Numbers as numbers, the rest as text: 9 before 10.
fn natural(text: &str) -> (u64, String) {
    (text.parse().unwrap_or(u64::MAX), text.to_lowercase())
}

/// One agent's state at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateAt {
    /// Index into [`Dataset::agents`].
    pub agent: usize,
    /// Index into the agent's lane.
    pub segment: usize,
    /// State and reason.
    pub activity: ActivityId,
    /// How long it had lasted then, in milliseconds, from the true beginning of the occurrence.
    pub for_ms: i64,
}

/// Every listed agent's state at `t`; empty outside the window.
pub fn states_at(data: &Dataset, agents: &[usize], t: Millis) -> Vec<StateAt> {
    let state_of = |&agent: &usize| {
        let AgentTimeline { lane, index, .. } = data.agents.get(agent)?;
        let segment = lane.at(t)?;
        let occurrence = index.occurrence(lane, segment);
        let for_ms = t - occurrence.start(lane);
        Some(StateAt { agent, segment, activity: occurrence.activity, for_ms })
    };
    agents.iter().filter_map(state_of).collect()
}

/// How many agents are in each kind of state, in lane order, without the kinds nobody is in.
pub fn count_by_kind(data: &Dataset, states: &[StateAt]) -> Vec<(StateKind, usize)> {
    let count = |kind| states.iter().filter(|s| data.catalog.kind(s.activity) == kind).count();
    StateKind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, n)| *n > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::dataset::DatasetInput;
    use model::directory::Person;
    use model::page::{PageBuilder, Part, Series};
    use model::record::{Durations, Record};
    use model::state::{Catalog, Reading};
    use model::time::HOUR;

    /// Agents 9, 10 and 100 with ready from hour 1, 2 and 3 to 6 in two records, then not ready.
    fn data() -> Dataset {
        let mut catalog = Catalog::default();
        let ready = catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
        let away = catalog.intern("NOT_READY", None, |_| Reading::known(StateKind::NotReady));
        let out = catalog.intern("LOGOUT", None, |_| Reading::known(StateKind::LoggedOut));
        let mut page = PageBuilder::new();
        for (agent, from, until) in [("100", 3, 6), ("9", 1, 5), ("10", 2, 4)] {
            for (hour, activity) in [(0, out), (from, ready), (from + 1, ready), (until, away), (8, out)] {
                page.push(&agent.into(), Record::new(Millis(hour * HOUR), activity, None));
            }
        }
        let window = Span::new(0, 10 * HOUR);
        let durations = Durations::OfPreviousState;
        let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
        Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
    }

    fn people() -> Directory {
        let person = |name: &str, team: &str| Person { name: name.into(), team: Some(team.into()) };
        Directory::new([("9".into(), person("Zoe", "Blue")), ("100".into(), person("Ann", "Red"))])
    }

    fn ids(filter: &Filter) -> Vec<String> {
        let data = data();
        let ids = order(&data, &people(), filter, data.window);
        ids.into_iter().map(|i| data.agents[i].id.to_string()).collect()
    }

    #[test]
    fn filters_look_at_names_teams_and_states() {
        let text = |text: &str| Filter { text: text.to_owned(), ..Filter::default() };
        assert_eq!(ids(&Filter::default()), ["10", "100", "9"], "Ann is 100 and Zoe 9");
        assert_eq!(ids(&text(" 10 ")), ["10", "100"]);
        assert_eq!(ids(&text("zo")), ["9"]);
        let red = Filter { team: Some("Red".into()), ..Filter::default() };
        assert_eq!(ids(&red), ["100"]);
        let nobody = Filter { state: Some(StateKind::WrapUp), ..Filter::default() };
        assert!(ids(&nobody).is_empty());
    }

    #[test]
    fn teams_have_their_agents_in_order_and_who_has_none_comes_last() {
        let data = data();
        let order = order(&data, &people(), &Filter::default(), data.window);
        let teams = by_team(&order, &data, &people());
        let found: Vec<_> = teams
            .iter()
            .map(|team| {
                let ids: Vec<&str> = team.agents.iter().map(|i| &*data.agents[*i].id).collect();
                (team.number, team.key(), team.label(), ids)
            })
            .collect();
        assert_eq!(
            found,
            [(0, "Blue", "Blue", vec!["9"]), (1, "Red", "Red", vec!["100"]), (2, "-", "No team", vec!["10"])]
        );
    }

    #[test]
    fn a_list_of_very_many_names_the_first_and_the_chosen_one() {
        let order: Vec<usize> = (0..50_000).rev().collect();
        let (first, left_out) = listed(&order, 7);
        assert_eq!((first.len(), left_out), (MAX_LISTED + 1, 50_000 - MAX_LISTED - 1));
        assert_eq!((first[0], first[MAX_LISTED]), (49_999, 7));
        assert_eq!(listed(&order, 49_999).0.len(), MAX_LISTED);
        assert_eq!(listed(&order, 60_000).1, 50_000 - MAX_LISTED, "nobody");
        assert_eq!(listed(&order[..MAX_LISTED], 7), (order[..MAX_LISTED].to_vec(), 0));
    }

    #[test]
    fn everyones_state_at_a_moment() {
        let data = data();
        let states = states_at(&data, &[0, 1, 2], Millis(5 * HOUR + 1));
        let kinds: Vec<_> = states.iter().map(|s| data.catalog.kind(s.activity)).collect();
        assert_eq!(kinds, [StateKind::Available, StateKind::NotReady, StateKind::NotReady]);
        assert_eq!(states[0].for_ms, 2 * HOUR + 1);
        assert_eq!(count_by_kind(&data, &states), [(StateKind::Available, 1), (StateKind::NotReady, 2)]);
        assert!(states_at(&data, &[0], Millis(-1)).is_empty());
    }
}
