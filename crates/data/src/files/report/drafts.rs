//! The rows of a report by columns: most of what settles them looks at one or two.

use super::draft::{Detail, Draft, Moment};
use super::figure::Figure;
use super::states::State;
use model::record::RowKey;

/// Rows whose times and lengths are not settled, by their places in the file. What the columns hold: [`Draft`].
#[derive(Debug, Default)]
pub struct Drafts {
    pub line: Vec<usize>,
    pub agent: Vec<u32>,
    pub start: Vec<Moment>,
    /// Empty up to the first one.
    ends: Vec<Option<Moment>>,
    pub figure: Vec<Option<Figure>>,
    pub state: Vec<State>,
    pub key: Vec<RowKey>,
    pub ends_session: Vec<bool>,
    pub detail: Vec<Detail>,
}

impl Drafts {
    /// Adds a row.
    pub fn push(&mut self, draft: Draft) {
        if draft.end.is_some() || !self.ends.is_empty() {
            self.ends.resize(self.len(), None);
            self.ends.push(draft.end);
        }
        self.line.push(draft.line);
        self.agent.push(draft.agent);
        self.start.push(draft.start);
        self.figure.push(draft.figure);
        self.state.push(draft.state);
        self.key.push(draft.key);
        self.ends_session.push(draft.ends_session);
        self.detail.push(draft.detail);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// When a row ended, where that is told.
    pub fn end(&self, place: usize) -> Option<Moment> {
        self.ends.get(place).copied().flatten()
    }

    /// Whether some row tells it.
    pub fn have_ends(&self) -> bool {
        self.ends.iter().any(Option::is_some)
    }

    /// All times.
    pub fn moments(&self) -> impl Iterator<Item = &Moment> {
        self.start.iter().chain(self.ends.iter().flatten())
    }

    /// The same.
    pub fn moments_mut(&mut self) -> impl Iterator<Item = &mut Moment> {
        self.start.iter_mut().chain(self.ends.iter_mut().flatten())
    }

    /// Adds all rows of another list.
    pub fn append(&mut self, mut other: Self) {
        if !other.ends.is_empty() || !self.ends.is_empty() {
            self.ends.resize(self.len(), None);
            other.ends.resize(other.len(), None);
            self.ends.append(&mut other.ends);
        }
        self.line.append(&mut other.line);
        self.agent.append(&mut other.agent);
        self.start.append(&mut other.start);
        self.figure.append(&mut other.figure);
        self.state.append(&mut other.state);
        self.key.append(&mut other.key);
        self.ends_session.append(&mut other.ends_session);
        self.detail.append(&mut other.detail);
    }

    /// Takes the rows from a place on.
    pub fn split_off(&mut self, at: usize) -> Self {
        Self {
            ends: self.ends.split_off(at.min(self.ends.len())),
            line: self.line.split_off(at),
            agent: self.agent.split_off(at),
            start: self.start.split_off(at),
            figure: self.figure.split_off(at),
            state: self.state.split_off(at),
            key: self.key.split_off(at),
            ends_session: self.ends_session.split_off(at),
            detail: self.detail.split_off(at),
        }
    }

    /// Takes the rows of an agent out; gives their lines.
    pub fn without(&mut self, agent: u32) -> Vec<usize> {
        let mut all = std::mem::take(self);
        let mut lines = Vec::new();
        for place in 0..all.len() {
            if all.agent[place] == agent {
                lines.push(all.line[place]);
            } else {
                self.push(Draft {
                    line: all.line[place],
                    agent: all.agent[place],
                    start: all.start[place],
                    end: all.end(place),
                    figure: all.figure[place],
                    state: all.state[place],
                    key: all.key[place],
                    ends_session: all.ends_session[place],
                    detail: all.detail[place].take(),
                });
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Width;
    use super::*;
    use crate::files::when::Date;
    use model::state::ActivityId;
    use proptest::prelude::*;

    fn draft(number: usize, has_end: bool) -> Draft {
        let day = Date::Known(chrono::NaiveDate::from_ymd_opt(2026, 11, 1 + number as u32).unwrap());
        let start = super::super::draft::on_clocks(day);
        Draft {
            line: number,
            agent: number as u32 % 3,
            start,
            end: has_end.then_some(start),
            figure: None,
            state: State {
                activity: ActivityId::UNKNOWN,
                is_blank: number.is_multiple_of(2),
                is_marked: false,
            },
            key: RowKey { session: number as u64, index: None },
            ends_session: number.is_multiple_of(5),
            detail: number.is_multiple_of(4).then(|| number.to_string().into()),
        }
    }

    fn listed(drafts: &Drafts) -> Vec<String> {
        let row = |place: usize| {
            let width = drafts.start[place].shape.width == Width::Moment;
            let end = drafts.end(place).map(|end| end.ms);
            let rest = (drafts.key[place], drafts.ends_session[place], &drafts.detail[place]);
            let state = drafts.state[place].is_blank;
            format!(
                "{} {} {} {width} {end:?} {state} {rest:?}",
                drafts.line[place], drafts.agent[place], drafts.start[place].ms
            )
        };
        (0..drafts.len()).map(row).collect()
    }

    proptest! {
        #[test]
        fn lists_are_joined_divided_and_thinned_like_lists_of_rows(
            ends in prop::collection::vec(prop::bool::weighted(0.2), 0..12), at in any::<prop::sample::Index>(),
        ) {
            let all = |rows: std::ops::Range<usize>| {
                let mut drafts = Drafts::default();
                rows.for_each(|number| drafts.push(draft(number, ends[number])));
                drafts
            };
            let at = at.index(ends.len() + 1);
            let mut joined = all(0..at);
            joined.append(all(at..ends.len()));
            prop_assert_eq!(listed(&joined), listed(&all(0..ends.len())));
            let behind = joined.split_off(at);
            prop_assert_eq!(listed(&joined), listed(&all(0..at)));
            prop_assert_eq!(listed(&behind), listed(&all(at..ends.len())));
            let mut thinned = all(0..ends.len());
            let lines = thinned.without(1);
            prop_assert!(lines.iter().all(|line| line % 3 == 1));
            prop_assert_eq!(lines.len() + thinned.len(), ends.len());
            prop_assert!(listed(&all(0..ends.len())).iter().filter(|row| listed(&thinned).contains(row)).count() == thinned.len());
        }
    }
}
