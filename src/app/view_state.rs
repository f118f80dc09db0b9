//! What is being looked at: the signals that the timeline, the cards, the tables and the link share.

pub mod adherence;
mod derived;
pub mod effect;
pub mod in_slices;
mod judging;
mod limits;
mod loaded;
mod look;
mod moving;
mod order;
mod prepared;
pub mod settled;
mod title;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::adherence::sources as adherence_sources;
use crate::app::figures::Figures;
use crate::app::limits::sources::{InForce, Sources};
use crate::app::panel::Panel;
use crate::app::plans::Plans;
use crate::app::roster::{Filter, Team};
use crate::app::row_figures::RowSort;
use crate::app::scope::{Scope, Selection};
use crate::app::table;
use crate::app::unfetched::Told;
use model::directory::Directory;
use model::limits::Judged;
use model::locale::{Locale, in_force};
use model::occurrence::Occurrence;
use model::record::AgentId;
use model::state::{ActivityId, Catalog};
use model::time::{Millis, SECOND, Span};
use model::timeline::AgentTimeline;
use model::zone::Zone;
use scene::live_edge::LiveEdge;
use scene::others::Others;
use scene::overruns::Overruns;
pub use scene::rows::LaneMode;

use adherence::Adhered;
use derived::{Derived, Later};
use judging::Judging;
pub use loaded::Data;
use scene::theme::Theme;

/// One segment of one agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentRef {
    /// Index into [`model::dataset::Dataset::agents`].
    pub agent: usize,
    /// Index into that agent's lane.
    pub segment: usize,
}

