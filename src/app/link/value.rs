//! How values stand in a link: escaped, in lists, as words and times.

use chrono::Weekday;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::app::range::{Range, Relative};
use crate::app::row_figures::{self, RowSort};
use crate::app::scope::Selection;
use crate::app::table::{self, Column};
use data::query::Agents;
use model::record::AgentId;
use model::state::StateKind;
use model::time::{HOUR, MINUTE, Millis, SECOND, Span, format_utc, parse_timestamp};
use scene::rows::LaneMode;
use scene::theme::{Role, variable};

/// Everything that would end a value or be read as something else; `:`, `,`, `/` and `~` stay.
const ESCAPED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'&').add(b'+').add(b'<').add(b'>').add(b'`');

/// The same for one item of a list.
const ESCAPED_ITEM: &AsciiSet = &ESCAPED.add(b',');

/// Percent-encoded as far as a link needs it.
pub(super) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// Percent-decoded, `+` as a space as forms send it; what is no UTF-8 is replaced.
pub(super) fn decoded(raw: &str) -> String {
    percent_decode_str(&raw.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// The items of a list; empty ones do not count.
pub(super) fn items(raw: &str) -> Vec<String> {
    raw.split(',').filter(|item| !item.is_empty()).map(decoded).collect()
}

/// A list of items.
pub(super) fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let escaped = |item| utf8_percent_encode(item, ESCAPED_ITEM).to_string();
    items.filter(|item| !item.is_empty()).map(escaped).collect::<Vec<_>>().join(",")
}

/// Whose time; `None` when nobody is named.
pub(super) fn agents(raw: &str) -> Option<Agents> {
    if raw == "all" {
        return Some(Agents::All);
    }
    let ids: Vec<AgentId> = items(raw).into_iter().map(Into::into).collect();
    (!ids.is_empty()).then_some(Agents::Named(ids))
}

/// The same as it is written.
pub(super) fn agents_text(agents: &Agents) -> String {
    match agents {
        Agents::All => "all".to_owned(),
        // An agent whose id is "all" is not everyone.
        Agents::Named(ids) if matches!(&ids[..], [one] if &**one == "all") => "%61ll".to_owned(),
        Agents::Named(ids) => list(ids.iter().map(|id| &**id)),
    }
}

/// A range that moves with time, by its word.
pub(super) fn relative(raw: &str) -> Option<Range> {
    Relative::of_word(raw, Weekday::Mon).map(Range::Relative)
}

/// What rows stand for, by its word.
pub(super) fn lanes(raw: &str) -> Option<LaneMode> {
    [LaneMode::State, LaneMode::Agent, LaneMode::Day].into_iter().find(|mode| lanes_word(*mode) == raw)
}

/// A lane mode's word in links.
pub fn lanes_word(lanes: LaneMode) -> &'static str {
    match lanes {
        LaneMode::State => "state",
        LaneMode::Agent => "agent",
        LaneMode::Day => "day",
    }
}

/// A time; `None` when it is none.
pub(super) fn moment(text: &str) -> Option<Millis> {
    parse_timestamp(text.trim().as_bytes())
}

/// `2026-11-03T12:00:00Z`, with milliseconds only when there are any.
pub(super) fn moment_text(t: Millis) -> Option<String> {
    let text = format_utc(t)?;
    match t.0.rem_euclid(SECOND) {
        0 => Some(text),
        ms => Some(format!("{}.{ms:03}Z", text.trim_end_matches('Z'))),
    }
}

/// Start and end; `None` for an empty span.
pub(super) fn span_text(span: Span) -> Option<(String, String)> {
    if span.is_empty() {
        return None;
    }
    Some((moment_text(span.start)?, moment_text(span.end)?))
}

/// `09:30`, with seconds and milliseconds only when there are any: how far after 00:00.
fn hour_text(t: Millis) -> String {
    let (minutes, ms) = (t.0.div_euclid(MINUTE), t.0.rem_euclid(MINUTE));
    let text = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    match (ms / SECOND, ms % SECOND) {
        (0, 0) => text,
        (seconds, 0) => format!("{text}:{seconds:02}"),
        (seconds, ms) => format!("{text}:{seconds:02}.{ms:03}"),
    }
}

fn hour(text: &str) -> Option<Millis> {
    let is_clock = text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.');
    let (hours, rest) = text.split_once(':').filter(|_| is_clock)?;
    let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "0"));
    let (seconds, ms) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let [hours, minutes, seconds, ms] = [hours, minutes, seconds, ms].map(|part| part.parse::<i64>().ok());
    let (minutes, seconds) = (minutes.filter(|&n| n < 60)?, seconds.filter(|&n| n < 60)?);
    let ms = ms.filter(|&n| n < SECOND)?;
    Some(Millis(hours.filter(|&n| n < 100)? * HOUR + minutes * MINUTE + seconds * SECOND + ms))
}

