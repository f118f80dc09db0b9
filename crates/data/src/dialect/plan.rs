//! The series of requests that answer a query: agent after agent, window after window.

use crate::query::{Agents, Amount, IdForm, MAX_CALLS, Query, QueryError};
use model::record::AgentId;
use model::time::Span;

/// One series of requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The agent; `None` for all agents.
    pub agent: Option<AgentId>,
    /// The time that it covers.
    pub span: Span,
}

/// A time that is asked for window by window, from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// All of it.
    pub span: Span,
    /// Length of a window in milliseconds, above 0; the last one may be shorter.
    pub each_ms: i64,
}

impl Windows {
    /// One window.
    pub fn whole(span: Span) -> Self {
        Self { span, each_ms: span.len().max(1) }
    }

    fn count(self) -> u64 {
        self.span.len().unsigned_abs().div_ceil(self.each_ms.unsigned_abs().max(1))
    }

    fn get(self, number: u64) -> Span {
        let start = self.span.start + self.each_ms.saturating_mul(number as i64);
        Span { start, end: (start + self.each_ms).min(self.span.end) }
    }
}

/// All series of a query, in order. Those of an API are not made before they are wanted: a query of any size costs
/// no more than its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plans {
    of: Of,
    amount: Amount,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Of {
    /// Each agent (`None`: all at once) in each of these windows.
    Windows(Vec<Option<AgentId>>, Vec<Windows>),
    /// One by one.
    Listed(Vec<Plan>),
}

impl Plans {
    /// For a query whose ids look like `ids`, with these windows for each agent, in order and each after
    /// the other.
    ///
    /// # Errors
    /// When no agent is named, an id is none, or it is more than one load may ask for.
    pub fn new(query: &Query, ids: IdForm, windows: Vec<Windows>) -> Result<Self, QueryError> {
        let agents: Vec<Option<AgentId>> = match query.agents {
            Agents::All => vec![None],
            Agents::Named(_) => query.named(ids)?.into_iter().map(Some).collect(),
        };
        let each: u64 = windows.iter().map(|windows| windows.count()).sum();
        let named = (query.agents != Agents::All).then_some(agents.len());
        let calls = each.saturating_mul(agents.len() as u64);
        let amount = Amount { agents: named, days: query.days(), calls };
        if amount.agent_days().max(calls) > MAX_CALLS {
            return Err(QueryError::TooMuch(amount));
        }
        Ok(Self { of: Of::Windows(agents, windows), amount })
    }

    /// These series, as many as the calls of `amount`.
    pub fn listed(plans: Vec<Plan>, amount: Amount) -> Self {
        let amount = Amount { calls: plans.len() as u64, ..amount };
        Self { of: Of::Listed(plans), amount }
    }

    /// How much is asked for.
    pub fn amount(&self) -> Amount {
        self.amount
    }

    /// Number of series.
    pub fn len(&self) -> usize {
        self.amount.calls as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Series of one agent; one where they are listed.
    fn each(&self) -> usize {
        match &self.of {
            Of::Windows(agents, _) => self.len() / agents.len().max(1),
            Of::Listed(_) => 1,
        }
    }

    /// A series; `None` past the last.
    pub fn get(&self, number: usize) -> Option<Plan> {
        let (agents, all) = match &self.of {
            Of::Windows(agents, windows) => (agents, windows),
            Of::Listed(plans) => return plans.get(number).cloned(),
        };
        let each = self.each();
        let agent = agents.get(number.checked_div(each)?)?;
        let mut number = (number % each) as u64;
        for windows in all {
            if number < windows.count() {
                return Some(Plan { agent: agent.clone(), span: windows.get(number) });
            }
            number -= windows.count();
        }
        None
    }

    /// The series from one on, those of an agent as one.
    pub fn rest(&self, from: usize) -> impl Iterator<Item = Plan> {
        let each = self.each().max(1);
        let firsts = std::iter::successors(Some(from), move |first| Some((first / each + 1) * each));
        firsts.map_while(move |first| {
            let (plan, last) = (self.get(first)?, self.get((first / each + 1) * each - 1)?);
            Some(Plan { span: Span { end: last.span.end, ..plan.span }, ..plan })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::time::DAY;

    fn plans(agents: usize, days: i64) -> Result<Plans, QueryError> {
        let agents = (0..agents).map(|id| id.to_string().into()).collect();
        let span = Span::new(0, days * DAY - 1);
        let before = Windows { span: Span::new(-DAY - 1, 0), each_ms: DAY };
        let query = Query::new(Agents::Named(agents), span);
        Plans::new(&query, IdForm::Number, vec![before, Windows { span, each_ms: DAY }])
    }

    #[test]
    fn series_are_in_order_and_cover_everything() {
        let plans = plans(3, 4).unwrap();
        let all: Vec<Plan> = (0..plans.len()).map(|number| plans.get(number).unwrap()).collect();
        assert_eq!((all.len(), plans.get(all.len())), (3 * 6, None));
        for (agent, of) in all.chunks(6).enumerate() {
            assert!(of.iter().all(|plan| plan.agent.as_deref() == Some(&*agent.to_string())));
            assert!(of.windows(2).all(|two| two[0].span.end == two[1].span.start));
            assert_eq!((of[0].span.start.0, of[5].span.end.0), (-DAY - 1, 4 * DAY - 1));
        }
        for from in 0..=all.len() {
            let rest: Vec<Plan> = plans.rest(from).collect();
            let left: i64 = all[from..].iter().map(|plan| plan.span.len()).sum();
            assert_eq!(rest.iter().map(|plan| plan.span.len()).sum::<i64>(), left, "from {from}");
            assert_eq!(rest.len(), (all.len() - from).div_ceil(6), "from {from}");
        }
    }

    #[test]
    fn listed_series_are_those_of_the_list() {
        let plan = |start| Plan { agent: None, span: Span::new(start, start + 1) };
        let amount = Amount { agents: None, days: 2, calls: 0 };
        let plans = Plans::listed(vec![plan(0), plan(5), plan(5)], amount);
        assert_eq!((plans.len(), plans.get(1), plans.get(3)), (3, Some(plan(5)), None));
        assert_eq!(plans.rest(1).collect::<Vec<_>>(), [plan(5), plan(5)]);
        assert!(Plans::listed(Vec::new(), amount).is_empty());
    }

    #[test]
    fn more_than_one_load_may_ask_for_is_refused_whatever_it_is() {
        assert_eq!(plans(100, 400).unwrap().len(), 100 * 402);
        let refused = |agents, days| match plans(agents, days) {
            Err(QueryError::TooMuch(amount)) => amount.agent_days(),
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(8, 3_652_059), 8 * 3_652_059);
        assert_eq!(refused(50_001, 1), 50_001);
        assert_eq!(refused(49_999, 1), 49_999, "with the days before");
        assert_eq!(refused(1_000, i64::MAX / DAY), 1_000 * (i64::MAX / DAY) as u64);
    }
}
