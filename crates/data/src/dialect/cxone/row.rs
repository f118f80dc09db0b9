//! One row of state history.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use super::states::{State, system_code};
use crate::dialect::body;
use crate::dialect::field::Field;
use crate::dialect::json::Json;
use crate::dialect::members::Names;
use crate::dialect::names::Seen;
use crate::dialect::whose::Whose;
use crate::error::ErrorKind;
use crate::length;
use crate::query::Settings;
use model::page::{Page, PageBuilder};
use model::record::{AgentId, Record, RejectReason, RowKey};
use model::state::{ActivityId, Catalog};
use model::time::{SECOND, Timestamps};

/// The members of a row. Later versions call the team's id by its second name.
const NAMES: [&str; 16] = [
    "stateIndex",
    "startDate",
    "agentId",
    "agentStateId",
    "agentStateName",
    "agentSessionId",
    "contactId",
    "skillName",
    "mediaTypeName",
    "fromAddress",
    "toAddress",
    "outStateId",
    "outStateDescription",
    "duration",
    "teamId",
    "teamNo",
];

struct Row<'r, 'de> {
    state_index: &'r Field<'de>,
    start: &'r Field<'de>,
    agent: &'r Field<'de>,
    state_id: &'r Field<'de>,
    state_name: &'r Field<'de>,
    session: &'r Field<'de>,
    contact: &'r Field<'de>,
    skill: &'r Field<'de>,
    media: &'r Field<'de>,
    from: &'r Field<'de>,
    to: &'r Field<'de>,
    reason_id: &'r Field<'de>,
    reason: &'r Field<'de>,
    duration: &'r Field<'de>,
    team: [&'r Field<'de>; 2],
}

impl<'r, 'de> Row<'r, 'de> {
    fn new(fields: &'r [Field<'de>; NAMES.len()]) -> Self {
        let [
            state_index,
            start,
            agent,
            state_id,
            state_name,
            session,
            contact,
            skill,
            media,
            from,
            to,
            reason_id,
            reason,
            duration,
            team @ ..,
        ] = fields;
        Self {
            state_index,
            start,
            agent,
            state_id,
            state_name,
            session,
            contact,
            skill,
            media,
            from,
            to,
            reason_id,
            reason,
            duration,
            team: team.each_ref(),
        }
    }

    /// The reason's name, or what stands for it when only its number came.
    fn reason(&self) -> Option<Cow<'_, str>> {
        self.reason.text().or_else(|| match self.reason_id.whole() {
            None | Some(0) => None,
            Some(id) => Some(system_code(id).map_or_else(|| format!("Code {id}").into(), Cow::Borrowed)),
        })
    }

    fn key(&self) -> RowKey {
        let session = self.session.whole().and_then(|id| u64::try_from(id).ok());
        RowKey {
            session: session.unwrap_or_default(),
            index: self.state_index.whole().and_then(|index| u32::try_from(index).ok()),
        }
    }

    /// `Skill: Billing · Contact: 42`
    fn detail(&self) -> Option<Arc<str>> {
        let mut text = String::new();
        for (name, field) in [
            ("Skill", self.skill),
            ("Contact", self.contact),
            ("Media", self.media),
            ("From", self.from),
            ("To", self.to),
        ] {
            if let Some(value) = field.text().filter(|value| value != "0") {
                let separator = if text.is_empty() { "" } else { " · " };
                // Writing to a String cannot fail.
                let _ = write!(text, "{separator}{name}: {value}");
            }
        }
        (!text.is_empty()).then(|| text.into())
    }
}

/// Milliseconds of a `duration`: ISO 8601, or plain seconds as older versions write it.
fn duration_ms(field: &Field) -> Option<i64> {
    match field {
        Field::Whole(seconds) => Some(seconds.saturating_mul(SECOND)),
        Field::Number(seconds) => Some(length::rounded(*seconds, SECOND)),
        Field::Text(text) => length::iso_ms(text).or_else(|| length::seconds_ms(text)),
        Field::Nothing | Field::Nested | Field::Flag(_) => None,
    }
}

