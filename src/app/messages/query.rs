//! Why a form is not sent.

use super::{Action, UserMessage, archive_address_error, archive_error, shortened};
use crate::app::base::BaseError;
use crate::app::target::{Field, FormError};
use data::demo::MAX_RECORDS;
use data::query::{Amount, IdForm, MAX_CALLS, QueryError};
use model::format::number;
use model::record::AgentId;

/// A query that cannot be sent.
pub fn query_error(error: &QueryError) -> UserMessage {
    let (title, text) = match error {
        QueryError::NoAgent => ("No agent", "Type an agent ID, or several with commas between them.".into()),
        QueryError::BadAgent { id, wanted: IdForm::Uuid } => (
            "Not a valid agent ID",
            format!(
                "“{}” isn't a valid agent ID. It should be a UUID, such as \
                 00000000-0000-0000-0000-000000000000; numbers belong to the CXone API, which can be chosen in \
                 the advanced settings.",
                shortened(id)
            ),
        ),
        QueryError::BadAgent { id, wanted: IdForm::Number } => (
            "Not a valid agent ID",
            format!(
                "“{}” isn't a valid agent ID. In the CXone API agents have numbers such as 100001; a UUID \
                 belongs to the Reporting API v2, which can be chosen in the advanced settings.",
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
            ("The range is empty", "End must be after start. Change one of the two.".into())
        }
        QueryError::OutOfCalendar => {
            ("The range is out of the calendar", "Choose years from 0 to 9999.".into())
        }
        QueryError::TooMuch(amount) => (
            "Too much for one load",
            format!(
                "{} are more than one load may ask for, which is {} agents × days. Choose a shorter range or \
                 fewer agents, and load the rest by itself.",
                amount_words(amount),
                number(MAX_CALLS as usize)
            ),
        ),
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

/// `8 agents × 36,525 days`.
fn amount_words(amount: &Amount) -> String {
    let count = |n: usize, what: &str| {
        if n == 1 { format!("1 {what}") } else { format!("{} {what}s", number(n)) }
    };
    let agents = amount.agents.map_or_else(|| "All agents".to_owned(), |n| count(n, "agent"));
    format!("{agents} × {}", count(usize::try_from(amount.days).unwrap_or(usize::MAX), "day"))
}

/// What a link alone does not load: what it would ask for.
pub fn large_link(amount: &Amount) -> UserMessage {
    let calls = number(usize::try_from(amount.calls).unwrap_or(usize::MAX));
    let text = format!(
        "{}: at least {calls} requests to the API. Load it only if you want that; else choose a shorter range or \
         fewer agents below.",
        amount_words(amount)
    );
    UserMessage::note("This link asks for a lot", text, Action::EditQuery)
}

/// What keeps a form from being sent.
pub fn form_error(error: &FormError) -> String {
    match error {
        FormError::Base(BaseError::Missing) => "Type the address of your CXone API, or of the proxy in front of it.".to_owned(),
        FormError::Base(BaseError::Bad) => {
            "This is no address that can be loaded from. It looks like https://api-na1.niceincontact.com, or /cxone \
             on this site: plain letters, digits and signs (a name with others begins with xn--), without a user \
             name, a question mark, a # or .. in it."
                .to_owned()
        }
        FormError::Base(BaseError::Insecure) => {
            "Plain HTTP would let others read the token on its way. Use https:// (http:// is for this computer alone)."
                .to_owned()
        }
        FormError::ArchiveAddress(error) => archive_address_error(*error).to_owned(),
        FormError::Archive(error) => {
            let message = archive_error(error);
            format!("{}. {}", message.title, message.text)
        }
        FormError::BadTime(field) => {
            let name = if *field == Field::To { "end" } else { "start" };
            format!("Type the {name} as date and time, such as 2026-11-03T08:00.")
        }
        FormError::BadNumber(label) => format!("“{label}” is a whole number above 0."),
        FormError::Query(error) => query_error(error).text,
        FormError::SeveralNamed { name, agents, is_team } => several_named(name, agents, *is_team),
        FormError::SampleTooLarge => format!(
            "The link asks for too much sample data. Change “demo” in the address to at most {}.",
            number(MAX_RECORDS)
        ),
    }
}

/// Most ids that are named.
const NAMED: usize = 5;

fn several_named(name: &str, agents: &[AgentId], is_team: bool) -> String {
    let ids: Vec<_> = agents.iter().take(NAMED).map(|id| shortened(id)).collect();
    let more = if agents.len() > NAMED { "…" } else { "" };
    let team = if is_team { " and a team" } else { "" };
    let whose = if agents.len() == 1 { "the agent with the ID" } else { "the agents with the IDs" };
    format!(
        "“{}” is the name of several: {whose} {}{more}{team}. Type the IDs of whom you mean.",
        shortened(name),
        ids.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::messages::is_complete;
    use data::archive::ArchiveError;

    #[test]
    fn every_fault_of_a_form_is_a_sentence() {
        let faults = [
            FormError::Base(BaseError::Missing),
            FormError::Base(BaseError::Bad),
            FormError::Base(BaseError::Insecure),
            FormError::ArchiveAddress(BaseError::Missing),
            FormError::Archive(ArchiveError::Missing),
            FormError::BadTime(Field::To),
            FormError::BadNumber("Most pages"),
            FormError::Query(QueryError::NoAgent),
            FormError::SeveralNamed { name: "Ann".into(), agents: vec!["7".into()], is_team: true },
            FormError::SampleTooLarge,
        ];
        for fault in faults {
            assert!(form_error(&fault).ends_with('.'), "{fault:?}");
        }
    }

    #[test]
    fn a_name_of_several_is_told_with_their_ids() {
        let told = |ids: std::ops::Range<u32>, is_team| {
            let agents = ids.map(|id| id.to_string().as_str().into()).collect();
            form_error(&FormError::SeveralNamed { name: "Ann".to_owned(), agents, is_team })
        };
        assert_eq!(
            told(7..9, false),
            "“Ann” is the name of several: the agents with the IDs 7, 8. Type the IDs of whom you mean."
        );
        assert!(told(1..9, false).contains("IDs 1, 2, 3, 4, 5…."));
        assert!(told(7..8, true).contains("ID 7 and a team."));
    }

    #[test]
    fn queries_are_corrected_kindly() {
        let text = |error: QueryError| {
            let message = query_error(&error);
            is_complete(&message);
            message.text
        };
        let bad = |wanted| QueryError::BadAgent { id: "x".repeat(99), wanted };
        assert!(text(bad(IdForm::Uuid)).contains("isn't a valid agent ID. It should be a UUID"));
        assert!(text(bad(IdForm::Number)).contains("…” isn't a valid agent ID"));
        let much = Amount { agents: Some(8), days: 36_525, calls: 292_208 };
        assert!(text(QueryError::TooMuch(much)).starts_with("8 agents × 36,525 days are more"));
        let one = Amount { agents: None, days: 1, ..much };
        assert!(text(QueryError::TooMuch(one)).starts_with("All agents × 1 day are more"));
        let asked = large_link(&much);
        is_complete(&asked);
        assert!(asked.text.contains("292,208 requests") && !asked.is_error);
        for error in [
            QueryError::NoAgent,
            QueryError::AllNotOffered,
            QueryError::BadTime { text: "yesterday".into() },
            QueryError::StartNotBeforeEnd,
            QueryError::OutOfCalendar,
            QueryError::TooMuch(Amount { agents: Some(8), days: 3_652_059, calls: 29_216_480 }),
            QueryError::BadPageSize { most: 1000 },
            QueryError::BadVersion { text: "x".into() },
        ] {
            text(error);
        }
    }
}
