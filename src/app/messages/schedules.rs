//! Schedules: what came, and what is odd about them.

use super::{Action, UserMessage, file_error, shortened};
use crate::app::plans::columns::Trouble;
use crate::app::plans::{Origin, Told};
use data::files::FileError;
use data::schedule::{PlanRemarkKind, PlanRole};
use model::format::{date, number};
use model::schedule::PlanFindingKind;
use model::zone::Zone;

/// So many: `1 agent`, `12 agents`.
pub fn of(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", number(count)) }
}

/// Where a schedule came from: `plan.csv`, `the API`.
pub fn schedule_origin(origin: &Origin) -> String {
    match origin {
        Origin::File(name) => shortened(name),
        Origin::Host => "files of this site".to_owned(),
        Origin::Api => "the API".to_owned(),
        Origin::Sample => "the sample".to_owned(),
    }
}

/// What came: `12 agents, Tue 3 Nov 2026 – Mon 9 Nov 2026, 245 activities from plan.csv.`
pub fn schedule_came(told: &Told, zone: &Zone) -> String {
    let from = schedule_origin(&told.origin);
    let Some(reached) = told.reached else {
        let refused = refused(told.refused, "; ");
        return format!("Nothing is planned in {from}{refused}.");
    };
    let (agents, activities) =
        (of(told.agents, "agent", "agents"), of(told.activities, "activity", "activities"));
    let parts =
        if told.parts > 1 { format!(" ({})", of(told.parts, "file", "files")) } else { String::new() };
    let (first, last) = (date(reached.start, zone), date(reached.end + -1, zone));
    let days = if first == last { first } else { format!("{first} – {last}") };
    format!("{agents}, {days}, {activities} from {from}{parts}{}.", refused(told.refused, "; "))
}

fn refused(count: usize, before: &str) -> String {
    let rows = || of(count, "row", "rows");
    if count == 0 { String::new() } else { format!("{before}{} could not be used: see data quality", rows()) }
}

/// A file with a schedule that cannot be used. `name` is the file's.
pub fn schedule_error(name: &str, error: &FileError) -> UserMessage {
    let needed = "A schedule says who, when each activity begins and ends (or how long it takes), and what is planned: \
                  agent, start, end, activity.";
    let (title, text) = match error {
        FileError::UnknownColumns { found, .. } => (
            "Unknown columns of a schedule",
            format!("Shiftline does not know the columns “{}”. {needed}", shortened(&found.join(", "))),
        ),
        FileError::UnknownJson => ("Unknown JSON", format!("It has no list of planned activities. {needed}")),
        error => return file_error(name, error),
    };
    UserMessage::error(&format!("{}: {title}", shortened(name)), text, Action::None)
}

/// That names of a schedule match none of the agents who are loaded.
pub fn schedule_nobody(count: usize) -> String {
    match count {
        1 => "1 name of the schedule matches nobody who is known".to_owned(),
        _ => format!("{} names of the schedule match nobody who is known", number(count)),
    }
}

/// So many names are those of agents whom the directory knows.
pub fn schedule_not_loaded(count: usize) -> String {
    match count {
        1 => "1 name of the schedule is that of an agent in the directory, not loaded".to_owned(),
        _ => format!(
            "{} names of the schedule are those of agents in the directory, not loaded",
            number(count)
        ),
    }
}

/// So many of them that are not listed.
pub fn schedule_more_known(count: usize) -> String {
    format!("and {}.", of(count, "other", "others"))
}

/// So many names that are not listed.
pub fn schedule_more_names(count: usize) -> String {
    format!(
        "and {}: load more agents, or drop a file with the columns “name” and “agent”.",
        of(count, "other", "others")
    )
}

