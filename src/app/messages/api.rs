//! What went wrong between here and the API.

use super::{Action, UserMessage};
use crate::app::aid::Topic;
use data::error::{ApiError, ErrorKind};
use data::source::MAX_BODY;

/// An error that ended a page or a fetch.
pub fn api_error(error: &ApiError) -> UserMessage {
    let (title, text, action) = kind_words(error.kind, error.status);
    UserMessage {
        quote: error.words.as_deref().map(str::to_owned),
        correlation_id: error.correlation_id.as_deref().map(str::to_owned),
        ..UserMessage::error(title, text, action).about(topic(error.kind))
    }
}

/// Where Help says more.
const fn topic(kind: ErrorKind) -> Topic {
    match kind {
        ErrorKind::Unauthorized | ErrorKind::Forbidden => Topic::Token,
        _ => Topic::Connection,
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
            "CXone rejected the request",
            "Check the agent ID and the range; the server's own words are below.".into(),
            Action::EditQuery,
        ),
        ErrorKind::TooMany => (
            "Too many requests",
            "The server asked for a pause again and again. Wait a few minutes, then resume.".into(),
            Action::Resume,
        ),
        ErrorKind::Unavailable => (
            "The server asks for time",
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
        ErrorKind::Compressed | ErrorKind::Damaged => (
            "A file of an archive cannot be read",
            "Its bytes are not what the archive says that they are, or its host compresses them. Resume to ask again."
                .into(),
            Action::Resume,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::messages::is_complete;

    #[test]
    fn every_error_has_a_next_step() {
        for kind in ErrorKind::ALL {
            let message = api_error(&ApiError::new(kind));
            is_complete(&message);
            assert!(message.is_error && message.action != Action::None, "{kind:?}");
            assert!(message.topic.is_some(), "{kind:?}: Help says more");
        }
    }

    #[test]
    fn the_words_that_people_need_are_there() {
        let text = |kind| api_error(&ApiError::new(kind)).text;
        assert!(text(ErrorKind::Forbidden).contains("`reporting` scope"));
        assert!(text(ErrorKind::Network).contains("CORS") && text(ErrorKind::Network).contains("proxy"));
        assert!(text(ErrorKind::Unauthorized).contains("new access token"));
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
}
