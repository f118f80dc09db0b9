//! Whatever step is the last, an archive is as it was or as it is to be.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;

use data::archive::manifest::{Day, Manifest, span_of, sums_path};
use data::archive::row::Row;
use data::archive::sums::{Sum, SumsList, write_sums};
use data::dialect::{Dialect, by_name};
use model::record::RowKey;
use model::state::StateKind;
use model::time::{DAY, MINUTE, Millis};
use shiftline_archive::delete;
use shiftline_archive::disk::{Disk, Real};
use shiftline_archive::folder::{Folder, FolderError, hash};
use tempfile::TempDir;

use crate::bench::{End, Failing, checked, date, days};

fn cxone() -> &'static dyn Dialect {
    by_name("cxone").unwrap()
}

/// Rows of a day, `minutes` long each.
fn rows(number: usize, minutes: i64) -> Vec<Row> {
    let start = span_of(days(number + 1)[number]).start;
    let row = |agent: usize, place: i64| Row {
        agent: format!("{agent}").into(),
        start: start + place * minutes * MINUTE,
        duration_ms: Some(minutes * MINUTE),
        state: "Available".into(),
        reason: None,
        kind: StateKind::Available,
        reported_ms: Some(minutes * MINUTE),
        key: RowKey::default(),
        detail: None,
        is_derived: false,
        fetched: Millis(7),
    };
    (1..4).flat_map(|agent| (0..20).map(move |place| row(agent, place))).collect()
}

fn day(number: usize, agents: Option<String>) -> Day {
    let day = days(number + 1)[number];
    Day { day, fetched: span_of(day).end + DAY, agents, failed: Vec::new(), refused: 0, repeated: 0 }
}

/// Days are put in, one is fetched again, one agent and one day are deleted.
fn work<D: Disk>(disk: D, root: &Path) -> Result<Vec<Manifest>, FolderError> {
    let mut folder = Folder::open(disk, root, cxone())?;
    let mut states = vec![folder.manifest().clone()];
    let roster = BTreeSet::from(["1".into(), "2".into(), "3".into()]);
    for (number, minutes, has_roster) in [(0, 5, false), (1, 5, true), (0, 6, false)] {
        let agents = if has_roster { Some(folder.keep_roster(&roster)?) } else { None };
        folder.replace(day(number, agents), rows(number, minutes))?;
        states.push(folder.manifest().clone());
    }
    delete::agent(&mut folder, "2")?;
    states.push(folder.manifest().clone());
    delete::before(&mut folder, days(2)[1])?;
    states.push(folder.manifest().clone());
    Ok(states)
}

fn manifest(root: &Path) -> Option<Manifest> {
    fs::read(root.join("_shiftline.json")).ok().map(|text| Manifest::read(&text).unwrap())
}

#[test]
fn killed_at_any_step_it_is_whole_and_the_next_run_goes_on() {
    let whole = TempDir::new().unwrap();
    let counted = Failing::new(usize::MAX, End::Killed);
    let states = work(counted.clone(), whole.path()).unwrap();
    let steps = counted.steps.load(Ordering::SeqCst);
    assert!(steps > 40, "{steps}");
    for (end, at) in [End::Killed, End::Full].into_iter().flat_map(|end| (0..steps).map(move |at| (end, at)))
    {
        let root = TempDir::new().unwrap();
        let ended = work(Failing::new(at, end), root.path());
        let is_cleaning = ended.is_ok();
        assert!(!is_cleaning || end == End::Full, "step {at}");
        if let Some(found) = manifest(root.path()) {
            // An agent is deleted day by day.
            let is_known = states.contains(&found) || found.files.len() == 2;
            assert!(is_known, "{end:?} at step {at}");
            assert_eq!(checked(root.path()).0, [""; 0], "{end:?} at step {at}");
        }
        let again = work(Failing::new(usize::MAX, End::Killed), root.path()).unwrap();
        assert_eq!(again.last(), states.last(), "{end:?} at step {at}");
        assert_eq!(checked(root.path()), (Vec::new(), Vec::new()), "{end:?} at step {at}");
        let left = Real.files(root.path()).unwrap();
        let expected = Real.files(whole.path()).unwrap();
        assert_eq!(left.len(), expected.len(), "{left:?}");
    }
}

#[test]
fn a_full_disk_is_an_error_and_gets_its_room_back() {
    let root = TempDir::new().unwrap();
    let mut folder = Folder::open(Real, root.path(), cxone()).unwrap();
    folder.replace(day(0, None), rows(0, 5)).unwrap();
    drop(folder);
    let (before, files) = (manifest(root.path()), Real.files(root.path()).unwrap());
    // The lock's folder, that of the day, the file.
    let mut folder = Folder::open(Failing::new(2, End::Full), root.path(), cxone()).unwrap();
    let failed = folder.replace(day(1, None), rows(1, 5));
    assert!(matches!(failed, Err(FolderError::Disk { .. })), "{failed:?}");
    assert_eq!((manifest(root.path()), Real.files(root.path()).unwrap()), (before, files));
}

