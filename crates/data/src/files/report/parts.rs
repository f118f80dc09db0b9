//! What several files hold of one report, and where what they prove sets them apart.

use super::doubts::Filled;
use super::draft::Draft;
use super::figures::Figures;
use super::states::States;
use crate::files::columns::Columns;
use crate::files::sink::Sink;
use crate::files::when::DateOrder;
use model::remark::{Place, RemarkKind};

/// What one file holds of a report.
#[derive(Debug)]
pub struct Part {
    /// Its place among the files.
    pub file: usize,
    /// Its rows.
    pub drafts: Vec<Draft>,
    /// What its figures tell about each other.
    pub figures: Figures,
    /// What its states tell about each other.
    pub states: States,
    /// What its columns are, and the line of their header.
    pub columns: Columns,
    pub header_line: usize,
    /// Which of them have a value in some row.
    pub filled: Filled,
    /// The orders that dates in other columns than the start's prove.
    pub orders: Vec<DateOrder>,
    /// What else came of it.
    pub sink: Sink,
}

impl Part {
    /// Notes what could not be taken as it stood.
    pub fn remark(&mut self, kind: RemarkKind, line: usize, text: &str) {
        self.sink.remark(kind, Place::new(line, "", text));
    }
}

/// Where the rows of each part end in the rows of all.
#[derive(Debug)]
pub struct Bounds(Vec<usize>);

impl Bounds {
    /// Takes the rows of parts together, one after the other.
    pub fn join(parts: &mut [Part]) -> (Vec<Draft>, Self) {
        let mut parts = parts.iter_mut().map(|part| std::mem::take(&mut part.drafts));
        let mut all = parts.next().unwrap_or_default();
        let mut ends = vec![all.len()];
        for drafts in parts {
            all.extend(drafts);
            ends.push(all.len());
        }
        (all, Self(ends))
    }

    /// Gives the parts their rows back.
    pub fn divide(&self, mut all: Vec<Draft>, parts: &mut [Part]) {
        let starts = std::iter::once(0).chain(self.0.iter().copied());
        for (start, part) in starts.zip(parts).collect::<Vec<_>>().into_iter().rev() {
            part.drafts = all.split_off(start);
        }
    }

    /// Number of parts.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The part that a row belongs to.
    pub fn of(&self, place: usize) -> usize {
        if self.0.len() == 1 { 0 } else { self.0.partition_point(|end| *end <= place) }
    }

    /// The rows of each part.
    pub fn ranges(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let starts = std::iter::once(0).chain(self.0.iter().copied());
        starts.zip(&self.0).map(|(start, end)| start..*end)
    }
}

/// Whether what parts prove is not the same; a part may well prove nothing.
pub fn are_at_odds<T: PartialEq>(proofs: &[Option<T>]) -> bool {
    let mut told = proofs.iter().flatten();
    told.next().is_some_and(|first| told.any(|other| other != first))
}

/// Parts by what they prove: those that contradict each other are not one report.
pub fn divided<T: PartialEq + Copy>(parts: Vec<Part>, proofs: &[Option<T>]) -> Vec<Vec<Part>> {
    let mut kinds: Vec<Option<T>> = Vec::new();
    let mut divided: Vec<Vec<Part>> = Vec::new();
    for (part, proof) in parts.into_iter().zip(proofs) {
        let kind = kinds.iter().position(|kind| kind == proof).unwrap_or(kinds.len());
        if kind == kinds.len() {
            kinds.push(*proof);
            divided.push(Vec::new());
        }
        divided[kind].push(part);
    }
    divided
}
