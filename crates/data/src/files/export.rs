//! Shiftline's own CSV: the records that a timeline is made of, with all that is needed to make the
//! same timeline from them again.
//!
//! ```text
//! agent_id  agent_name  start_utc  end_utc  start (Europe/Paris)  state  label  kind  reason …  shiftline 1; …
//! ```
//! Times that could not be fetched have a row of their own, and so has no data at the beginning. The
//! last header says which range was asked for, when, and what the durations measure.

use model::dataset::Dataset;
use model::plain::{clock_text, iso_date, seconds_text};
use model::record::Durations;
use model::state::{AgentState, Catalog};
use model::time::{Millis, Span};
use model::zone::Zone;

use super::extract::{Entry, Extract, Piece, Pieces};
use super::write::to_csv;

/// Names of the columns before the zone's and after it.
pub(crate) const FIRST: [&str; 4] = ["agent_id", "agent_name", "start_utc", "end_utc"];
pub(crate) const REST: [&str; 11] = [
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
    /// The text of the last header.
    pub fn header(&self) -> String {
        let Span { start, end } = self.window;
        let durations = measures(self.durations);
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

/// The word of files for what durations measure.
pub const fn measures(durations: Durations) -> &'static str {
    match durations {
        Durations::OfPreviousState => "previous",
        Durations::OfOwnState => "own",
    }
}

/// What a file means by this word for what durations measure.
pub fn durations_named(word: &str) -> Option<Durations> {
    [Durations::OfPreviousState, Durations::OfOwnState].into_iter().find(|known| measures(*known) == word)
}

/// The records of a data set as CSV, piece by piece: a million of them never stand in memory at once.
#[derive(Debug)]
pub struct RecordsCsv<'a, N> {
    data: &'a Dataset,
    zone: &'a Zone,
    name_of: N,
    extract: Option<Extract<'a>>,
    /// `None` before the header.
    pieces: Option<Pieces<'a>>,
}

/// Exports records. `name_of` gives an agent's name, or nothing when names are hidden.
pub fn records_csv<'a, N: Fn(&str) -> Option<String>>(
    data: &'a Dataset,
    zone: &'a Zone,
    name_of: N,
) -> RecordsCsv<'a, N> {
    RecordsCsv { data, zone, name_of, extract: None, pieces: None }
}

impl<N: Fn(&str) -> Option<String>> Iterator for RecordsCsv<'_, N> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let Some(pieces) = &mut self.pieces else {
            let agents =
                self.extract.map_or_else(|| (0..self.data.agents.len()).collect(), |e| e.agents.to_vec());
            self.pieces = Some(Pieces::new(self.data, agents, self.extract));
            let local = format!("start ({})", self.zone.name());
            let header = FIRST.into_iter().chain([local.as_str()]).chain(REST).map(str::to_owned);
            return Some(to_csv([header.chain([head(self.data, self.extract)])]));
        };
        let Piece { agent, entries } = pieces.next()?;
        let name = (self.name_of)(&agent.id).unwrap_or_default();
        let ids = [agent.id.to_string(), name, measures(agent.documented).to_owned()];
        Some(to_csv(entries.iter().map(|entry| row(&ids, entry, self.zone, &self.data.catalog))))
    }
}

impl<'a, N: Fn(&str) -> Option<String>> RecordsCsv<'a, N> {
    /// The records of a part alone.
    #[must_use]
    pub fn of(self, extract: Extract<'a>) -> Self {
        Self { extract: Some(extract), ..self }
    }
}

/// What an export says of itself: the text of the last header.
pub fn head(data: &Dataset, extract: Option<Extract>) -> String {
    let Dataset { window, now, is_saved, .. } = *data;
    let window = extract.and_then(|extract| extract.hull()).unwrap_or(window);
    let durations = data.agents.first().map_or(Durations::OfOwnState, |agent| agent.documented);
    let about = About { window, now, durations, is_saved };
    // A `;` would end what the header says.
    let scope = extract.map(|extract| format!("; scope={}", extract.scope.replace(';', ",")));
    about.header() + &scope.unwrap_or_default()
}

/// A row: of the agent's id, name and what its durations measure.
fn row(ids: &[String; 3], entry: &Entry, zone: &Zone, catalog: &Catalog) -> Vec<String> {
    let Entry { span, record, .. } = entry;
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
        label(state).to_owned(),
        kind.name().to_owned(),
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

/// What people read for a state; those of absences have no code.
pub fn label(state: &AgentState) -> &str {
    state.label.trim_start_matches('\0')
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
    format!("{} {}", zone.date(t), clock_text(zone.local(t)))
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
