//! The figures that the answer, cards and tables speak of: one set, of one scope.

use super::scope::Scope;
use model::attendance::Attendance;
use model::dataset::Dataset;
use model::index::Total;
use model::state::ActivityId;
use model::summary::Summary;
use model::time::Span;
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
#[derive(Debug, Default)]
struct Together {
    all: Attendance,
    whose: Whose,
    /// Whether somebody has not left.
    is_in: bool,
}

impl Together {
    fn add(&mut self, agent: usize, one: Attendance) {
        let Self { all, whose, is_in } = self;
        all.sessions += one.sessions;
        *is_in |= one.first_login.is_some() && one.last_logout.is_none();
        if one.first_login.is_some_and(|first| all.first_login.is_none_or(|other| first < other)) {
            (all.first_login, all.since_before) = (one.first_login, one.since_before);
            whose.first = Some(agent);
        }
        if one.last_logout > all.last_logout {
            all.last_logout = one.last_logout;
            whose.last = Some(agent);
        }
        let ms = |one: &Attendance| one.longest.as_ref().map(|longest| longest.span.len());
        if ms(&one) > ms(all) {
            all.longest = one.longest;
            whose.longest = Some(agent);
        }
    }

    fn done(mut self) -> (Attendance, Whose) {
        if self.is_in {
            (self.all.last_logout, self.whose.last) = (None, None);
        }
        (self.all, self.whose)
    }
}

/// The figures of a scope, worked out agent by agent.
#[derive(Debug)]
pub struct Adding {
    scope: Scope,
    spans: Vec<Span>,
    /// Which activities are shown, by their columns.
    shows: Vec<bool>,
    sums: Vec<Total>,
    came: Together,
    /// How many of the scope's agents are added, and how many of these there are.
    added: usize,
    agents: usize,
}

impl Adding {
    /// Nothing yet of the figures of a scope in the states that it `shows`.
    pub fn new(data: &Dataset, scope: Scope, zone: &Zone, shows: &dyn Fn(ActivityId) -> bool) -> Self {
        let spans = scope.spans(zone);
        let shows: Vec<bool> = data.catalog.activities().map(|(id, _)| shows(id)).collect();
        let sums = vec![Total::default(); shows.len()];
        Self { scope, spans, shows, sums, came: Together::default(), added: 0, agents: 0 }
    }

    /// What they are figures of.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    fn is_all(&self) -> bool {
        self.shows.iter().all(|shows| *shows)
    }

    /// Adds the next agent; `false` when all are there. `data` is always the same.
    pub fn add_next(&mut self, data: &Dataset) -> bool {
        let Some(&place) = self.scope.agents.get(self.added) else { return false };
        self.added += 1;
        if let Some(agent) = data.agents.get(place) {
            self.agents += 1;
            data.add_totals(agent, &self.spans, &mut self.sums);
            if self.scope.hours.is_none() {
                let span = self.scope.span;
                let shows = |id: ActivityId| self.shows[id.column()];
                let attendance = if self.is_all() && span == data.window {
                    agent.attendance.clone()
                } else {
                    agent.attendance_in(&data.catalog, (span, data.now), &shows)
                };
                self.came.add(place, attendance);
            }
        }
        true
    }

    /// What came of all agents that were added.
    pub fn done(self, data: &Dataset) -> Figures {
        let whole = data.summary_of_sums(&self.spans, &self.sums);
        let shows = |id: ActivityId| self.shows[id.column()];
        let summary = if self.is_all() { whole.clone() } else { whole.only(&data.catalog, &shows) };
        let is_told = self.scope.hours.is_none() && !self.scope.agents.is_empty();
        let (attendance, who_came) = is_told.then(|| self.came.done()).unzip();
        let who_came = who_came.filter(|_| self.scope.agents.len() > 1).unwrap_or_default();
        Figures { summary, whole, attendance, whose: who_came, agents: self.agents }
    }
}

impl Figures {
    /// The figures of a scope in the states that it `shows`.
    pub fn of(data: &Dataset, scope: &Scope, zone: &Zone, shows: &dyn Fn(ActivityId) -> bool) -> Self {
        let mut adding = Adding::new(data, scope.clone(), zone, shows);
        while adding.add_next(data) {}
        adding.done(data)
    }
}

#[cfg(test)]
mod tests;
