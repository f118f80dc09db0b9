//! Effects in little code.

use leptos::prelude::*;

/// Does `work` now and whenever something changes that it reads. Leptos compiles an effect anew for each type of closure,
/// 1 to 3 KB each time; here all have one type.
pub fn effect(work: impl FnMut() + 'static) {
    effect_of(Box::new(work));
}

fn effect_of(mut work: Box<dyn FnMut()>) {
    Effect::new(move |_| work());
}
