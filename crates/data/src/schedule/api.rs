//! Schedules as JSON: answers of APIs, and lists of objects.
//!
//! ```json
//! {"resultSet":[{"scheduleResults":[{"activityName":"Open","startTimeUTC":"2026-11-26T09:00:00","endTimeUTC":"…"}]}]}
//! {"agentSchedules":[{"userID":"…","shifts":[{"start":"…","end":"…","baseActivityCode":{"title":"Open","open":true},
//!   "activityIntervals":[{"activityCode":{"title":"Break"},"start":"…","end":"…"}]}]}]}
//! [{"agent":"401","start":"…","end":"…","activity":"Open"}]
//! ```
//! Times without a zone are UTC in the first two, unless somebody says of the second that they are not, and the file's zone in
//! lists. Intervals lie inside their shift. Of the second no answer of a tenant was seen: its members are known by their names
//! whatever their case and signs.

use serde_json::{Map, Value};

use super::Reading;
use super::remarks::PlanRemarkKind;
use super::role::plain;
use super::table::Plan;
use super::times::{Cells, NoTime, Times};
use crate::files::FileError;
use crate::files::json::broken;
use crate::files::rows::Whole;
use model::zone::Zone;

/// Reads a text of JSON.
///
/// # Errors
/// When it is none, or none that is known.
pub fn read(text: &str, reading: &mut Reading) -> Result<(), FileError> {
    let value: Value = serde_json::from_str(text).map_err(|error| broken(&error))?;
    let agent = reading.options.agent.clone();
    let mut walk = Walk { reading, is_known: false };
    walk.value(&value, agent.as_deref());
    if walk.is_known {
        return Ok(());
    }
    list(&value, reading)
}

/// Names of members that say whose a schedule is, in lower case without signs.
const WHOSE: [&str; 6] = ["userid", "agentid", "agentno", "agent", "user", "username"];

struct Walk<'a, 'b> {
    reading: &'a mut Reading<'b>,
    /// Whether a list of an API was found.
    is_known: bool,
}

impl Walk<'_, '_> {
    fn value(&mut self, value: &Value, who: Option<&str>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.value(item, who)),
            Value::Object(members) => self.object(members, who),
            _ => {}
        }
    }

    fn object(&mut self, members: &Map<String, Value>, who: Option<&str>) {
        let own =
            members.iter().find(|(name, _)| WHOSE.contains(&&*plain(name))).and_then(|(_, id)| text(id));
        let own = own.map(|own| self.reading.options.own_name(own));
        let who = own.as_deref().or(who);
        for (name, value) in members {
            match (&*plain(name), value) {
                ("scheduleresults", Value::Array(items)) => self.all(items, who, |walk, item, who| {
                    let name = member(item, &["activityName", "activity"]).and_then(text);
                    walk.take(item, name, None, who);
                }),
                ("agentschedules", Value::Array(items)) => self.all(items, who, Self::schedule),
                ("agentschedules" | "shifts", Value::Null) => self.is_known = true,
                ("shifts", Value::Array(items)) => self.all(items, who, Self::shift),
                ("activityintervals", Value::Array(items)) => self.all(items, who, Self::interval),
                _ => self.value(value, who),
            }
        }
    }

    /// An agent's. One that does not say what shifts there are is odd; one that says that there are none is not.
    fn schedule(&mut self, schedule: &Map<String, Value>, who: Option<&str>) {
        self.is_known = false;
        self.object(schedule, who);
        if !std::mem::replace(&mut self.is_known, true) {
            self.odd(&Value::Object(schedule.clone()));
        }
    }

    fn all(
        &mut self,
        items: &[Value],
        who: Option<&str>,
        each: impl Fn(&mut Self, &Map<String, Value>, Option<&str>),
    ) {
        self.is_known = true;
        for item in items {
            if let Value::Object(item) = item {
                each(self, item, who);
            } else {
                self.odd(item);
            }
        }
    }

    fn odd(&mut self, item: &Value) {
        self.reading.rows += 1;
        self.reading.remarks.add(PlanRemarkKind::NotARow, self.reading.rows as u64, &item.to_string());
    }

    fn shift(&mut self, shift: &Map<String, Value>, who: Option<&str>) {
        let (base, intervals) = (member(shift, &["baseActivityCode"]), member(shift, &["activityIntervals"]));
        match base.map(code) {
            Some((name @ Some(_), is_open)) => self.take(shift, name, is_open, who),
            // A shift without a name is what its intervals are.
            _ if intervals.is_some() => {}
            _ => self.take(shift, None, None, who),
        }
        if let Some(Value::Array(intervals)) = intervals {
            self.all(intervals, who, Self::interval);
        }
    }

    fn interval(&mut self, interval: &Map<String, Value>, who: Option<&str>) {
        let (name, is_open) = member(interval, &CODES).map(code).unwrap_or_default();
        let name = name.or_else(|| member(interval, &["title"]).and_then(text));
        self.take(interval, name, is_open, who);
    }

    fn take(
        &mut self,
        item: &Map<String, Value>,
        name: Option<String>,
        is_open: Option<bool>,
        who: Option<&str>,
    ) {
        self.reading.rows += 1;
        let line = self.reading.rows as u64;
        let time = |names: [&str; 3]| member(item, &names).and_then(text);
        let start = time(["startTimeUTC", "start", "startTime"]);
        let end = time(["endTimeUTC", "end", "endTime"]);
        let is_utc = member(item, &["startTimeUTC"]).is_some();
        let said = self.reading.options.zone_of_answers.clone().filter(|_| !is_utc);
        let cells = Cells { start: start.as_deref(), end: end.as_deref(), ..Cells::default() };
        let read = Times::read(&cells).map_err(|none| match none {
            NoTime::Start => PlanRemarkKind::NoStart,
            NoTime::End => PlanRemarkKind::NoEnd,
        });
        let read = read.and_then(|times| {
            let who = who.ok_or(PlanRemarkKind::NoAgent)?;
            let name = name.ok_or(PlanRemarkKind::NoActivity)?;
            Ok((times, who, name))
        });
        match read {
            Ok((times, who, name)) => {
                let zone = said.unwrap_or_else(Zone::utc);
                self.reading.take(who, &name, is_open, times, Some(zone), line);
            }
            Err(kind) => self.reading.remarks.add(kind, line, &Value::Object(item.clone()).to_string()),
        }
    }
}

