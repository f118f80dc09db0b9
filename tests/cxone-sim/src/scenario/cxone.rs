//! What only the CXone API has.

use serde::{Deserialize, Serialize};

/// Manners of the CXone API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a manner of its own, to be switched on alone")]
pub struct Cxone {
    /// Most rows in an answer, whatever `top` says.
    pub max_rows: usize,
    /// Answers say how many rows there are, and link to the next.
    pub counts: bool,
    /// Longest range in days; a longer one answers 400. `None`: any.
    pub max_range_days: Option<i64>,
    /// How durations are written.
    pub duration: DurationForm,
    /// Every number as a JSON string, `totalRecords` included.
    pub numbers_as_strings: bool,
    /// `teamNo` instead of `teamId`.
    pub team_no: bool,
    /// `isNaturualCalling` instead of `isNaturalCalling`.
    pub naturual: bool,
    /// Rows that began before the range and reach into it are answered too.
    pub by_overlap: bool,
    /// The row that closes a session.
    pub logged_out: LoggedOutRow,
    /// The row of a state that still runs.
    pub open_row: OpenRow,
    /// What no data looks like.
    pub emptiness: Emptiness,
    /// Origin (`http://host:port`) that `_links.next` names instead of this server.
    pub next_origin: Option<String>,
    /// The link of the last page leads back to the first.
    pub circle: bool,
    /// Calls that answer 403.
    pub forbidden: Vec<Lookup>,
    /// Unavailable codes of a team in the older spelling, `OutStateId`.
    pub pascal_case_codes: bool,
    /// Name of the after-call work code.
    pub acw_name: String,
    /// What is answered to the question for an agent's schedule.
    pub schedule: ScheduleForm,
    /// Number of agents, at most 500, in teams of 25.
    pub agents: usize,
}

impl Default for Cxone {
    fn default() -> Self {
        Self {
            max_rows: 10_000,
            counts: true,
            max_range_days: None,
            duration: DurationForm::default(),
            numbers_as_strings: false,
            team_no: false,
            naturual: false,
            by_overlap: false,
            logged_out: LoggedOutRow::default(),
            open_row: OpenRow::default(),
            emptiness: Emptiness::default(),
            next_origin: None,
            circle: false,
            forbidden: Vec::new(),
            pascal_case_codes: false,
            acw_name: "After Call Work".into(),
            schedule: ScheduleForm::default(),
            agents: 500,
        }
    }
}

/// How durations are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DurationForm {
    /// `P1DT2H3M4.567S`.
    #[default]
    Iso,
    /// A number of seconds with up to three decimals.
    Seconds,
}

/// The row that closes a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoggedOutRow {
    /// Lasts until the next login.
    #[default]
    UntilLogin,
    /// Lasts no time.
    Zero,
    /// Is not answered.
    Absent,
}

/// The row of a state that still runs at the simulated now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenRow {
    /// With the time so far.
    #[default]
    SoFar,
    /// With no time.
    Zero,
    /// With `duration` null.
    Null,
}

/// What no data looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emptiness {
    /// Status 204.
    #[default]
    NoContent,
    /// Status 200 and nothing else.
    EmptyBody,
    /// An object without the array, which tells nothing.
    MissingArray,
    /// An empty array.
    EmptyArray,
    /// `totalRecords` 0 and the array null.
    TotalZero,
    /// `totalRecords` 0 and no array.
    TotalAlone,
    /// An empty object for the array.
    EmptyObject,
    /// An empty text for the array.
    EmptyText,
    /// An object without members.
    BareObject,
    /// The empty array alone.
    BareArray,
    /// Null alone.
    BareNull,
}

/// A call beside state history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lookup {
    /// `GET /agents` and `/agents/{id}`.
    Agents,
    /// `GET /teams/{id}/unavailable-codes`.
    TeamCodes,
    /// `GET /unavailable-codes`.
    Codes,
    /// `GET /agents/{id}/wfm-schedule`, and the export of schedules.
    Schedules,
}

/// What is answered to the question for an agent's schedule: every Monday to Friday from 9:00 to 17:45.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleForm {
    /// A list of activities, in UTC without saying so.
    #[default]
    Results,
    /// 404: the tenant has none.
    Absent,
    /// Shifts with intervals.
    Shifts,
    /// An empty list.
    Empty,
}
