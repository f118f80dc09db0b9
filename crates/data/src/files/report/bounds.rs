//! Where the rows of each part stand among those of all.

use super::drafts::Drafts;

/// Where the rows of each part end in the rows of all.
#[derive(Debug)]
pub struct Bounds(Vec<usize>);

impl Bounds {
    /// Takes the rows of parts together, one after the other.
    pub fn join(mut parts: impl Iterator<Item = Drafts>) -> (Drafts, Self) {
        let mut all = parts.next().unwrap_or_default();
        let mut ends = vec![all.len()];
        for drafts in parts {
            all.append(drafts);
            ends.push(all.len());
        }
        (all, Self(ends))
    }

    /// The rows of each part again.
    pub fn divide(&self, mut all: Drafts) -> impl Iterator<Item = Drafts> {
        self.ranges().map(move |range| {
            let rest = all.split_off(range.len());
            std::mem::replace(&mut all, rest)
        })
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
