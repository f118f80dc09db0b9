//! Parts of the page that are built one after the other, each in a task of its own, so that the
//! browser draws and listens between them.

use std::time::Duration;

use crate::ui::show::Show;
use leptos::prelude::*;

/// Which parts may be built by now.
#[derive(Clone, Copy)]
pub struct Turns(RwSignal<u32>);

impl Turns {
    /// Turns from 0 to `last`: the first at once, each of the others in the task after the one before.
    pub fn new(last: u32) -> Self {
        let turns = Self(RwSignal::new(0));
        turns.go_on(last);
        turns
    }

    fn go_on(self, last: u32) {
        set_timeout(
            move || {
                // The page may have gone on to something else.
                let turn = self.0.try_update(|turn| {
                    *turn += 1;
                    *turn
                });
                if turn.is_some_and(|turn| turn < last) {
                    self.go_on(last);
                }
            },
            Duration::ZERO,
        );
    }
}

/// Builds its children when it is their turn.
#[component]
pub fn InTurn(
    /// The turns of the page's parts.
    turns: Turns,
    /// The turn of these.
    turn: u32,
    /// What to build.
    children: ChildrenFn,
) -> impl IntoView {
    let come = Memo::new(move |_| turns.0.get() >= turn);
    view! { <Show when=move || come.get()>{children()}</Show> }.into_any()
}
