//! Everyone's time against a schedule.

use std::collections::HashMap;
use std::ops::Deref;

use super::{Adherer, AgentAdherence, Exception, Figures, Options, Table};
use crate::dataset::Dataset;
use crate::record::AgentId;
use crate::schedule::{Joining, Planned, PlannedId, Schedule};
use crate::time::{Millis, Span};

/// The time of all agents of a data set, held against their plans.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    schedule: Schedule,
    agents: Vec<Option<OfAgent>>,
    is_open: Vec<bool>,
    unknown: Vec<PlannedId>,
}

/// An agent's, and which of the plans it was held against.
#[derive(Clone, Debug)]
struct OfAgent {
    plan: usize,
    adherence: AgentAdherence,
}

/// Holds every agent who has a plan in the range against it. Takes time in proportion to segments and planned
/// activities.
pub fn judge(data: &Dataset, plans: impl Into<Joining>, table: &Table, options: Options) -> Judged {
    Judging::new(data, plans.into(), table, options).finish()
}

/// Holds one agent after another against what is planned, for callers who do other things between.
#[derive(Clone, Debug)]
pub struct Judging<D> {
    data: D,
    joining: Joining,
    adherer: Adherer<D>,
    places: HashMap<AgentId, usize>,
    agents: Vec<Option<OfAgent>>,
}

impl<D: Deref<Target = Dataset> + Clone> Judging<D> {
    /// For the agents of a data set and what sources plan; costs as much as there are names.
    pub fn new(data: D, joining: Joining, table: &Table, options: Options) -> Self {
        let adherer = Adherer::new(data.clone(), joining.activities(), table, options);
        let places = data.agents.iter().enumerate().map(|(place, agent)| (agent.id.clone(), place)).collect();
        let agents = vec![None; data.agents.len()];
        Self { data, joining, adherer, places, agents }
    }

    /// Makes the next plan and holds its agent against it: how many planned activities and segments that took. `None`
    /// when there is none left.
    pub fn judge_next(&mut self) -> Option<usize> {
        let (plan, who, list) = self.joining.next_plan()?;
        let planned = list.list().len();
        let Some(&place) = self.places.get(who) else { return Some(planned) };
        let timeline = &self.data.agents[place];
        if list.in_span(timeline.lane.window()).is_empty() {
            return Some(planned);
        }
        self.agents[place] = Some(OfAgent { plan, adherence: self.adherer.agent(timeline, list) });
        Some(planned + timeline.lane.len())
    }

    /// What is said of everyone, with those who were not held against their plans yet.
    pub fn finish(mut self) -> Judged {
        while self.judge_next().is_some() {}
        let schedule = self.joining.finish();
        let ids = (0..schedule.activities.len()).map(|id| PlannedId(id as u32));
        let is_open = ids.map(|id| self.adherer.is_open(id)).collect();
        let unknown = self.adherer.unknown().to_vec();
        Judged { schedule, agents: self.agents, is_open, unknown }
    }
}

impl Judged {
    /// The schedule.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// Whether nobody has a plan.
    pub fn is_empty(&self) -> bool {
        self.agents.iter().all(Option::is_none)
    }

    /// What is said of an agent's time, by the position in the data set; `None` without a plan.
    pub fn agent(&self, agent: usize) -> Option<&AgentAdherence> {
        self.agents.get(agent)?.as_ref().map(|of| &of.adherence)
    }

    /// What is planned for an agent in a span, in order.
    pub fn planned(&self, agent: usize, span: Span) -> &[Planned] {
        let of = self.agents.get(agent).and_then(Option::as_ref);
        of.map_or(&[], |of| self.schedule.plans[of.plan].1.in_span(span))
    }

    /// What is planned for an agent at a moment.
    pub fn planned_at(&self, agent: usize, t: Millis) -> Option<PlannedId> {
        self.planned(agent, Span { start: t, end: t + 1 }).first().map(|planned| planned.activity)
    }

