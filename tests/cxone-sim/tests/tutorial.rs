//! The tutorial's own script against the simulator, only its host replaced.

mod common;

use std::path::Path;
use std::process::{Command, Output};

use chrono::{SecondsFormat, TimeDelta, Utc};
use common::{Bench, ms};
use cxone_sim::{Paging, Scenario, TUTORIAL_AGENT};

const SCRIPT: &str = include_str!("../fixtures/tutorial.py");
const HOST: &str = "https://{CXONE_DOMAIN}.niceincontact.com";

fn python_has_requests() -> bool {
    Command::new("python3")
        .args(["-c", "import requests"])
        .output()
        .is_ok_and(|output| output.status.success())
}

/// Runs the script from a file; what it prints.
async fn run(base: &str, name: &str) -> String {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, SCRIPT.replace(HOST, base)).unwrap();
    let output: Output =
        tokio::task::spawn_blocking(|| Command::new("python3").arg(file).output().unwrap()).await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The script's range and its loop, for machines without Python or its `requests`.
async fn ported(bench: &Bench) -> usize {
    let end = Utc::now();
    let text = |time: chrono::DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Secs, true);
    let (start, end) = (text(end - TimeDelta::hours(24)), text(end));
    assert!(ms(&start) < ms(&end));
    bench.records(TUTORIAL_AGENT, (&start, &end), 1_000).await.len()
}

fn last_total(printed: &str) -> usize {
    let line = printed.lines().rfind(|line| line.starts_with("Fetched page")).unwrap_or("Total: 0");
    line.rsplit("Total: ").next().unwrap().parse().unwrap()
}

#[test]
fn only_the_host_is_replaced() {
    assert_eq!(SCRIPT.matches(HOST).count(), 2);
}

#[tokio::test]
async fn it_fetches_every_page() {
    for paging in [Paging::Number, Paging::IgnoredToken] {
        let bench = Bench::new(Scenario { records: Some(2_345), paging, ..Scenario::default() });
        assert_eq!(ported(&bench).await, 2_345);
        if !python_has_requests() {
            eprintln!("python3 with requests is not here: checked with the same loop in Rust instead");
            continue;
        }
        let printed = run(&bench.base, &format!("pages-{paging:?}.py")).await;
        assert_eq!(last_total(&printed), 2_345, "{printed}");
        assert!(printed.contains("Fetched page 3: 345 records."), "{printed}");
        assert!(printed.contains("Total Ready Time:"), "{printed}");
    }
}

#[tokio::test]
async fn its_last_24_hours_are_never_empty() {
    let bench = Bench::new(Scenario::default());
    assert!(ported(&bench).await > 0);
    if !python_has_requests() {
        eprintln!("python3 with requests is not here: checked with the same loop in Rust instead");
        return;
    }
    let printed = run(&bench.base, "day.py").await;
    assert!(last_total(&printed) > 0, "{printed}");
    assert!(printed.contains("Total Ready Time:"), "{printed}");
}

#[tokio::test]
async fn it_dies_on_a_null_sub_state() {
    let bench = Bench::new(Scenario { records: Some(10), null_sub_states: true, ..Scenario::default() });
    if !python_has_requests() {
        eprintln!("python3 with requests is not here: nothing to run");
        return;
    }
    let printed = run(&bench.base, "null.py").await;
    assert!(printed.contains("Application error"), "{printed}");
}