/// A part of each day, by its first and last time of day; `None` where they are none.
pub(super) fn hours(from: &str, to: &str) -> Option<Span> {
    let span = Span { start: hour(from)?, end: hour(to)? };
    (!span.is_empty()).then_some(span)
}

/// The same as it is written.
pub(super) fn hours_text(hours: Span) -> (String, String) {
    (hour_text(hours.start), hour_text(hours.end))
}

/// A selection: `start~end`, `start~end~09:00-12:30` for a part of each day, and `@12,15` where it is of these
/// agents alone.
pub(super) fn selection(raw: &str) -> Option<Selection> {
    // Forms write these signs escaped; inside ids they are escaped once more.
    let (times, ids) = raw.split_once('@').or_else(|| raw.split_once("%40")).unwrap_or((raw, ""));
    let times = decoded(times);
    let mut times = times.split('~');
    let span = Span { start: moment(times.next()?)?, end: moment(times.next()?)? };
    let hours = match times.next() {
        None => None,
        Some(text) => Some(text.split_once('-').and_then(|(from, to)| hours(from, to))?),
    };
    let ids: Vec<AgentId> = items(ids).into_iter().map(Into::into).collect();
    let selection = Selection { span, hours, agents: Some(ids).filter(|ids| !ids.is_empty()) };
    (!selection.is_empty()).then_some(selection)
}

/// The same as it is written; `None` where nothing is selected.
pub(super) fn selection_text(selection: &Selection) -> Option<String> {
    let (start, end) = span_text(selection.span).filter(|_| !selection.is_empty())?;
    let hours = selection.hours.map(hours_text).map(|(from, to)| format!("~{from}-{to}"));
    let ids = selection.agents.as_ref().map(|ids| format!("@{}", list(ids.iter().map(|id| &**id))));
    Some(format!("{start}~{end}{}{}", hours.unwrap_or_default(), ids.unwrap_or_default()))
}

/// A kind of state, by its word.
pub(super) fn kind(raw: &str) -> Option<StateKind> {
    StateKind::ALL.into_iter().find(|kind| kind_word(*kind) == raw)
}

/// A kind of state's word in links.
pub(super) fn kind_word(kind: StateKind) -> &'static str {
    variable(Role::State(kind))
}

/// Whether rows by agent stand together by team.
pub(super) fn grouped(raw: &str) -> Option<bool> {
    [true, false].into_iter().find(|grouped| grouped_word(*grouped) == raw)
}

/// The same as it is written.
pub(super) fn grouped_word(grouped: bool) -> &'static str {
    if grouped { "team" } else { "none" }
}

/// The orders of rows by agent and by day, and of records, by the words of their columns.
pub(super) fn sort(raw: &str) -> (Option<RowSort>, Option<table::Sort>) {
    let (mut rows, mut records) = (None, None);
    for item in items(raw) {
        let (word, descending) = directed(&item);
        let by_record = Column::ALL.into_iter().find(|(_, known)| *known == word);
        records = by_record.map(|(by, _)| table::Sort { by, descending }).or(records);
        rows = row_sort(&item).or(rows);
    }
    (rows, records)
}

/// A column's word, and whether its largest come first.
fn directed(item: &str) -> (&str, bool) {
    item.strip_suffix('-').map_or((item, false), |word| (word, true))
}

/// A figure beside rows, by its column's word, or the name or date that they begin with.
pub(super) fn row_sort(item: &str) -> Option<RowSort> {
    let (word, descending) = directed(item);
    let by = row_figures::Column::sortable().iter().copied().find(|column| column.word() == word);
    (by.is_some() || word == NAME).then_some(RowSort { by, descending })
}

/// The order by name or date.
const NAME: &str = "name";

/// The same as they are written; empty for those that rows and records have by themselves.
pub(super) fn sort_words(rows: RowSort, records: Option<table::Sort>) -> String {
    let minus = |descending: bool| if descending { "-" } else { "" };
    let row_word = rows.by.map_or(NAME, row_figures::Column::word);
    let rows = (rows != RowSort::default()).then(|| format!("{row_word}{}", minus(rows.descending)));
    let records = records.and_then(|sort| {
        let (_, word) = Column::ALL.into_iter().find(|(by, _)| *by == sort.by)?;
        Some(format!("{word}{}", minus(sort.descending)))
    });
    rows.into_iter().chain(records).collect::<Vec<_>>().join(",")
}
