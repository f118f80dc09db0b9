//! The rows of a report by columns: most of what settles them looks at one or two.

use super::draft::{Detail, Draft, Moment};
use super::figure::{Doubt, Figure};
use super::states::State;
use crate::length::Length;
use model::record::RowKey;
use model::state::ActivityId;

/// Rows whose times and lengths are not settled, by their places in the file. What the columns hold: [`Draft`].
/// There may be millions: a row takes about 60 bytes.
#[derive(Debug, Default)]
pub struct Drafts {
    pub line: Vec<usize>,
    pub agent: Vec<u32>,
    pub start: Vec<Moment>,
    /// Empty up to the first one.
    ends: Vec<Option<Moment>>,
    /// Figures: what they are, and the bits of their numbers.
    kind: Vec<Kind>,
    bits: Vec<u64>,
    activity: Vec<ActivityId>,
    session: Vec<u64>,
    index: Vec<u32>,
    flags: Vec<Flags>,
    pub detail: Vec<Detail>,
}

/// What a row's figure is.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Nothing,
    Ms(Doubt),
    Bare(Doubt),
}

/// What else is known of a row.
#[derive(Clone, Copy, Debug)]
struct Flags {
    has_index: bool,
    ends_session: bool,
    /// Whether its state is blank, and whether it is marked.
    open: [bool; 2],
}

impl Drafts {
    /// Adds a row.
    pub fn push(&mut self, draft: Draft) {
        if draft.end.is_some() || !self.ends.is_empty() {
            self.ends.resize(self.len(), None);
            self.ends.push(draft.end);
        }
        let (kind, bits) = match draft.figure {
            None => (Kind::Nothing, 0),
            Some(Figure { length: Length::Ms(ms), doubt }) => (Kind::Ms(doubt), ms as u64),
            Some(Figure { length: Length::Bare(count), doubt }) => (Kind::Bare(doubt), count.to_bits()),
        };
        let State { activity, is_blank, is_marked } = draft.state;
        let (has_index, ends_session) = (draft.key.index.is_some(), draft.ends_session);
        self.line.push(draft.line);
        self.agent.push(draft.agent);
        self.start.push(draft.start);
        self.kind.push(kind);
        self.bits.push(bits);
        self.activity.push(activity);
        self.session.push(draft.key.session);
        self.index.push(draft.key.index.unwrap_or_default());
        self.flags.push(Flags { has_index, ends_session, open: [is_blank, is_marked] });
        self.detail.push(draft.detail);
    }

    /// Makes room for so many rows more at once, if there is some: columns that grow are copied again and again.
    pub fn expect(&mut self, rows: usize) {
        let made = [
            self.line.try_reserve(rows),
            self.agent.try_reserve(rows),
            self.start.try_reserve(rows),
            self.ends.try_reserve(if self.ends.is_empty() { 0 } else { rows }),
            self.kind.try_reserve(rows),
            self.bits.try_reserve(rows),
            self.activity.try_reserve(rows),
            self.session.try_reserve(rows),
            self.index.try_reserve(rows),
            self.flags.try_reserve(rows),
            self.detail.try_reserve(rows),
        ];
        // Where there is no room for all of them there may be for those that come.
        let _ = made;
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

    /// How long a row lasted, where that is told.
    #[inline]
    pub fn figure(&self, place: usize) -> Option<Figure> {
        let bits = self.bits[place];
        Some(match self.kind[place] {
            Kind::Nothing => return None,
            Kind::Ms(doubt) => Figure { length: Length::Ms(bits as i64), doubt },
            Kind::Bare(doubt) => Figure { length: Length::Bare(f64::from_bits(bits)), doubt },
        })
    }

    /// A row's state before all rows came.
    #[inline]
    pub fn activity(&self, place: usize) -> ActivityId {
        self.activity[place]
    }

    /// The same with what it leaves open.
    #[inline]
    pub fn state(&self, place: usize) -> State {
        let [is_blank, is_marked] = self.flags[place].open;
        State { activity: self.activity[place], is_blank, is_marked }
    }

    /// Order and identity.
    #[inline]
    pub fn key(&self, place: usize) -> RowKey {
        let index = Some(self.index[place]).filter(|_| self.flags[place].has_index);
        RowKey { session: self.session[place], index }
    }

    /// The number of a row's session.
    #[inline]
    pub fn session(&self, place: usize) -> u64 {
        self.session[place]
    }

    /// Whether a row is the last of its session.
    #[inline]
    pub fn ends_session(&self, place: usize) -> bool {
        self.flags[place].ends_session
    }

    /// All times.
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
        self.kind.append(&mut other.kind);
        self.bits.append(&mut other.bits);
        self.activity.append(&mut other.activity);
        self.session.append(&mut other.session);
        self.index.append(&mut other.index);
        self.flags.append(&mut other.flags);
        self.detail.append(&mut other.detail);
    }

    /// Takes the rows from a place on.
    pub fn split_off(&mut self, at: usize) -> Self {
        Self {
            ends: self.ends.split_off(at.min(self.ends.len())),
            line: self.line.split_off(at),
            agent: self.agent.split_off(at),
            start: self.start.split_off(at),
            kind: self.kind.split_off(at),
            bits: self.bits.split_off(at),
            activity: self.activity.split_off(at),
            session: self.session.split_off(at),
            index: self.index.split_off(at),
            flags: self.flags.split_off(at),
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
                    figure: all.figure(place),
                    state: all.state(place),
                    key: all.key(place),
                    ends_session: all.ends_session(place),
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
    use crate::length::Mark;
    use proptest::prelude::*;

    fn draft(number: usize, has_end: bool) -> Draft {
        let day = Date::Known(chrono::NaiveDate::from_ymd_opt(2026, 11, 1 + number as u32).unwrap());
        let start = super::super::draft::on_clocks(day);
        Draft {
            line: number,
            agent: number as u32 % 3,
            start,
            end: has_end.then_some(start),
            figure: match number % 4 {
                0 => None,
                1 => Some(Figure { length: Length::Ms(-(number as i64)), doubt: Doubt::ShortClock }),
                _ => Some(Figure {
                    length: Length::Bare(number as f64 / 3.0),
                    doubt: Doubt::Thousands(Mark::Comma),
                }),
            },
            state: State {
                activity: ActivityId::UNKNOWN,
                is_blank: number.is_multiple_of(2),
                is_marked: false,
            },
            key: RowKey { session: number as u64, index: number.is_multiple_of(3).then_some(u32::MAX) },
            ends_session: number.is_multiple_of(5),
            detail: number.is_multiple_of(4).then(|| number.to_string().into()),
        }
    }

    fn listed(drafts: &Drafts) -> Vec<String> {
        let row = |place: usize| {
            let width = drafts.start[place].shape.width == Width::Moment;
            let end = drafts.end(place).map(|end| end.ms);
            let rest =
                (drafts.key(place), drafts.ends_session(place), drafts.figure(place), &drafts.detail[place]);
            let state = drafts.state(place).is_blank;
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
