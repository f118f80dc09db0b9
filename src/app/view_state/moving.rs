//! What moves the view, and what takes it back.

use leptos::prelude::*;

use super::ViewState;
use crate::app::scope::ScopeKind;
use model::time::Span;
use scene::live_edge::LiveEdge;

/// Most views that "Back" remembers.
const HISTORY: usize = 100;

impl ViewState {
    /// All that there is to see, as it is now: the range, up to the present if it is followed. Not tracked.
    pub fn bounds(&self) -> Span {
        self.live_edge.get_untracked().map_or_else(|| untrack(|| self.window()), LiveEdge::bounds)
    }

    /// Remembers what is visible, for [`Self::back`].
    pub fn remember(&self) {
        let seen = (self.view.get_untracked(), self.hours.get_untracked());
        self.history.update_value(|history| {
            if history.last() != Some(&seen) {
                history.push(seen);
            }
            if history.len() > HISTORY {
                history.remove(0);
            }
        });
    }

    /// Shows `view`, if there is anything to see. One that ends with the present goes on with it.
    pub fn set_view(&self, view: Span) {
        let view = self.live_edge.get_untracked().map_or(view, |live_edge| live_edge.kept(view));
        if !view.is_empty() && self.view.get_untracked() != view {
            self.view.set(view);
        }
    }

    /// Shows what was shown before.
    pub fn back(&self) {
        let current = (self.view.get_untracked(), self.hours.get_untracked());
        let mut before = None;
        self.history.update_value(|history| {
            while let Some(seen) = history.pop() {
                if seen != current {
                    before = Some(seen);
                    break;
                }
            }
        });
        if let Some((view, hours)) = before {
            self.set_view(view.intersect(untrack(|| self.window())));
            if hours != current.1 {
                self.hours.set(hours);
            }
        }
    }

    /// Goes back from a selection to the zoom, and from a zoom to the range.
    pub fn widen_scope(&self) {
        match self.scope.with_untracked(|scope| scope.kind) {
            ScopeKind::Selection => self.selection.set(None),
            ScopeKind::Zoom => {
                self.remember();
                self.hours.set(None);
                self.set_view(self.bounds());
            }
            ScopeKind::Range => {}
        }
    }
}
