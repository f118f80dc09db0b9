//! The schedule of sample data.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::Session;
use super::super::load::SharedLoad;
use super::super::source::MadeUp;
use crate::app::browser::clock::{sleep, ticks};
use crate::app::plans::{Origin, PlanSource};
use model::schedule::ScheduleBuilder;

/// Longest stretch of work before the page gets its turn, in milliseconds.
const SLICE: f64 = 8.0;

impl Session {
    /// Makes the schedule of a sample up, agent by agent.
    pub(super) fn plan_sample(self, load: &SharedLoad) {
        let sample = self.loaded.with_untracked(|link| link.as_ref().and_then(|link| link.demo));
        if !sample.is_some_and(data::demo::Sample::has_schedule) {
            return;
        }
        let (load, generation) = (load.clone(), self.generation.get_value());
        spawn_local(async move {
            let mut entries = ScheduleBuilder::new();
            let agents = load.borrow().sample().map_or(0, MadeUp::agents);
            let mut next = 0;
            while next < agents {
                // Whatever asks for it is a task already, and another load may have begun.
                sleep(0).await;
                if self.generation.try_get_value() != Some(generation) {
                    return;
                }
                let began = ticks();
                while next < agents && ticks() - began < SLICE {
                    if let Some(sample) = load.borrow().sample() {
                        sample.plan(next, &mut entries);
                    }
                    next += 1;
                }
            }
            self.add_plans(vec![PlanSource::new(Origin::Sample, entries)]);
            self.plan_settled();
        });
    }
}