    /// Whether it is open time, in which contacts are taken.
    pub fn is_open(&self, id: PlannedId) -> bool {
        self.is_open.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Its name, as the schedule has it.
    pub fn name(&self, id: PlannedId) -> &str {
        self.schedule.activities.get(id.0 as usize).map_or("", |activity| &activity.name)
    }

    /// Planned activities of which nothing is known: they are neutral.
    pub fn unknown(&self) -> &[PlannedId] {
        &self.unknown
    }

    /// Figures of some agents in some spans that do not overlap, of those with a plan; `None` where nothing is planned
    /// for any of them there. Costs the logarithm of the runs, times agents and spans.
    pub fn figures(&self, agents: &[usize], spans: &[Span]) -> Option<Figures> {
        let of = agents.iter().filter_map(|&agent| self.agent(agent));
        let all = of.flat_map(|agent| spans.iter().map(|span| agent.figures(*span)));
        all.reduce(|sum, one| sum.plus(&one)).filter(Figures::has_plan)
    }

    /// The exceptions of some agents that touch some spans, with whose they are, each once: in the order of the
    /// agents and of time.
    pub fn exceptions<'a>(
        &'a self,
        agents: &'a [usize],
        spans: &'a [Span],
    ) -> impl Iterator<Item = (usize, &'a Exception)> {
        let of = |&agent: &usize| Some((agent, self.agent(agent)?));
        agents.iter().filter_map(of).flat_map(move |(agent, of)| {
            of.touching(spans).map(move |place| (agent, &of.exceptions()[place]))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::ScheduleBuilder;
    use crate::state::StateKind;
    use crate::testing::{Load, changes, states};
    use crate::time::MINUTE;

    fn at(from: i64, to: i64) -> Span {
        Span::new(from * MINUTE, to * MINUTE)
    }

    /// Ana is planned for an hour with a break at 30 and has it at 32; Bo has a plan elsewhere, Cy has none.
    fn judged() -> Judged {
        let (data, plans) = loaded();
        judge(&data, plans, &Table::default(), Options::default())
    }

    fn loaded() -> (Dataset, ScheduleBuilder) {
        let (catalog, [ready, pause]) = states([
            ("READY", None, StateKind::Available),
            ("NOT_READY", Some("Break"), StateKind::NotReady),
        ]);
        let ana = changes("ana", [(0, ready), (32 * MINUTE, pause), (42 * MINUTE, ready)]);
        let rest = changes("bo", [(0, ready)]).chain(changes("cy", [(0, ready)]));
        let data = Load::new(catalog, at(0, 60)).rows(ana.chain(rest)).build();
        let mut builder = ScheduleBuilder::new();
        let [open, rest, odd] = ["Open", "Break", "Project X"].map(|name| builder.activity(name, None));
        builder.push("ana", at(0, 60), open, 1);
        builder.push("ana", at(30, 40), rest, 2);
        builder.push("bo", at(100, 160), odd, 3);
        (data, builder)
    }

    #[test]
    fn each_turn_says_what_it_took() {
        let (data, plans) = loaded();
        let mut judging = Judging::new(&data, plans.into(), &Table::default(), Options::default());
        // Open, break and open again against three states; a plan of another time has one activity.
        let took: Vec<_> = std::iter::from_fn(|| judging.judge_next()).collect();
        assert_eq!(took, [3 + 3, 1]);
    }

    #[test]
    fn what_is_planned_at_a_moment_is_what_lies_over_it() {
        let judged = judged();
        assert_eq!(judged.schedule().plans.len(), 2);
        let name = |agent, minute| {
            judged.planned_at(agent, Millis(minute * MINUTE)).map(|id| judged.name(id).to_owned())
        };
        let told = [0, 29, 30, 39, 40, 60].map(|minute| name(0, minute));
        let told = told.each_ref().map(Option::as_deref);
        assert_eq!(told, [Some("Open"), Some("Open"), Some("Break"), Some("Break"), Some("Open"), None]);
        assert_eq!((name(1, 0), name(2, 0), name(9, 0)), (None, None, None));
    }

    #[test]
    fn who_has_no_plan_has_no_figures() {
        let judged = judged();
        assert!(!judged.is_empty() && Judged::default().is_empty());
        let whole = [at(0, 60)];
        let adherence =
            |agents: &[usize]| judged.figures(agents, &whole).and_then(|figures| figures.adherence());
        assert_eq!(adherence(&[0]), Some(56.0 / 60.0));
        assert_eq!(adherence(&[0, 1, 2, 9]), Some(56.0 / 60.0), "others take nothing away");
        assert_eq!((adherence(&[1]), adherence(&[2]), adherence(&[])), (None, None, None));
        let planned = judged.planned(0, at(0, 35));
        let told: Vec<_> =
            planned.iter().map(|one| (judged.name(one.activity), judged.is_open(one.activity))).collect();
        assert_eq!(told, [("Open", true), ("Break", false)]);
        assert!(judged.planned(1, at(0, 60)).is_empty(), "what is planned elsewhere is none here");
        assert_eq!(judged.unknown().iter().map(|id| judged.name(*id)).collect::<Vec<_>>(), ["Project X"]);
    }

    #[test]
    fn where_nothing_is_planned_in_a_span_it_has_no_figures() {
        let (catalog, [ready]) = states([("READY", None, StateKind::Available)]);
        let data = Load::new(catalog, at(0, 60)).rows(changes("ana", [(0, ready)])).build();
        let mut builder = ScheduleBuilder::new();
        let open = builder.activity("Open", None);
        builder.push("ana", at(0, 30), open, 1);
        let judged = judge(&data, builder, &Table::default(), Options::default());
        assert_eq!(judged.figures(&[0], &[at(40, 50)]), None);
        let unscheduled =
            judged.figures(&[0], &[at(0, 10), at(40, 50)]).map(|figures| figures.sums.unscheduled_ms);
        assert_eq!(unscheduled, Some(10 * MINUTE), "beside what is planned it counts");
    }

    #[test]
    fn an_exception_that_touches_several_spans_is_listed_once() {
        let judged = judged();
        let minutes = |spans: &[Span]| {
            let all = judged.exceptions(&[2, 0], spans);
            all.map(|(agent, one)| (agent, one.span.start.0 / MINUTE, one.span.end.0 / MINUTE))
                .collect::<Vec<_>>()
        };
        assert_eq!(minutes(&[at(0, 60)]), [(0, 30, 32), (0, 40, 42)]);
        assert_eq!(minutes(&[at(0, 31), at(31, 41)]), [(0, 30, 32), (0, 40, 42)]);
        assert_eq!(minutes(&[at(0, 30), at(41, 42)]), [(0, 40, 42)]);
        assert_eq!(minutes(&[at(32, 40)]), []);
    }
}
