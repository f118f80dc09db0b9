//! Everything a change must pass, cheapest first.

mod results;
mod stage;
mod supply;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;

use crate::run::say;
use results::Results;
use stage::Stage;

/// What to test.
#[derive(Args, Debug)]
pub struct Options {
    /// Only this stage; without it, all of them in this order.
    stage: Option<Stage>,
}

/// How a stage went.
struct Report {
    stage: Stage,
    took: Duration,
    results: Results,
    done: Result<()>,
}

/// Runs the stages until one fails, and says how each went.
pub fn run(options: &Options) -> ExitCode {
    let stages = options.stage.map_or_else(|| Stage::ALL.to_vec(), |stage| vec![stage]);
    let mut reports = Vec::new();
    for stage in &stages {
        let report = report(*stage);
        let failed = report.done.is_err();
        reports.push(report);
        if failed {
            break;
        }
    }
    let total = summary(&reports, &stages[reports.len()..]);
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn report(stage: Stage) -> Report {
    say(format!("{}: {}", stage.name(), stage.about()));
    let start = Instant::now();
    let mut results = Results::default();
    let done = stage.run(&mut results);
    // What fails without a test's word, such as a format that is off, counts as one failure.
    if done.is_err() && results.failed == 0 {
        results.failed = 1;
    }
    Report { stage, took: start.elapsed(), results, done }
}

/// Says how each stage went; all results together.
fn summary(reports: &[Report], left: &[Stage]) -> Results {
    let mut total = Results::default();
    println!();
    for Report { stage, took, results, done } in reports {
        let verdict = if done.is_ok() { "ok" } else { "FAILED" };
        let (name, seconds) = (stage.name(), took.as_secs());
        println!(
            "{name:<8} {verdict:<7} {:>5} passed {:>3} failed {seconds:>5} s",
            results.passed, results.failed
        );
        total.add(results);
    }
    for stage in left {
        println!("{:<8} not run", stage.name());
    }
    for name in &total.names {
        println!("failed: {name}");
    }
    for error in reports.iter().filter_map(|report| report.done.as_ref().err()) {
        println!("error: {error:#}");
    }
    total
}
