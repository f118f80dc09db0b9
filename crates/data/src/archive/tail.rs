//! Where an archive ends and its API goes on.
//!
//! ```text
//!   archive        │ API
//!  ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓│░░░░░░░░░▶   `from`: before it only the archive's rows count, from it on only the API's
//! ```

use super::manifest::{Manifest, day_of};
use super::plan::{Plan, reach_of};
use crate::dialect::{self, Decoder, Dialect, Plans};
use crate::query::{Agents, Query};
use model::time::{MINUTE, Millis, SECOND, Span};

/// How long a record may take to be in the API's answers, in milliseconds: NICE's reports are fed every 5 minutes.
const LATE: i64 = 10 * MINUTE;

/// What an API is asked for where an archive ends.
#[derive(Clone, Debug)]
pub struct Tail {
    /// When it begins.
    pub from: Millis,
    /// Its series of requests.
    plans: Vec<dialect::Plan>,
    /// How its answers are read.
    pub decoder: &'static dyn Decoder,
}

impl Tail {
    /// What this API is to be asked for from a moment on; `None` where it cannot be.
    pub fn new(
        api: &dyn Dialect,
        decoder: &'static dyn Decoder,
        query: &Query,
        (plan, from): (&Plan, Millis),
    ) -> Option<Self> {
        let agents = match &query.agents {
            // Those that the archive knows.
            Agents::All if !api.offers_all() => Agents::Named(plan.agents.clone()),
            agents => agents.clone(),
        };
        let plans = |start: Millis| {
            let span = Span { start, ..query.span };
            api.plan(&Query { agents: agents.clone(), span, ..query.clone() }).ok()
        };
        // Some look back by themselves.
        let looks_back = |plans: &Plans| plans.get(0).is_some_and(|first| first.span.start <= from);
        let all = plans(from.max(query.span.start)).filter(looks_back).or_else(|| plans(from))?;
        let plans = (0..all.len()).map_while(|number| all.get(number)).collect();
        Some(Self { from, plans, decoder })
    }

    /// Its series of requests.
    pub fn plans(&self) -> &[dialect::Plan] {
        &self.plans
    }
}

/// From when on to the end of a range something is missing in an archive, in whole seconds: of everyone or, where
/// agents are named, of one of them. `None` where it has the end of the range.
pub fn missing_from(
    manifest: &Manifest,
    plan: &Plan,
    agents: &Agents,
    (range, now): (Span, Millis),
) -> Option<Millis> {
    let reach = reach_of(range, now);
    let counts = plan.lacking.iter().filter(|lacking| lacking.agent.is_none() || *agents != Agents::All);
    let mut spans: Vec<Span> = counts.map(|lacking| lacking.span).collect();
    spans.sort_by_key(|span| std::cmp::Reverse(span.end));
    let joins = |from: &mut Millis, span: Span| {
        let is_next = span.end >= *from;
        *from = if is_next { span.start.min(*from) } else { *from };
        is_next.then_some(*from)
    };
    let mut from = spans.into_iter().scan(reach.end, joins).last().unwrap_or(reach.end);
    if from == reach.end {
        return None;
    }
    while let Some(sure) = sure_until(manifest, from).filter(|sure| *sure < from && from > reach.start) {
        from = sure;
    }
    Some(Millis(from.0.div_euclid(SECOND) * SECOND).max(reach.start))
}

/// Until when all rows of the day before a moment had come when it was fetched.
fn sure_until(manifest: &Manifest, from: Millis) -> Option<Millis> {
    Some(manifest.day(day_of(from + -1)?)?.fetched + -LATE)
}
