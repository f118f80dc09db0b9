//! How adherence is judged, as a file, `adherence.json`, and as a part of a host's settings.
//!
//! ```json
//! { "activities": {
//!     "Open": ["Available", "InboundContact", "OutboundContact", "ACW"],
//!     "Break": { "states": ["Break"], "grace": "5m" },
//!     "Project": { "neutral": true },
//!     "Off": ["LoggedOut"] },
//!   "grace": "1m", "beyond": "excess", "contactOverEdge": true, "outsideShift": true, "window": "2h" }
//! ```
//! The object under `activities` may be the file by itself. Its names are patterns (see
//! [`model::limits::Names`]), several of them with commas between; its states are kinds (`Available`, `ACW`,
//! `LoggedOut`) or patterns too.

mod meant;

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use model::adherence::{Beyond, Options, Row, States, Table};
use model::limits::{Names, length};
use model::state::StateKind;

pub use meant::is_meant;

/// What a file says: rows of people, which go before the usual ones, and the options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdherenceRules {
    /// The rows.
    pub rows: Vec<Row>,
    /// The options.
    pub options: Options,
}

impl AdherenceRules {
    /// These rows before the usual ones.
    pub fn table(&self) -> Table {
        Table { rows: self.rows.iter().cloned().chain(Table::default().rows).collect() }
    }
}

/// Why a file holds no such rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdherenceFileError {
    /// It is no such JSON.
    Json {
        /// Where, counted from 1.
        line: usize,
        /// Where in the line.
        column: usize,
        /// In the parser's words.
        words: String,
    },
    /// The names of a row are none to look for, or too many.
    Names(String),
    /// The states of an activity are none to look for, or too many.
    States {
        /// The row's names.
        activity: String,
        /// The states.
        states: String,
    },
    /// It is no length, such as `5m`.
    Length {
        /// The member, and the row it is of, if it is of one.
        member: String,
        /// What stands there.
        text: String,
    },
    /// It is neither `whole` nor `excess`.
    Beyond(String),
    /// There are more than [`Table::MAX`] rows.
    TooMany,
}

/// The rules as they stand in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AdherenceFile {
    #[serde(default)]
    activities: Activities,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grace: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    beyond: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    contact_over_edge: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    outside_shift: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    window: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_false(is: &bool) -> bool {
    !is
}

/// Rows in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Activities(Vec<(String, Entry)>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Entry {
    States(Vec<String>),
    Row(RowEntry),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RowEntry {
    #[serde(default)]
    states: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    open: Option<bool>,
    #[serde(default, skip_serializing_if = "is_false")]
    neutral: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grace: Option<String>,
}

impl<'de> Deserialize<'de> for Activities {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Activities;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("activities with their states")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Activities, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = map.next_entry()? {
                    rows.push(row);
                }
                Ok(Activities(rows))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

impl Serialize for Activities {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, entry) in &self.0 {
            map.serialize_entry(name, entry)?;
        }
        map.end()
    }
}

impl AdherenceFile {
    /// The rules that it means.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn rules(&self) -> Result<AdherenceRules, AdherenceFileError> {
        if self.activities.0.len() > Table::MAX {
            return Err(AdherenceFileError::TooMany);
        }
        let rows = self.activities.0.iter().map(|(names, entry)| row(names, entry));
        let length = |member: &str, text: &Option<String>| {
            text.as_deref().map(|text| length_of(member, text)).transpose()
        };
        let options = Options {
            grace_ms: length("grace", &self.grace)?.unwrap_or_default(),
            beyond: match self.beyond.as_deref() {
                None | Some("whole") => Beyond::Whole,
                Some("excess") => Beyond::Excess,
                Some(other) => return Err(AdherenceFileError::Beyond(other.to_owned())),
            },
            contact_over_edge: self.contact_over_edge,
            outside_shift: self.outside_shift,
            window_ms: length("window", &self.window)?,
        };
        Ok(AdherenceRules { rows: rows.collect::<Result<_, _>>()?, options })
    }
}

