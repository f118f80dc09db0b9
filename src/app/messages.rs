//! Facts → words. The only place that says what went wrong, and what to do about it.

mod code;
mod files;

pub use code::code_missing;
pub use files::{file_error, file_gone, imported};

use super::form::{Field, FormError};
use crate::data::error::{ApiError, ErrorKind};
use crate::data::fetch::{Failure, FetchState};
use crate::data::query::{IdForm, QueryError};
use crate::domain::findings::{Finding, FindingKind, Losses};
use crate::domain::record::RejectReason;
use crate::domain::words::{duration_words, number, span_words};
use crate::domain::zone::Zone;

/// What the page tells a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserMessage {
    /// What happened, in a few words.
    pub title: String,
    /// The same in a sentence or two, and what to do next.
    pub text: String,
    /// The server's own words, to be shown as a quotation.
    pub quote: Option<String>,
    /// What support asks for.
    pub correlation_id: Option<String>,
    /// What the page can do about it.
    pub action: Action,
    /// Whether something is wrong (`role=alert`), and not merely so (`role=status`).
    pub is_error: bool,
}

/// What the page offers beside a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// To change what was typed.
    EditQuery,
    /// A field for a new token, then to go on.
    NewToken,
    /// To go on from where it stopped.
    Resume,
    /// To load more pages.
    MorePages,
    /// To call off the wait.
    Cancel,
}

impl UserMessage {
    fn error(title: &str, text: impl Into<String>, action: Action) -> Self {
        let (title, text) = (title.to_owned(), text.into());
        Self { title, text, quote: None, correlation_id: None, action, is_error: true }
    }

    fn note(title: &str, text: impl Into<String>, action: Action) -> Self {
        Self { is_error: false, ..Self::error(title, text, action) }
    }
}

/// An error that ended a page or a fetch.
pub fn api_error(error: &ApiError) -> UserMessage {
    let (title, text, action) = kind_words(error.kind, error.status);
    UserMessage {
        quote: error.words.as_deref().map(str::to_owned),
        correlation_id: error.correlation_id.as_deref().map(str::to_owned),
        ..UserMessage::error(title, text, action)
    }
}

fn kind_words(kind: ErrorKind, status: Option<u16>) -> (&'static str, String, Action) {
    let status = status.map_or_else(|| "no status".to_owned(), |status| format!("status {status}"));
    match kind {
        ErrorKind::Unauthorized => (
            "The access token is missing or has expired",
            "Everything that came is kept. Paste a new access token, and loading goes on with the page \
             that failed."
                .into(),
            Action::NewToken,
        ),
        ErrorKind::Forbidden => (
            "This token may not read state history",
            "The client behind the token lacks the `reporting` scope. Ask whoever manages your CXone \
             clients to add it, then get a new token and resume."
                .into(),
            Action::NewToken,
        ),
        ErrorKind::WrongAddress => (
            "There is no such API at this address",
            "The server answered with a web page that says “not found”. Check the API or proxy URL: it \
             ends before `/api` or `/incontactapi`."
                .into(),
            Action::EditQuery,
        ),
        ErrorKind::Refused => (
            "The server does not accept this question",
            "Check the agent ID and the range; the server's own words are below.".into(),
            Action::EditQuery,
        ),
        ErrorKind::TooMany => (
            "Too many requests",
            "The server asked for a pause again and again. Wait a few minutes, then resume.".into(),
            Action::Resume,
        ),
        ErrorKind::Unavailable => (
            "The server is unavailable",
            "It asked to come back later, again and again. Wait a few minutes, then resume.".into(),
            Action::Resume,
        ),
        ErrorKind::Server => (
            "The server has a problem",
            format!("It answered with {status} five times. Wait a few minutes, then resume."),
            Action::Resume,
        ),
        ErrorKind::Unexpected => (
            "An answer that makes no sense here",
            format!("The server answered with {status}. Check the API or proxy URL, then resume."),
            Action::EditQuery,
        ),
        ErrorKind::Timeout => (
            "No answer in time",
            "The server did not answer within 30 seconds, five times. Resume to ask again; a shorter \
             range is quicker to answer."
                .into(),
            Action::Resume,
        ),
        ErrorKind::Network => (
            "The connection failed",
            "Either the network is down, the address is wrong, or the server does not allow this page to \
             read its answers (CORS); a browser does not say which. NICE allows it only for registered \
             pages, so use a proxy: put its address into “API or proxy URL”, then resume."
                .into(),
            Action::Resume,
        ),
        ErrorKind::SignInPage => (
            "A web page came instead of data",
            "Most likely it is a sign-in page of the proxy or the network. Open the API or proxy URL in a \
             new tab, sign in there, then resume."
                .into(),
            Action::Resume,
        ),
        ErrorKind::CutOff => (
            "An answer was cut off",
            "It ended in the middle, five times. Resume to ask again; if it stays so, something between \
             here and the server limits the size of answers."
                .into(),
            Action::Resume,
        ),
        ErrorKind::NotJson => (
            "An answer could not be read",
            "It is not what this API sends. Check the API or proxy URL and which API is chosen.".into(),
            Action::EditQuery,
        ),
        ErrorKind::NoRecords => (
            "An answer without records",
            "The list of records is missing from it. Check which API is chosen, then resume.".into(),
            Action::Resume,
        ),
        ErrorKind::RepeatedPage => (
            "The same page came twice",
            "The server ignores which page is asked for, so what follows cannot be had from it. The \
             records that came are kept; a shorter range may fit into one page."
                .into(),
            Action::EditQuery,
        ),
    }
}

