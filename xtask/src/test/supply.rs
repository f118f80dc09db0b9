//! What comes into the build: licences, sources and, where a list of them is stored, advisories.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::paths;
use crate::run::{run, say};
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
    run(if stored { deny.arg("advisories") } else { &mut deny })?;
    say(if stored {
        format!("Advisories were checked by the list stored in {}", lists.display())
    } else {
        format!("Not checked: advisories (no list in {}; cargo deny fetch db gets one)", lists.display())
    });
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
