//! How values stand in a link: escaped, in lists, as words and times.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::app::range::{Range, Relative};
use data::query::Agents;
use model::record::AgentId;
use model::time::{Millis, SECOND, Span, format_utc, parse_timestamp};
use scene::rows::LaneMode;

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
    let found = Relative::ALL.into_iter().find(|(_, word)| *word == raw);
    found.map(|(relative, _)| Range::Relative(relative))
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

/// A selection, `start~end`.
pub(super) fn selection(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('~')?;
    let span = Span { start: moment(start)?, end: moment(end)? };
    (!span.is_empty()).then_some(span)
}
