//! Tests that can fail: the code that decides is changed in one place after the other, and a change that no
//! test notices is a test that is missing. Takes hours for everything; `docs/mutants.md` keeps what was found.

mod outcomes;
mod paper;
mod parts;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use chrono::Utc;
use clap::Args;

use crate::paths;
use crate::run::say;
use crate::tools::{Helper, helper};
use outcomes::{Verdicts, verdicts};
use paper::Paper;
use parts::{PARTS, Part};

/// What to change.
#[derive(Args, Debug)]
pub struct Options {
    /// Parts (build, totals, rules, retry, paging, rows, report) or single files of them; all parts without any.
    code: Vec<String>,
    /// Tries only the changes again that `docs/mutants.md` says survived: where tests came and the code stayed.
    #[arg(long)]
    survivors: bool,
}

/// Runs cargo-mutants part by part, and writes what it found into `docs/mutants.md`.
///
/// # Errors
/// When something named is no part of the code that decides, or the tests fail without any change.
pub fn mutants(options: &Options) -> Result<()> {
    let program = helper(Helper::Mutants)?;
    let file = paths::root().join("docs/mutants.md");
    let day = Utc::now().format("%Y-%m-%d").to_string();
    for (part, code) in chosen(&options.code)? {
        say(format!("Changing {} (each change is a build and a run of its tests)", code.join(", ")));
        let mut paper = Paper::read(&fs::read_to_string(&file).unwrap_or_default());
        let survivors = options.survivors.then(|| paper.survivors_in(&code));
        if survivors.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        let verdicts = changed(&program, part, &code, survivors.as_deref())?;
        // Reasons may have been written meanwhile.
        paper = Paper::read(&fs::read_to_string(&file).unwrap_or_default());
        paper.add(&verdicts, &day, options.survivors);
        fs::write(&file, paper.text()).with_context(|| format!("writing {}", file.display()))?;
    }
    println!("The table is in {}", file.display());
    Ok(())
}

/// Each part with the files and folders of it that were asked for.
fn chosen(asked: &[String]) -> Result<Vec<(&'static Part, Vec<String>)>> {
    let all = |part: &'static Part| (part, part.paths().collect());
    if asked.is_empty() {
        return Ok(PARTS.iter().map(all).collect());
    }
    let one = |asked: &String| {
        if let Some(part) = PARTS.iter().find(|part| part.name == asked) {
            return Ok(all(part));
        }
        let holds = |path: String| {
            *asked == path || asked.strip_prefix(&path).is_some_and(|rest| rest.starts_with('/'))
        };
        match PARTS.iter().find(|part| part.paths().any(holds)) {
            Some(part) => Ok((part, vec![asked.clone()])),
            None => bail!(
                "{asked} is no part of the code that decides: name build, totals, rules, retry, paging, rows, report, or a file of them"
            ),
        }
    };
    asked.iter().map(one).collect()
}

/// Changes all of the code, or only what survived before.
fn changed(
    program: &Path,
    part: &Part,
    code: &[String],
    survivors: Option<&[String]>,
) -> Result<Vec<(String, Verdicts)>> {
    let _ = fs::remove_dir_all(paths::target().join("mutants/mutants.out"));
    let again = only(survivors.unwrap_or_default().iter());
    let Some(first) = part.first.as_ref().filter(|_| survivors.is_none()) else {
        return run(program, part, code, (&again, &[], part.tests));
    };
    let soon = run(program, part, code, (&[], first.program, first.tests))?;
    if soon.iter().all(|(_, verdicts)| verdicts.survived.is_empty()) {
        return Ok(soon);
    }
    let survived = soon.iter().flat_map(|(_, verdicts)| &verdicts.survived);
    let rest = run(program, part, code, (&only(survived), &[], part.tests))?;
    Ok(outcomes::together(soon, rest))
}

/// Arguments with which only these changes are made.
fn only<'a>(changes: impl Iterator<Item = &'a String>) -> Vec<String> {
    changes.flat_map(|change| ["--re".to_owned(), pattern(change)]).collect()
}

/// A change as a regular expression that matches it wherever it stands.
fn pattern(change: &str) -> String {
    let mut pattern = String::from(": ");
    for letter in change.chars() {
        if r"\.+*?()|[]{}^$".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern + "$"
}

/// One run with these arguments of its own, of cargo's, and these tests.
fn run(
    program: &Path,
    part: &Part,
    code: &[String],
    (own, cargo, tests): (&[String], &[&str], &[&str]),
) -> Result<Vec<(String, Verdicts)>> {
    let into = paths::target().join("mutants");
    let mut mutants = Command::new(program);
    mutants.current_dir(paths::root()).args(["mutants", "--no-shuffle", "--output"]).arg(&into);
    // It works on copies of the repository, which would fill the usual folder.
    mutants.env("CARGO_TARGET_DIR", into.join("target"));
    mutants.args(["--package", &format!("shiftline-{}", part.layer)]).args(own);
    // Nobody looks at their backtraces. To optimise them costs more than their tests save.
    mutants.env("CARGO_PROFILE_DEV_DEBUG", "false");
    for path in code {
        // A folder is everything in it.
        let pattern =
            if paths::root().join(path).is_dir() { format!("{path}/**/*.rs") } else { path.clone() };
        mutants.args(["--file", &pattern]);
    }
    mutants.arg("--").args(cargo).arg("--").args(tests);
    let status = mutants.status().context("starting cargo-mutants")?;
    // Survivors and changes that never end are what is looked for, and make its end a failure.
    ensure!(matches!(status.code(), Some(0 | 2 | 3)), "cargo-mutants did not come to its end: {status}");
    let told = into.join("mutants.out/outcomes.json");
    verdicts(&fs::read_to_string(&told).with_context(|| told.display().to_string())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_files_of_them_can_be_chosen() {
        let names = |asked: &[&str]| {
            let asked: Vec<String> = asked.iter().map(|&one| one.to_owned()).collect();
            let chosen = chosen(&asked)?;
            Ok::<_, anyhow::Error>(
                chosen.iter().map(|(part, code)| (part.name, code.join(" "))).collect::<Vec<_>>(),
            )
        };
        assert_eq!(names(&[]).unwrap().len(), PARTS.len());
        assert_eq!(names(&["report"]).unwrap(), [("report", "crates/data/src/files/report".to_owned())]);
        let file = "crates/data/src/files/report/unit.rs";
        assert_eq!(names(&[file]).unwrap(), [("report", file.to_owned())]);
        assert!(names(&["crates/data/src/files/reports.rs"]).is_err());
        assert!(names(&["src/ui/show.rs"]).is_err());
    }

    #[test]
    fn a_change_is_found_by_its_words() {
        assert_eq!(
            pattern("replace + with * in Rows<'a>::share"),
            r": replace \+ with \* in Rows<'a>::share$"
        );
    }

    #[test]
    fn what_is_named_is_there() {
        for part in PARTS {
            for path in part.paths() {
                assert!(paths::root().join(&path).exists(), "{path}");
            }
        }
    }
}
