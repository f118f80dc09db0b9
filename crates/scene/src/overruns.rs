//! Where limits are passed in each lane: what rows count, and what they are marked with.

use model::limits::Judged;
use model::sorting::sort_by_key;
use model::state::ActivityId;
use model::time::{Millis, Span};

/// A limit that is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overrun {
    /// When it is passed, inside the range: a breach counts where this lies, and nowhere else.
    pub passed: Millis,
    /// Where what is over ends, not before that.
    pub until: Millis,
    /// By how many milliseconds it is over; `None` where counts are limited.
    pub over_ms: Option<i64>,
    /// The state in which it is passed.
    pub activity: ActivityId,
    /// Position in [`Judged::breaches`].
    pub breach: usize,
}

/// All of them, by agent and in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overruns {
    agents: Vec<Vec<Overrun>>,
}

impl Overruns {
    /// Those of so many agents in a range, in the states that are shown.
    pub fn new(judged: &Judged, range: Span, agents: usize, shows: impl Fn(ActivityId) -> bool) -> Self {
        let mut all = vec![Vec::new(); agents];
        if range.is_empty() {
            return Self { agents: all };
        }
        for (place, breach) in judged.breaches.iter().enumerate() {
            let Some(lane) = all.get_mut(breach.agent).filter(|_| shows(breach.activity)) else { continue };
            let passed = range.clamp(breach.passed).min(range.end + -1);
            let until = range.clamp(breach.span.end).max(passed);
            let (over_ms, activity) = (breach.over_ms(), breach.activity);
            lane.push(Overrun { passed, until, over_ms, activity, breach: place });
        }
        for lane in &mut all {
            sort_by_key(lane, |overrun| overrun.passed);
        }
        Self { agents: all }
    }

    /// How many there are of all agents.
    pub fn count(&self) -> usize {
        self.agents.iter().map(Vec::len).sum()
    }

    /// How many an agent passed in a span; `None` while nothing was judged.
    pub fn counted(&self, agent: usize, span: Span) -> Option<usize> {
        self.agents.get(agent).map(|_| self.within(agent, span).len())
    }

    /// Those of an agent that are passed in a span.
    pub fn within(&self, agent: usize, span: Span) -> &[Overrun] {
        let lane = self.agents.get(agent).map_or(&[][..], Vec::as_slice);
        let before = |t: Millis| lane.partition_point(|overrun| overrun.passed < t);
        let (from, to) = (before(span.start), before(span.end));
        lane.get(from..to).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::limits::{Rules, judge};
    use model::state::StateKind;
    use model::testing::{Load, changes, states};
    use model::time::MINUTE;
    use model::zone::Zone;

    #[test]
    fn each_breach_counts_once_where_its_limit_is_passed() {
        let (catalog, [ready, pause]) = states([
            ("READY", None, StateKind::Available),
            ("NOT_READY", Some("Break"), StateKind::NotReady),
        ]);
        let range = Span::new(0, 180 * MINUTE);
        let at =
            |list: &[(i64, ActivityId)]| list.iter().map(|(m, id)| (m * MINUTE, *id)).collect::<Vec<_>>();
        let ana = changes("ana", at(&[(0, pause), (40, ready), (60, pause), (80, ready)]));
        let bo = changes("bo", at(&[(0, ready), (170, pause)]));
        let data = Load::new(catalog, range).rows(ana.chain(bo)).build();
        let judged = judge(&data, &Rules::parse("each:break:15m;day:break:20m").unwrap(), &Zone::utc());
        let all = Overruns::new(&judged, range, data.agents.len(), |_| true);
        let minutes = |agent, from, to| {
            let within = all.within(agent, Span::new(from * MINUTE, to * MINUTE));
            within
                .iter()
                .map(|overrun| (overrun.passed.0 / MINUTE, overrun.until.0 / MINUTE))
                .collect::<Vec<_>>()
        };
        assert_eq!(minutes(0, 0, 180), [(15, 40), (20, 40), (75, 80)]);
        assert_eq!([minutes(0, 0, 20).len(), minutes(0, 20, 75).len(), minutes(0, 75, 180).len()], [1, 1, 1]);
        assert_eq!((minutes(1, 0, 180), minutes(7, 0, 180)), (vec![], vec![]));
        assert_eq!((all.counted(0, range), all.counted(1, range)), (Some(3), Some(0)));
        assert_eq!(Overruns::default().counted(0, range), None, "nothing was judged");
        assert_eq!(all.count(), 3);
        let none = Overruns::new(&judged, range, data.agents.len(), |id| id != pause);
        assert_eq!(none.within(0, range), []);
    }
}
