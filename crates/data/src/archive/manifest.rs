//! `_shiftline.json`: which days are in an archive, which files hold them, and where an agent's rows lie in
//! them.

mod wire;

use std::fmt::Write;
use std::ops::Bound;

use chrono::{Datelike, NaiveDate};

use model::plain::iso_date;
use model::record::AgentId;
use model::time::{DAY, Millis, Span};
use wire::{Head, Wire};

/// Its name in the folder.
pub const NAME: &str = "_shiftline.json";

/// The version that this program writes, and the latest that it reads.
pub const VERSION: u64 = 3;

/// Letters of a hash that stand in names.
const SHORT: usize = 8;

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The API that it was fetched from, by its name in links.
    pub dialect: String,
    /// The files, in the order of days; a day has one or, where no rows began on it, none.
    pub files: Vec<File>,
    /// The days that were fetched, in order. Of others nothing is known.
    pub days: Vec<Day>,
    /// Who the agents are: the hash of a list ([`people_path`]); `None`: nobody is known by name.
    pub people: Option<String>,
    /// What days add up to: the hash of a list ([`sums_path`]); `None`: they have no sums.
    pub sums: Option<String>,
}

/// The rows that began on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The day, of UTC.
    pub day: NaiveDate,
    /// Length in bytes.
    pub bytes: u64,
    /// Number of rows.
    pub rows: u64,
    /// SHA-256 of the content, in 64 small hexadecimal digits.
    pub hash: String,
    /// The groups, in order.
    pub groups: Vec<Group>,
    /// Where groups end.
    pub cut: Cut,
}

/// Where the groups of a file end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Between agents. Of an agent with more rows than a group takes there are several, and nobody else in them.
    Agents,
    /// After so many rows, whosever they are, as in the first version: an agent may begin in one and end in the next.
    Rows,
}

/// Rows of a file: one range of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Where it begins, in bytes from the beginning of the file.
    pub at: u64,
    /// Length in bytes, with the lengths of its columns at its end (see [`super::schema`]).
    pub bytes: u64,
    /// Number of rows.
    pub rows: u64,
    /// No agent before this one is in it; a text that is not the id of any, where a shorter one says the same.
    pub agent: AgentId,
}

/// What is known of a day that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day, of UTC.
    pub day: NaiveDate,
    /// When.
    pub fetched: Millis,
    /// Who was asked for: the hash of a list ([`roster_path`]); `None`: everyone.
    pub agents: Option<String>,
    /// What could not be fetched. It is not known, which is not the same as no data.
    pub failed: Vec<Failed>,
    /// Rows that came and could not be read.
    pub refused: u64,
    /// Rows that came more than once.
    pub repeated: u64,
}

/// A time that could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Whose; `None`: everyone's.
    pub agent: Option<AgentId>,
    /// When.
    pub span: Span,
}

/// Why a text is no manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManifestError {
    /// No JSON, or another.
    NotAManifest,
    /// A later version.
    Newer {
        /// Which.
        version: u64,
    },
    /// What it says of a day's file contradicts itself.
    Odd {
        /// The day.
        day: NaiveDate,
    },
}

impl Manifest {
    /// An archive without a day.
    pub fn new(dialect: &str) -> Self {
        Self { dialect: dialect.to_owned(), files: Vec::new(), days: Vec::new(), people: None, sums: None }
    }

    /// Reads what [`Self::text`] wrote. Members that are not known are passed over.
    ///
    /// # Errors
    /// When it is none, or one that cannot be relied on.
    pub fn read(text: &[u8]) -> Result<Self, ManifestError> {
        let head: Head = serde_json::from_slice(text).map_err(|_| ManifestError::NotAManifest)?;
        if !(1..=VERSION).contains(&head.version) {
            return Err(ManifestError::Newer { version: head.version });
        }
        let wire: Wire = serde_json::from_slice(text).map_err(|_| ManifestError::NotAManifest)?;
        let mut files = wire.files.into_iter().map(File::read).collect::<Result<Vec<_>, _>>()?;
        let mut days = wire.days.into_iter().map(Day::read).collect::<Result<Vec<_>, _>>()?;
        files.sort_by_key(|file| file.day);
        days.sort_by_key(|day| day.day);
        let twice = files.windows(2).map(|two| (two[0].day, two[1].day));
        let mut twice = twice.chain(days.windows(2).map(|two| (two[0].day, two[1].day)));
        let twice = twice.find(|(a, b)| a == b).map(|(day, _)| day);
        // A name that is none is passed over: ids go without names.
        let people = wire.people.filter(|hash| is_hash(hash));
        // So is a list of sums: days do without.
        let sums = wire.sums.filter(|hash| is_hash(hash));
        let manifest = Self { dialect: wire.dialect, files, days, people, sums };
        let stray = manifest.files.iter().map(|file| file.day).find(|day| manifest.day(*day).is_none());
        match twice.or(stray) {
            Some(day) => Err(ManifestError::Odd { day }),
            None => Ok(manifest),
        }
    }