/// Takes the rows of a body.
pub struct Reader<'a> {
    whose: Whose<'a>,
    settings: &'a Settings,
    catalog: &'a mut Catalog,
    seen: Seen,
    times: Timestamps,
    page: PageBuilder,
    /// Whether a duration says what it counts.
    has_units: bool,
    names: Names,
    /// The teams of the page's agents, as they are numbered there.
    teams: Vec<Option<Arc<str>>>,
}

impl<'a> Reader<'a> {
    /// Nothing has been read.
    pub fn new(whose: Whose<'a>, settings: &'a Settings, catalog: &'a mut Catalog) -> Self {
        let names = Names::new(&NAMES).or("agentId", whose.aliases());
        Self {
            whose,
            settings,
            catalog,
            seen: Seen::default(),
            times: Timestamps::default(),
            page: PageBuilder::new(),
            has_units: false,
            names,
            teams: Vec::new(),
        }
    }

    /// What was read: records, and the agents' teams.
    pub fn finish(self) -> (Page, HashMap<AgentId, Arc<str>>) {
        let teams = self.page.agents().zip(self.teams);
        let teams = teams.filter_map(|(agent, team)| Some((agent.clone(), team?))).collect();
        (Page { are_bare: !self.has_units, ..self.page.finish() }, teams)
    }

    fn note_team(&mut self, agent: usize, row: &Row) {
        if self.teams.len() <= agent {
            self.teams.resize(agent + 1, None);
        }
        let team = &mut self.teams[agent];
        if team.is_none() {
            *team = row.team.iter().find_map(|field| field.text()).map(|id| id.as_ref().into());
        }
    }

    fn activity(&mut self, row: &Row) -> Option<ActivityId> {
        let name = row.state_name.text();
        let state = State::of(row.state_id.whole(), name.as_deref())?;
        let code = match state.name() {
            Some(name) => Cow::Borrowed(name),
            None => format!("State {}", row.state_id.whole().unwrap_or_default()).into(),
        };
        let acw = &self.settings.acw;
        let activity = self.seen.activity(self.catalog, &code, row.reason().as_deref(), |reason| {
            let mut reading = state.reading(&code);
            if let Some(reason) = reason.filter(|_| state.is_unavailable()) {
                reading.kind = acw.kind(reason);
            }
            reading
        });
        Some(activity)
    }

    fn take(&mut self, row: &Row) -> Result<(), RejectReason> {
        let at = row.start.moment(&mut self.times);
        let at = at.ok_or(RejectReason::NoTimestamp)?;
        let agent = self.page.number_of(&self.whose.of(row.agent, self.names.is_alias())?);
        let activity = self.activity(row).ok_or(RejectReason::NoState)?;
        self.note_team(agent, row);
        self.has_units |= matches!(row.duration, Field::Text(text) if text.contains(['P', 'p']));
        let reported_ms = body::figure(&mut self.page, row.duration, duration_ms);
        body::remark_nested(&mut self.page, "outStateDescription", row.reason);
        body::remark_nested(&mut self.page, "agentId", row.agent);
        body::remark_twice(&mut self.page, &self.names);
        body::remark_no_number(&mut self.page, "stateIndex", row.state_index);
        body::remark_no_number(&mut self.page, "agentSessionId", row.session);
        let record =
            Record { key: row.key(), detail: row.detail(), ..Record::new(at, activity, reported_ms) };
        self.page.push_at(agent, record);
        Ok(())
    }
}

impl<'de> body::Reader<'de> for Reader<'_> {
    fn array(&self) -> &'static str {
        "agentStateHistory"
    }

    fn row(&mut self, row: &mut Json<'de>) -> Result<Result<(), RejectReason>, ErrorKind> {
        let mut fields = [const { Field::Nothing }; NAMES.len()];
        let members = row.members(&mut self.names, &mut fields)?;
        Ok(if members == 0 { Err(RejectReason::NotARow) } else { self.take(&Row::new(&fields)) })
    }

    fn page(&mut self) -> &mut PageBuilder {
        &mut self.page
    }
}

#[cfg(test)]
mod tests;
