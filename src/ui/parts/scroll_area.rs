//! A scroll area of which only what is seen is laid out.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::table::Scroller;

/// The area, and how far it is scrolled, in CSS pixels. Copied freely.
#[derive(Clone, Copy, Default)]
pub struct ScrollArea {
    /// What scrolls.
    pub element: NodeRef<html::Div>,
    /// How far it is scrolled.
    pub top: RwSignal<f64>,
}

impl ScrollArea {
    /// Not scrolled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes over how far the browser has scrolled it.
    pub fn follow(self) {
        if let Some(element) = self.element.get_untracked() {
            self.top.set(f64::from(element.scroll_top()));
        }
    }

    /// Scrolls it. The browser tells of that with a later frame, and of a page that nobody sees with none: the rows
    /// are laid out at once.
    pub fn go(self, px: f64) {
        if let Some(element) = self.element.get_untracked() {
            element.set_scroll_top(px.round() as i32);
            self.follow();
        }
    }

    /// Brings a row into sight that is not: once the list is as long as it is going to be.
    pub fn reveal(self, row: usize, scroller: impl Fn() -> Scroller + 'static) {
        self.element.track();
        spawn_local(async move {
            let Some(top) = self.top.try_get_untracked() else { return };
            if let Some(px) = untrack(scroller).to_see(top, row) {
                self.go(px);
            }
        });
    }
}
