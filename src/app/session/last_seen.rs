//! When an agent was seen before and after a range in which nothing came: asked for by a person, and with a few
//! requests only.

use leptos::prelude::*;

use super::Session;
use crate::app::browser::clock::{now, sleep};
use crate::app::browser::http;
use crate::app::last_seen::LastSeen;
use crate::app::range::Range;
use crate::app::source::SourceKind;
use crate::app::target::{Target, link_of};
use data::dialect::by_name;
use data::fetch::{Fetch, FetchState, FetchStep};
use data::query::{Agents, Query};
use model::page::Part;
use model::time::{DAY, Millis, Span};

/// How far to look, the nearest first, in milliseconds.
const FAR: [i64; 2] = [3 * DAY, 28 * DAY];

/// Most series of pages, and most pages of one, that are asked for at a time.
const MAX: usize = 8;

/// Longest wait for a server that asks for one, in milliseconds.
const PATIENCE: i64 = 10_000;

impl Session {
    /// Whether that can be looked for: of one agent, and an API.
    pub fn can_look_around(self) -> bool {
        self.status.track();
        let one = |target: &Target| {
            let is_one = matches!(&target.query.agents, Agents::Named(ids) if ids.len() == 1);
            is_one && target.source == SourceKind::Api
        };
        self.target.with_value(|target| target.as_ref().is_some_and(one))
    }

    /// Looks before and after the range. What cannot be had was not looked through.
    pub async fn look_around(self) -> Option<LastSeen> {
        let target = self.target.get_value()?;
        let (range, present) = (target.query.span, now());
        let mut seen = LastSeen { looked: range, ..LastSeen::default() };
        for far in FAR {
            let before = Span { start: range.start + -far, end: seen.looked.start };
            let Some(found) = self.seen_within(&target, before).await else { break };
            seen.looked.start = before.start;
            seen.last = found.map(|(_, last)| last);
            if seen.last.is_some() {
                break;
            }
        }
        for far in FAR {
            let end = (range.end + far).min(present);
            let after = Span { start: seen.looked.end, end };
            if after.is_empty() {
                break;
            }
            let Some(found) = self.seen_within(&target, after).await else { break };
            seen.looked.end = end;
            seen.next = found.map(|(first, _)| first);
            if seen.next.is_some() {
                break;
            }
        }
        Some(seen).filter(|seen| seen.looked != range)
    }

    /// The first and the last state change of a span, `Some(None)` where there is none; `None` where it cannot be
    /// told with a few requests.
    async fn seen_within(self, target: &Target, span: Span) -> Option<Option<(Millis, Millis)>> {
        let dialect = by_name(&target.api)?;
        let mut query = Query { span, ..target.query.clone() };
        query.settings.max_pages = MAX;
        if dialect.plan(&query).ok()?.len() > MAX {
            return None;
        }
        let mut fetch = Fetch::new(dialect, query).ok()?;
        loop {
            match fetch.step(now()) {
                FetchStep::Send { ticket, request } => {
                    let token = self.sign_in.token_for(&target.base).await;
                    let answer = http::get(&target.base, &request, token.as_deref(), None).await;
                    fetch.arrived(ticket, answer, now(), 0.5);
                }
                FetchStep::Wait { until } if until - now() <= PATIENCE => sleep((until - now()).max(0)).await,
                FetchStep::Wait { .. } | FetchStep::Idle => return None,
                FetchStep::Done => break,
            }
        }
        if fetch.state() != FetchState::Finished {
            return None;
        }
        let series = fetch.series();
        let pages = series.iter().flat_map(|series| &series.parts).filter_map(Part::page);
        let blocks = pages.flat_map(|page| &page.blocks).map(|(_, block)| block);
        // Pages reach back to what was carried in.
        let starts = blocks.flat_map(|block| (0..block.len()).map(|row| block.start(row)));
        let within = starts.filter(|at| span.contains(*at));
        Some(within.fold(None, |found: Option<(Millis, Millis)>, at| {
            Some(found.map_or((at, at), |(first, last)| (first.min(at), last.max(at))))
        }))
    }

    /// Asks the same of the day of a moment.
    pub fn show_day_of(self, at: Millis) {
        let Some(target) = self.target.get_value() else { return };
        let zone = self.shown.zone.get_untracked();
        let span = zone.day(zone.local(at).date());
        let target =
            Target { range: Range::Typed(span), query: Query { span, ..target.query.clone() }, ..target };
        let link = link_of(&target, &self.config.get_untracked());
        self.load_target(target, link);
    }
}
