//! One row of state history, as it means and as it is written.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::directory::{ACW_CODE, person};
use crate::data::activity::{Activity, Contact};
use crate::data::feed::Row;
use crate::data::mix::Mix;
use crate::scenario::{Cxone, DurationForm, LoggedOutRow, OddityKind, OpenRow, Scenario};
use crate::wire::{iso_duration, moment, seconds, trimmed};

const FIELDS: [&str; 21] = [
    "stateIndex",
    "startDate",
    "agentId",
    "agentStateId",
    "agentStateName",
    "agentSessionId",
    "contactId",
    "skillId",
    "skillName",
    "mediaTypeId",
    "mediaTypeName",
    "fromAddress",
    "toAddress",
    "outStateId",
    "outStateDescription",
    "duration",
    "isOutbound",
    "isNaturalCalling",
    "stationId",
    "stationName",
    "teamId",
];
/// Fields that stay when the others are null or left out.
const KEPT: [&str; 4] = ["startDate", "agentId", "agentStateId", "agentStateName"];

/// The fields that were asked for: what they hold, and what they are called here.
pub struct Columns(Vec<(&'static str, &'static str)>);

impl Columns {
    /// Those of a comma list, or all.
    pub fn of(manners: &Cxone, fields: Option<&str>) -> Self {
        let named = |field: &'static str| match field {
            "teamId" if manners.team_no => (field, "teamNo"),
            "isNaturalCalling" if manners.naturual => (field, "isNaturualCalling"),
            _ => (field, field),
        };
        let asked = |field: &str, name: &str| {
            fields.is_none_or(|list| list.split(',').map(str::trim).any(|one| one == field || one == name))
        };
        Self(FIELDS.into_iter().map(named).filter(|(field, name)| asked(field, name)).collect())
    }
}

/// A duration as the row gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duration {
    Ms(i64),
    TextOfSeconds(i64),
    Null,
    Missing,
}

/// What happens to the fields that a row can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Others {
    There,
    Null,
    Missing,
}

/// One row of state history.
pub struct HistoryRow<'a> {
    row: Row,
    manners: &'a Cxone,
    pub start: Option<Cow<'a, str>>,
    pub state_id: i64,
    pub state_name: &'a str,
    pub out_state: Option<(i64, &'a str)>,
    pub duration: Duration,
    others: Others,
    pub empty: bool,
}

impl<'a> HistoryRow<'a> {
    /// The row as it is answered at `now`; `place` counts from 0 over all pages.
    pub fn of(scenario: &'a Scenario, row: &Row, place: usize, now: i64) -> Self {
        let manners = &scenario.cxone;
        let mut this = Self {
            row: *row,
            manners,
            start: Some(trimmed(moment(row.at)).into()),
            state_id: row.activity.state_id(),
            state_name: row.activity.state_name(),
            out_state: out_state(manners, row.activity),
            duration: duration(manners, row, now),
            others: Others::There,
            empty: false,
        };
        for oddity in scenario.oddities.iter().filter(|oddity| oddity.hits(place)) {
            this.distort(&oddity.kind);
        }
        this
    }

    /// Time in the row's own state, milliseconds, if it says so.
    pub fn duration_ms(&self) -> Option<i64> {
        match self.duration {
            Duration::Ms(ms) | Duration::TextOfSeconds(ms) if self.others == Others::There => Some(ms),
            _ => None,
        }
    }

    /// The name of the reason, or nothing.
    pub fn reason(&self) -> &str {
        self.out_state.filter(|_| self.others == Others::There).map_or("", |(_, name)| name)
    }

