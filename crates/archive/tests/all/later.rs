//! Days that are fetched again: what came late, what failed, what the API has forgotten.

use std::path::Path;
use std::{fs, io};

use cxone_sim::{ErrorPlace, Fault, FaultKind, Scenario};
use data::archive::manifest::span_of;
use data::query::parse_agents;
use model::time::HOUR;
use shiftline_archive::disk::Real;
use shiftline_archive::folder::Folder;
use shiftline_archive::source::Question;
use tempfile::TempDir;

use crate::bench::{Bench, UUIDS, checked, days, question, tenant};

/// Refused for good: nothing is tried again.
fn refusal() -> FaultKind {
    FaultKind::Error { status: 403, place: ErrorPlace::Message, text: "No.".into() }
}

fn rows(root: &TempDir, number: usize) -> usize {
    Folder::look(Real, root.path()).unwrap().rows(days(number + 1)[number]).unwrap().len()
}

fn failed(root: &TempDir, number: usize) -> usize {
    let folder = Folder::look(Real, root.path()).unwrap();
    folder.manifest().day(days(number + 1)[number]).unwrap().failed.len()
}

#[tokio::test]
async fn a_day_that_fails_is_not_fetched_and_the_others_are() {
    for dialect in ["cxone", "reporting-v2"] {
        let times = if dialect == "cxone" { 1 } else { 3 };
        let fault = Fault {
            date: Some("2025-03-05".into()),
            times: Some(times),
            kind: refusal(),
            ..Fault::default()
        };
        let bench = Bench::new(Scenario { faults: vec![fault], ..tenant() });
        let root = TempDir::new().unwrap();
        let filled = bench.fill(root.path(), question(dialect), &days(5)).await.unwrap();
        let lacking: Vec<bool> = filled.iter().map(|day| day.failed > 0).collect();
        assert_eq!(lacking, [false, false, true, false, false], "{dialect}");
        assert_eq!((rows(&root, 2), failed(&root, 2)), (0, times), "{dialect}");
        let (damage, more) = checked(root.path());
        assert_eq!((damage.len(), more.len()), (0, 1), "{dialect}");
        bench.fill(root.path(), question(dialect), &days(5)[2..3]).await.unwrap();
        assert_eq!(failed(&root, 2), 0, "{dialect}");
        assert!(rows(&root, 2) > 50 && checked(root.path()).1.is_empty(), "{dialect}");
    }
}

#[tokio::test]
async fn rows_that_come_late_take_their_place() {
    let noon = span_of(days(1)[0]).start + 18 * HOUR;
    let bench = Bench::new(Scenario { now_ms: Some(noon.0), ..tenant() });
    let root = TempDir::new().unwrap();
    bench.fill(root.path(), question("cxone"), &days(1)).await.unwrap();
    let early = rows(&root, 0);
    bench.sim.set_now(&bench.base, noon.0 + 200 * HOUR);
    bench.fill(root.path(), question("cxone"), &days(1)).await.unwrap();
    assert!(early > 0 && rows(&root, 0) > early, "{early}");
    assert_eq!(checked(root.path()), (Vec::new(), Vec::new()));
    let whole = TempDir::new().unwrap();
    bench.fill(whole.path(), question("cxone"), &days(1)).await.unwrap();
    assert_eq!(rows(&whole, 0), rows(&root, 0));
}

#[tokio::test]
async fn what_was_complete_is_not_lost_when_it_fails_later() {
    for dialect in ["cxone", "reporting-v2"] {
        let root = TempDir::new().unwrap();
        Bench::new(tenant()).fill(root.path(), question(dialect), &days(1)).await.unwrap();
        let before = rows(&root, 0);
        for scenario in [
            Scenario { faults: vec![Fault::always(refusal())], ..tenant() },
            Scenario { empty: true, ..tenant() },
        ] {
            let filled = Bench::new(scenario).fill(root.path(), question(dialect), &days(1)).await.unwrap();
            assert!(filled[0].stayed > 0 && filled[0].failed == 0, "{dialect}: {filled:?}");
            assert_eq!((rows(&root, 0), failed(&root, 0)), (before, 0), "{dialect}");
        }
    }
}

#[tokio::test]
async fn of_agents_asked_for_apart_all_are_there() {
    let root = TempDir::new().unwrap();
    let bench = Bench::new(tenant());
    let one = |id: &str| Question { agents: parse_agents(id).unwrap(), ..question("reporting-v2") };
    bench.fill(root.path(), one(UUIDS[0]), &days(1)).await.unwrap();
    let first = rows(&root, 0);
    bench.fill(root.path(), one(UUIDS[1]), &days(1)).await.unwrap();
    let both = rows(&root, 0);
    assert!(both > first && first > 0);
    let fault = Fault { agent: Some(UUIDS[2].into()), ..Fault::always(refusal()) };
    let partly = Bench::new(Scenario { faults: vec![fault], ..tenant() });
    let filled = partly.fill(root.path(), question("reporting-v2"), &days(1)).await.unwrap();
    assert_eq!((rows(&root, 0), filled[0].failed), (both, 1));
    let folder = Folder::look(Real, root.path()).unwrap();
    let day = folder.manifest().day(days(1)[0]).unwrap().clone();
    assert_eq!(folder.roster(&day).unwrap().unwrap().len(), 3);
    assert_eq!(day.failed[0].agent.as_deref(), Some(UUIDS[2]));
}

#[tokio::test]
async fn pages_that_failed_leave_a_hole_and_a_later_run_fills_it() {
    let fault = Fault {
        page: Some(2),
        agent: Some(UUIDS[0].into()),
        times: Some(1),
        kind: refusal(),
        ..Fault::default()
    };
    let bench = Bench::new(Scenario { max_page: 20, faults: vec![fault], ..tenant() });
    let root = TempDir::new().unwrap();
    let mut asked = question("reporting-v2");
    asked.settings.page_size = Some(20);
    bench.fill(root.path(), asked.clone(), &days(1)).await.unwrap();
    let folder = Folder::look(Real, root.path()).unwrap();
    // The second page, and what may follow the last one that came.
    let holes = folder.manifest().days[0].failed.clone();
    let missing: i64 = holes.iter().map(|hole| hole.span.len()).sum();
    assert!(!holes.is_empty() && missing < span_of(days(1)[0]).len(), "{holes:?}");
    let gained = rows(&root, 0);
    drop(folder);
    bench.fill(root.path(), asked, &days(1)).await.unwrap();
    assert!(failed(&root, 0) == 0 && rows(&root, 0) >= gained + 20, "{gained}");
}

#[tokio::test]
async fn a_day_that_is_damaged_is_mended_by_fetching_it_again() {
    let bench = Bench::new(tenant());
    let damages: [fn(&Path) -> io::Result<()>; 2] =
        [|path| fs::write(path, "PAR1"), |path| fs::remove_file(path)];
    for damage in damages {
        let root = TempDir::new().unwrap();
        bench.fill(root.path(), question("cxone"), &days(2)).await.unwrap();
        let before = rows(&root, 0);
        let file = Folder::look(Real, root.path()).unwrap().manifest().files[0].path();
        damage(&root.path().join(file)).unwrap();
        assert_eq!(checked(root.path()).0.len(), 1);
        bench.fill(root.path(), question("cxone"), &days(1)).await.unwrap();
        assert_eq!((checked(root.path()).0.len(), rows(&root, 0)), (0, before));
    }
}
