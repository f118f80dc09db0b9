//! Everyone's time against a schedule.

use std::collections::HashMap;

use super::{Adherer, AgentAdherence, Exception, Figures, Options, Table};
use crate::dataset::Dataset;
use crate::schedule::{Planned, PlannedId, Schedule};
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
pub fn judge(data: &Dataset, schedule: Schedule, table: &Table, options: Options) -> Judged {
    let mut adherer = Adherer::new(data, &schedule, table, options);
    let places: HashMap<&str, usize> =
        schedule.plans.iter().enumerate().map(|(place, (who, _))| (&**who, place)).collect();
    let of = |timeline: &crate::timeline::AgentTimeline| {
        let plan = *places.get(&*timeline.id)?;
        let list = &schedule.plans[plan].1;
        let is_planned = !list.in_span(timeline.lane.window()).is_empty();
        is_planned.then(|| OfAgent { plan, adherence: adherer.agent(timeline, list) })
    };
    let agents = data.agents.iter().map(of).collect();
    let is_open = (0..schedule.activities.len()).map(|id| adherer.is_open(PlannedId(id as u32))).collect();
    let unknown = adherer.unknown().to_vec();
    Judged { schedule, agents, is_open, unknown }
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
        judge(&data, builder.finish(), &Table::default(), Options::default())
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
        let judged = judge(&data, builder.finish(), &Table::default(), Options::default());
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