    /// As it stands in the folder.
    pub fn text(&self) -> String {
        let wire = Wire {
            version: VERSION,
            dialect: self.dialect.clone(),
            files: self.files.iter().map(File::wire).collect(),
            days: self.days.iter().map(Day::wire).collect(),
            people: self.people.clone(),
            sums: self.sums.clone(),
        };
        // Texts and numbers are always JSON.
        serde_json::to_string(&wire).unwrap_or_default()
    }

    /// What is known of a day; `None` where it was never fetched.
    pub fn day(&self, day: NaiveDate) -> Option<&Day> {
        self.days.binary_search_by_key(&day, |known| known.day).ok().map(|at| &self.days[at])
    }

    /// The rows of a day; `None` where there is none.
    pub fn file(&self, day: NaiveDate) -> Option<&File> {
        self.files.binary_search_by_key(&day, |file| file.day).ok().map(|at| &self.files[at])
    }

    /// Puts a day in the place of what was known of it.
    pub fn replace(&mut self, day: Day, file: Option<File>) {
        self.remove(day.day);
        let at = self.days.partition_point(|known| known.day < day.day);
        self.days.insert(at, day);
        if let Some(file) = file {
            let at = self.files.partition_point(|known| known.day < file.day);
            self.files.insert(at, file);
        }
    }

    /// Forgets a day.
    pub fn remove(&mut self, day: NaiveDate) {
        self.days.retain(|known| known.day != day);
        self.files.retain(|known| known.day != day);
    }

    /// The lists of agents that days refer to, by their hashes.
    pub fn rosters(&self) -> impl Iterator<Item = &str> {
        self.days.iter().filter_map(|day| day.agents.as_deref())
    }
}

impl File {
    /// Where it lies in the folder.
    pub fn path(&self) -> String {
        let (year, month) = (self.day.year(), self.day.month());
        format!("states/year={year:04}/month={month:02}/{}.{}.parquet", iso_date(self.day), short(&self.hash))
    }

    /// Where the agents of a group end, by its place.
    pub fn end_of(&self, group: usize) -> Bound<AgentId> {
        match (self.groups.get(group + 1).map(|next| next.agent.clone()), self.cut) {
            (None, _) => Bound::Unbounded,
            (Some(next), Cut::Agents) if self.groups[group].agent != next => Bound::Excluded(next),
            (Some(next), _) => Bound::Included(next),
        }
    }
}

/// Where a list of agents lies in the folder: a JSON array of ids, in order.
pub fn roster_path(hash: &str) -> String {
    format!("agents/{}.json", short(hash))
}

/// Where the list of people lies in the folder ([`super::People`]).
pub fn people_path(hash: &str) -> String {
    format!("agents/people.{}.json", short(hash))
}

/// Where the list of sums lies in the folder ([`super::sums::SumsList`]).
pub fn sums_path(hash: &str) -> String {
    format!("agents/sums.{}.json", short(hash))
}

/// The time that a day of UTC lasts.
pub fn span_of(day: NaiveDate) -> Span {
    let start = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
    Span::new(start, start + DAY)
}

/// The day of UTC that a moment lies in; `None` beyond the calendar.
pub fn day_of(at: Millis) -> Option<NaiveDate> {
    chrono::DateTime::from_timestamp_millis(at.0).map(|at| at.date_naive())
}

/// A hash in small hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What of a hash stands in names.
pub fn short(hash: &str) -> &str {
    hash.get(..SHORT).unwrap_or(hash)
}

/// Names of files are made of it.
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests;
