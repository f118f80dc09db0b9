//! What a list of stretches is of: what the timeline shows, until somebody goes to one of its lines. Then the list
//! stays, while the timeline shows that stretch.

use leptos::prelude::*;

use crate::app::picture::{PictureInput, file_name};
use crate::app::scope::{Here, Scope, ScopeKind, ScopeWords, showing};
use crate::app::view_state::{LaneMode, SegmentRef, ViewState};
use crate::app::words::listed as words;
use crate::ui::export::with_picture;
use crate::ui::scope::scope_words;
use model::time::{MINUTE, Span};

/// Least room beside a stretch that is zoomed to, in milliseconds.
const ROOM: i64 = 10 * MINUTE;

/// What was listed when somebody went to a line: it stays while the view is the one of that line.
#[derive(Clone, Debug, PartialEq)]
struct Pinned {
    scope: Scope,
    view: Span,
}

/// What a list is of. Copied freely.
#[derive(Clone, Copy)]
pub struct Listed {
    shown: ViewState,
    pinned: RwSignal<Option<Pinned>>,
    /// Whose time, and which of it.
    pub scope: Memo<Scope>,
}

impl Listed {
    /// Of what the timeline shows.
    pub fn new(shown: ViewState) -> Self {
        let pinned = RwSignal::new(None::<Pinned>);
        let scope = Memo::new(move |_| {
            let here = shown.scope.get();
            let is_pinned = |pinned: &Pinned| {
                here.kind == ScopeKind::Zoom && here.hours.is_none() && here.span == pinned.view
            };
            pinned.get().filter(is_pinned).map_or(here.clone(), |pinned| pinned.scope)
        });
        Self { shown, pinned, scope }
    }

    /// Zooms to a stretch of it and marks its segment; the list stays. Rows by day show all their hours as they are.
    pub fn go(self, segment: SegmentRef, stretch: Span) {
        let shown = self.shown;
        if shown.lanes.get_untracked() != LaneMode::Day {
            let scope = self.scope.get_untracked();
            let room = stretch.len().max(ROOM);
            let around = Span { start: stretch.start + -room, end: stretch.end + room };
            shown.remember();
            shown.set_view(around.intersect(shown.bounds()));
            self.pinned.set(Some(Pinned { scope, view: shown.view.get_untracked() }));
        }
        shown.marked.set(Some(segment));
    }

    /// Whether other things are listed than the timeline shows.
    fn is_pinned(self) -> bool {
        self.scope.with(|scope| self.shown.scope.with(|here| here != scope))
    }

    /// What is listed, in words.
    pub fn words(self) -> String {
        if !self.is_pinned() {
            return scope_words(self.shown);
        }
        let scope = self.scope.get();
        let whose = scope.agent().and_then(|agent| self.shown.agent_label(agent));
        let all = if self.shown.is_everyone() { self.shown.agents() } else { scope.agents.len() };
        self.shown.zone.with(|zone| {
            showing(&ScopeWords {
                scope: &scope,
                zone,
                whose: whose.as_deref(),
                all,
                left_out: &[],
                here: Here::Whole,
            })
        })
    }

    /// A name for the list as a table in a file.
    pub fn file_name(self, what: &str) -> String {
        let scope = self.scope.get_untracked();
        let name = with_picture(self.shown, |input| {
            file_name(&PictureInput { scope: &scope, ..*input }, what, "csv")
        });
        name.unwrap_or_else(|| format!("shiftline{what}.csv"))
    }

    /// Says that the timeline shows one stretch of what is listed, and leads to a list of that alone.
    pub fn note(self) -> impl IntoView {
        move || {
            self.is_pinned().then(|| {
                view! {
                    <p class="hint">
                        {words::LISTED} {move || self.words()} {words::ONE_STRETCH_IS_SHOWN}
                        <button type="button" class="link" on:click=move |_| self.pinned.set(None)>
                            {words::LIST_WHAT_IS_SHOWN}
                        </button>
                    </p>
                }
            })
        }
    }
}