fn length_of(member: &str, text: &str) -> Result<i64, AdherenceFileError> {
    length::parse(text)
        .ok_or_else(|| AdherenceFileError::Length { member: member.to_owned(), text: text.to_owned() })
}

fn row(names: &str, entry: &Entry) -> Result<Row, AdherenceFileError> {
    let entry = match entry {
        Entry::States(states) => &RowEntry { states: states.clone(), ..RowEntry::default() },
        Entry::Row(row) => row,
    };
    let activities =
        Names::parse(names.split(',')).ok_or_else(|| AdherenceFileError::Names(names.to_owned()))?;
    let states = Some(&entry.states).filter(|states| states.len() <= States::MAX);
    let states = states.and_then(|states| States::parse(states.iter().map(String::as_str)));
    let states = states.ok_or_else(|| AdherenceFileError::States {
        activity: names.to_owned(),
        states: entry.states.join(", "),
    })?;
    let grace = entry.grace.as_deref().map(|text| length_of(&format!("{names}: grace"), text));
    Ok(Row {
        activities,
        // Where people are to be available contacts are taken.
        is_open: entry.open.unwrap_or_else(|| states.kinds.contains(&StateKind::Available)),
        states,
        is_neutral: entry.neutral,
        grace_ms: grace.transpose()?,
    })
}

impl From<&AdherenceRules> for AdherenceFile {
    fn from(rules: &AdherenceRules) -> Self {
        let AdherenceRules { rows, options } = rules;
        let row = |row: &Row| {
            let entry = RowEntry {
                states: row.states.texts(),
                open: Some(row.is_open),
                neutral: row.is_neutral,
                grace: row.grace_ms.map(length::text),
            };
            (row.activities.texts().collect::<Vec<_>>().join(","), Entry::Row(entry))
        };
        Self {
            activities: Activities(rows.iter().map(row).collect()),
            grace: (options.grace_ms > 0).then(|| length::text(options.grace_ms)),
            beyond: (options.beyond == Beyond::Excess).then(|| "excess".to_owned()),
            contact_over_edge: options.contact_over_edge,
            outside_shift: options.outside_shift,
            window: options.window_ms.map(length::text),
        }
    }
}

/// Reads the text of an `adherence.json`.
///
/// # Errors
/// When it is no JSON of this shape, or the first thing in it that is wrong.
pub fn parse(text: &str) -> Result<AdherenceRules, AdherenceFileError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('[') {
        // A list could be taken for an object's members without their names.
        let words = "a list where an object should be".to_owned();
        return Err(AdherenceFileError::Json { line: 1, column: 1, words });
    }
    let json = |error: serde_json::Error| AdherenceFileError::Json {
        line: error.line(),
        column: error.column(),
        words: error.to_string(),
    };
    let file = serde_json::from_str::<AdherenceFile>(text).map_err(json);
    let file = file.or_else(|error| {
        // Activities by themselves, each with a list or a row.
        let bare = serde_json::from_str::<Activities>(text).ok();
        let bare = bare.filter(|bare| !bare.0.iter().any(|(name, _)| name == "activities"));
        bare.map(|activities| AdherenceFile { activities, ..AdherenceFile::default() }).ok_or(error)
    });
    file?.rules()
}

/// How adherence is judged, in the text of a host's settings, under `adherence`; `None` where it says nothing of it, or
/// is no JSON.
pub fn of_settings(text: &str) -> Option<Result<AdherenceRules, AdherenceFileError>> {
    #[derive(Deserialize)]
    struct Settings {
        adherence: Option<serde_json::Value>,
    }
    let settings: Settings = serde_json::from_str(text).ok()?;
    Some(parse(&settings.adherence?.to_string()))
}

/// Writes an `adherence.json`, for people to read.
pub fn format(rules: &AdherenceRules) -> String {
    // Its members are all text and flags: this cannot fail.
    serde_json::to_string_pretty(&AdherenceFile::from(rules)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
