//! Limits as a file, `rules.json`, and as a part of a host's settings.
//!
//! ```json
//! { "rules": [
//!   { "kind": "each", "reasons": ["Break", "Tea*"], "max": "15m", "grace": "1m" },
//!   { "kind": "day", "reasons": ["Break"], "max": "30m" },
//!   { "kind": "count", "reasons": ["Break"], "max": 2 },
//!   { "kind": "acw", "max": "3m", "skills": ["Billing"] },
//!   { "kind": "idle", "state": "notready", "max": "5m" },
//!   { "kind": "refused", "max": "5%" },
//!   { "kind": "rest", "min": "11h" },
//!   { "kind": "stretch", "max": "6h", "pause": "15m" },
//!   { "kind": "pause", "steps": [{ "over": "6h", "need": "30m" }], "part": "15m" } ],
//!   "join": "30s", "per": "shift" }
//! ```

mod entry;

use serde::{Deserialize, Serialize};

use model::limits::{Fault, Per, Rules, length};

pub use entry::RuleEntry;

/// Why a file holds no rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RulesFileError {
    /// It is no such JSON.
    Json {
        /// Where, counted from 1.
        line: usize,
        /// Where in the line.
        column: usize,
        /// In the parser's words.
        words: String,
    },
    /// An entry is no rule.
    Entry {
        /// Which, counted from 1; 0 for what stands beside the list.
        entry: usize,
        /// Which member.
        member: &'static str,
        /// What is wrong with it.
        fault: EntryFault,
    },
}

/// What is wrong with a member of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryFault {
    /// It is not there.
    Missing,
    /// Rules of this kind have no such member.
    NotOfKind,
    /// Its value is none.
    Value(Fault),
}

/// Rules as they stand in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// The rules.
    pub rules: Vec<RuleEntry>,
    /// Occurrences with no more than this between them are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<String>,
    /// `day` or `shift`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

impl RulesFile {
    /// The rules that it means.
    ///
    /// # Errors
    /// The first entry that is none, and why.
    pub fn rules(&self) -> Result<Rules, RulesFileError> {
        let beside =
            |member, fault| RulesFileError::Entry { entry: 0, member, fault: EntryFault::Value(fault) };
        if self.rules.len() > Rules::MAX {
            return Err(beside("rules", Fault::TooMany));
        }
        let mut rules = Rules::default();
        for (at, entry) in self.rules.iter().enumerate() {
            let rule = entry.rule().map_err(|(member, fault)| RulesFileError::Entry {
                entry: at + 1,
                member,
                fault,
            });
            rules.list.push(rule?);
        }
        if let Some(join) = &self.join {
            rules.join_ms = length::parse(join).ok_or_else(|| beside("join", Fault::Length(join.clone())))?;
        }
        rules.per = match self.per.as_deref() {
            None | Some("day") => Per::Day,
            Some("shift") => Per::Shift,
            Some(other) => return Err(beside("per", Fault::Word(other.to_owned()))),
        };
        Ok(rules)
    }
}

impl From<&Rules> for RulesFile {
    fn from(rules: &Rules) -> Self {
        Self {
            rules: rules.list.iter().map(RuleEntry::from).collect(),
            join: (rules.join_ms > 0).then(|| length::text(rules.join_ms)),
            per: (rules.per == Per::Shift).then(|| "shift".to_owned()),
        }
    }
}

/// Reads the text of a `rules.json`.
///
/// # Errors
/// When it is no JSON of this shape, or the first rule that is none.
pub fn parse(text: &str) -> Result<Rules, RulesFileError> {
    let file: RulesFile = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        RulesFileError::Json { line: error.line(), column: error.column(), words: error.to_string() }
    })?;
    file.rules()
}

/// Largest `rules.json` that is read, in bytes.
pub const MAX_BYTES: u32 = 262_144;

/// Whether a text is meant as a `rules.json`, right or wrong: an object that has a list of rules, or begins like
/// one.
pub fn is_meant(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.strip_prefix('{').map(str::trim_start).and_then(|rest| rest.strip_prefix('"'));
    let Some((first, _)) = first.and_then(|rest| rest.split_once('"')) else { return false };
    if matches!(first, "rules" | "join" | "per") {
        return true;
    }
    let value: Option<serde_json::Value> = serde_json::from_str(text).ok();
    value.is_some_and(|value| value.get("rules").is_some_and(serde_json::Value::is_array))
}

/// The rules in the text of a host's settings: a list under `rules`, or all that a file may say; `None` where it
/// says nothing of them, or is no JSON.
pub fn of_settings(text: &str) -> Option<Result<Rules, RulesFileError>> {
    #[derive(Deserialize)]
    struct Settings {
        rules: Option<serde_json::Value>,
    }
    let settings: Settings = serde_json::from_str(text).ok()?;
    let rules = settings.rules?;
    let rules = if rules.is_array() { serde_json::json!({ "rules": rules }) } else { rules };
    let no_rules = |error: serde_json::Error| RulesFileError::Json {
        line: error.line(),
        column: error.column(),
        words: error.to_string(),
    };
    let file: Result<RulesFile, _> = serde_json::from_value(rules).map_err(no_rules);
    Some(file.and_then(|file| file.rules()))
}

/// Writes a `rules.json`, for people to read.
pub fn format(rules: &Rules) -> String {
    // Its names and lengths are all text: this cannot fail.
    serde_json::to_string_pretty(&RulesFile::from(rules)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
