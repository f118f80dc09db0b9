//! What a column holds, told by its name.

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The agent's id.
    Agent,
    /// The agent's whole name.
    Name,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// The session's number.
    Session,
    /// Order within the session.
    Index,
    /// When the state began: date and time, or the date alone.
    Start,
    /// The time of day that it began, where the date has a column of its own.
    StartTime,
    /// When it ended, likewise.
    End,
    /// The time of day that it ended.
    EndTime,
    /// How long it lasted.
    Duration,
    /// The agent state.
    State,
    /// The not ready reason.
    Reason,
    /// CXone: 0 none, 1 to 4 kinds of contact.
    Working,
    /// CXone: whether the agent was available.
    Available,
    /// CXone: the unavailable code.
    Code,
    /// CXone: first, middle or last row of the session.
    LogState,
    /// Kept for people to read.
    Detail,
}

impl Role {
    /// Every role, in the order that people choose from.
    pub const ALL: [Self; 18] = [
        Self::Agent,
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Start,
        Self::StartTime,
        Self::End,
        Self::EndTime,
        Self::Duration,
        Self::State,
        Self::Reason,
        Self::Session,
        Self::Index,
        Self::Working,
        Self::Available,
        Self::Code,
        Self::LogState,
        Self::Detail,
    ];

    /// The role of a column of this name in a report of CXone, whatever its case and whatever parts its
    /// words.
    pub fn of(header: &str) -> Self {
        match plain(header).as_str() {
            "agentsessionid" | "sessionid" | "agentsession" => Self::Session,
            "agentno" | "agentid" | "agentnumber" | "agent" => Self::Agent,
            "agentname" | "agentfullname" => Self::Name,
            "firstname" | "agentfirstname" => Self::FirstName,
            "lastname" | "agentlastname" => Self::LastName,
            "stateindex" | "index" => Self::Index,
            "startdate" | "startdatetime" | "start" | "startdateandtime" | "timestamp" | "datetime"
            | "date" => Self::Start,
            "starttime" | "time" => Self::StartTime,
            "enddate" | "enddatetime" | "end" | "enddateandtime" => Self::End,
            "endtime" => Self::EndTime,
            "working" => Self::Working,
            "available" => Self::Available,
            "outstatecode" | "outstateid" | "unavailablecode" | "unavailablecodeid" => Self::Code,
            "outstate"
            | "outstatedescription"
            | "outstatename"
            | "unavailablereason"
            | "reason"
            | "reasoncode" => Self::Reason,
            "state" | "agentstate" | "agentstatename" | "statename" => Self::State,
            "logstate" => Self::LogState,
            name if is_duration(name) => Self::Duration,
            _ => Self::Detail,
        }
    }

    /// The same for tables of other products: a guess for a person to confirm.
    pub fn guess(header: &str) -> Self {
        let known = Self::of(header);
        if known != Self::Detail {
            return known;
        }
        match plain(header).as_str() {
            "user" | "userid" | "useremail" | "loginid" | "username" | "workersid" | "employeeid" => {
                Self::Agent
            }
            "displayname" | "workername" | "fullname" | "name" | "agentdisplayname" => Self::Name,
            "startedat"
            | "statusstartat"
            | "eventtime"
            | "eventdatetime"
            | "statetransitiontime"
            | "statestarttime"
            | "begin"
            | "from"
            | "statusstartdate"
            | "occurredat" => Self::Start,
            "endedat" | "statusendat" | "to" | "until" | "stateendtime" | "statusenddate" => Self::End,
            "statustime" | "agentstatetime" | "statusduration" | "length" | "seconds" => Self::Duration,
            "status" | "statuslabel" | "statusname" | "activity" | "currentstate" | "event"
            | "workeractivityname" | "primarystatus" | "primarypresence" | "systempresence" => Self::State,
            name if is_reason(name) => Self::Reason,
            name if is_aux(name) => Self::State,
            _ => Self::Detail,
        }
    }
}

/// Whether a column of this name may well hold the reason where another has the state: an aux code.
pub(super) fn may_be_reason(header: &str) -> bool {
    is_aux(&plain(header))
}

/// Whether a column of this name has numbers that stand for the reasons, and not their names.
pub(super) fn is_code(header: &str) -> bool {
    let name = plain(header);
    ["code", "id", "number", "no"].iter().any(|end| name.ends_with(end))
}

fn is_aux(plain: &str) -> bool {
    matches!(plain, "aux" | "auxcode" | "auxstate" | "auxname" | "auxmode")
}

/// `reason_text`, `Not Ready Reason`, `idleCodeName`, `Pause code`, `sub_status`, `Away Reason`.
fn is_reason(plain: &str) -> bool {
    const WHAT: [&str; 16] = [
        "notready",
        "idle",
        "pause",
        "break",
        "away",
        "aux",
        "auxiliary",
        "unavailable",
        "busy",
        "absence",
        "offline",
        "dnd",
        "inactivity",
        "presence",
        "state",
        "status",
    ];
    const OF_STATES: [&str; 4] = ["agentstate", "agentstatus", "activity", "agent"];
    const ENDS: [&str; 8] = ["", "name", "label", "text", "description", "desc", "detail", "details"];
    let stem = ENDS.iter().filter_map(|end| plain.strip_suffix(end));
    stem.clone().any(|stem| {
        let reason = stem.strip_suffix("code").or_else(|| stem.strip_suffix("id")).unwrap_or(stem);
        let of = reason.strip_suffix("reason");
        let of = of.is_some_and(|of| of.is_empty() || WHAT.contains(&of) || OF_STATES.contains(&of));
        // A code says what of: there are codes of all kinds. That of the aux may be the state itself.
        let what = stem.strip_suffix("code").or_else(|| stem.strip_suffix("type"));
        let coded = what.is_some_and(|of| WHAT.contains(&of) && !matches!(of, "aux" | "state"));
        of || coded || matches!(stem, "substate" | "substatus" | "secondarystatus" | "secondarypresence")
    }) || matches!(
        plain,
        "detail" | "details" | "statedetail" | "statedetails" | "statusdetail" | "statusdetails"
    )
}

/// Letters and digits of a name, without what stands in parentheses.
fn plain(header: &str) -> String {
    let name = header.split(['(', '[']).next().unwrap_or_default();
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// `duration`, `duration_ms`, `durationInSeconds`, `Time in State / Minutes`.
fn is_duration(plain: &str) -> bool {
    const UNITS: [&str; 17] = [
        "milliseconds",
        "millis",
        "msec",
        "ms",
        "inseconds",
        "seconds",
        "secs",
        "sec",
        "inminutes",
        "minutes",
        "mins",
        "min",
        "hours",
        "hrs",
        "hhmmss",
        "s",
        "h",
    ];
    let names = ["duration", "timeinstate", "stateduration", "agenttimeinstate"];
    let rest = names.iter().find_map(|name| plain.strip_prefix(name));
    rest.is_some_and(|rest| rest.is_empty() || rest == "inms" || UNITS.contains(&rest))
}
