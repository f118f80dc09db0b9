//! What words say while something moves: words that change sixty times a second help nobody, and
//! laying them out costs more than drawing what moves.

use std::time::Duration;

use leptos::prelude::*;

use super::effect::effect;

/// How long something rests before words say where.
const REST: Duration = Duration::from_millis(125);

/// `source`, taken over at once after a rest; what changes again and again is taken over when it rests.
pub fn settled<T>(source: impl Fn() -> T + Copy + Send + Sync + 'static) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let taken = RwSignal::new(untrack(source));
    take_over(taken, source, true);
    taken.into()
}

/// Keeps `taken` at what `source` was when it rested last: what moves is not taken over before.
pub fn follow_rest<T>(taken: RwSignal<T>, source: impl Fn() -> T + Copy + Send + Sync + 'static)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    take_over(taken, source, false);
}

/// Takes `source` over when it rests, and `at_once` when it begins to change after a rest.
fn take_over<T>(taken: RwSignal<T>, source: impl Fn() -> T + Copy + Send + Sync + 'static, at_once: bool)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let waiting = StoredValue::new(false);
    effect(move || {
        let value = source();
        if !waiting.get_value() && taken.with_untracked(|taken| *taken != value) {
            if at_once {
                taken.set(value.clone());
            }
            waiting.set_value(true);
            wait(taken, waiting, source, value);
        }
    });
}

/// Looks after a rest whether the value is still `last`: then it is taken over, and the wait is over.
fn wait<T, F>(taken: RwSignal<T>, waiting: StoredValue<bool>, source: F, last: T)
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Fn() -> T + Copy + Send + Sync + 'static,
{
    let look = move || {
        // What says it may have gone meanwhile.
        if waiting.try_get_value().is_none() {
            return;
        }
        let value = untrack(source);
        if value != last {
            wait(taken, waiting, source, value);
            return;
        }
        waiting.set_value(false);
        if taken.with_untracked(|taken| *taken != value) {
            taken.set(value);
        }
    };
    set_timeout(look, REST);
}
