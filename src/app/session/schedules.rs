//! Schedules beside what is shown: kept until they are removed, given to agents, fetched once the states are there.

mod api;
mod export;
mod host;
mod sample;

use futures::channel::oneshot::Sender;
use leptos::prelude::*;

use self::api::SharedPlanLoad;
use super::load::SharedLoad;
use super::{Session, loading};
use crate::app::browser::file::File;
use crate::app::browser::storage::Storage;
use crate::app::messages::{SCHEDULE_NOT_IN_LINK, UserMessage};
use crate::app::plans::columns::{self, Choice};
use crate::app::plans::{Origin, PlanSource, Plans};
use data::demo::Sample;
use data::dialect::ListedAgent;
use data::fetch::{FetchState, Progress};
use data::files::DateOrder;
use data::schedule::Alias;
use model::dataset::Dataset;
use model::record::AgentId;

const KEY: &str = "shiftline.plan-columns";

/// What a person is asked about a file that may be a schedule.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanAsking {
    /// Whether a table of this name is one.
    Sort {
        /// The file's name.
        name: String,
    },
    /// What its columns hold.
    Columns {
        /// The file's name.
        name: String,
        /// Its first rows.
        rows: Vec<Vec<String>>,
        /// The names of its columns, with what to begin with.
        proposal: Choice,
    },
}

/// What a person says to that.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanAnswer {
    /// It is a schedule, or it has agent states.
    IsSchedule(bool),
    /// What the columns hold.
    Columns {
        /// The choice.
        choice: Choice,
        /// Whether to keep it on this computer.
        remember: bool,
    },
}

/// A file with a schedule, and what a person said of it alone.
#[derive(Clone)]
pub struct HeldPlan {
    /// The file.
    pub file: File,
    /// The zone of times that say none.
    pub zone: Option<String>,
    /// The order of its dates.
    pub order: Option<DateOrder>,
    /// Whether its columns are to be chosen anew.
    pub is_anew: bool,
}

impl HeldPlan {
    /// A file of which nobody said anything.
    pub(super) fn new(file: File) -> Self {
        Self { file, zone: None, order: None, is_anew: false }
    }
}

/// Schedules. Copied freely; all of it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Schedules {
    /// What came of the last files: those that could not be used, and other names of agents.
    pub told: RwSignal<Vec<UserMessage>>,
    /// What is asked about a file.
    pub asking: RwSignal<Option<PlanAsking>>,
    /// How far the API's are.
    pub coming: RwSignal<Option<Progress>>,
    /// What came of asking the API.
    pub fetched: RwSignal<Option<UserMessage>>,
    /// What is missing of the host's.
    pub of_host: RwSignal<Vec<UserMessage>>,
    /// Those that came from files.
    pub(super) held: StoredValue<Vec<HeldPlan>, LocalStorage>,
    answer: StoredValue<Option<Sender<PlanAnswer>>>,
    load: StoredValue<Option<SharedPlanLoad>, LocalStorage>,
    /// The load whose schedules were seen to, and how many agents it had: more may come when it is resumed.
    seen_to: StoredValue<Option<(u64, usize)>>,
    link_told: StoredValue<bool>,
}

impl Schedules {
    /// None.
    pub fn new() -> Self {
        Self {
            told: RwSignal::new(Vec::new()),
            asking: RwSignal::new(None),
            coming: RwSignal::new(None),
            fetched: RwSignal::new(None),
            of_host: RwSignal::new(Vec::new()),
            held: StoredValue::new_local(Vec::new()),
            answer: StoredValue::new(None),
            load: StoredValue::new_local(None),
            seen_to: StoredValue::new(None),
            link_told: StoredValue::new(false),
        }
    }

    /// Asks about a file; what is sent back is the answer.
    pub(super) fn ask(self, asking: PlanAsking, answer: Sender<PlanAnswer>) {
        self.answer.set_value(Some(answer));
        self.asking.set(Some(asking));
    }

    /// Answers what is asked; with nothing, the reading is called off.
    pub fn say(self, answer: Option<PlanAnswer>) {
        self.asking.set(None);
        let sender = self.answer.try_update_value(Option::take).flatten();
        if let (Some(sender), Some(answer)) = (sender, answer) {
            // Whoever asked may have gone.
            let _ = sender.send(answer);
        }
    }

    /// What people chose before for columns of schedules.
    pub(super) fn kept() -> Vec<Choice> {
        columns::parse(&Storage::Computer.get(KEY).unwrap_or_default())
    }

    /// Keeps a choice on this computer.
    pub(super) fn keep(choice: &Choice) {
        Storage::Computer.set(KEY, &columns::format_with(&Self::kept(), choice));
    }

    /// Holds a file in the place of the one of the same name before.
    pub(super) fn hold(self, plan: HeldPlan) {
        self.held.update_value(|held| {
            held.retain(|old| old.file.name() != plan.file.name());
            held.push(plan);
        });
    }
}

