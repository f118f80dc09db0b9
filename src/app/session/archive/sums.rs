//! Agents × days from the sums that an archive has beside its records.

use std::collections::HashSet;

use futures::future::join_all;
use leptos::prelude::*;

use super::named;
use crate::app::browser::clock::{now, sleep};
use crate::app::browser::history;
use crate::app::browser::http::get_file;
use crate::app::link::Link;
use crate::app::range::Range;
use crate::app::session::{Draw, Large, Session};
use crate::app::sums::Sums;
use crate::app::target::{Target, link_of};
use data::archive::sums::{Filling, Known, MAX_DAYS, SumsList, SumsPiece, SumsPlan, plan_sums};
use data::archive::{self, Answer, ArchiveError, MANIFEST, Manifest};
use data::dialect::by_name;
use data::error::{ApiError, ErrorKind};
use data::query::{Agents, Query};
use data::source::{Response, TransportError};
use model::record::AgentId;
use model::time::Span;

/// Files that are asked for at a time.
const AT_ONCE: usize = 6;

/// What the sums of a target's days weigh, in bytes; `None` where there are none.
pub async fn bytes(session: Session, manifest: &Manifest, target: &Target) -> Option<u64> {
    let plan = plan(session, manifest, target).await.ok()?;
    plan.days.iter().any(|(.., known)| *known <= Known::Partly).then(|| plan.bytes())
}

async fn plan(session: Session, manifest: &Manifest, target: &Target) -> Result<SumsPlan, ArchiveError> {
    let at = now();
    let list = match &manifest.sums {
        Some(hash) => {
            archive::sums_list(get_file(&target.base, &archive::sums_path(hash), None, None).await, at)
        }
        None => SumsList::default(),
    };
    let range = target.query.span;
    let plan = session.shown.zone.with_untracked(|zone| plan_sums((manifest, &list), zone, range, at));
    let end = plan.days.last().map_or(range.end, |(_, span, _)| span.end);
    if end < range.end {
        return Err(ArchiveError::TooMuch { agents: named(target).unwrap_or(1), days: MAX_DAYS });
    }
    Ok(plan)
}

impl Session {
    /// The table of a target, where that was the last one.
    pub(super) fn kept_sums(self, target: &Target) -> Option<Draw> {
        self.kept_sums
            .with_value(|kept| kept.as_ref().filter(|(of, _)| of == target).map(|(_, draw)| draw.clone()))
    }

    /// Shows a table of what was too much to load.
    pub fn show_sums(self, draw: Draw) {
        let target = self.large.with_untracked(|large| large.as_ref().map(|large| large.target.clone()));
        self.kept_sums.set_value(target.map(|target| (target, draw.clone())));
        self.sums.set(Some(draw));
    }

    /// Loads the sums of what is too much to load; `told` is how many parts of files are here, and of how many.
    ///
    /// # Errors
    /// When they do not come; `None` where they are not wanted any more.
    pub async fn load_sums(self, told: RwSignal<(usize, usize)>) -> Option<Result<Sums, ArchiveError>> {
        let generation = self.generation.try_get_value();
        let Large { target, .. } = self.large.get_untracked()?;
        let first = sums(self, &target, told).await;
        // A file that is not there any more was replaced: the list of files says by which.
        let sums = match first {
            Err(error) if is_gone(&error) => sums(self, &target, told).await,
            sums => sums,
        };
        (self.generation.try_get_value() == generation).then_some(sums)
    }

    /// The link to an agent's day.
    pub fn link_to_day(self, sums: &Sums, agent: &AgentId, day: Span) -> Link {
        let Sums { target, .. } = sums;
        let query = Query { agents: Agents::Named(vec![agent.clone()]), span: day, ..target.query.clone() };
        let target = Target { query, range: Range::Typed(day), ..target.clone() };
        let link = self.config.with_untracked(|config| link_of(&target, config));
        Link { zone: history::current().zone, ..link }
    }

    /// Goes to a link, from which Back leads here again.
    pub fn go_to(self, link: &Link) {
        history::show(link, true);
        self.navigate(link);
    }
}

fn is_gone(error: &ArchiveError) -> bool {
    matches!(error, ArchiveError::Unreachable(error) if error.kind == ErrorKind::WrongAddress)
}

async fn sums(
    session: Session,
    target: &Target,
    told: RwSignal<(usize, usize)>,
) -> Result<Sums, ArchiveError> {
    let at = now();
    let manifest = archive::manifest(get_file(&target.base, MANIFEST, None, None).await, at)?;
    let plan = plan(session, &manifest, target).await?;
    let api = by_name(&manifest.dialect).ok_or_else(|| ArchiveError::UnknownApi(manifest.dialect.clone()))?;
    let wanted: Option<HashSet<AgentId>> = match &target.query.agents {
        Agents::All => None,
        Agents::Named(ids) => Some(ids.iter().cloned().collect()),
    };
    let states = session.states.with_untracked(|states| states.map.clone());
    let mut filling = Filling::new(api, &plan, wanted, states);
    for (number, pieces) in plan.pieces.chunks(AT_ONCE).enumerate() {
        told.try_set((number * AT_ONCE, plan.pieces.len()));
        let asked = pieces.iter().map(|own| {
            let bytes = own.piece.at..own.piece.at + own.piece.bytes();
            get_file(&target.base, &own.piece.path, Some(bytes), None)
        });
        for (own, answer) in pieces.iter().zip(join_all(asked).await) {
            add(&mut filling, own, answer)?;
            // The page has its turn in between.
            sleep(0).await;
        }
        if let Some((agents, days)) = filling.too_much() {
            return Err(ArchiveError::TooMuch { agents, days });
        }
    }
    let zone = session.shown.zone.get_untracked();
    let table = filling.finish();
    Ok(Sums { table, zone, are_of_utc: plan.are_of_utc, target: target.clone() })
}

fn add(
    filling: &mut Filling,
    own: &SumsPiece,
    answer: Result<Response, TransportError>,
) -> Result<(), ArchiveError> {
    let unreachable = |kind| ArchiveError::Unreachable(ApiError::new(kind));
    let answer = answer.map_err(|_| unreachable(ErrorKind::Network))?;
    let added = match archive::answer_of(&own.piece, &answer) {
        Answer::Piece => filling.add(own, &answer.body),
        Answer::Whole => filling.add_of_whole(own, &answer.body),
        Answer::Gone => Err(ErrorKind::WrongAddress),
        Answer::Said => Err(ErrorKind::Server),
        Answer::Useless(kind) => Err(kind),
    };
    added.map_err(unreachable)
}
