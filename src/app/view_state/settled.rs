//! What words say while something moves: words that change sixty times a second help nobody, and
//! laying them out costs more than drawing what moves.

use std::time::Duration;

use leptos::prelude::*;

use super::effect::effect;
use crate::app::rest::Moving;

/// How long something rests before words say where.
const REST: Duration = Duration::from_millis(125);

/// Follows `source`. `told` is what it is at once after a rest, and when it rests; `rested` only the latter. All that moves
/// is followed together: a timer of the browser costs as much as some of what a step draws.
pub fn follow<T>(
    source: impl Fn() -> T + Copy + Send + Sync + 'static,
    told: RwSignal<T>,
    rested: RwSignal<T>,
) where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let moving = StoredValue::new(None::<Moving<T>>);
    effect(move || {
        let value = source();
        let is_waiting = moving.with_value(Option::is_some);
        if is_waiting {
            moving.update_value(|moving| moving.iter_mut().for_each(|moving| moving.to(value.clone())));
        } else if rested.with_untracked(|rested| *rested != value) {
            take_over(told, &value);
            moving.set_value(Some(Moving::from(value)));
            wait(told, rested, moving);
        }
    });
}

fn take_over<T: Clone + PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: &T) {
    if signal.with_untracked(|before| before != value) {
        signal.set(value.clone());
    }
}

/// Looks after a rest whether it has moved: if not, it is taken over, and the wait is over.
fn wait<T>(told: RwSignal<T>, rested: RwSignal<T>, moving: StoredValue<Option<Moving<T>>>)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let look = move || {
        // What says it may have gone meanwhile.
        let looked = moving.try_update_value(|moving| moving.as_mut().map(Moving::look));
        match looked.flatten() {
            None => {}
            Some(None) => wait(told, rested, moving),
            Some(Some(value)) => {
                moving.set_value(None);
                take_over(told, &value);
                take_over(rested, &value);
            }
        }
    };
    set_timeout(look, REST);
}
