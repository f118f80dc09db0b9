//! Facts → words. The only place that says what went wrong, and what to do about it.

mod adherence;
mod api;
mod archive;
mod code;
mod columns;
mod fetch;
mod files;
mod limits;
mod query;
mod records;
mod schedules;
mod schedules_fetched;
mod states;
mod stopped;

pub use adherence::{adherence_file_error, adherence_file_read, adherence_origin, adherence_trouble};
pub use api::api_error;
pub use archive::{
    archive_address_error, archive_error, archive_failure, archive_lacks, archive_state, large_archive,
};
pub use code::code_missing;
pub use columns::{assumed, other_states, role, trouble};
pub use fetch::{failure, fetch_state, last_seen};
pub use files::{file_error, file_gone, imported};
pub use limits::{fault, limits_trouble, origin, rules_file_error, rules_file_read};
pub use query::{form_error, large_link, query_error};
pub use records::{OPEN, finding, losses, off_by, reject_reason, remark, row};
pub use schedules::{
    SCHEDULE_NOT_IN_LINK, aliases_read, plan_finding, plan_remark, plan_role, plan_trouble, schedule_came,
    schedule_error, schedule_more_known, schedule_more_names, schedule_nobody, schedule_not_loaded,
};
pub use schedules_fetched::{
    SchedulesCame, export_unset, host_schedules_missing, schedules_coming, schedules_fetched,
    schedules_unasked,
};
pub use states::{states_error, states_file_error};
pub use stopped::{report, stopped};

use crate::app::aid::Topic;
use model::format::isolated;

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
    /// Where Help says more.
    pub topic: Option<Topic>,
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
        Self { title, text, quote: None, correlation_id: None, action, topic: None, is_error: true }
    }

    /// The same, of which Help says more.
    fn about(self, topic: Topic) -> Self {
        Self { topic: Some(topic), ..self }
    }

    fn note(title: &str, text: impl Into<String>, action: Action) -> Self {
        Self { is_error: false, ..Self::error(title, text, action) }
    }
}

/// Text that somebody typed, not longer than a line.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    isolated(&short).into_owned()
}

/// What every message is, whatever it says.
#[cfg(test)]
fn is_complete(message: &UserMessage) {
    assert!(!message.title.is_empty() && !message.title.ends_with('.'), "{message:?}");
    assert!(message.text.ends_with('.'), "{message:?}");
    assert!(!message.text.contains("  "), "{message:?}");
}
