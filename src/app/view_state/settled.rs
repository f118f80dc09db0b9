//! What words say while something moves: words that change sixty times a second help nobody, and
//! laying them out costs more than drawing what moves.

use std::time::Duration;

use leptos::prelude::*;

use super::effect::effect;
use crate::app::rest::Moving;

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
    let moving = StoredValue::new(None::<Moving<T>>);
    effect(move || {
        let value = source();
        let is_waiting = moving.with_value(Option::is_some);
        if is_waiting {
            moving.update_value(|moving| moving.iter_mut().for_each(|moving| moving.to(value.clone())));
        } else if taken.with_untracked(|taken| *taken != value) {
            if at_once {
                taken.set(value.clone());
            }
            moving.set_value(Some(Moving::from(value)));
            wait(taken, moving);
        }
    });
}

/// Looks after a rest whether it has moved: if not, it is taken over, and the wait is over.
fn wait<T>(taken: RwSignal<T>, moving: StoredValue<Option<Moving<T>>>)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let look = move || {
        // What says it may have gone meanwhile.
        let looked = moving.try_update_value(|moving| moving.as_mut().map(Moving::look));
        match looked.flatten() {
            None => {}
            Some(None) => wait(taken, moving),
            Some(Some(value)) => {
                moving.set_value(None);
                if taken.with_untracked(|taken| *taken != value) {
                    taken.set(value);
                }
            }
        }
    };
    set_timeout(look, REST);
}
