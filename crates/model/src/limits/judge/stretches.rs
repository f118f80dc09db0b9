//! Occurrences that are too long.

use super::{Case, Most};
use crate::limits::breach::Breach;

impl Case<'_> {
    /// Those that begin with a segment that is meant.
    pub(super) fn stretches(&self, most: Most, is_meant: impl Fn(usize) -> bool, breaches: &mut Vec<Breach>) {
        for counted in self.counted() {
            let over = most.over(counted.stay.ms).filter(|_| is_meant(counted.stay.segment));
            if let Some(excess) = over {
                let passed = self.facts.stays.lasted(counted.stay, most.ms);
                breaches.push(self.breach_of(&counted, passed, excess));
            }
        }
    }
}
