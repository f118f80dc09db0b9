//! Faults: which request they strike, how often, and what they do.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::http::Ask;

/// A fault. It strikes requests that fit **all** conditions given, of state history calls unless
/// `path` says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// Only this page, from 1 (for CXone `skip / top + 1`).
    pub page: Option<usize>,
    /// Only from the nth request on (from 1) of those that fit the other conditions.
    pub request: Option<usize>,
    /// Only requests whose start lies on this UTC date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Only this agent.
    pub agent: Option<String>,
    /// Only paths that contain this; state history calls when `None`.
    pub path: Option<String>,
    /// So many times, then no more; `None`: always. Browsers ask once more by themselves when a
    /// kept-alive connection drops before the response, so let that strike twice or more.
    pub times: Option<usize>,
    /// What happens.
    pub kind: FaultKind,
}

impl Fault {
    /// This happens to every state history request.
    pub fn always(kind: FaultKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// This happens to the first so many requests for a page, from 1.
    pub fn on_page(page: usize, times: usize, kind: FaultKind) -> Self {
        Self { page: Some(page), times: Some(times), kind, ..Self::default() }
    }

    /// Whether the request fits the conditions that look at it alone.
    pub(crate) fn fits(&self, ask: &Ask) -> bool {
        let fits = |wanted: &Option<String>, has: &Option<String>| wanted.is_none() || wanted == has;
        self.path.as_ref().map_or(ask.history, |part| ask.path.contains(part.as_str()))
            && self.page.is_none_or(|page| page == ask.page)
            && fits(&self.date, &ask.date)
            && fits(&self.agent, &ask.agent)
    }
}

/// What happens to a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// An answer made up here.
    Status {
        /// HTTP status.
        status: u16,
        /// Body as it is.
        #[serde(default)]
        body: String,
        /// Headers as they are.
        #[serde(default)]
        headers: Vec<(String, String)>,
    },
    /// An error with its words in a place of choice, and a `CorrelationId`.
    Error {
        /// HTTP status.
        status: u16,
        /// Where the words are.
        place: ErrorPlace,
        /// The words.
        text: String,
    },
    /// Too many requests, come back later.
    RetryAfter {
        /// 429 or 503.
        status: u16,
        /// When.
        wait: Wait,
    },
    /// Status 200 and the HTML of a sign-in page.
    SignInPage,
    /// The right answer, cut off in the middle, as if complete.
    CutOffJson,
    /// The right answer without its array of rows, and a status beside it.
    RecordsMissing,
    /// The right answer with null for its rows.
    RecordsNull,
    /// The right answer with this for its rows.
    RowsInstead(Value),
    /// The right answer with its rows inside an object, as `entries`.
    Entries,
    /// The right answer with no more than its first so many rows.
    Short(usize),
    /// The right answer with these words about an error beside its rows.
    ErrorBeside(String),
    /// The right answer under this content type.
    Labelled(String),
    /// The right answer, in which the first text stands for the second wherever it was.
    Replaced(String, String),
    /// Status 200 and nothing else.
    EmptyBody,
    /// Status 204.
    NoContent,
    /// Nothing but blanks, so many bytes of them. Whether they are announced (`Content-Length`).
    Blanks(u64, bool),
    /// The connection ends in the middle of the right answer.
    DropMidBody,
    /// The connection ends without an answer.
    #[default]
    DropBeforeResponse,
    /// No answer, ever, while the connection lasts.
    Hang,
}

/// How long a `Retry-After` asks to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// A number of seconds.
    Seconds(u32),
    /// An HTTP date so many seconds from now.
    Date(u32),
}

/// Where an error has its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorPlace {
    /// `error_description` in the body, beside `error`.
    ErrorDescription,
    /// `errorDescription` in the body, beside `error`.
    ErrorDescriptionCamel,
    /// `error_Description` in the body, beside `error`.
    ErrorDescriptionMixed,
    /// `message` in the body.
    Message,
    /// `error` in the body.
    Error,
    /// The response header `icStatusDescription`; the body is empty.
    Header,
    /// The body is the words, as plain text.
    PlainText,
}
