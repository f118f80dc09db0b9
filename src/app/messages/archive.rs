//! What is said of archives.

use super::{Action, UserMessage, api_error, fetch_state, shortened};
use crate::app::aid::Topic;
use crate::app::base::BaseError;
use data::archive::{ArchiveError, Lacking, ManifestError, Told};
use data::error::{ApiError, ErrorKind};
use data::fetch::{Failure, FetchState, Silence};
use model::format::{day_words, isolated, number, span_words};
use model::zone::Zone;

/// Why nothing can be loaded from an archive.
pub fn archive_error(error: &ArchiveError) -> UserMessage {
    let (title, text) = match error {
        ArchiveError::Missing => (
            "There is no archive at this address",
            "Its list of files, _shiftline.json, is not there. Check the archive's address: it ends with the folder \
             that shiftline-archive fills."
                .to_owned(),
        ),
        ArchiveError::Unreachable(error) => return archive_answer(error),
        ArchiveError::Manifest(ManifestError::NotAManifest) => (
            "The archive's list of files cannot be read",
            "What came is no _shiftline.json of an archive. Check the archive's address; have shiftline-archive \
             check the folder."
                .to_owned(),
        ),
        ArchiveError::Manifest(ManifestError::Newer { version }) => (
            "The archive is newer than this page",
            format!("It is of version {version}, which this page does not know. Have the page updated."),
        ),
        ArchiveError::Manifest(ManifestError::Odd { day }) => (
            "The archive's list of files contradicts itself",
            format!(
                "What it says of {} cannot be. Have shiftline-archive check the folder and fetch that day again.",
                day_words(*day)
            ),
        ),
        ArchiveError::BadRoster => (
            "A list of agents in the archive cannot be read",
            "Without it nobody knows whose records were fetched. Have shiftline-archive check the folder.".to_owned(),
        ),
        ArchiveError::UnknownApi(name) => (
            "The archive holds records of an unknown kind",
            format!("They come from “{}”, which this page does not know. Have the page updated.", shortened(name)),
        ),
        ArchiveError::TooMuch { agents, days } => (
            "More than a page can hold",
            format!(
                "{} agents and {} days are more than a table here can hold. Choose a shorter range or fewer agents; for \
                 whole years query the files themselves, with DuckDB for example.",
                number(*agents),
                number(*days)
            ),
        ),
    };
    UserMessage::error(title, text, Action::EditQuery).about(Topic::Connection)
}

/// What is wrong with an archive's address.
pub fn archive_address_error(error: BaseError) -> &'static str {
    match error {
        BaseError::Missing => "Type the address of the archive's folder, such as archive/ beside this page.",
        BaseError::Bad => {
            "This is no address of an archive. It looks like archive/ (beside this page), /archive (on this site) or \
             https://files.example.com/archive, without a user name, a question mark, a # or .. in it."
        }
        BaseError::Insecure => {
            "Plain HTTP would let others read the records on their way. Use https:// (http:// is for this computer \
             alone)."
        }
    }
}

/// What went wrong between here and the archive's host.
fn archive_answer(error: &ApiError) -> UserMessage {
    let (title, text, action) = match error.kind {
        ErrorKind::WrongAddress => (
            "A file of the archive is not there",
            "The list of files names it, and the host does not have it. What came is kept, the rest counts as not \
             fetched. Have shiftline-archive check the folder, then resume.",
            Action::Resume,
        ),
        ErrorKind::Compressed => (
            "The archive's host compresses its files",
            "Parts of a compressed file cannot be unpacked, so nothing of it can be read. Have the host send .parquet \
             files as they are, then resume.",
            Action::Resume,
        ),
        ErrorKind::Damaged => (
            "A file of the archive cannot be read",
            "Its bytes are not what the list of files says that they are. What came is kept, the rest counts as not \
             fetched. Have shiftline-archive check the folder, then resume.",
            Action::Resume,
        ),
        ErrorKind::SignInPage | ErrorKind::Unauthorized | ErrorKind::Forbidden => (
            "The archive's host wants somebody to sign in",
            "It let nobody in without that, or sent a web page instead of the file. Open the archive's address in a \
             new tab, sign in there, then resume. No access token is ever sent to an archive.",
            Action::Resume,
        ),
        ErrorKind::Network => (
            "The connection to the archive failed",
            "Either the network is down, the address is wrong, or the host does not allow this page to read its \
             answers (CORS: it has to allow the header Range), or it compresses parts of files; a browser does not \
             say which. Check that, then resume.",
            Action::Resume,
        ),
        ErrorKind::CutOff => (
            "A part of the archive was cut off",
            "It came shorter than it was asked for, five times. Resume to ask again; if it stays so, something between \
             here and the host changes its answers.",
            Action::Resume,
        ),
        ErrorKind::Unexpected => (
            "The archive's host answers in a way that makes no sense here",
            "Check the archive's address, and that its host serves the folder as plain files; then resume.",
            Action::Resume,
        ),
        _ => return api_error(error),
    };
    UserMessage {
        quote: error.words.as_deref().map(str::to_owned),
        ..UserMessage::error(title, text, action).about(Topic::Connection)
    }
}

