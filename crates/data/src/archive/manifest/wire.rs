//! A manifest as JSON: short, since a page fetches it whole.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Cut, Day, Failed, File, Group, ManifestError, is_hash};
use crate::archive::format::MAGIC;
use model::plain::iso_date;
use model::time::{Millis, Span, parse_strict_utc};

/// What every version has.
#[derive(Deserialize)]
pub struct Head {
    pub version: u64,
}

/// The manifest.
#[derive(Serialize, Deserialize)]
pub struct Wire {
    pub version: u64,
    pub dialect: String,
    pub files: Vec<WireFile>,
    pub days: Vec<WireDay>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sums: Option<String>,
}

/// A file.
#[derive(Serialize, Deserialize)]
pub struct WireFile {
    day: String,
    bytes: u64,
    rows: u64,
    hash: String,
    /// Where groups have so many rows each: the first agent and the length in bytes; all else follows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    groups: Vec<(String, u64)>,
    /// Where groups end between agents; the second version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    whole: Option<WireGroups<u64>>,
    /// The same, with how much each number differs from the one before, which is short: they are much alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    near: Option<WireGroups<i64>>,
}

/// Groups that end between agents, each at its place in all three.
#[derive(Serialize, Deserialize)]
struct WireGroups<N> {
    /// Each after what it has in common with the one before: `010004`, `581` are 10004 and 1000481.
    agents: Vec<String>,
    bytes: Vec<N>,
    rows: Vec<N>,
}

/// Rows of a group of the first version; the last one of a file may have fewer.
const FIXED_ROWS: u64 = 8_192;

/// Most rows of a group: so much room is made before it is read.
const MAX_ROWS: u64 = 1 << 16;

/// A day.
#[derive(Serialize, Deserialize)]
pub struct WireDay {
    day: String,
    fetched: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agents: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    failed: Vec<(Option<String>, i64, i64)>,
    #[serde(default, skip_serializing_if = "is_nothing")]
    refused: u64,
    #[serde(default, skip_serializing_if = "is_nothing")]
    repeated: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn is_nothing(number: &u64) -> bool {
    *number == 0
}

fn date(text: &str) -> Result<NaiveDate, ManifestError> {
    let midnight = parse_strict_utc(&format!("{text}T00:00:00Z"));
    midnight.and_then(super::day_of).ok_or(ManifestError::NotAManifest)
}

impl File {
    pub(super) fn wire(&self) -> WireFile {
        let Self { bytes, rows, ref hash, .. } = *self;
        let (day, hash) = (iso_date(self.day), hash.clone());
        let agents = self.groups.iter().map(|group| group.agent.to_string());
        let sizes = self.groups.iter().map(|group| group.bytes);
        let (groups, near) = match self.cut {
            Cut::Rows => (agents.zip(sizes).collect(), None),
            Cut::Agents => {
                let rows = steps(self.groups.iter().map(|group| group.rows));
                (Vec::new(), Some(WireGroups { agents: shortened(agents), bytes: steps(sizes), rows }))
            }
        };
        WireFile { day, bytes, rows, hash, groups, whole: None, near }
    }