/// The signals. Copied freely; all of them live as long as the page.
#[derive(Clone, Copy)]
pub struct ViewState {
    /// What was fetched; `None` before anything came.
    pub data: RwSignal<Option<Data>>,
    /// How much of the scope was fetched, where that is told.
    pub told_fetched: RwSignal<Option<Told>>,
    /// Whether a picture of it was shown.
    pub drawn: RwSignal<bool>,
    /// Whether the code is here that comes after that.
    pub late: RwSignal<bool>,
    /// The time zone of every time that people read.
    pub zone: RwSignal<Zone>,
    /// How all of it is written: what [`model::locale::in_force`] gives, to be followed.
    pub locale: RwSignal<Locale>,
    /// The visible part of the range.
    pub view: RwSignal<Span>,
    /// The visible part of each day, as clocks show it, where rows are days; `None` for all of it.
    pub hours: RwSignal<Option<Span>>,
    /// What is selected.
    pub selection: RwSignal<Option<Selection>>,
    /// The segment that is marked on the timeline and in the table of records.
    pub marked: RwSignal<Option<SegmentRef>>,
    /// What the timeline's rows stand for.
    pub lanes: RwSignal<LaneMode>,
    /// The agent whose segments state and day rows show: index into [`model::dataset::Dataset::agents`].
    pub agent: RwSignal<usize>,
    /// Which agents have rows, where rows stand for agents.
    pub filter: RwSignal<Filter>,
    /// The order of rows by agent and by day.
    pub sort: RwSignal<RowSort>,
    /// Whether rows by agent stand together by team; `None` for what is usual for so many.
    pub grouped: RwSignal<Option<bool>>,
    /// The teams whose agents have no rows, by [`crate::app::roster::Team::key`].
    pub folded: RwSignal<BTreeSet<String>>,
    /// The agents whose states have rows of their own below them.
    pub expanded: RwSignal<BTreeSet<AgentId>>,
    /// The teams from top to bottom, where rows stand together by team; else none.
    pub teams: Later<Vec<Team>>,
    /// The order of the table of records.
    pub records: RwSignal<table::Sort>,
    /// The agents in row order, for rows by agent: indices into [`model::dataset::Dataset::agents`].
    pub order: Later<Vec<usize>>,
    /// Who is shown and when, as the heading says it.
    pub title: Later<Option<String>>,
    /// Fetches what is missing of a day, where that can be done.
    pub fetch_day: StoredValue<Option<Callback<Span>>>,
    /// The theme that is in force.
    pub theme: RwSignal<Theme>,
    /// Keys of the states that are not drawn (see [`scene::others::Others::key`]).
    pub hidden: RwSignal<BTreeSet<String>>,
    /// The states that share one row because there are too many.
    pub others: Later<Others>,
    /// What everything speaks of: at rest, not while it moves.
    pub scope: Later<Scope>,
    /// The figures of it; `None` before anything came.
    pub figures: Later<Option<Figures>>,
    /// Schedules, as they came.
    pub plans: RwSignal<Plans>,
    /// How many more were asked for and may come.
    pub plans_awaited: RwSignal<usize>,
    /// How adherence is judged, by where that comes from.
    pub adherence: RwSignal<adherence_sources::Sources>,
    /// What of it is in force.
    pub judging: Later<adherence_sources::InForce, Judging>,
    /// Everyone's time against the schedule.
    pub adhered: Later<Adhered, Judging>,
    /// The list below the timeline that is gone to.
    pub panel: RwSignal<Option<Panel>>,
    /// Limits, by where they come from.
    pub rules: RwSignal<Sources>,
    /// Those in force.
    pub limits: Later<InForce, Judging>,
    /// What of the whole range is over them: judged once, whatever is looked at.
    pub judged: Later<Arc<Judged>, Judging>,
    /// Where that is, in the states that are shown.
    pub overruns: Later<Overruns, Judging>,
    /// What of it the scope has, in its order of agents and times: positions in [`Judged::breaches`].
    pub broken: Later<Vec<usize>, Judging>,
    /// View, part of each day and selection as they were when they rested last, and before while the figures of that
    /// are worked out.
    resting: RwSignal<Moving>,
    rested: RwSignal<Moving>,
    /// The same as words tell it: at rest what it is, while it moves a little behind.
    pub told: RwSignal<Moving>,
    /// The moment at which everyone's state is listed; `None` for the end of what is known.
    pub moment: RwSignal<Option<Millis>>,
    /// Names and teams of the agents.
    pub people: RwSignal<Directory>,
    /// Width of the timeline on the screen, in CSS pixels; 0 before it is there.
    pub width: RwSignal<f64>,
    /// The present time, while the range is one that ends now; it stands still while nothing follows it.
    pub present: RwSignal<Option<Millis>>,
    /// The present and what is unknown before it, once that can be seen.
    pub live_edge: Later<Option<LiveEdge>>,
    /// What follows from the signals, once the code of it is here.
    made: RwSignal<Option<Derived>>,
    /// What follows from limits and plans, once the code of that is here.
    held: RwSignal<Option<Judging>>,
    /// Under whom that is made.
    owner: StoredValue<Option<Owner>>,
    /// Views and parts of each day to go back to, the latest last.
    history: StoredValue<Vec<(Span, Option<Span>)>>,
}

/// What moves under a hand: the view, the part of each day, and the selection.
type Moving = (Span, Option<Span>, Option<Selection>);

fn range_of(data: RwSignal<Option<Data>>) -> Span {
    data.with(|data| data.as_ref().map_or(Span::default(), |d| d.window))
}

