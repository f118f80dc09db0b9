//! Schedules that the host has beside the page.

use futures::FutureExt;
use futures::future::{LocalBoxFuture, join_all};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::Session;
use crate::app::browser::clock::sleep;
use crate::app::browser::lazy::lazy;
use crate::app::browser::{http, zone};
use crate::app::messages::{UserMessage, host_schedules_missing, schedule_error};
use crate::app::plans::host::HostPath;
use crate::app::plans::{Origin, PlanSource};
use data::files::FileError;
use data::schedule::{Options, read_in_turns};
use model::record::AgentId;
use model::schedule::ScheduleBuilder;
use model::time::Span;
use model::zone::Zone;

/// Files asked for at the same time.
const AT_ONCE: usize = 6;

/// What came of a file.
enum Came {
    Source(Box<PlanSource>),
    Missing,
    Unusable(UserMessage),
}

lazy! { schedules:
    /// Asks for the files of agents, as long as nothing else is loaded.
    fn ask(
        session: Session,
        path: HostPath,
        agents: Vec<AgentId>,
        window: Span,
        zone: Zone
    ) -> LocalBoxFuture<'static, Vec<Came>> {
        all(session, path, agents, window, zone).boxed_local()
    }
}

async fn all(session: Session, path: HostPath, agents: Vec<AgentId>, window: Span, zone: Zone) -> Vec<Came> {
    let generation = session.generation.try_get_value();
    let files: Vec<(Option<AgentId>, String)> = if path.is_by_agent() {
        agents.into_iter().map(|agent| (Some(agent.clone()), path.of(&agent))).collect()
    } else {
        vec![(None, path.of(""))]
    };
    let mut came = Vec::with_capacity(files.len());
    for some in files.chunks(AT_ONCE) {
        if session.generation.try_get_value() != generation {
            break;
        }
        came.extend(
            join_all(some.iter().map(|(agent, path)| one(agent.as_ref(), path, window, &zone))).await,
        );
    }
    came
}

async fn one(agent: Option<&AgentId>, path: &str, window: Span, zone: &Zone) -> Came {
    let answer = match http::get_beside(path).await {
        Ok(answer) if answer.status == 200 => answer,
        _ => return Came::Missing,
    };
    let mut entries = ScheduleBuilder::new();
    let options = Options {
        agent: agent.map(ToString::to_string),
        window: Some(window),
        ..Options::new(zone.clone(), &zone::for_files)
    };
    match read_in_turns(&answer.body, options, &mut entries, async || sleep(0).await).await {
        Ok(found) => Came::Source(Box::new(PlanSource {
            part: Some(path.to_owned()),
            rows: found.rows,
            remarks: found.remarks,
            dates: found.dates,
            zone: found.needs_zone.then(|| zone.name().to_owned()),
            ..PlanSource::new(Origin::Host, entries)
        })),
        // Many hosts answer with their own page for files that are not there.
        Err(FileError::WebPage | FileError::Empty) => Came::Missing,
        Err(error) => Came::Unusable(schedule_error(path, &error)),
    }
}

impl Session {
    pub(super) fn fetch_host_schedules(self, path: HostPath, agents: Vec<AgentId>, window: Span) {
        let (generation, asked) = (self.generation.get_value(), agents.len());
        let shown = self.shown.zone.get_untracked();
        let zone = zone::for_files(shown.name()).unwrap_or(shown);
        spawn_local(async move {
            let Ok(coming) = ask(self, path.clone(), agents, window, zone).await else {
                return self.plan_settled();
            };
            let came = coming.await;
            // Another load may have begun meanwhile.
            if self.generation.try_get_value() != Some(generation) {
                return;
            }
            let (mut sources, mut told, mut missing) = (Vec::new(), Vec::new(), 0);
            for one in came {
                match one {
                    Came::Source(source) => sources.push(*source),
                    Came::Missing => missing += 1,
                    Came::Unusable(message) => told.push(message),
                }
            }
            if missing > 0 {
                let asked = if path.is_by_agent() { asked } else { 1 };
                told.push(host_schedules_missing(missing, asked));
            }
            self.schedules.of_host.set(told);
            self.add_plans(sources);
            self.plan_settled();
        });
    }
}
