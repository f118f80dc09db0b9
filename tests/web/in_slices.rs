//! Long work in short tasks: what it says while it goes on, and when something changes meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;
use shiftline::app::view_state::in_slices::{InSlices, Work, in_slices};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::panel::Panel;

/// Steps of which each fills a slice.
struct Steps {
    left: usize,
    answer: u32,
    done: Arc<AtomicUsize>,
}

impl Work for Steps {
    type Done = Option<u32>;

    fn step(&mut self) -> Option<usize> {
        self.left = self.left.checked_sub(1)?;
        self.done.fetch_add(1, Ordering::Relaxed);
        Some(usize::MAX)
    }

    fn done(self) -> Option<u32> {
        Some(self.answer)
    }
}

/// What is asked (how many steps, and the answer), what comes of it, and how many steps were made.
struct Asked {
    ask: RwSignal<Option<(usize, u32)>>,
    answer: InSlices<Option<u32>>,
    done: Arc<AtomicUsize>,
    panel: Panel,
}

fn asked(first: Option<(usize, u32)>) -> Asked {
    let slot = std::rc::Rc::new(std::cell::Cell::new(None));
    let filled = slot.clone();
    let done = Arc::new(AtomicUsize::new(0));
    let counted = done.clone();
    let panel = Panel::new(300.0, move || {
        let ask = RwSignal::new(first);
        let answer =
            in_slices(move || ask.get().map(|(left, answer)| Steps { left, answer, done: counted.clone() }));
        filled.set(Some((ask, answer)));
        view! { <p>{move || format!("{:?}", answer.done.get())}</p> }
    });
    let (ask, answer) = slot.take().unwrap();
    Asked { ask, answer, done, panel }
}

impl Asked {
    fn now(&self) -> (Option<u32>, bool) {
        (self.answer.done.get_untracked(), self.answer.goes_on.get_untracked())
    }

    async fn until(&self, answer: Option<u32>) {
        self.panel.until("the answer", |_| self.now() == (answer, false)).await;
        self.panel.until("its words", |panel| panel.get("p").inner_text() == format!("{answer:?}")).await;
    }
}

#[wasm_bindgen_test]
async fn what_is_little_is_done_at_once() {
    let asked = asked(None);
    assert_eq!(asked.now(), (None, false));
    asked.ask.set(Some((0, 7)));
    assert_eq!(asked.now(), (Some(7), false));
}

#[wasm_bindgen_test]
async fn what_is_long_is_done_in_several_tasks_and_says_nothing_before() {
    let asked = asked(Some((5, 7)));
    assert_eq!((asked.now(), asked.done.load(Ordering::Relaxed)), ((None, true), 1), "one slice at once");
    asked.until(Some(7)).await;
    assert_eq!(asked.done.load(Ordering::Relaxed), 5);
}

#[wasm_bindgen_test]
async fn what_changes_meanwhile_is_done_anew_and_the_old_answer_never_shows() {
    let asked = asked(Some((4, 1)));
    asked.ask.set(Some((3, 2)));
    assert_eq!(asked.now(), (None, true));
    asked.until(Some(2)).await;
    assert_eq!(asked.done.load(Ordering::Relaxed), 1 + 3, "of the first only what was done at once");
    asked.ask.set(Some((0, 3)));
    assert_eq!(asked.now(), (Some(3), false));
    asked.ask.set(Some((2, 4)));
    assert_eq!(asked.now(), (None, true), "what came of the one before is not shown for the next");
    asked.until(Some(4)).await;
    asked.ask.set(None);
    assert_eq!(asked.now(), (None, false));
}
