//! The queries of docs/archive.md, run as they stand, find what Shiftline finds. `cargo xtask test archive` runs this: it
//! needs DuckDB and pyarrow.

#[path = "../all/bench.rs"]
#[allow(dead_code, reason = "the other tests use more of it")]
mod bench;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use data::archive::manifest::span_of;
use model::dataset::Dataset;
use model::state::StateKind;
use model::time::{MINUTE, Span};
use serde_json::Value;
use shiftline_archive::disk::Real;
use shiftline_archive::folder::Folder;
use shiftline_archive::kept;
use tempfile::TempDir;

use bench::{Bench, days, question, tenant};

/// The days of the queries, and the one before.
const DAYS: usize = 4;

/// An archive beside which queries are run.
async fn archive(dialect: &str) -> TempDir {
    let root = TempDir::new().unwrap();
    let bench = Bench::new(tenant());
    bench.fill(&root.path().join("archive"), question(dialect), &days(DAYS)).await.unwrap();
    root
}

/// What a block of the documentation finds.
fn run(root: &Path, engine: &str, name: &str) -> Vec<Value> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut python = Command::new("python3");
    python
        .arg(here.join("tests/engines/run.py"))
        .arg(here.join("../../docs/archive.md"))
        .args([engine, name]);
    if let Ok(engines) = std::env::var("SHIFTLINE_ENGINES") {
        python.env("PYTHONPATH", engines);
    }
    let output = python.current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn kept(root: &Path, day: NaiveDate) -> Dataset {
    let folder = Folder::look(Real, &root.join("archive")).unwrap();
    kept::dataset(&folder, day).unwrap()
}

type Totals = BTreeMap<(String, String, Option<String>), i64>;

/// Shiftline's own totals of the three days.
fn own(root: &Path) -> Totals {
    let mut totals = Totals::new();
    for day in &days(DAYS)[1..] {
        let data = kept(root, *day);
        let summary = data.summary(span_of(*day));
        for reason in summary.states.iter().flat_map(|state| &state.reasons) {
            let activity = data.catalog.activity(reason.activity);
            if !activity.kind.is_absence() && reason.total.ms > 0 {
                let code = data.catalog.code(reason.activity).to_owned();
                let name =
                    (activity.kind.name().to_owned(), code, activity.reason.as_deref().map(str::to_owned));
                *totals.entry(name).or_default() += reason.total.ms;
            }
        }
    }
    totals
}

fn read(rows: &[Value], ms: &str) -> Totals {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let name =
        |row: &Value| (text(&row["kind"]).unwrap(), text(&row["state"]).unwrap(), text(&row["reason"]));
    rows.iter().map(|row| (name(row), row[ms].as_i64().unwrap())).collect()
}

#[tokio::test]
#[ignore = "cargo xtask test archive runs it: it needs DuckDB and pyarrow"]
async fn every_total_is_ours_to_the_millisecond() {
    for dialect in ["cxone", "reporting-v2"] {
        let root = archive(dialect).await;
        let own = own(root.path());
        assert!(own.len() > 5, "{dialect}: {own:?}");
        for (engine, ms) in [("duckdb", "ms"), ("pyarrow", "ms_sum")] {
            assert_eq!(read(&run(root.path(), engine, "totals"), ms), own, "{dialect}, {engine}");
        }
    }
}

#[tokio::test]
#[ignore = "cargo xtask test archive runs it: it needs DuckDB and pyarrow"]
async fn every_total_of_the_sums_is_ours_to_the_millisecond() {
    for dialect in ["cxone", "reporting-v2"] {
        let root = archive(dialect).await;
        let own = own(root.path());
        for (engine, ms) in [("duckdb", "ms"), ("pyarrow", "ms_sum")] {
            assert_eq!(read(&run(root.path(), engine, "sums"), ms), own, "{dialect}, {engine}");
        }
    }
}

#[tokio::test]
#[ignore = "cargo xtask test archive runs it: it needs DuckDB and pyarrow"]
async fn days_of_another_zone_are_made_of_half_hours() {
    for dialect in ["cxone", "reporting-v2"] {
        let root = archive(dialect).await;
        let all: Vec<(NaiveDate, Dataset)> =
            days(DAYS).into_iter().map(|day| (day, kept(root.path(), day))).collect();
        let found = run(root.path(), "duckdb", "days");
        let whole = days(DAYS)[1..].to_vec();
        for id in bench::ids(dialect) {
            for day in &whole {
                // 18:30 of UTC is midnight there.
                let local = Span {
                    start: span_of(*day).start + -330 * MINUTE,
                    end: span_of(*day).end + -330 * MINUTE,
                };
                let of = |(utc, data): &(NaiveDate, Dataset)| {
                    let own = data.agents.iter().filter(|agent| agent.id == id);
                    data.summary_of(own, &[span_of(*utc).intersect(local)]).logged_in_ms()
                };
                let expected: i64 = all.iter().map(of).sum();
                let is_it = |row: &&Value| row["agent_id"] == *id && row["day"] == day.to_string();
                let row = found.iter().find(is_it).unwrap_or_else(|| panic!("{dialect}: {id}, {day}"));
                assert!(expected > 0 && row["logged_in_ms"] == expected, "{dialect}: {row}, {expected}");
            }
        }
    }
}

#[tokio::test]
#[ignore = "cargo xtask test archive runs it: it needs DuckDB and pyarrow"]
async fn every_agents_figures_are_ours() {
    for dialect in ["cxone", "reporting-v2"] {
        let root = archive(dialect).await;
        let day = days(DAYS)[2];
        let data = kept(root.path(), day);
        let found = run(root.path(), "duckdb", "agents");
        assert_eq!(found.len(), bench::ids(dialect).len(), "{dialect}");
        for row in found {
            let of_agent = data.agents.iter().filter(|agent| &*agent.id == row["agent_id"].as_str().unwrap());
            let summary = data.summary_of(of_agent, &[span_of(day)]);
            let ms = |kind| summary.kind(kind).ms;
            assert_eq!(row["ready_ms"], ms(StateKind::Available), "{dialect}: {row}");
            assert_eq!(row["busy_ms"], ms(StateKind::OnContact) + ms(StateKind::WrapUp), "{dialect}: {row}");
            let (found, own) = (row["occupancy"].as_f64().unwrap(), summary.occupancy().unwrap());
            assert!((found - own).abs() < 1e-9, "{dialect}: {row}");
        }
    }
}

#[tokio::test]
#[ignore = "cargo xtask test archive runs it: it needs DuckDB and pyarrow"]
async fn an_agents_records_are_those_of_the_day() {
    let root = archive("cxone").await;
    let folder = Folder::look(Real, &root.path().join("archive")).unwrap();
    let rows = folder.rows(days(DAYS)[2]).unwrap();
    let own: Vec<_> = rows.iter().filter(|row| &*row.agent == "100001" && !row.is_derived).collect();
    let found = run(root.path(), "duckdb", "records");
    assert_eq!(found.len(), own.len());
    for (found, own) in found.iter().zip(own) {
        assert_eq!(found["state"], *own.state);
        assert_eq!(found["duration_ms"].as_i64(), own.duration_ms);
    }
}
