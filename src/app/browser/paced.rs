//! What words say while something moves: words that change sixty times a second help nobody, and
//! laying them out costs more than drawing what moves.

use std::time::Duration;

use leptos::prelude::*;

/// How long something rests before words say where.
const REST: Duration = Duration::from_millis(125);

/// What never rests is said after so many of these.
const PATIENCE: u32 = 16;

/// `source`, taken over at once after a rest. While it goes on changing, a value is taken over when it
/// has rested, and now and then; the last one always.
pub fn paced<T>(source: impl Fn() -> T + Copy + Send + Sync + 'static) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let taken = RwSignal::new(untrack(source));
    let waiting = StoredValue::new(false);
    Effect::new(move |_| {
        let value = source();
        if !waiting.get_value() && taken.with_untracked(|taken| *taken != value) {
            taken.set(value.clone());
            waiting.set_value(true);
            Wait { taken, waiting, source }.look_again(value, PATIENCE);
        }
    });
    taken.into()
}

/// A value that may go on changing.
struct Wait<T: Send + Sync + 'static, F> {
    taken: RwSignal<T>,
    waiting: StoredValue<bool>,
    source: F,
}

impl<T, F> Wait<T, F>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Fn() -> T + Copy + Send + Sync + 'static,
{
    /// Looks after a rest whether the value is still `last`.
    fn look_again(self, last: T, patience: u32) {
        let look = move || {
            // What says it may have gone meanwhile.
            if self.waiting.try_get_value().is_none() {
                return;
            }
            let value = untrack(self.source);
            if value != last && patience > 1 {
                self.look_again(value, patience - 1);
            } else if self.taken.with_untracked(|taken| *taken != value) {
                self.taken.set(value.clone());
                self.look_again(value, PATIENCE);
            } else {
                self.waiting.set_value(false);
            }
        };
        set_timeout(look, REST);
    }
}
