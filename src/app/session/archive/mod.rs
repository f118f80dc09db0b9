//! A load from an archive.
//!
//! ```text
//! manifest ─▶ plan ─▶ asked about, where it is a lot ─▶ load of the plan's pieces (bytes)
//!                │         └──▶ agents × days instead, from the sums beside its records (sums)
//!                └──▶ what lies beyond its end is the API's, where one may be asked (beyond)
//! ```
//! It is a part of the program of its own.

mod beyond;
mod bytes;
mod sums;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::source::Source;
use super::{Large, Records, Session};
use crate::app::browser::clock::now;
use crate::app::browser::history;
use crate::app::browser::http::get_file;
use crate::app::browser::lazy::{Missing, lazy};
use crate::app::link::Link;
use crate::app::target::{FormError, Target};
use beyond::{Beyond, beyond};
use bytes::Bytes;
use data::archive::{self, ArchiveError, MANIFEST, Manifest, People, Plan, Rosters, TableError};
use data::dialect::ListedAgent;
use data::files::FileError;
use data::query::{Agents, Amount, MAX_CALLS, MAX_UNASKED, QueryError};
use model::directory::Person;
use model::record::AgentId;
use model::time::Millis;

/// Most records that are loaded without a question, for a link alone and for whoever filled in the form.
const UNASKED: [u64; 2] = [1_000_000, 3_000_000];

/// Most records that a page can hold.
const MAX_RECORDS: u64 = 30_000_000;

/// What a load was begun by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A link alone.
    Followed,
    /// A person.
    Typed,
    /// A person, who was told how much it is.
    Agreed,
    /// A file that was not there any more: another time it is only missing.
    Again,
}

lazy! { archive:
    /// Begins a load.
    fn begin(session: Session, target: Target, view: Link, how: How) -> () {
        spawn_local(prepare(session, target, view, how));
    }
}

lazy! { archive:
    /// Begins what a link asks for, unless another was gone to meanwhile.
    fn follow(session: Session, link: Link) -> () {
        match session.target_of_form() {
            _ if history::current() != link => {}
            Ok(target) => spawn_local(prepare(session, target, link, How::Followed)),
            Err(errors) => session.not_sent(errors),
        }
    }
}

lazy! { parquet:
    /// The text of a Parquet file's table.
    pub(in crate::app::session) fn table(bytes: Vec<u8>) -> Result<Vec<u8>, FileError> {
        archive::table(bytes).map_err(|error| match error {
            TableError::Damaged => FileError::DamagedParquet,
            TableError::Packed => FileError::PackedParquet,
            TableError::TooLarge => FileError::TooLarge,
        })
    }
}

impl Session {
    /// Loads from an archive.
    pub(super) fn load_archive(self, target: Target, view: Link, how: How) {
        self.with_archive_code(begin(self, target, view, how));
    }

    /// Loads what a link asks of an archive.
    pub(super) fn follow_to_archive(self, link: Link) {
        self.with_archive_code(follow(self, link));
    }

    fn with_archive_code(self, work: impl Future<Output = Result<(), Missing>> + 'static) {
        self.ensure_code(async move {
            super::loading::fetch_code().await?;
            work.await
        });
    }
}

