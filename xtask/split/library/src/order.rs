//! Which parts are there before others. What a part needs and the one before it has goes into the latter alone, instead of
//! into a chunk of what both need.

use std::collections::BTreeSet;

use crate::split_point::SplitModuleIdentifier;

/// In which order parts are loaded.
#[derive(Debug, Default)]
pub struct Order {
    /// Parts that are loaded after another: `(late, answer)`.
    pub after: Vec<(String, String)>,
    /// Parts one of which is loaded whenever the first one is: what all of them need is the first one's.
    pub one_of: Vec<String>,
}

impl Order {
    /// The parts that hold what all of these need: those of them that are there first, or none of them
    /// where it is the first part's.
    pub fn holding(&self, parts: &BTreeSet<String>) -> BTreeSet<String> {
        if !self.one_of.is_empty() && self.one_of.iter().all(|part| parts.contains(part)) {
            return BTreeSet::new();
        }
        let has_before = |part: &&String| {
            self.after.iter().any(|(after, before)| after == *part && parts.contains(before))
        };
        parts.iter().filter(|part| !has_before(part)).cloned().collect()
    }

    /// The module of what these modules need.
    pub(crate) fn place(&self, needed_by: &SplitModuleIdentifier) -> SplitModuleIdentifier {
        let SplitModuleIdentifier::Chunk(parts) = needed_by else {
            return needed_by.clone();
        };
        let mut holding = self.holding(parts);
        match (holding.len(), holding.pop_first()) {
            (1, Some(only)) => SplitModuleIdentifier::Split(only),
            (_, Some(first)) => {
                holding.insert(first);
                SplitModuleIdentifier::Chunk(holding)
            }
            (_, None) => SplitModuleIdentifier::Main,
        }
    }
}