/// A query that cannot be sent.
pub fn query_error(error: &QueryError) -> UserMessage {
    let (title, text) = match error {
        QueryError::NoAgent => ("No agent", "Type an agent ID, or several with commas between them.".into()),
        QueryError::BadAgent { id, wanted: IdForm::Uuid } => (
            "This is no agent ID",
            format!(
                "“{}” is no UUID. It looks like 00000000-0000-0000-0000-000000000000; numbers belong to \
                 the CXone API, which can be chosen in the advanced settings.",
                shortened(id)
            ),
        ),
        QueryError::BadAgent { id, wanted: IdForm::Number } => (
            "This is no agent ID",
            format!(
                "“{}” is no number. In the CXone API agents have numbers such as 100001; a UUID belongs to \
                 the Reporting API v2, which can be chosen in the advanced settings.",
                shortened(id)
            ),
        ),
        QueryError::AllNotOffered => (
            "This API has no team view",
            "It answers for agents by their IDs only. Type the IDs with commas between them, or choose the \
             CXone API in the advanced settings."
                .into(),
        ),
        QueryError::BadTime { text } => (
            "This is no time",
            format!("“{}” does not look like 2026-01-31T08:00:00Z. Type it in this form.", shortened(text)),
        ),
        QueryError::StartNotBeforeEnd => {
            ("The range is empty", "Its start must be earlier than its end. Change one of the two.".into())
        }
        QueryError::OutOfCalendar => {
            ("The range is out of the calendar", "Choose years from 0 to 9999.".into())
        }
        QueryError::BadPageSize { most } => {
            ("Wrong page size", format!("Choose a number from 1 to {most} in the advanced settings."))
        }
        QueryError::BadVersion { text } => (
            "Wrong API version",
            format!(
                "“{}” is no version. Type a number such as 27.0 in the advanced settings.",
                shortened(text)
            ),
        ),
    };
    UserMessage::error(title, text, Action::EditQuery)
}

/// How a fetch stands, when there is something to say about it. `records` is the number that came.
pub fn fetch_state(state: &FetchState, records: usize) -> Option<UserMessage> {
    Some(match state {
        FetchState::Running => return None,
        FetchState::Finished if records > 0 => return None,
        FetchState::Finished => UserMessage::note(
            "No data in this range",
            "The server has no state changes for this agent and range. Check the agent ID and the range; \
             history is usually kept for 30 to 90 days only.",
            Action::EditQuery,
        ),
        FetchState::Waiting { why, .. } => waiting(why),
        FetchState::Cancelled => UserMessage::note(
            "Cancelled",
            "What has come is shown. Resume goes on from there.",
            Action::Resume,
        ),
        FetchState::PageLimit => UserMessage::note(
            "There is more",
            "Loading stopped at the limit of pages; everything up to there is shown. Load more to go on, \
             or set another limit in the advanced settings.",
            Action::MorePages,
        ),
        FetchState::NeedsToken { why } | FetchState::Failed { why } => api_error(why),
    })
}

/// A wait that ends by itself; the page adds the countdown.
fn waiting(why: &ApiError) -> UserMessage {
    let text = match why.kind {
        ErrorKind::TooMany => "The server asks for a pause: too many requests.",
        ErrorKind::Unavailable => "The server asks to come back later.",
        ErrorKind::Timeout => "The server did not answer in time.",
        ErrorKind::Network => "The connection failed.",
        ErrorKind::CutOff => "The answer was cut off.",
        _ => "The server has a problem.",
    };
    UserMessage::note("Waiting", format!("{text} Loading goes on by itself."), Action::Cancel)
}

