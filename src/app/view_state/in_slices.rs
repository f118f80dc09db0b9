//! Long work in short tasks: what takes longer than a few milliseconds lets the page do other things between.
//!
//! ```text
//! something changed ─▶ first slice ─▶ done                      at once, where there is little to do
//!                                  └▶ slice ─▶ slice ─▶ done    each in a task of its own; unless something changed
//! ```

use std::any::Any;
use std::sync::Arc;
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

/// What came of any work. One type for all of them: the page has the code around it once.
type Came = Arc<dyn Any + Send + Sync>;

/// Any work.
trait AnyWork: Send + Sync {
    /// One slice: what came of the work; `None` where more is left.
    fn slice(&mut self) -> Option<Came>;
}

impl<W: Work> AnyWork for Option<W> {
    fn slice(&mut self) -> Option<Came> {
        let (work, mut steps) = (self.as_mut()?, 0_usize);
        while steps < SLICE {
            let Some(more) = work.step() else {
                return self.take().map(|work| Arc::new(work.done()) as Came);
            };
            steps = steps.saturating_add(more).saturating_add(1);
        }
        None
    }
}

type Rest = StoredValue<Option<Box<dyn AnyWork>>>;

/// How far the work is that something changed for.
#[derive(Clone)]
struct Begun {
    /// Counts the changes.
    turn: u64,
    /// What came of the first slice, `()` where there is nothing to do; `None` where there is more to do.
    done: Option<Came>,
}

impl PartialEq for Begun {
    fn eq(&self, other: &Self) -> bool {
        self.turn == other.turn
    }
}

/// Work that is done whenever something changes.
#[derive(Clone, Copy)]
pub(super) struct Slices {
    begun: Memo<Begun>,
    ended: RwSignal<Option<(u64, Came)>>,
}

/// Does what `work` says, anew whenever something changes that it reads.
pub fn in_slices<W: Work>(work: impl Fn() -> Option<W> + Send + Sync + 'static) -> InSlices<W::Done> {
    let slices = Slices::of(work);
    let done = move |_: Option<&W::Done>| slices.done::<W>();
    InSlices { done: Memo::new(done), goes_on: Memo::new(move |_| slices.goes_on()) }
}

impl Slices {
    /// The same, for who needs no memo of what comes of it.
    pub(super) fn of<W: Work>(work: impl Fn() -> Option<W> + Send + Sync + 'static) -> Self {
        Self::new(Box::new(move || work().map(|work| Box::new(Some(work)) as Box<dyn AnyWork>)))
    }

    /// What came of `W`, followed: nothing while it goes on, and where there is nothing to do.
    pub(super) fn done<W: Work>(self) -> W::Done {
        self.came().and_then(|came| came.downcast_ref::<W::Done>().cloned()).unwrap_or_default()
    }

    /// Whether it goes on, followed.
    pub(super) fn goes_on(self) -> bool {
        self.came().is_none()
    }

    fn new(work: Box<dyn Fn() -> Option<Box<dyn AnyWork>> + Send + Sync>) -> Self {
        let rest: Rest = StoredValue::new(None);
        let begun = Memo::new(move |before: Option<&Begun>| {
            let mut work = work();
            let done = work.as_mut().map_or_else(|| Some(Arc::new(()) as Came), |work| work.slice());
            rest.set_value(work.filter(|_| done.is_none()));
            Begun { turn: before.map_or(0, |before| before.turn + 1), done }
        });
        let slices = Self { begun, ended: RwSignal::new(None) };
        effect(move || {
            let (turn, goes_on) = begun.with(|begun| (begun.turn, begun.done.is_none()));
            slices.ended.update_untracked(|ended| drop(ended.take_if(|(of, _)| *of != turn)));
            if goes_on {
                slices.go_on(turn, rest);
            }
        });
        slices
    }

    /// What came of the work, if there was any; `None` while it goes on.
    fn came(self) -> Option<Came> {
        let Begun { turn, done } = self.begun.get();
        done.or_else(|| self.ended.get().filter(|(of, _)| *of == turn).map(|(_, came)| came))
    }

    /// Does the next slice in a task of its own, unless something changed since.
    fn go_on(self, turn: u64, rest: Rest) {
        let next = move || {
            // Whoever wants it may have gone meanwhile.
            if self.begun.try_with_untracked(|begun| begun.turn) != Some(turn) {
                return;
            }
            let Some(mut work) = rest.try_update_value(Option::take).flatten() else { return };
            if let Some(came) = work.slice() {
                self.ended.set(Some((turn, came)));
            } else {
                rest.set_value(Some(work));
                self.go_on(turn, rest);
            }
        };
        set_timeout(next, Duration::ZERO);
    }
}
