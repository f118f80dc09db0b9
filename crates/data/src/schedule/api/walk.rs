//! Answers of APIs, however they are wrapped.

use serde_json::{Map, Value};

use crate::schedule::Reading;
use crate::schedule::remarks::PlanRemarkKind;
use crate::schedule::role::plain;
use crate::schedule::times::{Cells, NoTime, Times};
use model::zone::Zone;

/// Names of members that say whose a schedule is, in lower case without signs.
const WHOSE: [&str; 6] = ["userid", "agentid", "agentno", "agent", "user", "username"];

/// The list inside a shift.
const INTERVALS: &str = "activityIntervals";

/// What the items of a list of an API are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Items {
    Results,
    Schedules,
    Shifts,
    Intervals,
}

impl Items {
    /// By the name of the list.
    pub fn named(name: &str) -> Option<Self> {
        match &*plain(name) {
            "scheduleresults" => Some(Self::Results),
            "agentschedules" => Some(Self::Schedules),
            "shifts" => Some(Self::Shifts),
            "activityintervals" => Some(Self::Intervals),
            _ => None,
        }
    }
}

/// A document that is gone through.
pub struct Walk<'a, 'b> {
    pub reading: &'a mut Reading<'b>,
    /// Whether a list of an API was found.
    pub is_known: bool,
}

impl Walk<'_, '_> {
    /// Takes what is planned in a value, as the lists in it say.
    pub fn value(&mut self, value: &Value, who: Option<&str>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.value(item, who)),
            Value::Object(members) => self.object(members, who),
            _ => {}
        }
    }

    fn object(&mut self, members: &Map<String, Value>, who: Option<&str>) {
        let own = members.iter().find_map(|(name, id)| self.whose(name, id));
        let who = own.as_deref().or(who);
        for (name, value) in members {
            self.member(name, value, who);
        }
    }

    /// Whose a schedule is, where a member says so.
    pub fn whose(&self, name: &str, id: &Value) -> Option<String> {
        let id = text(id).filter(|_| WHOSE.contains(&&*plain(name)))?;
        Some(self.reading.options.own_name(id))
    }

    /// A member of an object that is none of a list of an API, or of an agent's schedule.
    pub fn member(&mut self, name: &str, value: &Value, who: Option<&str>) {
        match (Items::named(name), value) {
            (Some(kind), Value::Array(items)) => {
                self.is_known = true;
                for item in items {
                    self.item(kind, item, who);
                }
            }
            (Some(Items::Schedules | Items::Shifts), Value::Null) => self.is_known = true,
            _ => self.value(value, who),
        }
    }

    /// An item of a list of an API.
    pub fn item(&mut self, kind: Items, item: &Value, who: Option<&str>) {
        let Value::Object(members) = item else { return self.odd(&item.to_string()) };
        match kind {
            Items::Results => {
                let name = member(members, &["activityName", "activity"]).and_then(text);
                self.take(members, name, None, who);
            }
            Items::Schedules => self.schedule(members, who),
            Items::Shifts => {
                self.shift(members, who);
                if let Some(intervals @ Value::Array(_)) = member(members, &[INTERVALS]) {
                    self.member(INTERVALS, intervals, who);
                }
            }
            Items::Intervals => self.interval(members, who),
        }
    }

    /// An agent's. One that does not say what shifts there are is odd; one that says that there are none is not.
    fn schedule(&mut self, schedule: &Map<String, Value>, who: Option<&str>) {
        self.is_known = false;
        self.object(schedule, who);
        if !std::mem::replace(&mut self.is_known, true) {
            self.odd(&Value::Object(schedule.clone()).to_string());
        }
    }

    /// An item that is none.
    pub fn odd(&mut self, item: &str) {
        self.reading.rows += 1;
        self.reading.remarks.add(PlanRemarkKind::NotARow, self.reading.rows as u64, item);
    }

    /// What a shift is by itself, without its intervals.
    pub fn shift(&mut self, shift: &Map<String, Value>, who: Option<&str>) {
        let (base, intervals) = (member(shift, &["baseActivityCode"]), member(shift, &[INTERVALS]));
        match base.map(code) {
            Some((name @ Some(_), is_open)) => self.take(shift, name, is_open, who),
            // A shift without a name is what its intervals are.
            _ if intervals.is_some() => {}
            _ => self.take(shift, None, None, who),
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

/// A text or a number, unless it is blank.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