impl ViewState {
    /// Nothing loaded, times in UTC.
    pub fn new() -> Self {
        let (data, view) = (RwSignal::new(None::<Data>), RwSignal::new(Span::default()));
        let (hours, selection) = (RwSignal::new(None::<Span>), RwSignal::new(None::<Selection>));
        let (lanes, width) = (RwSignal::new(LaneMode::State), RwSignal::new(0.0_f64));
        let (agent, zone) = (RwSignal::new(0_usize), RwSignal::new(Zone::utc()));
        let (people, filter) = (RwSignal::new(Directory::default()), RwSignal::new(Filter::default()));
        let (sort, hidden) = (RwSignal::new(RowSort::default()), RwSignal::new(BTreeSet::new()));
        let (made, held) = (RwSignal::new(None::<Derived>), RwSignal::new(None::<Judging>));
        let moving = untrack(move || (view.get(), hours.get(), selection.get()));
        let of_moving = || RwSignal::new(moving.clone());
        let (resting, rested, told) = (of_moving(), of_moving(), of_moving());
        Self {
            data,
            told_fetched: RwSignal::new(None),
            drawn: RwSignal::new(false),
            // A program in one file has all of it from the beginning.
            late: RwSignal::new(!cfg!(feature = "split")),
            zone,
            locale: RwSignal::new(in_force()),
            view,
            hours,
            selection,
            marked: RwSignal::new(None),
            lanes,
            agent,
            filter,
            sort,
            grouped: RwSignal::new(None),
            folded: RwSignal::new(BTreeSet::new()),
            expanded: RwSignal::new(BTreeSet::new()),
            teams: Later::new(made, |made| made.teams),
            records: RwSignal::new(table::Sort::default()),
            order: Later::new(made, |made| made.order),
            title: Later::new(made, |made| made.title),
            fetch_day: StoredValue::new(None),
            theme: RwSignal::new(Theme::Light),
            hidden,
            others: Later::new(made, |made| made.others),
            scope: Later::new(made, |made| made.scope),
            figures: Later::new(made, |made| made.figures),
            plans: RwSignal::new(Plans::default()),
            plans_awaited: RwSignal::new(0),
            adherence: RwSignal::new(adherence_sources::Sources::default()),
            judging: Later::new(held, |held| held.plans.judging),
            adhered: Later::new(held, |held| held.plans.adhered.done),
            panel: RwSignal::new(None),
            rules: RwSignal::new(Sources::default()),
            limits: Later::new(held, |held| held.rules.limits),
            judged: Later::new(held, |held| held.rules.judged.done),
            overruns: Later::new(held, |held| held.rules.overruns),
            broken: Later::new(held, |held| held.rules.broken),
            made,
            held,
            owner: StoredValue::new(Owner::current()),
            resting,
            rested,
            told,
            moment: RwSignal::new(None),
            people,
            width,
            present: RwSignal::new(None),
            live_edge: Later::new(made, |made| made.live_edge),
            history: StoredValue::new(Vec::new()),
        }
    }

    /// The range that was loaded; empty before anything came.
    pub fn window(&self) -> Span {
        range_of(self.data)
    }

    /// The moment at which everyone's state is listed, inside what is known of the range.
    pub fn moment_shown(&self) -> Option<Millis> {
        let (window, now) = self.data.with(|data| data.as_ref().map(|d| (d.window, d.now)))?;
        let known = Span { start: window.start, end: window.clamp(now + 1).max(window.start + 1) };
        let last = known.end + -1;
        let latest = Millis(last.0.div_euclid(SECOND) * SECOND);
        Some(known.clamp(self.moment.get().unwrap_or(latest)).min(last))
    }

    /// Whether rows stand for several agents, so that figures are those of all of them.
    pub fn is_everyone(&self) -> bool {
        self.lanes.get() == LaneMode::Agent && self.agents() > 1
    }

    /// Number of agents.
    pub fn agents(&self) -> usize {
        self.data.with(|data| data.as_ref().map_or(0, |d| d.agents.len()))
    }

    /// What the marked segment is a part of, if it is still there.
    pub fn marked_occurrence(&self) -> Option<Occurrence> {
        let marked = self.marked.get()?;
        self.data.with(|data| {
            let AgentTimeline { lane, index, .. } = data.as_ref()?.agents.get(marked.agent)?;
            (marked.segment < lane.len()).then(|| index.occurrence(lane, marked.segment))
        })
    }

    /// Whether an activity's state is shown.
    pub fn shows(&self, catalog: &Catalog, id: ActivityId) -> bool {
        self.hidden.with(|hidden| {
            hidden.is_empty() || self.others.with(|others| !hidden.contains(others.key(catalog, id)))
        })
    }

    /// The same of all activities, asked once: for very many segments.
    pub fn showing(&self, catalog: &Catalog) -> impl Fn(ActivityId) -> bool + use<> {
        let shown: Vec<bool> = catalog.activities().map(|(id, _)| self.shows(catalog, id)).collect();
        move |id| shown.get(id.column()).copied().unwrap_or(true)
    }

    /// The span that everything speaks of.
    pub fn scope_span(&self) -> Span {
        self.scope.with(|scope| scope.span)
    }
}

impl Default for ViewState {
    fn default() -> Self {
        Self::new()
    }
}
