//! Shiftline's own CSV: the records that a timeline is made of, with all that is needed to make the
//! same timeline from them again.
//!
//! ```text
//! agent_id  agent_name  start_utc  end_utc  start (Europe/Paris)  state  label  kind  reason …  shiftline 1; …
//! ```
//! Times that could not be fetched have a row of their own, and so has no data at the beginning. The
//! last header says which range was asked for, when, and what the durations measure.

use std::collections::HashSet;

use model::dataset::Dataset;
use model::format::{iso_date, seconds_text, time_of_day};
use model::lane::Segment;
use model::record::{Durations, Record};
use model::state::{ActivityId, Catalog};
use model::time::{Millis, Span};
use model::timeline::AgentTimeline;
use model::zone::Zone;

use super::write::to_csv;

/// Names of the columns before the zone's and after it.
const FIRST: [&str; 4] = ["agent_id", "agent_name", "start_utc", "end_utc"];
const REST: [&str; 11] = [
    "state",
    "label",
    "kind",
    "reason",
    "duration_ms",
    "reported_ms",
    "session",
    "index",
    "detail",
    "derived",
    "measures",
];

/// What the last header begins with.
pub const MARK: &str = "shiftline 1;";

/// Rows in one piece of an export.
const PIECE: usize = 5_000;

/// What the last header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The range asked for.
    pub window: Span,
    /// The time of the load.
    pub now: Millis,
    /// What the reported durations measure, as the source documents it, where a row does not say.
    pub durations: Durations,
    /// Whether the records were saved at an unknown time (see [`model::page::Series::is_saved`]).
    pub is_saved: bool,
}

impl About {
    fn header(&self) -> String {
        let Span { start, end } = self.window;
        let durations = name_of(self.durations);
        let saved = if self.is_saved { "; saved=yes" } else { "" };
        format!("{MARK} window={}~{}; now={}; durations={durations}{saved}", start.0, end.0, self.now.0)
    }

    /// Reads what `header` wrote.
    pub fn read(header: &str) -> Option<Self> {
        let rest = header.trim().strip_prefix(MARK)?;
        let value = |name: &str| {
            rest.split(';')
                .find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('=').map(str::to_owned))
        };
        let window = value("window")?;
        let (start, end) = window.split_once('~')?;
        let durations = durations_named(&value("durations")?)?;
        let window = Span::new(start.parse().ok()?, end.parse().ok()?);
        let is_saved = value("saved").is_some();
        Some(Self { window, now: Millis(value("now")?.parse().ok()?), durations, is_saved })
    }
}

const fn name_of(durations: Durations) -> &'static str {
    match durations {
        Durations::OfPreviousState => "previous",
        Durations::OfOwnState => "own",
    }
}

/// What a file means by this word for what durations measure.
pub fn durations_named(word: &str) -> Option<Durations> {
    [Durations::OfPreviousState, Durations::OfOwnState].into_iter().find(|known| name_of(*known) == word)
}

/// A part of a data set.
#[derive(Clone, Copy, Debug)]
pub struct Extract<'a> {
    /// Whose records: indices into [`Dataset::agents`].
    pub agents: &'a [usize],
    /// Of which times, in order and apart. Records that reach into them are written whole.
    pub spans: &'a [Span],
    /// Activities without a row.
    pub left_out: &'a HashSet<ActivityId>,
    /// What the last header says of it.
    pub scope: &'a str,
}

impl Extract<'_> {
    /// From the first moment to the last.
    fn hull(&self) -> Option<Span> {
        Some(Span { start: self.spans.first()?.start, end: self.spans.last()?.end })
    }

    fn has(&self, segment: &Segment) -> bool {
        let after = self.spans.partition_point(|span| span.end <= segment.span.start);
        // What has no length lies in the span that it begins in.
        let end = segment.span.end.max(segment.span.start + 1);
        let is_inside = self.spans.get(after).is_some_and(|span| span.start < end);
        is_inside && !self.left_out.contains(&segment.activity)
    }
}

/// The records of a data set as CSV, piece by piece: a million of them never stand in memory at once.
#[derive(Debug)]
pub struct RecordsCsv<'a, N> {
    data: &'a Dataset,
    zone: &'a Zone,
    name_of: N,
    extract: Option<Extract<'a>>,
    agent: usize,
    segment: usize,
    begun: bool,
}

/// Exports records. `name_of` gives an agent's name, or nothing when names are hidden.
pub fn records_csv<'a, N: Fn(&str) -> Option<String>>(
    data: &'a Dataset,
    zone: &'a Zone,
    name_of: N,
) -> RecordsCsv<'a, N> {
    RecordsCsv { data, zone, name_of, extract: None, agent: 0, segment: 0, begun: false }
}

