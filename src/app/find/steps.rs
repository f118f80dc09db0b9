//! Stepping along stretches.

use super::asked::read;
use super::stretches::{Hit, Seen, hits, named};
use model::format::isolated;

/// Stretches to step along: those that fit a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// The question.
    pub text: String,
    /// State and reason, where only those are meant.
    pub only: Option<(String, String)>,
    /// The one to begin with: agent (index into [`Dataset::agents`]) and segment.
    pub from: Option<(usize, usize)>,
}

/// The stretches to step along, as pairs of a place in `seen.agents` and a segment, in the order of rows.
pub fn along(seen: &Seen, steps: &Steps) -> Vec<(usize, usize)> {
    let mut hits = hits(seen, &read(&steps.text));
    if let Some((state, reason)) = &steps.only {
        let is_it = |hit: &Hit| {
            let timeline = &seen.data.agents[seen.agents[hit.place]];
            named(&seen.data.catalog, timeline.lane.activity(hit.segment)) == (state, reason)
        };
        hits.retain(is_it);
    }
    hits.into_iter().map(|hit| (hit.place, hit.segment)).collect()
}

/// What is stepped along, in words: `Lunch`, `“lunch > 40 min”`.
pub fn steps_words(steps: &Steps) -> String {
    match &steps.only {
        Some((state, reason)) if reason.is_empty() => isolated(state).into_owned(),
        Some((_, reason)) => isolated(reason).into_owned(),
        None => format!("“{}”", isolated(steps.text.trim())),
    }
}

/// The hit to go to next from `current`, around the ends.
pub fn step<T: Ord + Copy>(hits: &[T], current: Option<T>, forward: bool) -> Option<T> {
    let Some(current) = current else {
        return if forward { hits.first() } else { hits.last() }.copied();
    };
    if forward {
        let after = hits.partition_point(|&hit| hit <= current);
        hits.get(after).or(hits.first()).copied()
    } else {
        let before = hits.partition_point(|&hit| hit < current);
        before.checked_sub(1).and_then(|i| hits.get(i)).or(hits.last()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_around_the_ends() {
        let hits = [2, 5, 9];
        assert_eq!(step(&hits, None, true), Some(2));
        assert_eq!(step(&hits, Some(5), true), Some(9));
        assert_eq!(step(&hits, Some(9), true), Some(2));
        assert_eq!(step(&hits, Some(3), false), Some(2));
        assert_eq!(step(&hits, Some(2), false), Some(9));
        assert_eq!(step(&[], Some(2), true), None);
        assert_eq!(step(&[(0, 4), (1, 2)], Some((0, 9)), true), Some((1, 2)));
    }
}
