//! Whether a file is a schedule or a report of states, by its beginning.

use super::aliases::names_aliases;
use super::calendar;
use super::role::{PlanColumns, PlanRole, plain};
use super::table::{behind_fields, first_rows, named};
use crate::files::columns::{Columns, Preset, Role};
use crate::files::export::About;
use crate::files::rows::DELIMITERS;
use crate::files::text::{Decoder, Encoding};

/// Bytes of a file that tell what it is.
pub const HEAD: usize = 64 * 1024;

/// Rows that may stand above a header.
const ROWS_ABOVE_HEADER: usize = 30;

/// Most names of members that are looked at in JSON.
const MAX_MEMBERS: usize = 1_000;

/// Members that only schedules have.
const OF_SCHEDULES: [&str; 4] =
    ["scheduleResults", "agentSchedules", "activityIntervals", "baseActivityCode"];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A schedule.
    Schedule,
    /// Other names of agents.
    Aliases,
    /// A table that may be a schedule or a report of states: a person has to say.
    Doubtful,
    /// Anything else: agent states, or nothing that is known.
    Other,
}

/// What people chose before for tables with these headers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chosen<'a> {
    /// As reports.
    pub reports: &'a [Preset],
    /// As schedules.
    pub schedules: &'a [Vec<(String, PlanRole)>],
}

/// What a file is that begins with `head`, [`HEAD`] bytes or all of it.
pub fn sort_of(head: &[u8], chosen: Chosen) -> Sort {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\x1f\x8b") {
        return Sort::Other;
    }
    let (encoding, mark) = Encoding::detect(head);
    let text = Decoder::new(encoding).feed(&head[mark..]);
    if text.contains('\0') {
        return Sort::Other;
    }
    match text.trim_start().as_bytes().first() {
        _ if calendar::is_calendar(&text) => Sort::Schedule,
        Some(b'{' | b'[') => of_members(&members(&text), chosen),
        Some(b'<') | None => Sort::Other,
        _ => of_table(&text, head.len() < HEAD, chosen),
    }
}

fn of_table(text: &str, is_whole: bool, chosen: Chosen) -> Sort {
    for delimiter in DELIMITERS {
        let rows = first_rows(text, delimiter);
        let found = rows.iter().take(ROWS_ABOVE_HEADER + 1).find_map(|row| of_header(row, chosen));
        if let Some(sort) = found {
            return sort;
        }
    }
    if names_aliases(text, is_whole) { Sort::Aliases } else { Sort::Other }
}

/// What a row of names says; `None` where it says nothing of either.
fn of_header(header: &[String], chosen: Chosen) -> Option<Sort> {
    if header.iter().any(|cell| About::read(cell).is_some()) {
        return Some(Sort::Other);
    }
    let names = named(header);
    if chosen.schedules.iter().any(|columns| PlanColumns::is_choice_for(columns, &names)) {
        return Some(Sort::Schedule);
    }
    if chosen.reports.iter().any(|preset| preset.for_header(&names).is_some()) {
        return Some(Sort::Other);
    }
    if header.first().is_some_and(|first| behind_fields(first).is_some()) {
        return Some(Sort::Schedule);
    }
    let columns = Columns::of(names.iter().map(String::as_str));
    let has_state =
        [Role::State, Role::Working, Role::Available, Role::Code].into_iter().any(|of| columns.has(of));
    if has_state && columns.is_enough(true) {
        return Some(Sort::Other);
    }
    let plan = PlanColumns::of(names.iter().map(String::as_str));
    plan.are_enough(true).then(|| if may_be_states(&names, &plan) { Sort::Doubtful } else { Sort::Schedule })
}

/// Whether a header that is enough for a schedule may as well be that of another product's log of states: a column
/// beside the activity speaks of states or their reasons, or times are said to be past.
fn may_be_states(names: &[String], plan: &PlanColumns) -> bool {
    let activity = plan.place(PlanRole::Activity);
    let is_state = |name: &String| matches!(Role::guess(name), Role::State | Role::Reason);
    // A code or a name of the same activity says no more.
    let is_other =
        |name: &String| PlanColumns::of(std::iter::once(name.as_str())).place(PlanRole::Activity).is_none();
    let beside = names.iter().enumerate().filter(|(place, name)| Some(*place) != activity && is_other(name));
    let is_past = |role| matches!(&*plain(plan.name(role)), "startedat" | "endedat");
    beside.into_iter().any(|(_, name)| is_state(name)) || is_past(PlanRole::Start) || is_past(PlanRole::End)
}

fn of_members(names: &[String], chosen: Chosen) -> Sort {
    if names.iter().any(|name| OF_SCHEDULES.contains(&name.as_str())) {
        return Sort::Schedule;
    }
    of_header(names, chosen).unwrap_or(Sort::Other)
}

/// The names of members of JSON that may be cut off, each once, in their order.
fn members(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let (mut from, mut is_escaped) = (None, false);
    for (at, byte) in text.bytes().enumerate() {
        match (from, byte) {
            _ if std::mem::take(&mut is_escaped) => {}
            (Some(_), b'\\') => is_escaped = true,
            (None, b'"') => from = Some(at + 1),
            (Some(start), b'"') => {
                from = None;
                let name = &text[start..at];
                let is_member = text[at + 1..].trim_start().starts_with(':');
                if is_member && !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
                if names.len() == MAX_MEMBERS {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}
