//! What is to be said of an archive beside its records.

use super::plan::{Lacking, Plan};
use crate::fetch::Failure;
use model::time::Span;

/// Times that are named one by one.
const NAMED: usize = 50;

/// What is to be said of an archive beside its records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Whether the host sends whole files where parts are asked for.
    pub sends_whole_files: bool,
    /// Times of the range that the archive does not have, the first of them.
    pub lacking: Vec<Lacking>,
    /// How many there are in all.
    pub lacking_in_all: usize,
    /// Rows of the range's days that came when these were fetched and could not be read.
    pub refused: u64,
    /// What comes from the API, where the archive ends.
    pub from_api: Option<FromApi>,
}

/// What comes from the API, where an archive ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromApi {
    /// The time that it was asked for.
    pub span: Span,
    /// The number of its first series among those of the fetch.
    pub first: usize,
    /// Whether all that it said so far is that there is no such thing.
    pub is_not_found: bool,
}

impl Told {
    /// What is to be said of a plan for a range.
    pub fn of(plan: &Plan, range: Span) -> Self {
        let within = || {
            plan.lacking.iter().filter_map(|lacking| {
                let span = lacking.span.intersect(range);
                (!span.is_empty()).then(|| Lacking { span, ..lacking.clone() })
            })
        };
        Self {
            sends_whole_files: false,
            lacking: within().take(NAMED).collect(),
            lacking_in_all: within().count(),
            refused: plan.refused,
            from_api: None,
        }
    }

    /// Whether a failure is the API's.
    pub fn is_of_api(&self, failure: &Failure) -> bool {
        self.from_api.as_ref().is_some_and(|from_api| failure.series >= from_api.first)
    }

    /// Whether there is nothing to be said.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_before_the_range_is_nothing_to_be_said() {
        let lacking = |start, end| Lacking { agent: None, span: Span::new(start, end) };
        let plan = Plan { lacking: vec![lacking(0, 10), lacking(15, 25)], ..Plan::default() };
        let told = Told::of(&plan, Span::new(20, 30));
        assert_eq!((&told.lacking[..], told.lacking_in_all), (&[lacking(20, 25)][..], 1));
        assert!(Told::of(&plan, Span::new(30, 40)).is_nothing());
        assert!(!Told { sends_whole_files: true, ..Told::default() }.is_nothing());
        let many = Plan { lacking: (0..60).map(|at| lacking(2 * at, 2 * at + 1)).collect(), ..plan };
        let told = Told::of(&many, Span::new(0, 200));
        assert_eq!((told.lacking.len(), told.lacking_in_all), (50, 60));
    }
}