async fn prepare(session: Session, mut target: Target, view: Link, how: How) {
    session.files.stop();
    if let Err(error) = checked(&target) {
        return session.not_sent(vec![FormError::Query(error)]);
    }
    let generation = session.generation.try_update_value(|generation| {
        *generation += 1;
        *generation
    });
    let planned = planned(session, &mut target).await;
    // Another load may have begun meanwhile.
    if session.generation.try_get_value() != generation {
        return;
    }
    let told = |error| session.not_sent(vec![FormError::Archive(error)]);
    let Planned { manifest, plan, beyond, people } = match planned {
        Ok(planned) => planned,
        Err(error) => return told(error),
    };
    let (records, agents) = (plan.rows(), named(&target));
    let tail = beyond.as_ref().map(|beyond| &beyond.tail);
    let calls = plan.pieces.len() + tail.map_or(0, |tail| tail.plans().len());
    let amount = Amount { agents, days: target.query.days(), calls: calls as u64 };
    let (more, base) = match &beyond {
        Some(Beyond { agents, base, .. }) => (agents.clone(), base.clone()),
        None => (Vec::new(), target.base.clone()),
    };
    // What the API says is newer.
    let known: Vec<ListedAgent> = people.into_iter().map(listed).chain(more).collect();
    if beyond.is_some() || !known.is_empty() {
        session.know_people(known, base);
    }
    let is_too_much = records > MAX_RECORDS;
    if is_too_much || is_a_lot(&amount, records, how) {
        let sums = sums::bytes(session, &manifest, &target).await;
        if session.generation.try_get_value() != generation {
            return;
        }
        let records = Some(Records { count: records, bytes: plan.bytes(), is_too_much, sums });
        // Of the same question there may be a table already.
        let kept = session.kept_sums(&target);
        session.ask_of_large(Large { amount, records, target, link: view });
        return session.sums.set(kept);
    }
    let Some(fetch) = archive::fetch(&manifest.dialect, &plan, target.query.clone(), tail) else {
        return told(ArchiveError::UnknownApi(manifest.dialect));
    };
    let again = (how != How::Again).then(|| (session, target.clone(), view.clone()));
    let bytes = Bytes::new(&target, (manifest, plan), fetch.durations(), beyond, again);
    session.start_from(fetch, Source::Archive(Rc::new(bytes)), target, view);
}

/// Refuses ranges that no archive has, before anything is asked.
fn checked(target: &Target) -> Result<(), QueryError> {
    target.query.check_span()?;
    let amount = Amount { agents: named(target), days: target.query.days(), calls: 0 };
    if amount.agent_days() > MAX_CALLS { Err(QueryError::TooMuch(amount)) } else { Ok(()) }
}

/// The agents that a target names.
fn named(target: &Target) -> Option<usize> {
    match &target.query.agents {
        Agents::Named(ids) => Some(ids.len()),
        Agents::All => None,
    }
}

/// Whether a person is asked first.
fn is_a_lot(amount: &Amount, records: u64, how: How) -> bool {
    let [followed, typed] = UNASKED;
    match how {
        How::Followed => records > followed || amount.agent_days() > MAX_UNASKED,
        How::Typed => records > typed,
        How::Agreed | How::Again => false,
    }
}

/// An agent of whom no more is known than who that is.
fn listed((id, person): (AgentId, Person)) -> ListedAgent {
    ListedAgent { id, person, team_id: None, user_name: None }
}

/// What of the archive is wanted, of the API beyond it, and who the agents are.
struct Planned {
    manifest: Manifest,
    plan: Plan,
    beyond: Option<Beyond>,
    people: People,
}

async fn planned(session: Session, target: &mut Target) -> Result<Planned, ArchiveError> {
    let at = now();
    let answer = get_file(&target.base, MANIFEST, None, None).await;
    let manifest = archive::manifest(answer, at)?;
    let rosters = rosters(&manifest, target, at).await?;
    let plan = |target: &Target, until| {
        archive::plan(&manifest, &rosters, &target.query.agents, target.query.span, until)
    };
    let whole = plan(target, at);
    let beyond = beyond(session, target, (&manifest, &whole), at).await;
    let plan = match &beyond {
        // Nothing that began later counts: it comes from the API.
        Some(beyond) => plan(target, beyond.tail.from),
        None => whole,
    };
    let people = people(&manifest, target, at).await;
    Ok(Planned { manifest, plan, beyond, people })
}

/// Who the agents are, as far as the archive says it. One agent's name would weigh more than the agent's day: all are
/// in one list.
async fn people(manifest: &Manifest, target: &Target, at: Millis) -> People {
    let Some(hash) = manifest.people.as_ref().filter(|_| named(target) != Some(1)) else {
        return People::new();
    };
    archive::people(get_file(&target.base, &archive::people_path(hash), None, None).await, at)
}

/// The lists of agents that the days were fetched for.
async fn rosters(manifest: &Manifest, target: &Target, at: Millis) -> Result<Rosters, ArchiveError> {
    let mut rosters = Rosters::new();
    for hash in archive::rosters_of(manifest, target.query.span, at) {
        let answer = get_file(&target.base, &archive::roster_path(hash), None, None).await;
        rosters.insert(hash.to_owned(), archive::roster(answer, at)?);
    }
    Ok(rosters)
}
