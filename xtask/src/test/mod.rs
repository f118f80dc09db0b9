//! Everything a change must pass, cheapest first.

mod advisories;
mod results;
mod stage;
mod supply;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use clap::Args;

use crate::run::{say, took};
use results::Results;
use stage::{Choice, Stage};

/// What to test.
#[derive(Args, Debug)]
pub struct Options {
    /// Only this stage; without it, all of them in this order.
    stage: Option<Stage>,
    /// Only tests of that stage whose name has this in it.
    #[arg(requires = "stage")]
    filter: Option<String>,
    /// End-to-end tests of dist/ as it is, which is not built anew.
    #[arg(long)]
    built: bool,
}

/// What a person runs before each commit.
const BEFORE_A_COMMIT: [Stage; 2] = [Stage::Lint, Stage::Native];

/// How a stage went.
struct Report {
    stage: Stage,
    took: Duration,
    results: Results,
    done: Result<()>,
}

/// Runs all stages, or those that were asked for.
pub fn run(options: &Options) -> ExitCode {
    let stages = options.stage.map_or_else(|| Stage::ALL.to_vec(), |stage| vec![stage]);
    run_stages(&stages, &Choice { filter: options.filter.clone(), built: options.built, supply: true })
}

/// Format, clippy and the native tests.
pub fn check() -> ExitCode {
    run_stages(&BEFORE_A_COMMIT, &Choice::default())
}

/// Runs the stages until one fails, and says how each went.
fn run_stages(stages: &[Stage], choice: &Choice) -> ExitCode {
    let mut reports = Vec::new();
    for stage in stages {
        let report = report(*stage, choice);
        let failed = report.done.is_err();
        reports.push(report);
        if failed {
            break;
        }
    }
    println!("\n{}", took().trim_end());
    let total = summary(&reports, &stages[reports.len()..]);
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn report(stage: Stage, choice: &Choice) -> Report {
    say(format!("{}: {}", stage.name(), stage.about()));
    let start = Instant::now();
    let mut results = Results::default();
    let done = stage.run(choice, &mut results).and_then(|()| has_run(choice, &results));
    // What fails without a test's word, such as a format that is off, counts as one failure.
    if done.is_err() && results.failed == 0 {
        results.failed = 1;
    }
    Report { stage, took: start.elapsed(), results, done }
}

/// A filter that fits nothing is a mistake, not a success.
fn has_run(choice: &Choice, results: &Results) -> Result<()> {
    let filter = choice.filter.as_deref().unwrap_or_default();
    ensure!(filter.is_empty() || results.passed > 0, "no test has \"{filter}\" in its name");
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_that_fits_no_test_is_a_failure() {
        let choice = |filter: Option<&str>| Choice { filter: filter.map(str::to_owned), ..Choice::default() };
        let ran = |passed| Results { passed, ..Results::default() };
        assert!(has_run(&choice(None), &ran(0)).is_ok(), "the stage of lints has no tests");
        assert!(has_run(&choice(Some("zoom")), &ran(1)).is_ok());
        assert!(has_run(&choice(Some("zoom")), &ran(0)).is_err());
    }
}
