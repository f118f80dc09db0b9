//! What several files hold of one report, and where what they prove sets them apart.

use super::Clocks;
use super::draft::Abbreviations;
use super::drafts::Drafts;
use super::figures::Figures;
use super::filled::Filled;
use super::states::States;
use crate::files::columns::Columns;
use crate::files::sink::Sink;
use crate::files::when::DateOrder;
use model::record::{AgentId, Durations};
use model::remark::{Place, RemarkKind};

/// What one file holds of a report.
#[derive(Debug)]
pub struct Part {
    /// Its place among the files.
    pub file: usize,
    /// Its rows.
    pub drafts: Drafts,
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

/// What the rows of all parts have in common.
pub struct Whole<'a> {
    /// Agents by their numbers.
    pub agents: &'a [AgentId],
    /// Abbreviations of zones by theirs.
    pub abbreviations: &'a Abbreviations,
    /// The clocks of all times.
    pub clocks: &'a Clocks,
    /// What the figures measure.
    pub durations: Durations,
    /// Whether a person or a preset says so.
    pub is_chosen: bool,
}

/// Rows that cannot be settled together, and what each part proves.
pub struct AtOdds {
    /// The rows of all parts.
    pub drafts: Drafts,
    /// By part: what is the same for those that prove the same.
    pub proofs: Vec<Option<i64>>,
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