/// The state of a load from an archive, where there is something to be said about it. `records` is the number that
/// came, `failures` what did not.
pub fn archive_state(
    state: &FetchState,
    records: usize,
    told: &Told,
    failures: &[Failure],
) -> Option<UserMessage> {
    let is_of_archive = |first: &Failure| !told.is_of_api(first);
    match state {
        FetchState::Failed { why } if failures.first().is_none_or(is_of_archive) => Some(archive_answer(why)),
        FetchState::Failed { why } | FetchState::NeedsToken { why } => Some(beyond_archive(why)),
        FetchState::Finished if records == 0 && told.from_api.is_some() => Some(UserMessage::note(
            "No data in this range",
            format!(
                "Neither the archive nor the API has state changes of this agent in it. Check the agent ID and the \
                 range.{}",
                behind(&remarks(told))
            ),
            Action::EditQuery,
        )),
        FetchState::Finished if records == 0 && told.lacking_in_all > 0 => Some(UserMessage::note(
            "This is not in the archive",
            format!("{} Choose another range, or load it from the API.", remarks(told)),
            Action::EditQuery,
        )),
        FetchState::Finished if records == 0 => Some(UserMessage::note(
            "No data in this range",
            format!(
                "The archive has these days, and no state changes of this agent in them. Check the agent ID and the \
                 range.{}",
                behind(&remarks(told))
            ),
            Action::EditQuery,
        )),
        FetchState::Finished if told.is_nothing() => None,
        FetchState::Finished => {
            let title = match told.from_api {
                _ if told.lacking_in_all > 0 => "Not all of this is in the archive",
                Some(_) => "From the archive and the API",
                None => "Of this archive",
            };
            Some(UserMessage::note(title, remarks(told), Action::None))
        }
        _ => fetch_state(state, records, &Silence::default()),
    }
}

/// What went wrong between here and the API that goes on where an archive ends.
fn beyond_archive(error: &ApiError) -> UserMessage {
    let message = api_error(error);
    let text = format!(
        "{} What the archive has is shown; the time after it comes from the API, and counts as not fetched until it does.",
        message.text
    );
    UserMessage { text, ..message }
}

fn behind(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {text}") }
}

/// What is to be said of an archive, in sentences.
fn remarks(told: &Told) -> String {
    let lacking = (told.lacking_in_all > 0).then(|| {
        "What was never fetched into it, or could not be, is drawn as not fetched, not as no data.".to_owned()
    });
    let refused = (told.refused > 0).then(|| {
        let rows =
            if told.refused == 1 { "1 row".to_owned() } else { format!("{} rows", count(told.refused)) };
        format!("{rows} of these days could not be read when they were fetched, and are not in it.")
    });
    let whole = told.sends_whole_files.then(|| {
        "Its host sends whole files where parts are asked for, so more is loaded than is needed: have it answer \
         range requests."
            .to_owned()
    });
    let from_api = told.from_api.as_ref().map(|from_api| {
        if from_api.is_not_found {
            "The archive ends before the range does. The API was asked for the rest and answered “not found” (404) to \
             everything: if somebody worked in that time, its address is wrong."
                .to_owned()
        } else {
            "The archive ends before the range does; the rest comes from the API.".to_owned()
        }
    });
    [from_api, lacking, refused, whole].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The time that comes from the API, then those that an archive does not have, one by one.
pub fn archive_lacks(told: &Told, zone: &Zone) -> Vec<String> {
    let from_api = told.from_api.as_ref();
    let from_api = from_api.map(|from_api| format!("{}: from the API", span_words(from_api.span, zone)));
    let line = |Lacking { agent, span }: &Lacking| {
        let who =
            agent.as_ref().map_or_else(|| "Everyone".to_owned(), |id| format!("Agent {}", isolated(id)));
        format!("{who}, {}: not in the archive", span_words(*span, zone))
    };
    let mut lines: Vec<String> = from_api.into_iter().chain(told.lacking.iter().map(line)).collect();
    let more = told.lacking_in_all - told.lacking.len();
    if more > 0 {
        lines.push(format!("and {} more", number(more)));
    }
    lines
}

/// What of a load from an archive did not come: `Tue 3 Nov 2026: a part of its file did not come`.
pub fn archive_failure(failure: &Failure, zone: &Zone) -> String {
    format!("{}: a part of its file did not come", span_words(failure.span, zone))
}

/// What is not loaded from an archive without a question, if at all: so many records, of so many bytes. `sums`: what
/// agents × days weigh instead.
pub fn large_archive(records: u64, bytes: u64, is_too_much: bool, sums: Option<u64>) -> UserMessage {
    let mega = |bytes: u64| count(bytes.div_ceil(1 << 20));
    let (title, rest) = if is_too_much {
        ("More than a page can hold", "Choose a shorter range or fewer agents below.")
    } else {
        (
            "This is a lot to load",
            "Load them only if you want that; else choose a shorter range or fewer agents below.",
        )
    };
    let first = match sums {
        Some(sums) => format!(
            "First look at what the days of each agent add up to: {} MB. From there each day of an agent opens as a \
             timeline.",
            mega(sums)
        ),
        None => {
            "The archive has no sums of these days yet, which the next run of shiftline-archive fetch adds."
                .to_owned()
        }
    };
    let text = format!("It would take up to {} records, {} MB. {first} {rest}", count(records), mega(bytes));
    UserMessage::note(title, text, Action::EditQuery)
}

fn count(n: u64) -> String {
    number(usize::try_from(n).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests;
