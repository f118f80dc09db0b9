//! The figures that the answer, cards and tables speak of: one set, of one scope.

use super::scope::Scope;
use model::attendance::Attendance;
use model::dataset::Dataset;
use model::state::ActivityId;
use model::summary::Summary;
use model::zone::Zone;

/// Figures of one agent, or of several together.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Where the time went, in the states that are shown.
    pub summary: Summary,
    /// The same in all states.
    pub whole: Summary,
    /// When people came and went; `None` for parts of days.
    pub attendance: Option<Attendance>,
    /// Who these were, where there are several agents.
    pub whose: Whose,
    /// Of how many agents.
    pub agents: usize,
}

/// Who came first, who left last, and whose longest stretch it is: indices into [`Dataset::agents`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    /// The earliest login.
    pub first: Option<usize>,
    /// The latest logout.
    pub last: Option<usize>,
    /// The longest stretch.
    pub longest: Option<usize>,
}

/// When several came and went: the first login, the longest stretch, and the last logout once all have left.
fn together(all: impl Iterator<Item = (usize, Attendance)>) -> (Attendance, Whose) {
    let (mut sum, mut whose) = (Attendance::default(), Whose::default());
    let mut all_left = true;
    for (agent, one) in all {
        sum.sessions += one.sessions;
        all_left &= one.first_login.is_none() || one.last_logout.is_some();
        if one.first_login.is_some_and(|first| sum.first_login.is_none_or(|other| first < other)) {
            (sum.first_login, sum.since_before) = (one.first_login, one.since_before);
            whose.first = Some(agent);
        }
        if one.last_logout > sum.last_logout {
            sum.last_logout = one.last_logout;
            whose.last = Some(agent);
        }
        let ms = |one: &Attendance| one.longest.as_ref().map(|longest| longest.span.len());
        if ms(&one) > ms(&sum) {
            sum.longest = one.longest;
            whose.longest = Some(agent);
        }
    }
    if !all_left {
        (sum.last_logout, whose.last) = (None, None);
    }
    (sum, whose)
}

impl Figures {
    /// The figures of a scope in the states that it `shows`.
    pub fn of(data: &Dataset, scope: &Scope, zone: &Zone, shows: &dyn Fn(ActivityId) -> bool) -> Self {
        let agents = scope.agents.iter().filter_map(|agent| data.agents.get(*agent));
        let whole = data.summary_of(agents.clone(), &scope.spans(zone));
        let is_all = data.catalog.activities().all(|(id, _)| shows(id));
        let is_range = is_all && scope.span == data.window;
        let attendance = |place: &usize| {
            let agent = data.agents.get(*place)?;
            let attendance = if is_range {
                agent.attendance.clone()
            } else {
                agent.attendance_in(&data.catalog, (scope.span, data.now), shows)
            };
            Some((*place, attendance))
        };
        let all = || together(scope.agents.iter().filter_map(attendance));
        let is_told = scope.hours.is_none() && !scope.agents.is_empty();
        let (attendance, came) = is_told.then(all).unzip();
        let came = came.filter(|_| scope.agents.len() > 1).unwrap_or_default();
        let summary = if is_all { whole.clone() } else { whole.only(&data.catalog, shows) };
        Self { summary, whole, attendance, whose: came, agents: agents.count() }
    }
}

#[cfg(test)]
mod tests;
