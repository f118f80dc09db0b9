//! The program, as it is run by hand and at night. Apart from the tests that lock folders in their own process: a child
//! holds a copy of every lock until it runs its program.

#[path = "../all/bench.rs"]
#[allow(dead_code, reason = "the other tests use more of it")]
mod bench;
#[cfg(unix)]
mod killed;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use cxone_sim::{Auth, Client, ErrorPlace, Fault, FaultKind, Scenario};
use data::dialect::by_name;
use shiftline_archive::disk::Real;
use shiftline_archive::folder::Folder;
use tempfile::TempDir;

use bench::{Bench, UUIDS, tenant};

const SECRET: &str = "s3cret-of-the-client";

/// A tenant that knows one client.
fn known() -> Scenario {
    let client = Some(Client { id: "shiftline".into(), secret: SECRET.into() });
    Scenario { client, ..tenant() }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shiftline-archive"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SHIFTLINE_")) {
        command.env_remove(name);
    }
    command
}

fn fetch(bench: &Bench, day: &str, more: &[&str]) -> Command {
    fetch_from(&bench.base, day, more)
}

fn fetch_from(base: &str, day: &str, more: &[&str]) -> Command {
    let mut command = program();
    command.args(["fetch", "--base", base, "--day", day]).args(more);
    command.env("SHIFTLINE_CLIENT_ID", "shiftline").env("SHIFTLINE_CLIENT_SECRET", SECRET);
    command
}

