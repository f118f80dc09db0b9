//! Who the agents of an archive are.

use cxone_sim::{ErrorPlace, Fault, FaultKind, Scenario};
use data::query::Agents;
use shiftline_archive::people::{ask, keep};
use shiftline_archive::{delete, disk::Real, folder::Folder};
use tempfile::TempDir;

use crate::bench::{Bench, checked, question, tenant};

#[tokio::test]
async fn names_stay_of_those_who_are_not_said_any_more() {
    let bench = Bench::new(tenant());
    let root = TempDir::new().unwrap();
    let mut asked = question("cxone");
    let mut folder = Folder::open(Real, root.path(), asked.dialect).unwrap();
    let all = ask(&bench.api(), &asked).await.unwrap().unwrap();
    assert!(all.len() >= 4 && all.values().all(|person| !person.name.is_empty()), "{all:?}");
    keep(&mut folder, all.clone()).unwrap();
    asked.agents = Agents::Named(vec!["100002".into()]);
    let one = ask(&bench.api(), &asked).await.unwrap().unwrap();
    assert_eq!(
        one.keys().map(|id| &**id).collect::<Vec<_>>(),
        ["100002"],
        "who is not asked for is not kept"
    );
    let before = folder.manifest().clone();
    keep(&mut folder, one).unwrap();
    assert_eq!((folder.people().unwrap(), folder.manifest()), (all.clone(), &before));
    drop(folder);
    let mut folder = Folder::open(Real, root.path(), asked.dialect).unwrap();
    assert_eq!(folder.people().unwrap(), all);
    assert_eq!(checked(root.path()), (Vec::new(), Vec::new()));
    assert_eq!(delete::agent(&mut folder, "100002").unwrap(), 0);
    assert_eq!(folder.people().unwrap().len(), all.len() - 1);
    assert_eq!(checked(root.path()), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn who_may_not_ask_knows_nobody_and_loses_nobody() {
    let refused = FaultKind::Error { status: 403, place: ErrorPlace::Message, text: "No.".into() };
    let fault = Fault { path: Some("/agents".into()), kind: refused, ..Fault::default() };
    let bench = Bench::new(Scenario { faults: vec![fault], ..tenant() });
    assert_eq!(ask(&bench.api(), &question("cxone")).await.unwrap(), None);
    assert_eq!(ask(&bench.api(), &question("reporting-v2")).await.unwrap(), None, "it has no such list");
}

#[test]
fn another_list_is_found_and_replaced() {
    let root = TempDir::new().unwrap();
    let person = |name: &str| model::directory::Person { name: name.into(), team: None };
    let mut folder = Folder::open(Real, root.path(), question("cxone").dialect).unwrap();
    keep(&mut folder, [("1".into(), person("Ada"))].into()).unwrap();
    let path = std::fs::read_dir(root.path().join("agents")).unwrap().next().unwrap().unwrap().path();
    std::fs::write(path, r#"[["1","Eve",null]]"#).unwrap();
    assert_eq!(checked(root.path()).0.len(), 1);
    keep(&mut folder, [("2".into(), person("Bo"))].into()).unwrap();
    assert_eq!(folder.people().unwrap(), [("2".into(), person("Bo"))].into());
    assert_eq!(checked(root.path()), (Vec::new(), Vec::new()));
}