/// What is missing of one series: `Agent 100001, Tue 3 Nov 2026: page 3 and what follows it`.
pub fn failure(failure: &Failure, zone: &Zone) -> String {
    let agent = failure.agent.as_ref().map_or_else(|| "All agents".to_owned(), |id| format!("Agent {id}"));
    let pages = match &failure.pages[..] {
        _ if failure.pages.first() == Some(&1) && failure.and_more => "nothing could be loaded".to_owned(),
        [] => "what follows the last page".to_owned(),
        [one] if failure.and_more => format!("page {one} and what follows"),
        [one] => format!("page {one}"),
        many => {
            let list = many.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let more = if failure.and_more { " and what follows" } else { "" };
            format!("pages {list}{more}")
        }
    };
    format!("{agent}, {}: {pages}", span_words(failure.span, zone))
}

/// Why a row could not be placed.
pub const fn reject_reason(reason: RejectReason) -> &'static str {
    match reason {
        RejectReason::NoTimestamp => "It has no time that can be read.",
        RejectReason::NoState => "It names no agent state.",
        RejectReason::NoAgent => "It names no agent.",
        RejectReason::NotARow => "It is empty or no row at all.",
    }
}

/// What is odd about a record, and what Shiftline makes of it.
pub const fn finding(kind: FindingKind) -> (&'static str, &'static str) {
    match kind {
        FindingKind::DurationDiffers => (
            "Durations that do not fit",
            "The API's duration and the time between two records differ by more than a second, so time is \
             missing between them or the figure is wrong. The timeline goes by the timestamps.",
        ),
        FindingKind::NegativeDuration => {
            ("Durations below zero", "The API's figure is impossible. The timeline goes by the timestamps.")
        }
        FindingKind::Overlap => (
            "States that overlap",
            "A state goes on after the next has begun. The later one is drawn from where it begins.",
        ),
        FindingKind::LoginTwice => (
            "Logins without a logout",
            "The agent logged in while logged in already, so the record of a logout is missing.",
        ),
        FindingKind::UnknownState => (
            "Unknown states",
            "Shiftline does not know these names. They are shown as they came, in a colour of their own.",
        ),
    }
}

/// By how much a finding's figure is off: `31 s too long`; `None` where nothing is measured.
pub fn off_by(finding: &Finding) -> Option<String> {
    let ms = finding.off_by_ms;
    (ms != 0).then(|| format!("{} too {}", duration_words(ms.abs()), if ms > 0 { "long" } else { "short" }))
}

/// What is not in the timeline, beside the rows that could not be placed.
pub fn losses(losses: &Losses) -> Vec<String> {
    let count = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 record {one}")),
        n => Some(format!("{} records {many}", number(n))),
    };
    let lines = [
        count(
            losses.duplicates,
            "came twice and is drawn once: pages shift while data arrives.",
            "came more than once and are drawn once: pages shift while data arrives.",
        ),
        count(
            losses.outside,
            "lies outside the range and is not drawn.",
            "lie outside the range and are not drawn.",
        ),
    ];
    lines.into_iter().flatten().collect()
}

/// What keeps a form from being sent.
pub fn form_error(error: &FormError) -> String {
    match error {
        FormError::NoBase => "Type the address of your CXone API, or of the proxy in front of it.".to_owned(),
        FormError::BadBase => {
            "This is no address that can be loaded from. It looks like https://api-na1.niceincontact.com, or /cxone \
             on this site; without a user name, a question mark or a #."
                .to_owned()
        }
        FormError::InsecureBase => {
            "Plain HTTP would let others read the token on its way. Use https:// (http:// is for this computer alone)."
                .to_owned()
        }
        FormError::BadTime(field) => {
            let name = if *field == Field::To { "end" } else { "start" };
            format!("Type the {name} as date and time, such as 2026-11-03T08:00.")
        }
        FormError::BadNumber(label) => format!("“{label}” is a whole number above 0."),
        FormError::Query(error) => query_error(error).text,
    }
}

