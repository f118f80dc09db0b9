//! What went wrong between here and the API, and how a load stands.

use super::{Action, UserMessage};
use data::error::{ApiError, ErrorKind};
use data::fetch::{Failure, FetchState, Silence};
use data::source::MAX_BODY;
use model::format::span_words;
use model::zone::Zone;

/// An error that ended a page or a fetch.
pub fn api_error(error: &ApiError) -> UserMessage {
    let (title, text, action) = kind_words(error.kind, error.status);
    UserMessage {
        quote: error.words.as_deref().map(str::to_owned),
        correlation_id: error.correlation_id.as_deref().map(str::to_owned),
        ..UserMessage::error(title, text, action)
    }
}

#[allow(clippy::too_many_lines, reason = "a table: one entry for each kind")]
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
        ErrorKind::TooLarge => (
            "An answer is too large",
            format!(
                "It has more than {} MB, which no page of this API has, so it was not read. Check the API or proxy \
                 URL; else set fewer records per page in the advanced settings.",
                MAX_BODY >> 20
            ),
            Action::EditQuery,
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
            "The list of records is missing from it, so this part is not fetched. Resume to ask again; if it \
             stays so, check the API or proxy URL and which API is chosen."
                .into(),
            Action::Resume,
        ),
        ErrorKind::SaidError => (
            "The server speaks of an error",
            "Its words came with status 200, so this part may not be all there is. The records that came \
             are kept; resume to ask again."
                .into(),
            Action::Resume,
        ),
        ErrorKind::MissingPage => (
            "Records are missing",
            "A page has no records, or fewer than there must be: the server says that there are more, or \
             later pages have some. What came is kept, what is missing counts as not fetched. Resume to ask \
             again."
                .into(),
            Action::Resume,
        ),
        ErrorKind::RepeatedPage => (
            "The same page came twice",
            "The server ignores which page is asked for, or leads in a circle, so what follows cannot be \
             had from it. The records that came are kept; a shorter range may fit into one page."
                .into(),
            Action::EditQuery,
        ),
    }
}

/// How a fetch stands, when there is something to say about it. `records` is the number that came,
/// `silence` what was said where none did.
pub fn fetch_state(state: &FetchState, records: usize, silence: &Silence) -> Option<UserMessage> {
    Some(match state {
        FetchState::Running => return None,
        FetchState::Finished if records > 0 => return None,
        FetchState::Finished => no_data(silence),
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

/// No records, and nothing that speaks of an error; a 404 may mean one of two things.
fn no_data(silence: &Silence) -> UserMessage {
    let text = match &silence.not_found {
        None => {
            "The server has no state changes for this agent and range. Check the agent ID and the range; \
                 history is usually kept for 30 to 90 days only."
                .to_owned()
        }
        Some(address) => format!(
            "The server answered “not found” (404). Either it has no state changes for this agent and range \
             (history is usually kept for 30 to 90 days only), or nothing of this API lives at {address}. \
             Check the agent ID and the range, then the API or proxy URL and which API is chosen."
        ),
    };
    UserMessage {
        quote: silence.words.as_deref().map(str::to_owned),
        ..UserMessage::note("No data in this range", text, Action::EditQuery)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::messages::is_complete;
    use model::time::{Millis, Span};

    #[test]
    fn every_error_has_a_next_step() {
        for kind in ErrorKind::ALL {
            let message = api_error(&ApiError::new(kind));
            is_complete(&message);
            assert!(message.is_error && message.action != Action::None, "{kind:?}");
        }
    }

    #[test]
    fn the_words_that_people_need_are_there() {
        let text = |kind| api_error(&ApiError::new(kind)).text;
        assert!(text(ErrorKind::Forbidden).contains("`reporting` scope"));
        assert!(text(ErrorKind::Network).contains("CORS") && text(ErrorKind::Network).contains("proxy"));
        assert!(text(ErrorKind::Unauthorized).contains("new access token"));
        let nothing = fetch_state(&FetchState::Finished, 0, &Silence::default()).unwrap();
        assert!(nothing.text.contains("30 to 90 days") && !nothing.is_error);
        assert!(!nothing.text.contains("404") && nothing.quote.is_none());
        assert_eq!(fetch_state(&FetchState::Finished, 1, &Silence::default()), None);
        assert_eq!(fetch_state(&FetchState::Running, 0, &Silence::default()), None);
    }

    #[test]
    fn a_404_names_the_address_as_one_of_two_causes() {
        let address = "https://api.example.com/api/api/reporting/v2/agent-state-history";
        let silence = Silence { not_found: Some(address.into()), words: Some("No such agent.".into()) };
        let message = fetch_state(&FetchState::Finished, 0, &silence).unwrap();
        is_complete(&message);
        assert!(message.text.contains(address) && message.text.contains("30 to 90 days"));
        assert_eq!((message.is_error, message.quote.as_deref()), (false, Some("No such agent.")));
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
            let message = fetch_state(&state, 5, &Silence::default()).unwrap();
            is_complete(&message);
            assert_eq!(message.action, action);
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
}
