//! The program killed for good: whatever it was at, the archive reads as before, and the next run completes it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use cxone_sim::{Cxone, Fault, FaultKind, Scenario};
use data::archive::Manifest;
use shiftline_archive::disk::{Disk, Real};
use tempfile::TempDir;

use super::bench::Bench;
use super::{fetch, fetch_from, known, program, run, to};

const DAYS: &str = "2025-03-03..2025-03-05";
const SIGKILL: i32 = 9;
/// Of a write beyond what the system allows.
const SIGXFSZ: i32 = 25;
/// How long something may take that is bound to happen.
const LIMIT: Duration = Duration::from_mins(2);

/// Waits for something that is bound to happen.
fn until<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(started.elapsed() < LIMIT, "no {what}");
        thread::sleep(Duration::from_millis(2));
    }
}

fn begun(command: &mut Command) -> Child {
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn kill(mut child: Child) {
    assert!(child.try_wait().unwrap().is_none(), "it is under way");
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(SIGKILL));
}

/// What the archive says that it holds; nothing where it says nothing yet.
fn manifest(root: &Path) -> Option<Manifest> {
    let text = fs::read(root.join("_shiftline.json")).ok()?;
    Some(Manifest::read(&text).unwrap())
}

/// Days of the archive.
fn days(root: &Path) -> Vec<String> {
    let days = manifest(root).map(|manifest| manifest.days).unwrap_or_default();
    days.into_iter().map(|known| known.day.to_string()).collect()
}

fn totals(root: &Path, days: &str) -> String {
    let (code, out, log) = run(program().arg("totals").arg(root).args(["--day", days, "--format", "json"]));
    assert_eq!(code, 0, "{log}");
    out
}

/// What a check says; the archive is whole.
fn checked(root: &Path) -> String {
    let (code, out, log) = run(program().arg("check").arg(root));
    assert_eq!(code, 0, "{log}");
    out + &log
}

fn files(root: &Path) -> BTreeSet<PathBuf> {
    Real.files(root).unwrap().into_iter().map(|path| path.strip_prefix(root).unwrap().to_owned()).collect()
}

/// Files of the archive that do not lie where they are to be.
fn unfinished(root: &Path, kind: &str) -> Vec<PathBuf> {
    let files = Real.files(&root.join("_tmp")).unwrap();
    files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == kind)).collect()
}

/// Completes an archive, and holds it against one that nobody disturbed.
fn completes(bench: &Bench, root: &TempDir, undisturbed: &TempDir) {
    let (code, _, log) = run(&mut fetch(bench, DAYS, &to(root)));
    assert_eq!(code, 0, "{log}");
    assert_eq!(totals(root.path(), DAYS), totals(undisturbed.path(), DAYS));
    assert_eq!(checked(root.path()), checked(undisturbed.path()));
    assert_eq!(files(root.path()).len(), files(undisturbed.path()).len(), "{:?}", files(root.path()));
}

fn undisturbed(bench: &Bench) -> TempDir {
    let root = TempDir::new().unwrap();
    let (code, _, log) = run(&mut fetch(bench, DAYS, &to(&root)));
    assert_eq!(code, 0, "{log}");
    root
}

/// Calls for states that the server has counted.
fn calls(bench: &Bench) -> usize {
    bench.sim.requests(&bench.base).iter().filter(|seen| seen.path.contains("state-history")).count()
}

#[test]
fn killed_while_it_waits_for_any_of_its_answers() {
    let bench = Bench::new(known());
    let whole = undisturbed(&bench);
    let all = calls(&bench);
    assert!(all >= 5, "{all}: the days, and those beside them");
    let mut seen = BTreeSet::new();
    for call in 1..=all {
        let hang = Fault { request: Some(call), times: Some(1), kind: FaultKind::Hang, ..Fault::default() };
        let bench = Bench::new(Scenario { faults: vec![hang], ..known() });
        let root = TempDir::new().unwrap();
        let child = begun(&mut fetch(&bench, DAYS, &to(&root)));
        until("such call", || (calls(&bench) >= call).then_some(()));
        kill(child);
        let there = days(root.path());
        assert!(days(whole.path()).starts_with(&there), "{there:?}");
        if let Some(last) = there.last() {
            checked(root.path());
            let range = format!("2025-03-03..{last}");
            assert_eq!(totals(root.path(), &range), totals(whole.path(), &range));
        }
        seen.insert(there.len());
        completes(&bench, &root, &whole);
    }
    assert!(seen.contains(&0) && seen.len() > 2, "before the first file, and after some: {seen:?}");
}

/// Lets nobody through until it is told so.
struct Gate {
    base: String,
    came: Receiver<()>,
    open: Sender<()>,
}

