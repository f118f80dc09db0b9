//! What came of a day, and what was there of it: what is to be there from now on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use data::archive::manifest::Failed;
use data::archive::row::Row;
use data::query::Agents;
use model::record::AgentId;

/// A day as the archive has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its rows, by agent and time.
    pub rows: Vec<Row>,
    /// Who was asked for; `None`: everyone.
    pub agents: Option<BTreeSet<AgentId>>,
    /// What could not be fetched.
    pub failed: Vec<Failed>,
}

impl Known {
    /// Whether all that there was of an agent is here; of everyone without one.
    fn is_complete(&self, agent: Option<&AgentId>) -> bool {
        let was_asked = match (&self.agents, agent) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(agents), Some(agent)) => agents.contains(agent),
        };
        let concerns =
            |failed: &Failed| failed.agent.is_none() || agent.is_none() || failed.agent.as_ref() == agent;
        was_asked && !self.failed.iter().any(concerns)
    }

    /// Rows of what was not complete and failed again: what was gained before is not lost.
    pub fn gained(&self, failed: &BTreeSet<Option<AgentId>>) -> Vec<Row> {
        let is_wanted = |row: &&Row| {
            let of_all = failed.contains(&None) && !self.is_complete(None);
            of_all || (failed.contains(&Some(row.agent.clone())) && !self.is_complete(Some(&row.agent)))
        };
        self.rows.iter().filter(is_wanted).cloned().collect()
    }
}

/// What a day is to be from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combined {
    /// The day.
    pub day: Known,
    /// Agents, or everyone (`None`), whose rows stay as they were: what came is less than what is there.
    pub stayed: BTreeSet<Option<AgentId>>,
}

/// Puts a day together. What could not be fetched stays as it was where that was complete; so does what the API
/// seems to have forgotten: it gives less than half of what is there.
pub fn combine(new: Known, asked: &Agents, old: Option<Known>) -> Combined {
    let Some(old) = old else { return Combined { day: new, stayed: BTreeSet::new() } };
    match asked {
        Agents::All => combine_all(new, old),
        Agents::Named(_) => combine_named(new, old),
    }
}

fn combine_all(new: Known, old: Known) -> Combined {
    let failed = !new.failed.is_empty();
    let is_less = said(&new.rows) * 2 < said(&old.rows);
    let stays = old.is_complete(None) && (failed || is_less);
    // Of some agents more may be known than everyone's answer has.
    if stays || (is_less && !failed && old.failed.is_empty()) {
        return Combined { day: old, stayed: BTreeSet::from([None]) };
    }
    Combined { day: new, stayed: BTreeSet::new() }
}

fn combine_named(new: Known, old: Known) -> Combined {
    let asked = new.agents.clone().unwrap_or_default();
    let failed: BTreeSet<AgentId> = new.failed.iter().filter_map(|failed| failed.agent.clone()).collect();
    let (came, were) = (counts(&new.rows), counts(&old.rows));
    let count = |counts: &HashMap<AgentId, usize>, agent: &AgentId| counts.get(agent).copied().unwrap_or(0);
    let stays = |agent: &AgentId| {
        let is_less = count(&came, agent) * 2 < count(&were, agent);
        old.is_complete(Some(agent)) && (failed.contains(agent) || is_less)
    };
    let stayed: BTreeSet<AgentId> = asked.iter().filter(|agent| stays(agent)).cloned().collect();
    let is_new = |agent: &AgentId| asked.contains(agent) && !stayed.contains(agent);
    let mut rows: BTreeMap<AgentId, Vec<Row>> = BTreeMap::new();
    let came = new.rows.into_iter().filter(|row| is_new(&row.agent));
    for row in came.chain(old.rows.into_iter().filter(|row| !is_new(&row.agent))) {
        rows.entry(row.agent.clone()).or_default().push(row);
    }
    let of_new = |failed: &Failed| failed.agent.as_ref().is_some_and(is_new);
    let failed = new.failed.into_iter().filter(of_new);
    let failed = failed.chain(old.failed.iter().filter(|failed| !of_new(failed)).cloned()).collect();
    let agents = old.agents.map(|known| known.into_iter().chain(asked.iter().cloned()).collect());
    let day = Known { rows: rows.into_values().flatten().collect(), agents, failed };
    Combined { day, stayed: stayed.into_iter().map(Some).collect() }
}

/// Rows that the API said.
fn said(rows: &[Row]) -> usize {
    rows.iter().filter(|row| !row.is_derived).count()
}

