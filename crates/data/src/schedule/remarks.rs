//! What could not be taken from a schedule as it stood.

/// What is odd about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanRemarkKind {
    /// It says nothing of who.
    NoAgent,
    /// Its beginning is no time.
    NoStart,
    /// Neither its end nor its length is one.
    NoEnd,
    /// It names no activity.
    NoActivity,
    /// It names a zone that is not known: the file's was taken.
    UnknownZone,
    /// It repeats by a rule that is not read: it counts once.
    Repeats,
    /// It repeats more often than is read.
    TooOften,
    /// Whose it is or what is planned has characters that are none.
    BrokenText,
    /// It is nothing that is known: passed over.
    NotARow,
}

impl PlanRemarkKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::NoAgent,
        Self::NoStart,
        Self::NoEnd,
        Self::NoActivity,
        Self::UnknownZone,
        Self::Repeats,
        Self::TooOften,
        Self::BrokenText,
        Self::NotARow,
    ];

    /// Whether the row does not count.
    pub const fn is_refusal(self) -> bool {
        !matches!(self, Self::UnknownZone | Self::Repeats | Self::TooOften | Self::BrokenText)
    }
}

/// An example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRemark {
    /// What is odd.
    pub kind: PlanRemarkKind,
    /// Line of the file, or number of the row in JSON, from 1.
    pub line: u64,
    /// The text, cut to [`PlanRemarks::EXCERPT`] characters.
    pub text: String,
}

/// What is odd: counted in full, with examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanRemarks {
    counts: [usize; PlanRemarkKind::ALL.len()],
    /// The first [`PlanRemarks::EXAMPLES`] of each kind.
    pub examples: Vec<PlanRemark>,
}

impl PlanRemarks {
    /// Most examples of a kind.
    pub const EXAMPLES: usize = 100;

    /// Longest text of an example, in characters.
    pub const EXCERPT: usize = 200;

    /// How many there are of a kind.
    pub fn count(&self, kind: PlanRemarkKind) -> usize {
        self.counts[kind as usize]
    }

    /// Rows that do not count.
    pub fn refused(&self) -> usize {
        PlanRemarkKind::ALL.into_iter().filter(|kind| kind.is_refusal()).map(|kind| self.count(kind)).sum()
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Adds those of another part of the same source.
    pub fn append(&mut self, other: &Self) {
        for kind in PlanRemarkKind::ALL {
            let room = Self::EXAMPLES.saturating_sub(self.count(kind));
            self.counts[kind as usize] += other.count(kind);
            self.examples.extend(other.examples.iter().filter(|one| one.kind == kind).take(room).cloned());
        }
    }

    pub(super) fn add(&mut self, kind: PlanRemarkKind, line: u64, text: &str) {
        self.counts[kind as usize] += 1;
        if self.count(kind) <= Self::EXAMPLES {
            let text = text.chars().take(Self::EXCERPT).collect();
            self.examples.push(PlanRemark { kind, line, text });
        }
    }
}