impl Gate {
    /// Before a server.
    fn before(base: &str) -> Self {
        let (server, path) = base.strip_prefix("http://").unwrap().split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}/{path}", listener.local_addr().unwrap());
        let ((tell, came), (open, opened)) = (channel(), channel::<()>());
        let server = server.to_owned();
        thread::spawn(move || {
            for (number, client) in listener.incoming().enumerate() {
                if number == 0 && (tell.send(()).is_err() || opened.recv().is_err()) {
                    return;
                }
                let (client, server) = (client.unwrap(), TcpStream::connect(&server).unwrap());
                pass(client.try_clone().unwrap(), server.try_clone().unwrap());
                pass(server, client);
            }
        });
        Self { base, came, open }
    }
}

/// Passes on what comes, until either has gone.
fn pass(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(std::net::Shutdown::Write);
    });
}

/// A pipe under the name that the manifest is written by: who opens it waits for somebody who reads.
fn pipe(root: &Path) {
    let path = root.join("_tmp/_shiftline.json");
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn killed_between_a_file_and_the_manifest() {
    let bench = Bench::new(known());
    let whole = undisturbed(&bench);
    for is_there_before in [false, true] {
        let root = if is_there_before { undisturbed(&bench) } else { TempDir::new().unwrap() };
        let before = manifest(root.path());
        let gate = Gate::before(&bench.base);
        let child = begun(&mut fetch_from(&gate.base, DAYS, &[&to(&root)[..], &["--again"]].concat()));
        gate.came.recv_timeout(LIMIT).unwrap();
        pipe(root.path());
        let begun = manifest(root.path()).unwrap();
        let old = files(&root.path().join("states"));
        gate.open.send(()).unwrap();
        let states = root.path().join("states");
        until("file of a day", || files(&states).difference(&old).next().cloned());
        kill(child);
        assert_eq!(manifest(root.path()).as_ref(), Some(&begun), "the one that holds");
        if let Some(before) = before {
            assert_eq!(begun, before);
            assert_eq!(totals(root.path(), DAYS), totals(whole.path(), DAYS));
        }
        assert!(checked(root.path()).contains("left by a run that was cut off"));
        completes(&bench, &root, &whole);
    }
}

/// What shells count the length of files in, in bytes.
const BLOCK: u64 = 512;

/// Runs it where no file may be longer than so many blocks; gives what it ended with.
fn in_little_room(command: &Command, blocks: u64) -> ExitStatus {
    let mut shell = Command::new("sh");
    let script = format!("ulimit -c 0; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    shell.args(["-c", &script]).arg(command.get_program());
    shell.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    begun(&mut shell).wait().unwrap()
}

#[test]
fn ended_by_the_system_in_the_middle_of_a_file() {
    let bench = Bench::new(known());
    let (whole, root) = (undisturbed(&bench), TempDir::new().unwrap());
    let ended = in_little_room(&fetch(&bench, DAYS, &to(&root)), 1);
    assert_eq!(ended.signal(), Some(SIGXFSZ));
    let half = unfinished(root.path(), "parquet");
    assert_eq!(half.len(), 1, "{half:?}");
    let lengths = [&half[0], &whole.path().join(manifest(whole.path()).unwrap().files[0].path())];
    let [half, full] = lengths.map(|path| fs::metadata(path).unwrap().len());
    assert!(0 < half && half < full, "{half} of {full} bytes");
    assert_eq!(days(root.path()), [""; 0]);
    assert!(checked(root.path()).contains("left by a run that was cut off"));
    completes(&bench, &root, &whole);
}

#[test]
fn ended_by_the_system_in_the_middle_of_the_manifest() {
    // Of few people for many days it is longer than any of the files.
    let bench = Bench::new(Scenario { cxone: Cxone { agents: 0, ..Cxone::default() }, ..known() });
    let root = TempDir::new().unwrap();
    let fetched = |day: &str| assert_eq!(run(&mut fetch(&bench, day, &to(&root))).0, 0);
    fetched("2024-12-03..2025-03-02");
    let before = fs::read(root.path().join("_shiftline.json")).unwrap();
    let longest = manifest(root.path()).unwrap().files.iter().map(|file| file.bytes).max().unwrap();
    let blocks = 2 * longest / BLOCK;
    assert!(blocks * BLOCK < before.len() as u64, "{longest} and {}", before.len());
    let ended = in_little_room(&fetch(&bench, "2025-03-03", &to(&root)), blocks);
    assert_eq!(ended.signal(), Some(SIGXFSZ));
    let half = unfinished(root.path(), "json");
    assert_eq!(half.len(), 1, "{:?}", files(root.path()));
    assert_eq!(fs::metadata(&half[0]).unwrap().len(), blocks * BLOCK, "a part of it");
    assert_eq!(fs::read(root.path().join("_shiftline.json")).unwrap(), before);
    assert!(checked(root.path()).contains("left by a run that was cut off"));
    fetched("2025-03-03..2025-03-05");
    let whole = TempDir::new().unwrap();
    assert_eq!(run(&mut fetch(&bench, "2024-12-03..2025-03-05", &to(&whole))).0, 0);
    let all = |root: &TempDir| (totals(root.path(), "2024-12-03..2025-03-05"), checked(root.path()));
    assert_eq!(all(&root), all(&whole));
}
