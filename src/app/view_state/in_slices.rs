//! Long work in short tasks: what takes longer than a few milliseconds lets the page do other things between.
//!
//! ```text
//! something changed ─▶ first slice ─▶ done                      at once, where there is little to do
//!                                  └▶ slice ─▶ slice ─▶ done    each in a task of its own; unless something changed
//! ```

use std::time::Duration;

use leptos::prelude::*;

use super::effect::effect;

/// Most steps of a slice, as [`Work::step`] counts them: a few milliseconds of work.
const SLICE: usize = 20_000;

/// Work that can rest between two of its steps.
pub trait Work: Send + Sync + Sized + 'static {
    /// What comes of it; nothing by default.
    type Done: Clone + Default + PartialEq + Send + Sync + 'static;

    /// Does a little: how much it was. `None` when there is nothing left to do.
    fn step(&mut self) -> Option<usize>;

    /// What came of it.
    fn done(self) -> Self::Done;
}

/// What comes of work in slices.
pub struct InSlices<T: Send + Sync + 'static> {
    /// What came of it: nothing while it goes on, and where there is nothing to do.
    pub done: Memo<T>,
    /// Whether it goes on.
    pub goes_on: Memo<bool>,
}

impl<T: Send + Sync + 'static> Clone for InSlices<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for InSlices<T> {}

/// How far the work is that something changed for.
#[derive(Clone)]
struct Begun<T> {
    /// Counts the changes.
    turn: u64,
    /// What came of the first slice; `None` where there is more to do.
    done: Option<T>,
}

impl<T> PartialEq for Begun<T> {
    fn eq(&self, other: &Self) -> bool {
        self.turn == other.turn
    }
}

/// Does what `work` says, anew whenever something changes that it reads.
pub fn in_slices<W: Work>(work: impl Fn() -> Option<W> + Send + Sync + 'static) -> InSlices<W::Done> {
    let rest = StoredValue::new(None::<W>);
    let begun = Memo::new(move |before: Option<&Begun<W::Done>>| {
        let left = work().map_or_else(|| Ok(W::Done::default()), slice);
        let (done, more) = left.map_or_else(|more| (None, Some(more)), |done| (Some(done), None));
        rest.set_value(more);
        Begun { turn: before.map_or(0, |before| before.turn + 1), done }
    });
    let ended = RwSignal::new(None::<(u64, W::Done)>);
    let done_of = move |begun: &Begun<W::Done>| {
        let late = || ended.get().filter(|(turn, _)| *turn == begun.turn).map(|(_, done)| done);
        begun.done.clone().or_else(late)
    };
    effect(move || {
        let (turn, goes_on) = begun.with(|begun| (begun.turn, begun.done.is_none()));
        ended.update_untracked(|ended| drop(ended.take_if(|(of, _)| *of != turn)));
        if goes_on {
            go_on(turn, begun, rest, ended);
        }
    });
    InSlices {
        done: Memo::new(move |_| begun.with(done_of).unwrap_or_default()),
        goes_on: Memo::new(move |_| begun.with(done_of).is_none()),
    }
}

/// Does the next slice in a task of its own, unless something changed since.
fn go_on<W: Work>(
    turn: u64,
    begun: Memo<Begun<W::Done>>,
    rest: StoredValue<Option<W>>,
    ended: RwSignal<Option<(u64, W::Done)>>,
) {
    let next = move || {
        // Whoever wants it may have gone meanwhile.
        if begun.try_with_untracked(|begun| begun.turn) != Some(turn) {
            return;
        }
        match rest.try_update_value(Option::take).flatten().map(slice) {
            Some(Ok(done)) => ended.set(Some((turn, done))),
            Some(Err(work)) => {
                rest.set_value(Some(work));
                go_on(turn, begun, rest, ended);
            }
            None => {}
        }
    };
    set_timeout(next, Duration::ZERO);
}

/// One slice: what came of the work, or the work where more is left.
fn slice<W: Work>(mut work: W) -> Result<W::Done, W> {
    let mut steps = 0_usize;
    while steps < SLICE {
        match work.step() {
            Some(more) => steps = steps.saturating_add(more).saturating_add(1),
            None => return Ok(work.done()),
        }
    }
    Err(work)
}