impl<N: Fn(&str) -> Option<String>> Iterator for RecordsCsv<'_, N> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        if !self.begun {
            self.begun = true;
            let Dataset { window, now, is_saved, .. } = *self.data;
            let window = self.extract.and_then(|extract| extract.hull()).unwrap_or(window);
            let durations = self.data.agents.first().map_or(Durations::OfOwnState, |agent| agent.documented);
            let about = About { window, now, durations, is_saved };
            let local = format!("start ({})", self.zone.name());
            let header = FIRST.into_iter().chain([local.as_str()]).chain(REST).map(str::to_owned);
            // A `;` would end what the header says.
            let scope = self.extract.map(|extract| format!("; scope={}", extract.scope.replace(';', ",")));
            let last = about.header() + &scope.unwrap_or_default();
            return Some(to_csv([header.chain([last])]));
        }
        let data = self.data;
        let place = match self.extract {
            Some(extract) => *extract.agents.get(self.agent)?,
            None => self.agent,
        };
        let agent = data.agents.get(place)?;
        let rows: Vec<Vec<String>> = self.piece(agent);
        if self.segment >= agent.lane.len() {
            self.agent += 1;
            self.segment = 0;
        }
        Some(to_csv(rows))
    }
}

impl<'a, N: Fn(&str) -> Option<String>> RecordsCsv<'a, N> {
    /// The records of a part alone.
    #[must_use]
    pub fn of(self, extract: Extract<'a>) -> Self {
        Self { extract: Some(extract), ..self }
    }

    fn piece(&mut self, agent: &AgentTimeline) -> Vec<Vec<String>> {
        let first = self.segment;
        let until = (first + PIECE).min(agent.lane.len());
        self.segment = until;
        let catalog = &self.data.catalog;
        let name = (self.name_of)(&agent.id).unwrap_or_default();
        let ids = [agent.id.to_string(), name, name_of(agent.documented).to_owned()];
        if agent.lane.is_empty() {
            return vec![row(
                &ids,
                self.data.window,
                self.zone,
                catalog,
                &Record::new(self.data.window.start, ActivityId::NO_DATA, None),
            )];
        }
        let mut rows = Vec::with_capacity(until - first);
        for index in first..until {
            let Some(segment) = agent.lane.segment(index) else { break };
            let (block, i) = agent.lane.locate(index);
            let record = Record { at: segment.start(), ..block.record(i) };
            if is_written(&segment) && self.extract.is_none_or(|extract| extract.has(&segment)) {
                rows.push(row(&ids, whole(&segment), self.zone, catalog, &record));
            }
        }
        rows
    }
}

/// Whether a segment has a row: it came from a record, could not be fetched, or begins the range with
/// no data. Other absences follow from these.
fn is_written(segment: &Segment) -> bool {
    !segment.activity.is_absence()
        || segment.activity == ActivityId::NOT_FETCHED
        || (segment.activity == ActivityId::NO_DATA && segment.index == 0)
}

/// A segment's time from its true beginning.
fn whole(segment: &Segment) -> Span {
    Span { start: segment.start(), end: segment.span.end }
}

/// A row: of the agent's id, name and what its durations measure.
fn row(ids: &[String; 3], span: Span, zone: &Zone, catalog: &Catalog, record: &Record) -> Vec<String> {
    let activity = catalog.activity(record.activity);
    let (kind, state) = (activity.kind, catalog.state(activity.state));
    let number = |n: i64| n.to_string();
    let key = |n: u64| if n == 0 { String::new() } else { n.to_string() };
    let [id, name, measures] = ids.clone();
    let mut cells = vec![id, name];
    cells.extend([
        utc(span.start),
        utc(span.end),
        local(span.start, zone),
        catalog.code(record.activity).to_owned(),
        state.label.trim_start_matches('\0').to_owned(),
        kind.label().to_owned(),
        activity.reason.as_deref().unwrap_or_default().to_owned(),
        number(span.len()),
        record.reported_ms.map(number).unwrap_or_default(),
        key(record.key.session),
        record.key.index.map(|index| index.to_string()).unwrap_or_default(),
        record.detail.as_deref().unwrap_or_default().to_owned(),
        if record.is_derived { "yes".to_owned() } else { String::new() },
        measures,
        // Below the header that says what the export is about: strict readers count cells.
        String::new(),
    ]);
    cells
}

/// `2026-11-03T12:00:00.120Z`; beyond the calendar the plain number of milliseconds.
fn utc(t: Millis) -> String {
    let at = chrono::DateTime::from_timestamp_millis(t.0);
    let text = at.map(|at| {
        let (local, millis) = (at.naive_utc(), at.timestamp_subsec_millis());
        format!("{}T{}.{millis:03}Z", iso_date(local.date()), seconds_text(local))
    });
    text.filter(|text| text.len() == 24).unwrap_or_else(|| t.0.to_string())
}

/// `2026-11-03 12:00:00` in a zone.
pub(super) fn local(t: Millis, zone: &Zone) -> String {
    format!("{} {}", zone.date(t), time_of_day(t, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_header_says_what_the_file_is() {
        let window = Span::new(-5, 7);
        let about = About { window, now: Millis(6), durations: Durations::OfOwnState, is_saved: false };
        assert_eq!(about.header(), "shiftline 1; window=-5~7; now=6; durations=own");
        assert_eq!(About::read(&about.header()), Some(about));
        for bad in ["", "shiftline 2; window=0~1; now=0; durations=own", "shiftline 1; window=0~1; now=0"] {
            assert_eq!(About::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn times_out_of_the_calendar_stay_numbers() {
        assert_eq!(utc(Millis(0)), "1970-01-01T00:00:00.000Z");
        assert_eq!(utc(Millis(i64::MAX)), i64::MAX.to_string());
        assert_eq!(utc(Millis(-99_999_999_999_999)), "-99999999999999");
    }
}
