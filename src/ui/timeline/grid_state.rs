//! What is kept of the focus among the rows, and the names of the elements that can have it.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;

use crate::app::grid::Focus;

/// The focus of a timeline. Copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Grid {
    /// Begins the names of its elements.
    number: usize,
    /// Where the focus was put; `None` until then.
    pub focus: RwSignal<Option<Focus>>,
    /// Whether keys go to the timeline.
    pub is_active: RwSignal<bool>,
    /// The rows that are on the page, by their places.
    pub rendered: RwSignal<Range<usize>>,
}

impl Grid {
    /// Nothing has the focus.
    pub fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        Self {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            focus: RwSignal::new(None),
            is_active: RwSignal::new(false),
            rendered: RwSignal::new(0..0),
        }
    }

    /// Whether the focus was put anywhere, by keys or by what was marked; followed.
    pub fn is_put(self) -> bool {
        self.focus.with(Option::is_some)
    }

    /// The name of a row's element.
    pub fn row_id(self, row: usize) -> String {
        format!("grid{}-row-{row}", self.number)
    }

    /// The name of a figure's.
    pub fn figure_id(self, row: usize, column: usize) -> String {
        format!("grid{}-figure-{row}-{column}", self.number)
    }

    /// The name of that of a row's timeline: another with every stretch, so that each is spoken.
    pub fn time_id(self, row: usize, segment: Option<usize>) -> String {
        let segment = segment.map_or(String::new(), |segment| format!("-{segment}"));
        format!("grid{}-time-{row}{segment}", self.number)
    }

    /// The name of a head's; `None` for that of the names.
    pub fn head_id(self, column: Option<usize>) -> String {
        let column = column.map_or(String::new(), |column| format!("-{column}"));
        format!("grid{}-head{column}", self.number)
    }
}
