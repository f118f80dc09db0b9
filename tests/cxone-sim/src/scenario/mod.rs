//! What a simulated API is like: its data, its manners and its faults.

mod cxone;
mod fault;
mod oddity;
mod source;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use cxone::{Cxone, DurationForm, Emptiness, LoggedOutRow, Lookup, OpenRow, ScheduleForm};
pub use fault::{ErrorPlace, Fault, FaultKind, Wait};
pub use oddity::{Oddity, OddityKind};
pub(crate) use source::{Who, carried, feed, horizon};

/// One simulated tenant. The default is well behaved: working days, a bearer token demanded, CORS on.
///
/// ```
/// use cxone_sim::{Auth, Scenario};
/// let quick = Scenario { records: Some(2_345), auth: Auth::None, ..Scenario::default() };
/// # assert!(quick.faults.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a manner of its own, to be switched on alone")]
pub struct Scenario {
    /// Exactly so many records in whatever range is asked for; `None`: working days that depend on
    /// agent and date alone, so that ranges that overlap agree.
    pub records: Option<usize>,
    /// Another number, other days.
    pub seed: u64,
    /// Every agent works every day. The tutorial's agent (all zeros) does so in any case.
    pub every_day: bool,
    /// Time zone of the working days (08:55 to 17:45 on its clocks).
    pub zone: Tz,
    /// The simulated now, Unix ms: nothing later is answered. `None`: the machine's clock, which
    /// exact numbers of records ignore. [`Sim::set_now`](crate::Sim::set_now) changes it.
    pub now_ms: Option<i64>,
    /// Every API answer waits so long, milliseconds.
    pub latency_ms: u64,
    /// What a browser of another origin may read.
    pub cors: Cors,
    /// Who may ask.
    pub auth: Auth,
    /// The only client that gets tokens; `None`: any that names itself.
    pub client: Option<Client>,
    /// Tokens that are valid beside those that were issued here.
    pub tokens: Vec<String>,
    /// Life of an issued token, seconds; 0 or less: expired at birth.
    pub token_lifetime_s: i64,
    /// How long after that it is still taken, seconds: a busy machine sends late what was asked in time.
    pub token_grace_s: i64,
    /// Tokens lack the `reporting` scope: state history answers 403.
    pub scope_missing: bool,
    /// The only agents there are, others get 404; `None`: every well-formed id has data.
    pub known_agents: Option<Vec<String>>,
    /// How Reporting v2 pages.
    pub paging: Paging,
    /// Most records on a page of Reporting v2, whatever is asked for.
    pub max_page: usize,
    /// Reporting v2 says how many records there are.
    pub totals: bool,
    /// Reporting v2 begins with the last record.
    pub newest_first: bool,
    /// A record arrives late, after this page (from 1) was read: the rows of later pages shift by
    /// one, so that the last row of this page comes again. The late record itself is on no page.
    pub drift_after_page: Option<usize>,
    /// What goes wrong. The first one that fits a request acts on it.
    pub faults: Vec<Fault>,
    /// Rows that are not as they should be.
    pub oddities: Vec<Oddity>,
    /// Reporting v2 timestamps in changing forms: more or fewer fraction digits, offsets.
    pub mixed_timestamps: bool,
    /// Reporting v2 timestamps as numbers.
    pub epoch: Option<Epoch>,
    /// Write `"subState":null`, on which the tutorial's script dies, instead of leaving it out.
    pub null_sub_states: bool,
    /// No records at all.
    pub empty: bool,
    /// What only the CXone API has.
    pub cxone: Cxone,
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            records: None,
            seed: 1,
            every_day: false,
            zone: Tz::America__New_York,
            now_ms: None,
            latency_ms: 0,
            cors: Cors::On,
            auth: Auth::Bearer,
            client: None,
            tokens: Vec::new(),
            token_lifetime_s: 3_600,
            token_grace_s: 0,
            scope_missing: false,
            known_agents: None,
            paging: Paging::Number,
            max_page: 1_000,
            totals: false,
            newest_first: false,
            drift_after_page: None,
            faults: Vec::new(),
            oddities: Vec::new(),
            mixed_timestamps: false,
            epoch: None,
            null_sub_states: false,
            empty: false,
            cxone: Cxone::default(),
        }
    }
}

/// What a browser of another origin may read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cors {
    /// Everything, `Retry-After`, `icStatusDescription` and `CorrelationId` included.
    #[default]
    On,
    /// The body, but not those headers.
    Unexposed,
    /// Nothing: no CORS headers, preflights answer 405.
    Off,
}

/// Who may ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Auth {
    /// Anyone.
    None,
    /// Whoever has a token that was issued here or listed in [`Scenario::tokens`].
    #[default]
    Bearer,
    /// The same, but each token is good for so many requests only, then answers 401.
    BearerFor {
        /// Requests until a token expires.
        requests: u32,
    },
}

/// Client id and secret, or access key id and secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Its name.
    pub id: String,
    /// Its password.
    pub secret: String,
}

/// How Reporting v2 pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paging {
    /// By `pageNumber`; no token in the answer.
    #[default]
    Number,
    /// By `nextPageToken`; `pageNumber` is ignored.
    Token,
    /// By `pageNumber`, with a `nextPageToken` in the answer that is ignored when sent.
    IgnoredToken,
    /// By `nextPageToken`, in a circle: the page of this number leads back to the second.
    Circle {
        /// The last page.
        last: usize,
    },
}

/// What a timestamp counts since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Epoch {
    /// Milliseconds.
    Millis,
    /// Seconds and their fraction.
    Seconds,
    /// Milliseconds, as a text.
    Text,
}