    /// The row with these columns, ready to be written.
    pub fn written(self, columns: &'a Columns) -> Written<'a> {
        Written { row: self, columns }
    }

    fn distort(&mut self, kind: &'a OddityKind) {
        let ms = self.duration_ms().unwrap_or_default();
        match kind {
            OddityKind::MissingDuration => self.duration = Duration::Missing,
            OddityKind::NullDuration => self.duration = Duration::Null,
            OddityKind::TextDuration => self.duration = Duration::TextOfSeconds(ms),
            OddityKind::NegativeDuration => self.duration = Duration::Ms(-ms - 1),
            OddityKind::MissingTimestamp => self.start = None,
            OddityKind::BadTimestamp => self.start = Some("yesterday".into()),
            OddityKind::State(name) => (self.state_id, self.state_name) = (99, name),
            OddityKind::StateId(id, name) => (self.state_id, self.state_name) = (*id, name),
            OddityKind::SubState(name) => self.out_state = Some((20_099, name)),
            OddityKind::OutState(id, name) => self.out_state = Some((*id, name)),
            OddityKind::EmptyRow => self.empty = true,
            OddityKind::NullFields => self.others = Others::Null,
            OddityKind::MissingFields => self.others = Others::Missing,
            OddityKind::Hole(early) => self.duration = Duration::Ms((ms - early).max(0)),
            OddityKind::Overlap(late) => self.duration = Duration::Ms(ms + late),
        }
    }

    fn value(&self, field: &str) -> Value<'_> {
        if self.others != Others::There && !KEPT.contains(&field) {
            return if self.others == Others::Null { Value::Null } else { Value::Missing };
        }
        let contact = match self.row.activity {
            Activity::Contact(contact) => Some(contact),
            _ => None,
        };
        let of_contact = |value: Value<'static>| if contact.is_some() { value } else { Value::Null };
        match field {
            "stateIndex" => Value::Int(self.row.index.into()),
            "startDate" => self.start.as_deref().map_or(Value::Missing, Value::Text),
            "agentId" => Value::Int(self.row.agent as i64),
            "agentStateId" => Value::Int(self.state_id),
            "agentStateName" => Value::Text(self.state_name),
            "agentSessionId" => Value::Int(self.row.session),
            "contactId" => of_contact(Value::Int(self.contact_id())),
            "skillId" => of_contact(Value::Int(3_001 + self.contact_id() % 4)),
            "skillName" => of_contact(Value::Text(skill(self.contact_id()))),
            "mediaTypeId" => of_contact(Value::Int(4)),
            "mediaTypeName" => of_contact(Value::Text("Phone Call")),
            "fromAddress" => of_contact(Value::Phone(self.contact_id())),
            "toAddress" => of_contact(Value::Phone(0)),
            "outStateId" => self.out_state.map_or(Value::Null, |(id, _)| Value::Int(id)),
            "outStateDescription" => self.out_state.map_or(Value::Null, |(_, name)| Value::Text(name)),
            "duration" => self.written_duration(),
            "isOutbound" => Value::Bool(is_outbound(contact)),
            "isNaturalCalling" => Value::Bool(false),
            "stationId" => Value::Int(self.row.agent as i64 % 10_000),
            "stationName" => Value::Text(""),
            "teamId" => Value::Int(person(self.row.agent).team as i64),
            _ => Value::Missing,
        }
    }

    fn written_duration(&self) -> Value<'_> {
        match self.duration {
            Duration::Ms(ms) if self.manners.duration == DurationForm::Iso => Value::Owned(iso_duration(ms)),
            Duration::Ms(ms) => Value::Seconds(ms),
            Duration::TextOfSeconds(ms) => Value::Owned(seconds(ms.unsigned_abs())),
            Duration::Null => Value::Null,
            Duration::Missing => Value::Missing,
        }
    }

    fn contact_id(&self) -> i64 {
        let parts = [self.row.agent, self.row.session as u64, self.row.index.into()];
        Mix::of(&parts).between(400_000_000_000, 499_999_999_999)
    }
}

fn skill(contact_id: i64) -> &'static str {
    ["Orders", "Billing", "Support", "Returns"][(contact_id % 4) as usize]
}

fn is_outbound(contact: Option<Contact>) -> bool {
    matches!(contact, Some(Contact::Outbound | Contact::OutboundConsult | Contact::Dialer))
}

fn out_state(manners: &Cxone, activity: Activity) -> Option<(i64, &str)> {
    match activity {
        Activity::WrapUp => Some((ACW_CODE, manners.acw_name.as_str())),
        Activity::NotReady(Some(reason)) => Some((reason.code(), reason.name())),
        Activity::NotReady(None) => Some((0, "")),
        _ => None,
    }
}

fn duration(manners: &Cxone, row: &Row, now: i64) -> Duration {
    if row.activity == Activity::Logout && manners.logged_out == LoggedOutRow::Zero {
        return Duration::Ms(0);
    }
    match (row.until.filter(|until| *until <= now), manners.open_row) {
        (Some(until), _) => Duration::Ms(until - row.at),
        (None, OpenRow::SoFar) => Duration::Ms(now - row.at),
        (None, OpenRow::Zero) => Duration::Ms(0),
        (None, OpenRow::Null) => Duration::Null,
    }
}

/// A field's value.
enum Value<'a> {
    Int(i64),
    /// Milliseconds, written as seconds.
    Seconds(i64),
    Text(&'a str),
    Owned(String),
    /// A telephone number made of this one.
    Phone(i64),
    Bool(bool),
    Null,
    Missing,
}

/// A row with the columns that were asked for.
pub struct Written<'a> {
    row: HistoryRow<'a>,
    columns: &'a Columns,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let columns = if self.row.empty { &[][..] } else { &self.columns.0[..] };
        let text = self.row.manners.numbers_as_strings;
        for (field, name) in columns {
            match self.row.value(field) {
                Value::Missing => {}
                Value::Null => map.serialize_entry(name, &())?,
                Value::Bool(yes) => map.serialize_entry(name, &yes)?,
                Value::Text(text) => map.serialize_entry(name, text)?,
                Value::Owned(text) => map.serialize_entry(name, &text)?,
                Value::Phone(number) => {
                    map.serialize_entry(name, &format!("+1555{:07}", number % 10_000_000))?;
                }
                Value::Int(number) if text => map.serialize_entry(name, &number.to_string())?,
                Value::Int(number) => map.serialize_entry(name, &number)?,
                Value::Seconds(ms) if text => map.serialize_entry(name, &(ms as f64 / 1e3).to_string())?,
                Value::Seconds(ms) => map.serialize_entry(name, &(ms as f64 / 1e3))?,
            }
        }
        map.end()
    }
}