    pub(super) fn read(wire: WireFile) -> Result<Self, ManifestError> {
        let day = date(&wire.day)?;
        let odd = ManifestError::Odd { day };
        let (groups, cut) = match (wire.near, wire.whole) {
            (Some(near), _) => (near.summed().and_then(WireGroups::shapes).ok_or(odd)?, Cut::Agents),
            (None, Some(whole)) => (whole.shapes().ok_or(odd)?, Cut::Agents),
            (None, None) => (fixed(wire.groups, wire.rows).ok_or(odd)?, Cut::Rows),
        };
        let groups = placed(groups, wire.rows, wire.bytes).filter(|_| is_hash(&wire.hash)).ok_or(odd)?;
        Ok(Self { day, bytes: wire.bytes, rows: wire.rows, hash: wire.hash, groups, cut })
    }
}

/// A group: its first agent, its bytes, its rows.
type Shape = (String, u64, u64);

/// How much each differs from the one before, the first from 0.
fn steps(numbers: impl Iterator<Item = u64>) -> Vec<i64> {
    let mut before = 0;
    numbers.map(|number| number.wrapping_sub(std::mem::replace(&mut before, number)).cast_signed()).collect()
}

/// What [`steps`] was given.
fn sums(steps: Vec<i64>) -> Option<Vec<u64>> {
    let mut sum = 0_u64;
    let add = |step| {
        sum = sum.checked_add_signed(step)?;
        Some(sum)
    };
    steps.into_iter().map(add).collect()
}

impl WireGroups<i64> {
    fn summed(self) -> Option<WireGroups<u64>> {
        Some(WireGroups { agents: self.agents, bytes: sums(self.bytes)?, rows: sums(self.rows)? })
    }
}

impl WireGroups<u64> {
    fn shapes(self) -> Option<Vec<Shape>> {
        let Self { agents, bytes, rows } = self;
        let is_whole = agents.len() == bytes.len() && agents.len() == rows.len();
        let shapes = lengthened(agents)?.into_iter().zip(bytes).zip(rows);
        is_whole.then(|| shapes.map(|((agent, bytes), rows)| (agent, bytes, rows)).collect())
    }
}

/// Most bytes in common that a digit says.
const MAX_SHARED: u32 = 35;

/// Texts after a digit for the bytes that each has in common with the one before.
fn shortened(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut before = String::new();
    let short = |text: String| {
        let same = text.chars().zip(before.chars()).take_while(|(a, b)| a == b);
        let ends = same.scan(0, |end, (letter, _)| {
            *end += letter.len_utf8();
            Some(*end)
        });
        let shared = ends.take_while(|end| *end <= MAX_SHARED as usize).last().unwrap_or(0);
        let digit = char::from_digit(shared as u32, MAX_SHARED + 1).unwrap_or('0');
        let short = format!("{digit}{}", &text[shared..]);
        before = text;
        short
    };
    texts.map(short).collect()
}

/// What [`shortened`] was given.
fn lengthened(texts: Vec<String>) -> Option<Vec<String>> {
    let mut before = String::new();
    let long = |text: String| {
        let mut rest = text.chars();
        let shared = rest.next()?.to_digit(MAX_SHARED + 1)? as usize;
        before = format!("{}{}", before.get(..shared)?, rest.as_str());
        Some(before.clone())
    };
    texts.into_iter().map(long).collect()
}

/// Groups of so many rows each.
fn fixed(groups: Vec<(String, u64)>, mut left: u64) -> Option<Vec<Shape>> {
    let is_whole = groups.len() as u64 == left.div_ceil(FIXED_ROWS);
    let shape = |(agent, bytes)| {
        let rows = left.min(FIXED_ROWS);
        left -= rows;
        (agent, bytes, rows)
    };
    is_whole.then(|| groups.into_iter().map(shape).collect())
}

/// Groups one behind the other, unless they contradict what is said of the file.
fn placed(shapes: Vec<Shape>, rows: u64, bytes: u64) -> Option<Vec<Group>> {
    let (mut at, mut left) = (MAGIC.len() as u64, rows);
    let mut groups: Vec<Group> = Vec::with_capacity(shapes.len());
    for (agent, size, rows) in shapes {
        let follows = groups.last().is_none_or(|before| *before.agent <= *agent);
        if !follows || !(1..=MAX_ROWS).contains(&rows) {
            return None;
        }
        groups.push(Group { at, bytes: size, rows, agent: agent.into() });
        at = at.checked_add(size).filter(|end| *end <= bytes)?;
        left = left.checked_sub(rows)?;
    }
    (left == 0).then_some(groups)
}

impl Day {
    pub(super) fn wire(&self) -> WireDay {
        let failed = self.failed.iter().map(|failed| {
            (failed.agent.as_ref().map(ToString::to_string), failed.span.start.0, failed.span.end.0)
        });
        WireDay {
            day: iso_date(self.day),
            fetched: self.fetched.0,
            agents: self.agents.clone(),
            failed: failed.collect(),
            refused: self.refused,
            repeated: self.repeated,
        }
    }

    pub(super) fn read(wire: WireDay) -> Result<Self, ManifestError> {
        let day = date(&wire.day)?;
        if wire.agents.as_deref().is_some_and(|hash| !is_hash(hash)) {
            return Err(ManifestError::Odd { day });
        }
        let failed = wire
            .failed
            .into_iter()
            .map(|(agent, start, end)| Failed { agent: agent.map(Into::into), span: Span::new(start, end) });
        Ok(Self {
            day,
            fetched: Millis(wire.fetched),
            agents: wire.agents,
            failed: failed.collect(),
            refused: wire.refused,
            repeated: wire.repeated,
        })
    }
}
