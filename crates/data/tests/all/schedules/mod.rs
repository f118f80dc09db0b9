//! Schedules as people have them.

mod apis;
mod calendars;
mod chosen;
mod exported;
mod fetched;
mod hostile;
mod long;
mod odd_calendars;
mod odd_tables;
mod sorts;
mod tables;

use data::files::FileError;
use data::schedule::{Found, Options, read};
use model::plain::clock_text;
use model::schedule::{Schedule, ScheduleBuilder};
use model::time::Span;
use model::zone::Zone;

use crate::zoned::zone;

/// Zones of these tests by their names.
pub fn named(name: &str) -> Option<Zone> {
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
        .contains(&name)
        .then(|| zone(name))
}

/// Options for times of Berlin.
pub fn options() -> Options<'static> {
    Options::new(zone("Europe/Berlin"), &named)
}

/// What a file held.
pub fn held(text: &str, options: Options) -> Result<(Schedule, Found), FileError> {
    let mut builder = ScheduleBuilder::new();
    let found = read(text.as_bytes(), options, &mut builder)?;
    Ok((builder.finish(), found))
}

/// Each stretch as a line: who, day and clocks of Berlin, activity.
pub fn lines(schedule: &Schedule) -> Vec<String> {
    let berlin = zone("Europe/Berlin");
    let clock = |at| clock_text(berlin.local(at))[..5].to_owned();
    let span = |span: Span| {
        let [from, to] = [span.start, span.end].map(|at| berlin.date(at).format("%m%d").to_string());
        let to = if from == to { String::new() } else { format!("{to} ") };
        format!("{from} {}-{to}{}", clock(span.start), clock(span.end))
    };
    let plans = schedule.plans.iter().flat_map(|(who, plan)| plan.list().iter().map(move |one| (who, one)));
    plans
        .map(|(who, one)| format!("{who} {} {}", span(one.span), schedule.activity(one.activity).name))
        .collect()
}

/// The stretches of a file that is read without a remark.
pub fn told(text: &str, options: Options) -> Vec<String> {
    let (schedule, found) = held(text, options).unwrap();
    assert!(found.remarks.examples.is_empty(), "{:?}", found.remarks);
    lines(&schedule)
}

/// What is odd, as `kind line: text`.
pub fn remarks(found: &Found) -> Vec<String> {
    let told = found.remarks.examples.iter().map(|one| format!("{:?} {}: {}", one.kind, one.line, one.text));
    told.collect()
}