fn counts(rows: &[Row]) -> HashMap<AgentId, usize> {
    let mut counts = HashMap::new();
    for row in rows.iter().filter(|row| !row.is_derived) {
        *counts.entry(row.agent.clone()).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::record::RowKey;
    use model::state::StateKind;
    use model::time::{Millis, Span};

    fn rows(agents: &[(&str, i64)], fetched: i64) -> Vec<Row> {
        let row = |agent: &str, at: i64| Row {
            agent: agent.into(),
            start: Millis(at),
            duration_ms: Some(1),
            state: "Available".into(),
            reason: None,
            kind: StateKind::Available,
            reported_ms: None,
            key: RowKey::default(),
            detail: None,
            is_derived: false,
            fetched: Millis(fetched),
        };
        agents.iter().flat_map(|(agent, count)| (0..*count).map(move |at| row(agent, at))).collect()
    }

    fn set(ids: &[&str]) -> BTreeSet<AgentId> {
        ids.iter().map(|id| AgentId::from(*id)).collect()
    }

    /// A day: of whom (nobody: everyone), what came, who failed (`*`: everyone).
    fn known(agents: &[&str], came: &[(&str, i64)], failed: &[&str], fetched: i64) -> Known {
        let failed = failed
            .iter()
            .map(|id| Failed { agent: (*id != "*").then(|| AgentId::from(*id)), span: Span::new(0, 9) });
        let agents = (!agents.is_empty()).then(|| set(agents));
        Known { rows: rows(came, fetched), agents, failed: failed.collect() }
    }

    fn all(new: Known, old: Known) -> (Known, bool) {
        let Combined { day, stayed } = combine(new, &Agents::All, Some(old));
        (day, stayed.contains(&None))
    }

    #[test]
    fn of_everyone_what_was_complete_stays_when_it_fails_or_is_forgotten() {
        let whole = known(&[], &[("1", 10), ("2", 10)], &[], 1);
        let more = known(&[], &[("1", 11), ("2", 10)], &[], 2);
        let fewer = known(&[], &[("1", 10)], &[], 2);
        let least = known(&[], &[("1", 9)], &[], 2);
        let failed = known(&[], &[("1", 10)], &["*"], 2);
        assert_eq!(all(more.clone(), whole.clone()), (more, false));
        assert_eq!(all(fewer.clone(), whole.clone()), (fewer, false), "half of it may be a correction");
        assert_eq!(all(least.clone(), whole.clone()), (whole.clone(), true));
        assert_eq!(all(failed.clone(), whole.clone()), (whole, true));
        let partly = known(&[], &[("1", 1)], &["*"], 1);
        assert_eq!(all(failed.clone(), partly.clone()), (failed.clone(), false));
        assert_eq!(
            partly.gained(&BTreeSet::from([None])),
            partly.rows,
            "what was gained goes into what is built"
        );
    }

    #[test]
    fn each_agent_is_taken_by_itself() {
        let old = known(&["1", "2", "3"], &[("1", 10), ("2", 10), ("3", 10)], &["3"], 1);
        let new = known(&["2", "3", "4"], &[("2", 4), ("3", 7), ("4", 5)], &["4"], 2);
        let asked = Agents::Named(vec!["2".into(), "3".into(), "4".into()]);
        let Combined { day, stayed } = combine(new, &asked, Some(old));
        let of = |agent: &str| {
            let rows: Vec<_> = day.rows.iter().filter(|row| &*row.agent == agent).collect();
            (rows.len(), rows[0].fetched.0)
        };
        assert_eq!(["1", "2", "3", "4"].map(of), [(10, 1), (10, 1), (7, 2), (5, 2)]);
        assert_eq!(stayed, BTreeSet::from([Some("2".into())]));
        let failed: Vec<_> = day.failed.iter().filter_map(|failed| failed.agent.as_deref()).collect();
        assert_eq!((failed, day.agents), (vec!["4"], Some(set(&["1", "2", "3", "4"]))));
        assert!(day.rows.is_sorted_by(|a, b| a.order() <= b.order()));
    }

    #[test]
    fn a_day_of_everyone_stays_one() {
        let old = known(&[], &[("1", 10)], &[], 1);
        let new = known(&["2"], &[("2", 4)], &[], 2);
        let Combined { day, .. } = combine(new.clone(), &Agents::Named(vec!["2".into()]), Some(old));
        assert_eq!((day.agents, day.rows.len()), (None, 14));
        let first = combine(new.clone(), &Agents::Named(vec!["2".into()]), None);
        assert_eq!(first.day, new);
    }
}
