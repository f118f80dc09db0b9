//! Which days have sums, and where their rows lie: a list of its own, so that who wants records fetches none of it.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::archive::format::MAGIC;
use crate::archive::manifest::{is_hash, short};
use model::plain::iso_date;

/// The sums of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SumsList {
    /// In the order of days, each once.
    days: Vec<Sums>,
}

/// The sums of a day, in a file of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// The day, of UTC.
    pub day: NaiveDate,
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256 of the content, in 64 small hexadecimal digits.
    pub hash: String,
    /// The groups: whole days, then half hours.
    pub groups: Vec<SumsGroup>,
}

/// Rows of a file of sums: one range of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumsGroup {
    /// Where it begins, in bytes from the beginning of the file.
    pub at: u64,
    /// Length in bytes.
    pub bytes: u64,
    /// Number of rows.
    pub rows: u64,
    /// The first half hour that is in it, counted from 00:00; `None`: whole days.
    pub first: Option<u8>,
}

/// As JSON: short, since a page fetches it whole.
#[derive(Serialize, Deserialize)]
struct WireSums {
    day: String,
    bytes: u64,
    hash: String,
    /// Of each group: what it begins with, 0 for whole days and 1 to 48 for half hours, its bytes and its rows.
    groups: Vec<(u8, u64, u64)>,
}

/// Most rows of a group: so much room is made before it is read.
const MAX_ROWS: u64 = 1 << 20;

impl SumsList {
    /// Reads what [`Self::text`] wrote; `None` where it is none. A day that contradicts itself has none.
    pub fn read(text: &[u8]) -> Option<Self> {
        let wire: Vec<WireSums> = serde_json::from_slice(text).ok()?;
        let mut days: Vec<Sums> = wire.into_iter().filter_map(Sums::read).collect();
        days.sort_by_key(|sums| sums.day);
        days.dedup_by_key(|sums| sums.day);
        Some(Self { days })
    }

    /// As it stands in the folder.
    pub fn text(&self) -> Vec<u8> {
        let wire: Vec<WireSums> = self.days.iter().map(Sums::wire).collect();
        // Texts and numbers are always JSON.
        serde_json::to_vec(&wire).unwrap_or_default()
    }

    /// The sums of each day.
    pub fn days(&self) -> &[Sums] {
        &self.days
    }

    /// The sums of a day.
    pub fn day(&self, day: NaiveDate) -> Option<&Sums> {
        self.days.binary_search_by_key(&day, |sums| sums.day).ok().map(|at| &self.days[at])
    }

    /// Puts sums in the place of those that there were of their day.
    pub fn put(&mut self, sums: Sums) {
        let at = self.days.partition_point(|known| known.day < sums.day);
        if self.days.get(at).is_some_and(|known| known.day == sums.day) {
            self.days[at] = sums;
        } else {
            self.days.insert(at, sums);
        }
    }

    /// Leaves out the days of which this does not hold.
    pub fn retain(&mut self, is_kept: impl Fn(NaiveDate) -> bool) {
        self.days.retain(|sums| is_kept(sums.day));
    }
}

impl Sums {
    /// Where they lie in the folder.
    pub fn path(&self) -> String {
        let (year, month) = (self.day.year(), self.day.month());
        format!("sums/year={year:04}/month={month:02}/{}.{}.parquet", iso_date(self.day), short(&self.hash))
    }

    fn wire(&self) -> WireSums {
        let first = |group: &SumsGroup| group.first.map_or(0, |half| half + 1);
        let groups = self.groups.iter().map(|group| (first(group), group.bytes, group.rows)).collect();
        WireSums { day: iso_date(self.day), bytes: self.bytes, hash: self.hash.clone(), groups }
    }

    /// `None` where it contradicts itself: a day can do without.
    fn read(wire: WireSums) -> Option<Self> {
        let day = wire.day.parse().ok()?;
        let mut at = MAGIC.len() as u64;
        let mut groups = Vec::with_capacity(wire.groups.len());
        for (first, bytes, rows) in wire.groups {
            let first = first.checked_sub(1);
            if !(1..=MAX_ROWS).contains(&rows)
                || groups.last().is_some_and(|last: &SumsGroup| last.first > first)
            {
                return None;
            }
            groups.push(SumsGroup { at, bytes, rows, first });
            at = at.checked_add(bytes).filter(|end| *end <= wire.bytes)?;
        }
        is_hash(&wire.hash).then_some(Self { day, bytes: wire.bytes, hash: wire.hash, groups })
    }
}
