//! Files with schedules → what is planned, piece by piece, with a question where it is not known what they hold.

use std::pin::pin;

use futures::channel::oneshot;
use leptos::prelude::*;

use super::super::super::schedules::{HeldPlan, PlanAnswer, PlanAsking, Schedules};
use super::super::Held;
use super::super::turns::{Bytes, Ended, Unusable};
use super::Job;
use crate::app::browser::clock::now;
use crate::app::browser::file::{self, File};
use crate::app::browser::zone;
use crate::app::columns::is_askable;
use crate::app::messages::{self, UserMessage};
use crate::app::plans::columns::{self, Choice};
use crate::app::plans::{Origin, PlanSource};
use data::files::turns::step;
use data::files::{Dates, FileError, MAX_WHOLE};
use data::schedule::{Chosen, HEAD, Import, Options, Sort, aliases, sort_of};
use model::schedule::ScheduleBuilder;
use model::time::{DAY, Millis, Span};

/// 1995-01-01: nothing that repeats is read from before.
const OLDEST: Millis = Millis(788_918_400_000);

/// What repeats without an end is read up to a year from now.
fn reach() -> Span {
    Span { start: OLDEST, end: now() + 366 * DAY }
}

/// What a file is called without its ending: whose plan it is, where it does not say.
fn stem(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

impl Job {
    /// Takes out the files that hold schedules, or other names of agents: they are shown at once, and what is shown
    /// stays.
    pub(super) async fn take_schedules(&mut self) -> Result<(), Ended> {
        let (mut rest, mut plans, mut told) = (Vec::new(), Vec::new(), Vec::new());
        for held in std::mem::take(&mut self.files) {
            match self.sort(&held).await? {
                Sort::Schedule => plans.push(HeldPlan::new(held.file)),
                Sort::Aliases => told.push(self.take_aliases(&held.file).await?),
                Sort::Doubtful | Sort::Other => rest.push(Held { has_states: true, ..held }),
            }
        }
        self.files = rest;
        self.session.schedules.told.set(told);
        self.read_plans(plans).await
    }

    /// Reads schedules and shows them together.
    pub(super) async fn read_plans(&mut self, plans: Vec<HeldPlan>) -> Result<(), Ended> {
        if plans.is_empty() {
            return Ok(());
        }
        let schedules = self.session.schedules;
        let (mut sources, mut read) = (Vec::new(), Vec::new());
        for plan in plans {
            let name = plan.file.name();
            match self.plan(&plan).await? {
                Ok(source) => {
                    sources.push(source);
                    read.push(plan);
                }
                Err(why) => {
                    let message = match why {
                        Unusable::Gone => messages::file_gone(&name),
                        Unusable::Not(error) => messages::schedule_error(&name, &error),
                    };
                    schedules.told.update(|told| told.push(message));
                }
            }
        }
        self.session.files.reading.set(None);
        self.session.expect_schedules_shown().await;
        if self.session.files.is_late(self.turn) {
            return Err(Ended);
        }
        for plan in read {
            schedules.hold(HeldPlan { is_anew: false, ..plan });
        }
        self.session.add_plans(sources);
        Ok(())
    }

    /// What a file is, by its beginning; a person says where that is in doubt.
    async fn sort(&self, held: &Held) -> Result<Sort, Ended> {
        if held.has_states || held.anew.is_some() {
            return Ok(Sort::Other);
        }
        let bytes = file::bytes(&held.file, 0.0, held.file.size().min(HEAD as f64)).await;
        let beginning = bytes.unwrap_or_default();
        if self.session.files.is_late(self.turn) {
            return Err(Ended);
        }
        let kept = Schedules::kept();
        match sort_of(&beginning, Chosen { reports: &self.presets, schedules: &kept }) {
            Sort::Doubtful => {
                let asking = PlanAsking::Sort { name: held.file.name() };
                let answer = self.ask_of_plan(asking).await?;
                let is_schedule = answer == PlanAnswer::IsSchedule(true);
                Ok(if is_schedule { Sort::Schedule } else { Sort::Other })
            }
            sort => Ok(sort),
        }
    }

    async fn take_aliases(&self, file: &File) -> Result<UserMessage, Ended> {
        let bytes = file::bytes(file, 0.0, file.size().min(MAX_WHOLE as f64)).await.unwrap_or_default();
        if self.session.files.is_late(self.turn) {
            return Err(Ended);
        }
        let found = aliases(&bytes).unwrap_or_default();
        let count = found.len();
        self.session.add_aliases(found);
        Ok(messages::aliases_read(&file.name(), count))
    }

    async fn ask_of_plan(&self, asking: PlanAsking) -> Result<PlanAnswer, Ended> {
        let (sender, receiver) = oneshot::channel();
        let files = self.session.files;
        files.reading.set(None);
        self.session.schedules.ask(asking, sender);
        receiver.await.ok().filter(|_| !files.is_late(self.turn)).ok_or(Ended)
    }

    /// What comes of one schedule, whatever has to be asked.
    async fn plan(&self, plan: &HeldPlan) -> Result<Result<PlanSource, Unusable>, Ended> {
        let outcome = self.plan_with(plan, None).await?;
        let Err(Unusable::Not(FileError::UnknownColumns { found, rows })) = outcome else {
            return Ok(outcome);
        };
        if !is_askable(&found, &rows) {
            return Ok(Err(Unusable::Not(FileError::UnknownColumns { found, rows })));
        }
        let is_for = |choice: &Choice| choice.iter().map(|(name, _)| name).eq(&found);
        let kept = Schedules::kept().into_iter().find(is_for);
        let choice = match kept {
            Some(choice) if !plan.is_anew => choice,
            kept => {
                let proposal = kept.unwrap_or_else(|| columns::proposal(&found));
                let asking = PlanAsking::Columns { name: plan.file.name(), rows, proposal };
                let PlanAnswer::Columns { choice, remember } = self.ask_of_plan(asking).await? else {
                    return Err(Ended);
                };
                if remember {
                    Schedules::keep(&choice);
                }
                choice
            }
        };
        let outcome = self.plan_with(plan, Some(choice)).await?;
        Ok(outcome.map(|source| PlanSource { is_chosen: true, ..source }))
    }

    async fn plan_with(
        &self,
        plan: &HeldPlan,
        columns: Option<Choice>,
    ) -> Result<Result<PlanSource, Unusable>, Ended> {
        let (opened, name) = (&plan.file, plan.file.name());
        let chosen = plan.zone.as_deref().and_then(zone::for_files);
        let of_file = chosen.unwrap_or_else(|| self.zone.clone());
        let options = Options {
            date_order: plan.order,
            agent: Some(stem(&name)),
            columns,
            window: Some(reach()),
            ..Options::new(of_file.clone(), &zone::for_files)
        };
        let mut entries = ScheduleBuilder::new();
        let mut import = Import::new(options, &mut entries);
        let share = |read: f64| read / opened.size();
        let fed =
            self.turns().feed(Bytes::of(opened), share, |bytes| import.feed(bytes).map(|()| import.rows()));
        if let Err(why) = fed.await? {
            return Ok(Err(why));
        }
        let found = {
            let mut work = pin!(import.finish_in_turns());
            self.turns().work("shiftline:decode", || step(work.as_mut())).await?
        };
        let found = match found {
            Ok(found) => found,
            Err(error) => return Ok(Err(Unusable::Not(error))),
        };
        let is_certain = |dates: Dates| dates.certain && plan.order.is_none();
        Ok(Ok(PlanSource {
            rows: found.rows,
            remarks: found.remarks,
            dates: found.dates.map(|dates| Dates { certain: is_certain(dates), ..dates }),
            zone: found.needs_zone.then(|| of_file.name().to_owned()),
            ..PlanSource::new(Origin::File(name), entries)
        }))
    }
}
