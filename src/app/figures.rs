//! The figures that the answer, cards and tables speak of: one set, of one scope.

use super::scope::Scope;
use model::dataset::Dataset;
use model::state::ActivityId;
use model::summary::{Attendance, Summary};
use model::zone::Zone;

/// Figures of one agent, or of several together.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Where the time went, in the states that are shown.
    pub summary: Summary,
    /// The same in all states.
    pub whole: Summary,
    /// When the agent came and went; `None` for several agents, and for parts of days.
    pub attendance: Option<Attendance>,
    /// Of how many agents.
    pub agents: usize,
}

impl Figures {
    /// The figures of a scope in the states that it `shows`.
    pub fn of(data: &Dataset, scope: &Scope, zone: &Zone, shows: impl Fn(ActivityId) -> bool) -> Self {
        let agents = scope.agents.iter().filter_map(|agent| data.agents.get(*agent));
        let whole = data.summary_of(agents.clone(), &scope.spans(zone));
        let one = scope.agent().and_then(|agent| data.agents.get(agent)).filter(|_| scope.hours.is_none());
        let is_all = data.catalog.activities().all(|(id, _)| shows(id));
        let is_range = is_all && scope.span == data.window;
        let attendance = one.map(|agent| {
            if is_range {
                agent.attendance.clone()
            } else {
                agent.attendance_in(&data.catalog, (scope.span, data.now), &shows)
            }
        });
        let summary = if is_all { whole.clone() } else { whole.only(&data.catalog, &shows) };
        Self { summary, whole, attendance, agents: agents.count() }
    }
}

#[cfg(test)]
mod tests;
