//! The signals as one value, and back.

use leptos::prelude::*;

use super::ViewState;
use crate::app::limits::sources::Sources;
use crate::app::look::{Loaded, Look};
use model::directory::Directory;
use model::record::AgentId;
use model::time::Span;
use scene::layout::is_whole_day;
use scene::rows::LaneMode;

/// Sets a signal, if that changes it.
fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

impl ViewState {
    /// Runs `work` on what links to what was loaded are understood by.
    pub fn with_loaded<T>(&self, work: impl FnOnce(Loaded) -> T) -> T {
        let (agents, window): (Vec<AgentId>, Span) = self.data.with(|data| {
            let agents = data.iter().flat_map(|data| &data.agents).map(|agent| agent.id.clone());
            (agents.collect(), data.as_ref().map_or(Span::default(), |data| data.window))
        });
        work(Loaded { agents: &agents, window })
    }

    /// How what was loaded is looked at. What moves by itself is not tracked: what is visible and selected.
    pub fn look(&self) -> Look {
        let lanes = self.lanes.get();
        let window = self.window();
        let by_day = lanes == LaneMode::Day;
        let agent = self.agent.get();
        let view =
            Some(self.view.get_untracked()).filter(|view| !by_day && *view != window && !view.is_empty());
        let is_seen = |hours: &Span| by_day || view.is_none() && is_whole_day(*hours);
        let open = self.data.with(|data| Some(data.as_ref()?.agents.get(agent)?.id.clone()));
        Look {
            lanes,
            open,
            view,
            hours: self.hours.get_untracked().filter(is_seen),
            selection: self.selection.get_untracked().filter(|selection| !selection.is_empty()),
            hidden: self.hidden.get(),
            filter: self.filter.get(),
            sort: self.sort.get(),
            grouped: self.grouped.get(),
            folded: self.folded.get(),
            expanded: self.expanded.get(),
            records: self.records.get(),
            moment: self.moment.get(),
            names_hidden: self.people.with(Directory::is_hidden),
            rules: self.rules.with(Sources::in_link),
            panel: self.panel.get(),
        }
    }

    /// Looks at what was loaded like this.
    pub fn show_look(&self, look: &Look) {
        let window = untrack(|| self.window());
        let place = self.data.with_untracked(|data| {
            let agents = &data.as_ref()?.agents;
            agents.iter().position(|agent| Some(&agent.id) == look.open.as_ref())
        });
        put(self.lanes, look.lanes);
        put(self.agent, place.unwrap_or(0));
        put(self.view, look.view.unwrap_or(window));
        put(self.hours, look.hours);
        put(self.selection, look.selection.clone());
        // What was said and not moved is looked at as it is, at once.
        let moving = (look.view.unwrap_or(window), look.hours, look.selection.clone());
        put(self.told, moving.clone());
        put(self.rested, moving.clone());
        put(self.resting, moving);
        put(self.hidden, look.hidden.clone());
        put(self.filter, look.filter.clone());
        put(self.sort, look.sort);
        put(self.grouped, look.grouped);
        put(self.folded, look.folded.clone());
        put(self.expanded, look.expanded.clone());
        put(self.records, look.records);
        put(self.moment, look.moment);
        put(self.panel, look.panel);
        if self.rules.with_untracked(Sources::in_link) != look.rules {
            self.rules.update(|rules| rules.take_link(look.rules.as_deref()));
        }
        if self.people.with_untracked(Directory::is_hidden) != look.names_hidden {
            self.people.update(|people| people.hide(look.names_hidden));
        }
    }
}