/// Names of members of an interval that say what is planned.
const CODES: [&str; 4] = ["activityCode", "activity", "baseActivityCode", "code"];

/// The first member of these names: as they stand here, else in whatever case and with whatever signs.
fn member<'a>(members: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    let as_written = || {
        let is_one = |name: &str| members.iter().find(|(own, _)| plain(own) == plain(name));
        names.iter().find_map(|name| is_one(name)).map(|(_, value)| value)
    };
    names.iter().find_map(|name| members.get(*name)).or_else(as_written)
}

/// The name of an activity code, and whether it is open time.
fn code(code: &Value) -> (Option<String>, Option<bool>) {
    let Value::Object(members) = code else { return (text(code), None) };
    let name = member(members, &["title", "name", "activityName", "id"]).and_then(text);
    let open = member(members, &["open", "isOpen"]).or_else(|| match member(members, &["attributes"])? {
        Value::Object(attributes) => member(attributes, &["open", "isOpen"]),
        _ => None,
    });
    (name, open.and_then(flag))
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is) => Some(*is),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The first list of objects whose members say enough, as a table.
fn list(value: &Value, reading: &mut Reading) -> Result<(), FileError> {
    let (items, header) = table_in(value, 4).ok_or(FileError::UnknownJson)?;
    let plan = Plan::of(&header, &reading.options).ok_or_else(|| {
        let cells = |item: &Value| header.iter().map(|name| cell(item, name)).collect();
        FileError::UnknownColumns { found: header.clone(), rows: items.iter().take(20).map(cells).collect() }
    })?;
    for (number, item) in items.iter().enumerate() {
        let cells: Vec<String> = header.iter().map(|name| cell(item, name)).collect();
        plan.row(&Whole::new(number + 1, &cells).row(), reading);
    }
    Ok(())
}

fn cell(item: &Value, name: &str) -> String {
    match item.get(name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::Bool(is)) => is.to_string(),
        Some(value) => text(value).unwrap_or_else(|| value.to_string()),
    }
}

/// The first list of objects, and the names of its first ones' members.
fn table_in(value: &Value, deepest: usize) -> Option<(&[Value], Vec<String>)> {
    let deeper = deepest.checked_sub(1)?;
    match value {
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let mut header: Vec<String> = Vec::new();
            let objects = items.iter().filter_map(Value::as_object).take(100);
            for name in objects.flat_map(Map::keys).take(1_000) {
                if !header.contains(name) {
                    header.push(name.clone());
                }
            }
            Some((items, header))
        }
        Value::Array(items) => items.iter().find_map(|item| table_in(item, deeper)),
        Value::Object(members) => members.values().find_map(|value| table_in(value, deeper)),
        _ => None,
    }
}
