//! The built site in a real browser.

mod adherence;
mod aids;
mod answers;
mod archive;
mod barriers;
mod columns;
mod cxone;
mod empty;
mod engines;
mod errors;
mod everyone;
mod exports;
mod files;
mod harness;
mod hosting;
mod limits;
mod link;
mod live;
mod locale;
mod looks;
mod main_job;
mod parts;
mod reading;
mod refusals;
mod reload;
mod resume;
mod rows;
mod sample;
mod schedules;
mod secrets;
mod sign_in;
mod start;
mod states;
mod still;
mod timeline;
mod who;

use cxone_sim::{Dialect, Fault, FaultKind, Scenario, Seen, Truth, truth};
use e2e::Page;

/// An agent with weekends.
const AGENT: &str = "7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1";
/// 2026-11-03, a Tuesday, as UTC times in Unix ms.
const DAY_MS: (i64, i64) = (1_793_664_000_000, 1_793_750_400_000);
/// The same as links write it.
const DAY: &str = "start=2026-11-03T00:00:00Z&end=2026-11-04T00:00:00Z";

/// The link to the agent's day.
fn day() -> String {
    format!("?agent={AGENT}&{DAY}")
}

/// Exactly so many records in that day.
fn dense(records: usize) -> Scenario {
    Scenario { records: Some(records), ..Scenario::default() }
}

/// The same, with something that goes wrong.
fn faulty(records: usize, faults: Vec<Fault>) -> Scenario {
    Scenario { faults, ..dense(records) }
}

/// An answer made up by the server, without a body.
fn status(status: u16) -> FaultKind {
    FaultKind::Status { status, body: String::new(), headers: Vec::new() }
}

/// What there is to be found in the agent's day in a scenario of the site's server.
fn truth_of(page: &Page, base: &str) -> Truth {
    truth(&page.sim.current(base), Dialect::ReportingV2, AGENT, DAY_MS.0, DAY_MS.1)
}

/// The questions for state history that a scenario was asked.
fn questions(page: &Page, base: &str) -> Vec<Seen> {
    let all = page.sim.requests(base).into_iter();
    all.filter(|seen| seen.method == "GET" && seen.path.ends_with("state-history")).collect()
}

/// The page numbers that were asked for, in order; those that were answered well or all of them.
fn pages(page: &Page, base: &str, answered_well: bool) -> Vec<usize> {
    let wanted = |seen: &Seen| !answered_well || seen.status == Some(200);
    let number = |seen: &Seen| {
        let pair = seen.query.split('&').find_map(|pair| pair.strip_prefix("pageNumber="));
        pair.and_then(|number| number.parse().ok()).unwrap_or_default()
    };
    questions(page, base).iter().filter(|seen| wanted(seen)).map(number).collect()
}
