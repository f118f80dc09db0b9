//! What comes into the build: licences, sources and advisories: by cargo-deny's list where one is stored, by
//! our own otherwise.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use chrono::Local;

use super::advisories::{Findings, List, Reasons};
use crate::paths;
use crate::run::{run, say};
use crate::tools::lock::Lock;
use crate::tools::{Helper, helper};

/// What needs no network.
const ALWAYS: [&str; 3] = ["bans", "licenses", "sources"];

/// Checks every dependency of every package, as `deny.toml` says.
///
/// # Errors
/// When cargo-deny can not be installed, or something may not be in the build.
pub fn check() -> Result<()> {
    let deny = helper(Helper::Deny)?;
    say("What dependencies may be");
    // Also those of other systems, which nothing here has compiled.
    run(Command::new("cargo").current_dir(paths::root()).args(["fetch", "--quiet", "--locked"]))?;
    let lists = paths::cargo_home()?.join("advisory-dbs");
    let stored = has_list(&lists);
    let mut deny = Command::new(deny);
    deny.current_dir(paths::root()).args(["--offline", "--workspace", "check"]).args(ALWAYS);
    if stored {
        run(deny.arg("advisories"))?;
        say(format!("Advisories were checked by the list stored in {}", lists.display()));
        return Ok(());
    }
    run(&mut deny)?;
    say(format!("No list of advisories in {} (cargo deny fetch db gets one)", lists.display()));
    by_our_list()
}

/// Checks by the list that is kept here, and says what it is worth.
fn by_our_list() -> Result<()> {
    let list = List::read()?;
    println!("Advisories are checked by {}.", list.about(Local::now().date_naive()));
    let Findings { problems, kept, not_looked_up } = list.check(&Lock::read()?, &Reasons::read()?);
    for one in kept {
        println!("Kept: {one}");
    }
    let names = not_looked_up.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    println!("Not looked up, {} crates: {names}", not_looked_up.len());
    ensure!(problems.is_empty(), "advisories:\n{}", problems.join("\n"));
    Ok(())
}

/// Whether a list of advisories is stored here.
fn has_list(lists: &Path) -> bool {
    let stored = fs::read_dir(lists).into_iter().flatten().filter_map(Result::ok);
    stored.map(|entry| entry.path()).any(|list| list.join("crates").is_dir())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn only_a_list_with_crates_in_it_counts() {
        let lists = TempDir::new().unwrap();
        assert!(!has_list(&lists.path().join("none")));
        assert!(!has_list(lists.path()));
        fs::create_dir(lists.path().join("interrupted")).unwrap();
        assert!(!has_list(lists.path()));
        fs::create_dir_all(lists.path().join("advisory-db-3157b0e258782691/crates")).unwrap();
        assert!(has_list(lists.path()));
    }
}
