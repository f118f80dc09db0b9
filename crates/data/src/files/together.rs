//! Files that are dropped together. Those with the same header, read by the same rules, are parts of one
//! report: what a row of it means may only show in another file. Files of different kinds never change
//! each other.

use std::collections::HashMap;

use super::Imported;
use super::found::{Found, imported};
use super::report::{self, Report};
use super::sink::Sink;
use super::turns::{at_once, turn};

/// What was read of a file, before the rows of a report are settled.
#[derive(Debug)]
pub struct Read {
    /// One table; the answer of a report job may hold several.
    pub(super) held: Vec<Held>,
}

/// What was read of one table or list.
#[derive(Debug)]
pub(super) struct Held {
    pub sink: Sink,
    pub found: Found,
    /// The rows that are not settled.
    pub report: Option<Box<Report>>,
    /// Whether its rows are told by lines of the file.
    pub has_lines: bool,
}

impl Read {
    /// What a file held that is all there is.
    pub fn settle(self) -> Imported {
        settle_together(vec![self]).remove(0)
    }
}

/// What files held that came together, each by itself again.
pub fn settle_together(files: Vec<Read>) -> Vec<Imported> {
    at_once(settle_in_turns(files))
}

/// The same, in steps ([`step`](super::turns::step)) where rows are many.
pub async fn settle_in_turns(files: Vec<Read>) -> Vec<Imported> {
    let counts: Vec<usize> = files.iter().map(|file| file.held.len()).collect();
    let mut held: Vec<Held> = files.into_iter().flat_map(|file| file.held).collect();
    for places in reports(&held) {
        let taken = places.iter().filter_map(|place| {
            let Held { sink, report, .. } = &mut held[*place];
            Some((report.take()?, std::mem::take(sink)))
        });
        let settled = report::settle(taken.collect()).await;
        turn(settled.iter().map(|(sink, _)| sink.rows).sum()).await;
        for (place, (sink, dates)) in places.into_iter().zip(settled) {
            held[place].sink = sink;
            held[place].found.dates = dates;
        }
    }
    let mut held = held.into_iter().map(|held| imported(held.sink, held.found, held.has_lines));
    let whole = |count| held.by_ref().take(count).reduce(Imported::with);
    counts.into_iter().filter_map(whole).collect()
}

/// The places of the parts of each report.
fn reports(held: &[Held]) -> Vec<Vec<usize>> {
    let mut reports: Vec<Vec<usize>> = Vec::new();
    let mut of_header: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (place, report) in
        held.iter().enumerate().filter_map(|(place, held)| Some((place, held.report.as_ref()?)))
    {
        // Few rules for one header.
        let alike = of_header.entry(report.header()).or_default();
        let is_like =
            |of: &&usize| held[reports[**of][0]].report.as_ref().is_some_and(|first| first.is_like(report));
        if let Some(of) = alike.iter().find(is_like) {
            reports[*of].push(place);
        } else {
            alike.push(reports.len());
            reports.push(vec![place]);
        }
    }
    reports
}
