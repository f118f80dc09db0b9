//! Every decoder with the seeds of `fuzz/`, the trial cases, and changed copies of them: the same functions
//! that libFuzzer runs for longer.

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::cell::Cell;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Once;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{TestCaseError, TestError, TestRunner};
use targets::{LONGEST, TARGETS, Target};

/// Changed copies that a target is given: fewer of what takes longer, so that all take well under a minute
/// where nothing is optimised.
fn cases(target: &str) -> u32 {
    if ["export", "files", "groups", "parquet"].contains(&target) { 1_200 } else { 3_000 }
}

/// What is done to a seed at a place of it.
#[derive(Clone, Debug)]
enum Edit {
    Put(u8),
    Cut(u8),
    Word(Index),
    Splice(Index, u8),
}

fn edits() -> impl Strategy<Value = Vec<(Index, Edit)>> {
    let edit = prop_oneof![
        any::<u8>().prop_map(Edit::Put),
        (1_u8..40).prop_map(Edit::Cut),
        any::<Index>().prop_map(Edit::Word),
        (any::<Index>(), 1_u8..80).prop_map(|(from, length)| Edit::Splice(from, length)),
    ];
    prop::collection::vec((any::<Index>(), edit), 0..6)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The files of a folder, in the order of their names.
fn contents(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// A target's own seeds, and the trial cases where it reads whole files. What is exported is a file.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = if target == "export" { "files" } else { target };
    let mut seeds = contents(&root().join("fuzz/seeds").join(folder));
    if ["cxone", "export", "files", "reporting_v2"].contains(&target) {
        seeds.extend(contents(&root().join("tests/cases")));
    }
    seeds
}

/// The words of libFuzzer's dictionary: `"word"` a line, bytes as `\xHH`.
fn words() -> Vec<Vec<u8>> {
    let text = fs::read_to_string(root().join("fuzz/words.dict")).unwrap();
    let quoted = text.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    quoted.map(unescaped).collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut parts = word.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (hex, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(hex, 16).unwrap());
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

fn changed(seed: &[u8], edits: &[(Index, Edit)], seeds: &[Vec<u8>], words: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for (place, edit) in edits {
        let at = place.index(bytes.len() + 1);
        match edit {
            Edit::Put(byte) => bytes.splice(at..(at + 1).min(bytes.len()), [*byte]).for_each(drop),
            Edit::Cut(count) => drop(bytes.drain(at..(at + usize::from(*count)).min(bytes.len()))),
            Edit::Word(word) => bytes.splice(at..at, words[word.index(words.len())].clone()).for_each(drop),
            Edit::Splice(from, count) => {
                let other = &seeds[from.index(seeds.len())];
                let from = place.index(other.len() + 1);
                let piece = other[from..(from + usize::from(*count)).min(other.len())].to_vec();
                bytes.splice(at..at, piece).for_each(drop);
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

thread_local! {
    static SAID: Cell<Option<String>> = const { Cell::new(None) };
}

/// Calls a target.
///
/// # Errors
/// Where it panicked and with which words. They are not printed: of a failure only its smallest input counts.
fn called(target: Target, bytes: &[u8]) -> Result<(), String> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| panic::set_hook(Box::new(|info| SAID.set(Some(info.to_string())))));
    let done = panic::catch_unwind(AssertUnwindSafe(|| target.1(bytes)));
    let input = || format!("with \"{}\"", bytes.escape_ascii());
    done.map_err(|_| format!("{}: {} {}", target.0, SAID.take().unwrap_or_default(), input()))
}

fn try_seeds(name: &str) -> Result<(), String> {
    let target = *TARGETS.iter().find(|target| target.0 == name).ok_or("no such target")?;
    let (seeds, words) = (seeds(name), words());
    for seed in &seeds {
        called(target, seed)?;
    }
    let config =
        ProptestConfig { cases: cases(name), failure_persistence: None, ..ProptestConfig::default() };
    let result = TestRunner::new(config).run(&(any::<Index>(), edits()), |(seed, edits)| {
        let bytes = changed(&seeds[seed.index(seeds.len())], &edits, &seeds, &words);
        called(target, &bytes).map_err(TestCaseError::fail)
    });
    result.map_err(|error| match error {
        TestError::Fail(said, _) | TestError::Abort(said) => said.message().to_owned(),
    })
}

/// Those of archives are what is written today: `ACCEPT_SEEDS=1` writes them anew.
#[test]
fn seeds_of_archives_are_files_as_they_are_written() {
    for (target, name, bytes) in targets::seeds() {
        let path = root().join("fuzz/seeds").join(target).join(name);
        assert!(bytes.len() <= LONGEST, "{target}/{name}: {} bytes", bytes.len());
        if std::env::var_os("ACCEPT_SEEDS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &bytes).unwrap();
        }
        assert!(
            fs::read(&path).is_ok_and(|there| there == bytes),
            "{target}/{name} is written in another way"
        );
    }
}

macro_rules! tests {
    ($($name:ident)*) => {
        $(#[test] fn $name() -> Result<(), String> { try_seeds(stringify!($name)) })*

        #[test]
        fn every_target_is_tried_and_is_a_program() {
            assert_eq!(TARGETS.map(|target| target.0), [$(stringify!($name)),*]);
            let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
            for (name, _) in TARGETS {
                assert!(root().join(format!("fuzz/fuzz_targets/{name}.rs")).is_file(), "{name}");
                assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
            }
        }
    };
}

tests!(archive cells lookups cxone export files form groups link parquet plans reporting_v2 rules token);