/// Other names of agents that a file brought.
pub fn aliases_read(name: &str, count: usize) -> UserMessage {
    let text = match count {
        0 => "It names no agent: its columns are to be “name”, as schedules have it, and “agent”, the agent's id."
            .to_owned(),
        _ => format!("{} of agents, in force for all schedules.", of(count, "other name", "other names")),
    };
    UserMessage::note(&shortened(name), text, Action::None)
}

/// Said once when a link is copied.
pub const SCHEDULE_NOT_IN_LINK: &str = "The schedule is not in the link.";

/// What is odd about a row of a schedule: a title, and what was done.
pub const fn plan_remark(kind: PlanRemarkKind) -> (&'static str, &'static str) {
    match kind {
        PlanRemarkKind::NoAgent => ("Planned for nobody", "The row says nothing of who. It does not count."),
        PlanRemarkKind::NoStart => (
            "Planned without a beginning",
            "No time could be read where the activity is to begin, or one that cannot be. It does not count.",
        ),
        PlanRemarkKind::NoEnd => {
            ("Planned without an end", "Neither an end nor a length could be read. It does not count.")
        }
        PlanRemarkKind::NoActivity => {
            ("Planned without an activity", "The row names no activity. It does not count.")
        }
        PlanRemarkKind::UnknownZone => (
            "Unknown time zones in a schedule",
            "The row names a zone that is not known. Its times were read in the file's.",
        ),
        PlanRemarkKind::Repeats => (
            "Repeated events that are not followed",
            "The event repeats by a rule that is not read (hours, weeks by number, one with all \
             that follow). It counts once.",
        ),
        PlanRemarkKind::TooOften => (
            "Events that repeat very often",
            "The event repeats more often than is read. What came first counts.",
        ),
        PlanRemarkKind::BrokenText => (
            "Schedules with characters that are none",
            "What could not be read of a name is shown as \u{fffd}. Names that differ only there cannot be told apart.",
        ),
        PlanRemarkKind::NotARow => {
            ("Unknown parts of a schedule", "It is nothing that is known, and was passed over.")
        }
    }
}

/// What is odd about planned activities: a title, and what was done.
pub const fn plan_finding(kind: PlanFindingKind) -> (&'static str, &'static str) {
    match kind {
        PlanFindingKind::Reversed => (
            "Planned to end before the beginning",
            "The activity ends when it begins, or before. It does not count.",
        ),
        PlanFindingKind::Overlap => (
            "Planned activities that overlap",
            "Two activities of an agent overlap and neither lies in the other. The one that begins later counts \
             from there.",
        ),
        PlanFindingKind::Twice => {
            ("Planned twice", "The same activity of the same agent came twice. It counts once.")
        }
    }
}

/// What a column of a schedule holds.
pub const fn plan_role(role: PlanRole) -> &'static str {
    match role {
        PlanRole::Agent => "Agent (number, user name, e-mail)",
        PlanRole::Name => "Agent name",
        PlanRole::FirstName => "First name",
        PlanRole::LastName => "Last name",
        PlanRole::Date => "Date",
        PlanRole::Start => "Start (date and time, or time of day)",
        PlanRole::EndDate => "Date of the end",
        PlanRole::End => "End",
        PlanRole::Length => "Length",
        PlanRole::Activity => "Planned activity",
        PlanRole::Zone => "Time zone",
        PlanRole::Open => "Open time (yes or no)",
        PlanRole::Other => "Not needed",
    }
}

/// Why a schedule cannot be read with a choice of columns, and what to do.
pub fn plan_trouble(trouble: Trouble) -> String {
    match trouble {
        Trouble::Twice(role) => {
            format!("Two columns are chosen as “{}”. Keep one of them.", plan_role(role))
        }
        Trouble::Missing(PlanRole::End) => "Choose the column with the end or the length.".to_owned(),
        Trouble::Missing(PlanRole::Activity) => "Choose the column with the planned activity.".to_owned(),
        Trouble::Missing(_) => "Choose the column that says when an activity begins.".to_owned(),
    }
}

#[cfg(test)]
mod tests;
