//! The records of a data set → a Parquet file in the columns of archives, which is opened again as the same timeline.

use std::collections::BTreeSet;

use super::exported::{Exported, Labelled, Whose};
use super::row::Row;
use super::schema::{EXPORT_CHECK_KEY, EXPORT_KEY};
use super::write::{WriteError, Writer};
use crate::files::export::{head, label, measures};
use crate::files::extract::{Entry, Extract, Pieces};
use model::dataset::Dataset;
use model::record::Durations;
use model::sorting::sort_by_key;
use model::state::ActivityId;
use model::timeline::AgentTimeline;

/// An export under way.
pub struct RecordsParquet<'a> {
    data: &'a Dataset,
    pieces: Pieces<'a>,
    writer: Writer,
}

impl<'a> RecordsParquet<'a> {
    /// Of a part of a data set. `zone` is the name of the zone that is shown, `name_of` gives an agent's name, or nothing
    /// when names are hidden.
    ///
    /// # Errors
    /// Never: it is written to memory.
    pub fn new(
        data: &'a Dataset,
        extract: Extract<'a>,
        zone: &str,
        name_of: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, WriteError> {
        let mut agents = extract.agents.to_vec();
        let whose = |agent: &AgentTimeline| Whose {
            id: agent.id.to_string(),
            name: name_of(&agent.id).unwrap_or_default(),
            measures: measures(agent.documented).to_owned(),
        };
        let told = Exported {
            head: head(data, Some(extract)),
            zone: zone.to_owned(),
            agents: agents.iter().filter_map(|agent| data.agents.get(*agent)).map(whose).collect(),
            states: states(data),
        };
        let durations = told.about().map_or(Durations::OfOwnState, |about| about.durations);
        let (text, check) = told.text();
        let writer = Writer::new(durations, &[(EXPORT_KEY, &text), (EXPORT_CHECK_KEY, &check)])?;
        sort_by_key(&mut agents, |agent| data.agents.get(*agent).map(|agent| &*agent.id));
        Ok(Self { data, pieces: Pieces::new(data, agents, Some(extract)), writer })
    }

    /// Writes some thousand records; gives whether there may be more.
    ///
    /// # Errors
    /// When records are not in the order of their beginnings.
    pub fn step(&mut self) -> Result<bool, WriteError> {
        let Some(piece) = self.pieces.next() else { return Ok(false) };
        for entry in piece.entries {
            self.writer.push(row(self.data, piece.agent, entry))?;
        }
        Ok(true)
    }

    /// The file.
    ///
    /// # Errors
    /// Never: it is written to memory.
    pub fn finish(self) -> Result<Vec<u8>, WriteError> {
        Ok(self.writer.finish()?.bytes)
    }
}

fn row(data: &Dataset, agent: &AgentTimeline, entry: Entry) -> Row {
    let Entry { span, record, has_end } = entry;
    let activity = data.catalog.activity(record.activity);
    Row {
        agent: agent.id.clone(),
        start: span.start,
        duration_ms: has_end.then(|| span.len()),
        state: data.catalog.code(record.activity).into(),
        reason: activity.reason.clone(),
        kind: activity.kind,
        reported_ms: record.reported_ms,
        key: record.key,
        detail: record.detail,
        is_derived: record.is_derived,
        fetched: data.now,
    }
}

/// What people read for each state.
fn states(data: &Dataset) -> Vec<Labelled> {
    let mut known = BTreeSet::new();
    let all = data.catalog.activities().filter(|(id, _)| *id != ActivityId::UNKNOWN);
    let labelled = all.filter_map(|(id, activity)| {
        let (state, kind) = (data.catalog.code(id), activity.kind.name());
        let label = label(data.catalog.state(activity.state));
        known.insert((state, kind)).then(|| Labelled {
            state: state.to_owned(),
            kind: kind.to_owned(),
            label: label.to_owned(),
        })
    });
    labelled.collect()
}
