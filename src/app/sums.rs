//! Agents × days: what each agent's days add up to, where there is too much for a timeline.

use std::ops::Range;

use super::target::Target;
use super::words::sums as words;
use data::archive::sums::{Known, SumsTable, Times};
use data::files::to_csv;
use model::directory::Directory;
use model::format::{Clock, percent};
use model::plain::{iso_date, length_text};
use model::record::AgentId;
use model::state::StateKind;
use model::zone::Zone;

/// The table, and what it is of.
pub struct Sums {
    /// The figures.
    pub table: SumsTable,
    /// The zone of the page.
    pub zone: Zone,
    /// Whether the days are those of UTC though the zone is another.
    pub are_of_utc: bool,
    /// What was asked for.
    pub target: Target,
}

/// What cells say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Time in every state but logged out.
    LoggedIn,
    /// Time in states of a kind.
    In(StateKind),
    /// (On contact + after-call work) ÷ (these + ready).
    Occupancy,
}

impl Figure {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::LoggedIn,
        Self::In(StateKind::Available),
        Self::In(StateKind::OnContact),
        Self::In(StateKind::WrapUp),
        Self::In(StateKind::NotReady),
        Self::Occupancy,
    ];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LoggedIn => words::LOGGED_IN,
            Self::In(StateKind::Available) => words::READY,
            Self::In(StateKind::OnContact) => words::ON_CONTACT,
            Self::In(StateKind::WrapUp) => words::WRAP_UP,
            Self::In(_) => words::NOT_READY,
            Self::Occupancy => words::OCCUPANCY,
        }
    }

    /// Milliseconds; of occupancy the share, 0 to 1, where there is one.
    pub fn value(self, times: &Times) -> Option<f64> {
        match self {
            Self::LoggedIn => Some(times.logged_in_ms() as f64),
            Self::In(kind) => Some(times.ms(kind) as f64),
            Self::Occupancy => times.occupancy(),
        }
    }

    /// The same for people: `8:38`, `81%`.
    fn text(self, times: &Times) -> Option<String> {
        let value = self.value(times)?;
        Some(if self == Self::Occupancy { percent(value) } else { Clock::Sum.text(value as i64) })
    }
}

/// What stands where nothing is known.
const NOTHING: &str = "–";

impl Sums {
    /// The text of an agent's days, by their numbers; a mark says that not all of them was fetched.
    pub fn text(&self, agent: &str, days: Range<usize>, figure: Figure) -> String {
        let known = self.table.days.get(days.clone()).unwrap_or_default();
        if known.iter().all(|(.., known)| *known > Known::Partly) {
            return NOTHING.to_owned();
        }
        let times = self.table.times(agent, days);
        let text = figure.text(&times).unwrap_or_else(|| NOTHING.to_owned());
        let is_whole = known.iter().all(|(.., known)| *known <= Known::Partly);
        if is_whole && times.ms(StateKind::NotFetched) == 0 { text } else { words::not_whole(text) }
    }

    /// The agents whose name, team or id has a text in it, in order of what people read for them.
    pub fn agents(&self, people: &Directory, text: &str) -> Vec<AgentId> {
        let text = text.trim().to_lowercase();
        let has = |found: Option<&str>| found.is_some_and(|found| found.to_lowercase().contains(&text));
        let is_found = |id: &&AgentId| has(people.name(id)) || has(people.team(id)) || has(Some(id));
        let mut agents: Vec<AgentId> = self.table.agents().filter(is_found).cloned().collect();
        agents.sort_by_cached_key(|id| people.label(id).to_lowercase());
        agents
    }

    /// The name of a file of it.
    pub fn file_name(&self) -> String {
        let date =
            |day: Option<&(chrono::NaiveDate, _, _)>| day.map(|day| iso_date(day.0)).unwrap_or_default();
        format!("shiftline-agents-{}-{}.csv", date(self.table.days.first()), date(self.table.days.last()))
    }

    /// A row for each agent and day, agent by agent; the head comes first.
    pub fn csv<'a>(&'a self, people: &'a Directory) -> impl Iterator<Item = Vec<u8>> + 'a {
        let zone = if self.are_of_utc { "UTC" } else { self.zone.name() };
        let kinds = || StateKind::ALL.into_iter().map(|kind| kind.name().to_lowercase().replace(' ', "_"));
        let head = ["agent_id", "agent_name", "team"].map(str::to_owned).into_iter();
        let head = head
            .chain([format!("day ({zone})"), "known".to_owned(), "all_logged_in".to_owned()])
            .chain(kinds());
        let head = to_csv([head.collect::<Vec<_>>()]);
        std::iter::once(head).chain(self.table.agents().map(|agent| to_csv(self.rows(agent, people))))
    }

    fn rows<'a>(
        &'a self,
        agent: &'a AgentId,
        people: &'a Directory,
    ) -> impl Iterator<Item = Vec<String>> + 'a {
        self.table.days.iter().enumerate().map(move |(place, (date, _, known))| {
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            let who =
                [agent.to_string(), text(people.name(agent)), text(people.team(agent)), iso_date(*date)];
            let is_known = *known <= Known::Partly;
            let times = self.table.times(agent, place..place + 1);
            let known = if *known == Known::All {
                "all"
            } else if is_known {
                "partly"
            } else {
                "nothing"
            };
            let length = |ms: i64| if is_known { length_text(ms) } else { String::new() };
            let lengths = StateKind::ALL.into_iter().map(|kind| length(times.ms(kind)));
            who.into_iter().chain([known.to_owned(), length(times.logged_in_ms())]).chain(lengths).collect()
        })
    }
}
