//! How a load stands.

use super::{Action, UserMessage, api_error};
use crate::app::aid::Topic;
use crate::app::last_seen::LastSeen;
use data::error::{ApiError, ErrorKind};
use data::fetch::{Failure, FetchState, Silence};
use model::format::{date_to_minute, span_words};
use model::time::Millis;
use model::zone::Zone;

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
        ..UserMessage::note("No data in this range", text, Action::EditQuery).about(Topic::Connection)
    }
}

/// When an agent was seen around a range in which nothing came.
pub fn last_seen(found: Option<&LastSeen>, zone: &Zone) -> String {
    let Some(seen) = found else { return "It cannot be told with a few requests.".to_owned() };
    let at = |t: Millis| date_to_minute(t, zone);
    let looked = span_words(seen.looked, zone);
    match (seen.last, seen.next) {
        (None, None) => format!("Not seen in {looked}."),
        (Some(last), None) => {
            format!("Last seen {}. Not seen after the range (looked through {looked}).", at(last))
        }
        (None, Some(next)) => {
            format!("Next seen {}. Not seen before the range (looked through {looked}).", at(next))
        }
        (Some(last), Some(next)) => format!("Last seen {}. Next seen {}.", at(last), at(next)),
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
    use model::time::Span;

    #[test]
    fn no_records_are_no_error() {
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
    fn what_was_looked_through_is_said_where_nothing_was_found() {
        let looked = Span::new(1_793_664_000_000, 1_793_750_400_000);
        let (last, next) = (Some(Millis(1_793_700_000_000)), Some(Millis(1_793_740_000_000)));
        for (last, next, expected) in [
            (last, next, &["Last seen Tue 3 Nov 2026, 10:00", "Next seen Tue 3 Nov 2026, 21:06"][..]),
            (None, next, &["Not seen before", "looked through", "Next seen"]),
            (last, None, &["Last seen", "Not seen after", "looked through"]),
            (None, None, &["Not seen in Tue 3 Nov 2026"]),
        ] {
            let words = last_seen(Some(&LastSeen { last, next, looked }), &Zone::utc());
            for part in expected {
                assert!(words.contains(part), "{part} is not in {words}");
            }
        }
        assert!(last_seen(None, &Zone::utc()).contains("cannot be told"));
    }

    #[test]
    fn what_is_missing_is_named() {
        let of = |pages: &[usize], and_more| {
            let day = Span::new(1_793_664_000_000, 1_793_750_400_000);
            let lost = Failure {
                series: 0,
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