#[test]
fn two_at_once_are_one_too_many() {
    let root = TempDir::new().unwrap();
    let first = Folder::open(Real, root.path(), cxone()).unwrap();
    assert!(matches!(Folder::open(Real, root.path(), cxone()), Err(FolderError::Busy)));
    assert!(Folder::look(Real, root.path()).is_ok(), "looking is allowed");
    drop(first);
    assert!(Folder::open(Real, root.path(), cxone()).is_ok());
}

#[test]
fn what_is_not_what_was_written_is_found() {
    let damage = |change: &dyn Fn(&Path)| {
        let root = TempDir::new().unwrap();
        let mut folder = Folder::open(Real, root.path(), cxone()).unwrap();
        let agents = folder.keep_roster(&BTreeSet::from(["1".into()])).unwrap();
        folder.replace(day(0, Some(agents)), rows(0, 5)).unwrap();
        let path = root.path().join(folder.manifest().files[0].path());
        assert_eq!(checked(root.path()), (Vec::new(), Vec::new()));
        change(&path);
        checked(root.path()).0.len()
    };
    let bytes = |path: &Path| fs::read(path).unwrap();
    assert_eq!(damage(&|path| fs::write(path, &bytes(path)[..100]).unwrap()), 1, "half written");
    assert_eq!(damage(&|path| fs::remove_file(path).unwrap()), 1, "gone");
    let flipped = |path: &Path| {
        let mut bytes = bytes(path);
        bytes[50] ^= 1;
        fs::write(path, bytes).unwrap();
    };
    assert_eq!(damage(&flipped), 1, "one bit");
    let roster = |path: &Path| {
        let agents = path.ancestors().nth(4).unwrap().join("agents");
        let list = fs::read_dir(agents).unwrap().next().unwrap().unwrap().path();
        fs::write(list, "[\"2\"]").unwrap();
    };
    assert_eq!(damage(&roster), 1, "another list of agents");
}

/// The sums of each day that has some.
fn summed(folder: &Folder<Real>) -> Vec<Vec<Sum>> {
    folder.sums_list().unwrap().days().iter().map(|told| folder.sums(told).unwrap()).collect()
}

#[test]
fn sums_follow_the_rows_of_their_day_and_of_the_one_before() {
    let root = TempDir::new().unwrap();
    let mut folder = Folder::open(Real, root.path(), cxone()).unwrap();
    let mut own = rows(1, 5);
    own.retain(|row| row.start > span_of(days(2)[1]).start);
    folder.replace(day(1, None), own).unwrap();
    let alone = summed(&folder);
    assert!(alone[0].iter().all(|sum| sum.kind != StateKind::OnContact));
    let mut late = rows(0, 5);
    for agent in (20..=60).step_by(20) {
        let last = &mut late[agent - 1];
        (last.kind, last.state) = (StateKind::OnContact, "InboundContact".into());
        last.duration_ms = Some(DAY);
        last.reported_ms = Some(DAY);
    }
    folder.replace(day(0, None), late).unwrap();
    let both = summed(&folder);
    assert_eq!(both.len(), 2);
    let of = |sums: &[Sum], kind| -> i64 {
        sums.iter().filter(|sum| sum.half.is_none() && sum.kind == kind).map(|sum| sum.ms).sum()
    };
    assert_eq!(of(&both[0], StateKind::OnContact), 3 * (DAY - 95 * MINUTE));
    assert_eq!(of(&both[1], StateKind::OnContact), 3 * 5 * MINUTE, "carried in");
    for sums in &both {
        let all: i64 = sums.iter().filter(|sum| sum.half.is_none()).map(|sum| sum.ms).sum();
        assert_eq!(all, 3 * DAY);
        let halves: i64 = sums.iter().filter(|sum| sum.half.is_some()).map(|sum| sum.ms).sum();
        assert_eq!(halves, 3 * DAY);
    }
    assert_eq!(delete::agent(&mut folder, "2").unwrap(), 39);
    assert!(summed(&folder).iter().flatten().all(|sum| &*sum.agent != "2"));
    delete::before(&mut folder, days(2)[1]).unwrap();
    let left = summed(&folder);
    assert_eq!(left.len(), 1);
    assert_eq!(
        of(&left[0], StateKind::OnContact),
        0,
        "what the deleted day carried in is not known any more"
    );
    drop(folder);
    assert_eq!(checked(root.path()), (Vec::new(), Vec::new()));
}