impl Default for Schedules {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether a schedule is the person's own, and not that of what was loaded.
fn is_own(origin: &Origin) -> bool {
    matches!(origin, Origin::File(_))
}

impl Session {
    /// Shows schedules beside what is shown, in the place of those of the same origins.
    pub(super) fn add_plans(self, sources: Vec<PlanSource>) {
        if !sources.is_empty() {
            self.change_plans(|plans| plans.with(sources));
        }
    }

    fn change_plans(self, change: impl FnOnce(&Plans) -> Plans) {
        let plans = self.shown.plans;
        let changed = plans.with_untracked(change);
        if plans.with_untracked(|plans| *plans != changed) {
            plans.set(changed);
        }
    }

    /// Takes a schedule away.
    pub fn remove_schedule(self, origin: &Origin) {
        if let Origin::File(name) = origin {
            self.schedules.held.update_value(|held| held.retain(|plan| plan.file.name() != *name));
        }
        self.change_plans(|plans| plans.without(origin));
    }

    /// Says which agent a name of a schedule stands for.
    pub fn name_agent(self, name: String, agent: &AgentId) {
        self.add_aliases(vec![Alias { name, agent: agent.to_string() }]);
    }

    /// Takes other names of agents over.
    pub(super) fn add_aliases(self, aliases: Vec<Alias>) {
        self.change_plans(|plans| plans.with_aliases(aliases));
    }

    /// Knows from now on what agents sign in with: schedules may call them so.
    pub(super) fn know_user_names(self, agents: &[ListedAgent]) {
        let named = agents
            .iter()
            .filter_map(|agent| Some(Alias { name: agent.user_name.clone()?, agent: agent.id.to_string() }));
        let user_names: Vec<Alias> = named.collect();
        self.change_plans(|plans| plans.with_user_names(user_names));
    }

    /// Keeps room for the schedules that will be asked for once the states of a load are there.
    pub(super) fn await_plans(self, sample: Option<Sample>) {
        let of_host = || self.config.with_untracked(|config| config.schedule.is_some());
        let of_api = || self.form.with_untracked(|form| form.schedules);
        let awaited = match sample {
            Some(sample) => usize::from(sample.has_schedule()),
            None => usize::from(of_host()) + usize::from(of_api()),
        };
        self.shown.plans_awaited.set(awaited);
    }

    /// One of them came, or does not come.
    fn plan_settled(self) {
        let awaited = self.shown.plans_awaited;
        if awaited.get_untracked() > 0 {
            awaited.update(|awaited| *awaited -= 1);
        }
    }

    /// Lets go what belonged to the load before; what came from files stays.
    pub(super) fn forget_loaded_plans(self) {
        self.cancel_schedules();
        let Schedules { load, coming, fetched, of_host, .. } = self.schedules;
        load.set_value(None);
        coming.set(None);
        fetched.set(None);
        of_host.set(Vec::new());
        self.shown.plans_awaited.set(0);
        self.change_plans(|plans| plans.only(is_own));
    }

    /// Sees to the schedules of a load, once its states are there.
    pub(super) fn see_to_schedules(self, load: &SharedLoad, data: &Dataset) {
        let state = load.borrow().fetch.state();
        let is_there =
            matches!(state, FetchState::Finished | FetchState::PageLimit | FetchState::Failed { .. });
        if !state.is_under_way() && (!is_there || data.agents.is_empty()) {
            self.shown.plans_awaited.set(0);
        }
        let seen = Some((self.generation.get_value(), data.agents.len()));
        if !is_there || self.schedules.seen_to.get_value() == seen || data.agents.is_empty() {
            return;
        }
        self.schedules.seen_to.set_value(seen);
        if load.borrow().sample().is_some() {
            self.plan_sample(load);
            return;
        }
        let agents: Vec<AgentId> = data.agents.iter().map(|agent| agent.id.clone()).collect();
        if let Some(path) = self.config.with_untracked(|config| config.schedule.clone()) {
            self.fetch_host_schedules(path, agents.clone(), data.window);
        }
        if load.borrow().is_http() && self.form.with_untracked(|form| form.schedules) {
            self.fetch_schedules(agents, data.window);
        }
    }

    /// What is to be said once, when a link is copied that leaves a schedule out.
    pub fn note_of_link(self) -> Option<&'static str> {
        let has_own =
            self.shown.plans.with_untracked(|plans| plans.sources().iter().any(|one| is_own(&one.origin)));
        let is_new = has_own && !self.schedules.link_told.get_value();
        is_new.then(|| {
            self.schedules.link_told.set_value(true);
            SCHEDULE_NOT_IN_LINK
        })
    }

    /// Sees to it that what schedules are shown with is here.
    pub(super) async fn expect_schedules_shown(self) {
        let came = loading::fetch_code().await.is_ok();
        let code = if came { super::CodeState::Here } else { super::CodeState::Missing };
        self.code.set(code);
    }
}