/// What it says, and what it ends with.
fn run(command: &mut Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

const ALL: [&str; 4] = ["--dialect", "cxone", "--agents", "all"];

fn to(root: &TempDir) -> Vec<&str> {
    [&ALL[..], &["--to", root.path().to_str().unwrap()]].concat()
}

#[test]
fn a_night_and_what_is_said_of_it() {
    let bench = Bench::new(known());
    let root = TempDir::new().unwrap();
    let (code, out, log) = run(&mut fetch(&bench, "2025-03-03..2025-03-05", &to(&root)));
    assert_eq!((code, &*out), (0, ""), "{log}");
    assert!(log.contains("3 days, ") && log.contains(" calls, ") && log.contains("rows="), "{log}");
    assert!(!log.contains(SECRET) && !log.contains("100001") && !log.contains("127.0.0.1"), "{log}");
    let (code, _, log) = run(&mut fetch(&bench, "2025-03-03..2025-03-05", &to(&root)));
    assert!(code == 0 && log.contains("0 days, 0 rows"), "what is there is not fetched again: {log}");
    let (code, out, _) = run(program().arg("check").arg(root.path()));
    assert!(code == 0 && out.starts_with("3 days, 3 files, "), "{out}");
    let totals = |format: &str| {
        run(program().arg("totals").arg(root.path()).args(["--day", "2025-03-04", "--format", format])).1
    };
    assert!(totals("text").contains("Logged in") && totals("csv").starts_with("kind,state,reason,ms\n"));
    let json: serde_json::Value = serde_json::from_str(&totals("json")).unwrap();
    assert!(json["logged_in_ms"].as_i64().unwrap() > 0 && json["not_fetched_ms"] == 0);
    let (code, ..) = run(program().arg("totals").arg(root.path()).args(["--day", "2025-03-07"]));
    assert_eq!(code, 1, "what is not there is not fetched");
    let people = || {
        let archive = Folder::look(Real, root.path()).unwrap();
        archive
            .people()
            .unwrap()
            .into_iter()
            .map(|(id, person)| (id.to_string(), person))
            .collect::<BTreeMap<_, _>>()
    };
    let known = people();
    assert!(known.len() >= 4 && known["100001"].team.is_some(), "{known:?}");
    assert!(known.values().all(|person| !log.contains(&*person.name)), "{log}");
    let (_, out, _) = run(program().arg("drop").arg(root.path()).args(["--agent", "100001"]));
    assert!(!people().contains_key("100001"));
    assert!(out.ends_with(" rows deleted\n") && !out.starts_with('0'), "{out}");
    let (_, out, _) = run(program().arg("drop").arg(root.path()).args(["--before", "2025-03-05"]));
    assert_eq!(out, "2 days deleted\n");
    assert!(run(program().arg("check").arg(root.path())).1.starts_with("1 days, 1 files, "));
    assert_eq!(people().len(), known.len() - 1);
    run(program().arg("drop").arg(root.path()).args(["--before", "2025-03-06"]));
    assert_eq!(people().len(), 0, "nobody has rows any more");
    assert_eq!(std::fs::read_dir(root.path().join("agents")).unwrap().count(), 0);
}

#[test]
fn records_go_to_standard_output() {
    let bench = Bench::new(known());
    let print = |format: &str| {
        run(&mut fetch(&bench, "2025-03-03..2025-03-04", &[&ALL[..], &["--format", format]].concat())).1
    };
    let json: serde_json::Value = serde_json::from_str(&print("json")).unwrap();
    let rows = json.as_array().unwrap();
    assert_eq!(print("csv").lines().count(), rows.len() + 1);
    assert!(rows.iter().all(|row| row["agent_id"].is_string() && row["start_ms"].is_i64()));
    let mut totals = program();
    totals
        .args(["totals", "--base", &bench.base, "--day", "2025-03-03"])
        .args(ALL)
        .args(["--format", "json"]);
    totals.env("SHIFTLINE_TOKEN", bench.sim.token(&bench.base));
    let (code, out, log) = run(&mut totals);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(code == 0 && json["logged_in_ms"].as_i64().unwrap() > 0, "{log}");
}

#[test]
fn nothing_is_asked_in_a_dry_run() {
    let bench = Bench::new(known());
    let root = TempDir::new().unwrap();
    let more = [&to(&root)[..], &["--dry-run"]].concat();
    let (code, out, _) = run(&mut fetch(&bench, "2025-03-03..2025-03-04", &more));
    assert!(code == 0 && out.starts_with("2025-03-03\n2025-03-04\n2 days, at least 1 calls each"), "{out}");
    assert!(bench.sim.requests(&bench.base).is_empty());
    assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
}

#[test]
fn each_trouble_has_its_number() {
    let refused = FaultKind::Error { status: 403, place: ErrorPlace::Message, text: "No.".into() };
    let fault = Fault { date: Some("2025-03-04".into()), times: Some(1), kind: refused, ..Fault::default() };
    let bench = Bench::new(Scenario { faults: vec![fault], ..known() });
    let root = TempDir::new().unwrap();
    assert_eq!(run(&mut fetch(&bench, "2025-03-03..2025-03-05", &to(&root))).0, 1, "not all was fetched");
    assert_eq!(run(&mut fetch(&bench, "2025-03-03..2025-03-05", &to(&root))).0, 0, "filled");
    for (day, more) in [
        ("tomorrow", &to(&root)[..]),
        ("2025-03-03", &["--dialect", "cxone", "--agents", "/nowhere/at/all", "--to", "x"]),
        ("2025-03-03", &["--dialect", "telepathy", "--agents", "all", "--to", "x"]),
        ("2025-03-03", &["--dialect", "reporting-v2", "--agents", "all", "--to", "x"]),
        ("2025-03-03", &ALL[..]),
    ] {
        let (code, _, log) = run(&mut fetch(&bench, day, more));
        assert_eq!(code, 2, "{day} {more:?}: {log}");
    }
    let (code, _, log) =
        run(fetch(&bench, "2025-03-06", &to(&root)).env("SHIFTLINE_CLIENT_SECRET", "wrong-secret"));
    assert!(code == 3 && !log.contains("wrong-secret"), "{log}");
    let (code, _, log) = run(fetch(&bench, "2025-03-06", &to(&root)).env("SHIFTLINE_TOKEN", "stale-token"));
    assert!(code == 3 && !log.contains("stale-token"), "{log}");
    let held = Folder::open(Real, root.path(), by_name("cxone").unwrap()).unwrap();
    assert_eq!(run(&mut fetch(&bench, "2025-03-06", &to(&root))).0, 4, "another run");
    let file = root.path().join(held.manifest().files[0].path());
    drop(held);
    std::fs::write(file, "PAR1").unwrap();
    let (code, _, log) = run(program().arg("check").arg(root.path()));
    assert!(code == 5 && log.contains("2025-03-03"), "{log}");
    assert_eq!(run(program().arg("check").arg(Path::new("/nowhere/at/all"))).0, 5);
}

#[test]
fn a_day_of_five_that_fails_is_recorded_and_a_later_run_fills_it() {
    let refused = FaultKind::Error { status: 403, place: ErrorPlace::Message, text: "No.".into() };
    let fault = Fault { date: Some("2025-03-05".into()), times: Some(1), kind: refused, ..Fault::default() };
    let bench = Bench::new(Scenario { faults: vec![fault], ..known() });
    let root = TempDir::new().unwrap();
    let lost = |day: &str| {
        let mut totals = program();
        totals.arg("totals").arg(root.path()).args(["--day", day, "--format", "json"]);
        let (code, out, _) = run(&mut totals);
        let json: serde_json::Value = serde_json::from_str(&out).unwrap();
        (code, json["not_fetched_ms"].as_i64().unwrap() > 0, json["logged_in_ms"].as_i64().unwrap() > 0)
    };
    let (code, _, log) = run(&mut fetch(&bench, "2025-03-03..2025-03-07", &to(&root)));
    assert_eq!(code, 1, "{log}");
    assert_eq!(lost("2025-03-05"), (1, true, false), "not fetched, and not no data");
    for day in ["2025-03-03", "2025-03-04", "2025-03-06", "2025-03-07"] {
        assert_eq!(lost(day), (0, false, true), "{day}");
    }
    let (code, _, log) = run(program().arg("check").arg(root.path()));
    assert!(code == 0 && log.contains("2025-03-05: 1 times could not be fetched"), "{log}");
    let (code, _, log) = run(&mut fetch(&bench, "2025-03-03..2025-03-07", &to(&root)));
    assert!(code == 0 && log.contains("1 days, "), "only what is missing: {log}");
    assert_eq!(lost("2025-03-05"), (0, false, true));
    let (code, _, log) = run(program().arg("check").arg(root.path()));
    assert_eq!((code, &*log), (0, ""));
}

#[test]
fn tokens_that_end_are_renewed_and_agents_come_from_a_file() {
    let bench = Bench::new(Scenario { token_lifetime_s: 1, auth: Auth::Bearer, ..known() });
    let root = TempDir::new().unwrap();
    let list = root.path().join("agents.txt");
    std::fs::write(&list, format!("{}\n{}\n", UUIDS[0], UUIDS[1])).unwrap();
    let archive = root.path().join("archive");
    let more =
        ["--dialect", "reporting-v2", "--agents", list.to_str().unwrap(), "--to", archive.to_str().unwrap()];
    let (code, _, log) = run(&mut fetch(&bench, "2025-03-03", &more));
    assert_eq!(code, 0, "{log}");
    assert!(!log.contains(UUIDS[0]), "{log}");
}