#[test]
fn an_archive_without_sums_gets_them() {
    let root = TempDir::new().unwrap();
    let mut folder = Folder::open(Real, root.path(), cxone()).unwrap();
    folder.replace(day(0, None), rows(0, 5)).unwrap();
    folder.replace(day(1, None), rows(1, 5)).unwrap();
    let expected = folder.manifest().clone();
    drop(folder);
    let path = root.path().join("_shiftline.json");
    let mut before = expected.clone();
    before.sums = None;
    fs::write(&path, before.text()).unwrap();
    for folder in ["sums", "agents"] {
        fs::remove_dir_all(root.path().join(folder)).unwrap();
    }
    assert_eq!(checked(root.path()), (Vec::new(), Vec::new()), "it is whole as it is");
    let mut folder = Folder::open(Real, root.path(), cxone()).unwrap();
    assert_eq!((folder.complete_sums().unwrap(), folder.complete_sums().unwrap()), (2, 0));
    assert_eq!(folder.manifest(), &expected);
}

#[test]
fn sums_that_are_not_those_of_the_rows_are_found() {
    let root = TempDir::new().unwrap();
    let mut folder = Folder::open(Real, root.path(), cxone()).unwrap();
    folder.replace(day(0, None), rows(0, 5)).unwrap();
    let told = folder.sums_list().unwrap().days()[0].clone();
    let mut sums = folder.sums(&told).unwrap();
    drop(folder);
    let path = root.path().join(told.path());
    fs::write(&path, "PAR1").unwrap();
    assert_eq!(checked(root.path()).0.len(), 1, "another file");
    sums[0].ms -= 1;
    let written = write_sums(cxone(), told.day, &sums).unwrap();
    let other = written.told(told.day, hash(&written.bytes));
    fs::write(root.path().join(other.path()), &written.bytes).unwrap();
    let mut list = SumsList::default();
    list.put(other);
    let mut manifest = manifest(root.path()).unwrap();
    manifest.sums = Some(hash(&list.text()));
    fs::write(root.path().join(sums_path(&hash(&list.text()))), list.text()).unwrap();
    fs::write(root.path().join("_shiftline.json"), manifest.text()).unwrap();
    let (damage, _) = checked(root.path());
    assert!(damage.len() == 1 && damage[0].starts_with("Sums"), "{damage:?}");
    let mut folder = Folder::open(Real, root.path(), cxone()).unwrap();
    folder.replace(day(0, None), rows(0, 5)).unwrap();
    drop(folder);
    assert_eq!(checked(root.path()), (Vec::new(), Vec::new()));
}

#[test]
fn files_of_others_and_files_without_a_manifest_stay() {
    let root = TempDir::new().unwrap();
    let mut folder = Folder::open(Real, root.path(), cxone()).unwrap();
    folder.replace(day(0, None), rows(0, 5)).unwrap();
    let foreign = root.path().join("states/README.txt");
    fs::write(&foreign, "ours").unwrap();
    folder.replace(day(0, None), rows(0, 6)).unwrap();
    drop(folder);
    assert!(foreign.exists());
    fs::remove_file(root.path().join("_shiftline.json")).unwrap();
    let files = Real.files(root.path()).unwrap();
    assert!(matches!(Folder::open(Real, root.path(), cxone()), Err(FolderError::NoManifest)));
    assert_eq!(Real.files(root.path()).unwrap(), files);
}

#[test]
fn an_archive_is_of_one_api() {
    let root = TempDir::new().unwrap();
    drop(Folder::open(Real, root.path(), cxone()).unwrap());
    let other = Folder::open(Real, root.path(), by_name("reporting-v2").unwrap());
    assert!(matches!(other, Err(FolderError::OtherDialect { .. })));
}

#[test]
fn an_agent_is_gone_from_everywhere() {
    let root = TempDir::new().unwrap();
    let mut folder = Folder::open(Real, root.path(), cxone()).unwrap();
    let agents = folder.keep_roster(&BTreeSet::from(["1".into(), "2".into(), "3".into()])).unwrap();
    folder.replace(day(0, Some(agents)), rows(0, 5)).unwrap();
    folder.replace(day(1, None), rows(1, 5)).unwrap();
    assert_eq!(delete::agent(&mut folder, "2").unwrap(), 40);
    assert_eq!(delete::agent(&mut folder, "2").unwrap(), 0);
    for number in 0..2 {
        let rows = folder.rows(days(2)[number]).unwrap();
        assert!(rows.iter().all(|row| &*row.agent != "2") && rows.len() == 40);
    }
    let known = folder.manifest().day(date("2025-03-03")).unwrap();
    let agents = folder.roster(known).unwrap().unwrap();
    assert_eq!(agents, BTreeSet::from(["1".into(), "3".into()]));
    drop(folder);
    assert_eq!(checked(root.path()), (Vec::new(), Vec::new()));
}