/// Text that somebody typed, not longer than a line.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{Millis, Span};

    fn is_complete(message: &UserMessage) {
        assert!(!message.title.is_empty() && !message.title.ends_with('.'), "{message:?}");
        assert!(message.text.ends_with('.'), "{message:?}");
        assert!(!message.text.contains("  "), "{message:?}");
    }

    #[test]
    fn every_error_has_a_next_step() {
        for kind in ErrorKind::ALL {
            let message = api_error(&ApiError::new(kind));
            is_complete(&message);
            assert!(message.is_error && message.action != Action::None, "{kind:?}");
        }
    }

    #[test]
    fn every_fault_of_a_form_is_a_sentence() {
        let faults = [
            FormError::NoBase,
            FormError::BadBase,
            FormError::InsecureBase,
            FormError::BadTime(Field::To),
            FormError::BadNumber("Most pages"),
            FormError::Query(QueryError::NoAgent),
        ];
        for fault in faults {
            assert!(form_error(&fault).ends_with('.'), "{fault:?}");
        }
    }

    #[test]
    fn nothing_lost_is_nothing_said() {
        assert!(losses(&Losses::default()).is_empty());
        let lost = Losses { duplicates: 1, outside: 1_200, ..Losses::default() };
        assert!(losses(&lost)[0].starts_with("1 record came twice"));
        assert!(losses(&lost)[1].starts_with("1,200 records lie"));
        let finding =
            |off_by_ms| Finding { kind: FindingKind::Overlap, at: Millis(0), segment: 0, off_by_ms };
        assert_eq!(off_by(&finding(-31_000)).as_deref(), Some("31 s too short"));
        assert_eq!(off_by(&finding(0)), None);
    }

    #[test]
    fn the_words_that_people_need_are_there() {
        let text = |kind| api_error(&ApiError::new(kind)).text;
        assert!(text(ErrorKind::Forbidden).contains("`reporting` scope"));
        assert!(text(ErrorKind::Network).contains("CORS") && text(ErrorKind::Network).contains("proxy"));
        assert!(text(ErrorKind::Unauthorized).contains("new access token"));
        let nothing = fetch_state(&FetchState::Finished, 0).unwrap();
        assert!(nothing.text.contains("30 to 90 days") && !nothing.is_error);
        assert_eq!(fetch_state(&FetchState::Finished, 1), None);
        assert_eq!(fetch_state(&FetchState::Running, 0), None);
    }

    #[test]
    fn the_server_speaks_for_itself() {
        let error = ApiError {
            words: Some("The range must not exceed 31 days.".into()),
            correlation_id: Some("abc".into()),
            ..ApiError::new(ErrorKind::Refused)
        };
        let message = api_error(&error);
        assert_eq!(message.quote.as_deref(), Some("The range must not exceed 31 days."));
        assert_eq!(message.correlation_id.as_deref(), Some("abc"));
    }

    #[test]
    fn every_state_that_stops_says_how_to_go_on() {
        let why = || ApiError::new(ErrorKind::TooMany);
        for (state, action) in [
            (FetchState::Waiting { until: Millis(0), why: why() }, Action::Cancel),
            (FetchState::Cancelled, Action::Resume),
            (FetchState::PageLimit, Action::MorePages),
            (FetchState::NeedsToken { why: ApiError::new(ErrorKind::Unauthorized) }, Action::NewToken),
            (FetchState::Failed { why: why() }, Action::Resume),
        ] {
            let message = fetch_state(&state, 5).unwrap();
            is_complete(&message);
            assert_eq!(message.action, action);
        }
    }

    #[test]
    fn queries_are_corrected_kindly() {
        let text = |error: QueryError| {
            let message = query_error(&error);
            is_complete(&message);
            message.text
        };
        let bad = |wanted| QueryError::BadAgent { id: "x".repeat(99), wanted };
        assert!(text(bad(IdForm::Uuid)).contains("no UUID"));
        assert!(text(bad(IdForm::Number)).contains('…'));
        for error in [
            QueryError::NoAgent,
            QueryError::AllNotOffered,
            QueryError::BadTime { text: "yesterday".into() },
            QueryError::StartNotBeforeEnd,
            QueryError::OutOfCalendar,
            QueryError::BadPageSize { most: 1000 },
            QueryError::BadVersion { text: "x".into() },
        ] {
            text(error);
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let of = |pages: &[usize], and_more| {
            let day = Span::new(1_793_664_000_000, 1_793_750_400_000);
            let lost = Failure {
                agent: Some("7".into()),
                span: day,
                pages: pages.into(),
                and_more,
                error: ApiError::new(ErrorKind::Server),
            };
            failure(&lost, &Zone::utc())
        };
        assert_eq!(of(&[3], true), "Agent 7, Tue 3 Nov 2026: page 3 and what follows");
        assert_eq!(of(&[3, 5], false), "Agent 7, Tue 3 Nov 2026: pages 3, 5");
        assert_eq!(of(&[1], true), "Agent 7, Tue 3 Nov 2026: nothing could be loaded");
    }

    #[test]
    fn odd_records_are_explained() {
        for kind in FindingKind::ALL {
            let (title, text) = finding(kind);
            assert!(!title.ends_with('.') && text.ends_with('.'));
        }
        let reasons =
            [RejectReason::NoTimestamp, RejectReason::NoState, RejectReason::NoAgent, RejectReason::NotARow];
        let words: std::collections::BTreeSet<_> = reasons.map(reject_reason).into();
        assert_eq!(words.len(), reasons.len());
    }
}
