//! Weaknesses of crates by our own list, where cargo-deny has none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, ensure};
use chrono::NaiveDate;
use semver::{Version, VersionReq};
use serde::Deserialize;

use crate::paths;
use crate::tools::lock::Lock;

/// Where the list is, from the root of the repository.
pub const FILE: &str = "xtask/advisories.toml";

/// What was looked up, and what is known of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    made: Day,
    newest: Day,
    looked_up: BTreeSet<String>,
    #[serde(rename = "advisory")]
    advisories: Vec<Advisory>,
}

/// Versions that are neither patched nor unaffected are affected.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advisory {
    id: String,
    #[serde(rename = "crate")]
    name: String,
    date: Day,
    kind: Kind,
    about: String,
    patched: Vec<VersionReq>,
    #[serde(default)]
    unaffected: Vec<VersionReq>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Vulnerability,
    Unsound,
    Unmaintained,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
struct Day(NaiveDate);

impl TryFrom<String> for Day {
    type Error = chrono::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

/// Why an advisory is put up with, by its number: the `ignore` of `deny.toml`, which cargo-deny reads too.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reasons(BTreeMap<String, String>);

/// What the list says of a lock file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What may not stay.
    pub problems: Vec<String>,
    /// What is put up with, and why.
    pub kept: Vec<String>,
    /// Crates that the list says nothing of, because nobody looked.
    pub not_looked_up: BTreeSet<String>,
}

impl Advisory {
    fn affects(&self, version: &Version) -> bool {
        !self.patched.iter().chain(&self.unaffected).any(|range| range.matches(version))
    }
}

impl Reasons {
    /// Those of this repository.
    ///
    /// # Errors
    /// When `deny.toml` is missing, or ignores an advisory without a reason.
    pub fn read() -> Result<Self> {
        Self::parse(&fs::read_to_string(paths::root().join("deny.toml")).context("reading deny.toml")?)
    }

    fn parse(text: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Deny {
            advisories: Advisories,
        }
        #[derive(Deserialize)]
        struct Advisories {
            #[serde(default)]
            ignore: Vec<Ignored>,
        }
        #[derive(Deserialize)]
        struct Ignored {
            id: String,
            reason: String,
        }
        let deny: Deny = toml::from_str(text).context("deny.toml: `ignore` needs an id and a reason each")?;
        let reasons = deny.advisories.ignore.into_iter().map(|Ignored { id, reason }| {
            ensure!(!reason.trim().is_empty(), "deny.toml ignores {id} without a reason");
            Ok((id, reason))
        });
        reasons.collect::<Result<_>>().map(Self)
    }
}

impl List {
    /// The list of this repository.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    pub fn read() -> Result<Self> {
        Self::parse(&fs::read_to_string(paths::root().join(FILE)).with_context(|| format!("reading {FILE}"))?)
    }

    fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).with_context(|| format!("reading {FILE}"))
    }

    /// Which list this is, and how old.
    pub fn about(&self, today: NaiveDate) -> String {
        let (Day(made), Day(newest)) = (self.made, self.newest);
        let days = (today - made).num_days();
        let (advisories, crates) = (self.advisories.len(), self.looked_up.len());
        format!(
            "{FILE}, made on {made} ({days} days ago), with {advisories} advisories up to {newest} of {crates} \
             crates that were looked up"
        )
    }

    /// Everything of the lock file that is affected or was not looked up.
    pub fn check(&self, lock: &Lock, reasons: &Reasons) -> Findings {
        let mut findings = Findings::default();
        for package in lock.packages().iter().filter(|package| package.is_foreign()) {
            let of_it = self.advisories.iter().filter(|advisory| advisory.name == package.name);
            for advisory in of_it.filter(|advisory| advisory.affects(&package.version)) {
                findings.add(advisory, &package.version, reasons);
            }
            if !self.looked_up.contains(&package.name) {
                findings.not_looked_up.insert(package.name.clone());
            }
        }
        findings
    }
}

impl Findings {
    /// A vulnerability is never put up with; the rest only with a reason.
    fn add(&mut self, advisory: &Advisory, version: &Version, Reasons(reasons): &Reasons) {
        let Advisory { id, name, date: Day(date), kind, about, patched, .. } = advisory;
        let what = format!("{name} {version}: {about} ({id} of {date})");
        match (kind, reasons.get(id)) {
            (Kind::Vulnerability, _) => {
                let patched = patched.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
                self.problems.push(format!("{what}; patched: {patched}"));
            }
            (_, Some(reason)) => self.kept.push(format!("{what}; {reason}")),
            (_, None) => {
                self.problems.push(format!("{what}; replace it, or name it in deny.toml with a reason"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
        made = "2026-11-26"
        newest = "2026-09-14"
        looked_up = ["fast", "old", "quiet", "shaky"]

        [[advisory]]
        id = "RUSTSEC-2026-0001"
        crate = "fast"
        date = "2026-09-14"
        kind = "vulnerability"
        about = "reads past the end"
        patched = [">= 0.8.6, < 0.9.0", ">= 0.9.3"]
        unaffected = ["< 0.7.0"]

        [[advisory]]
        id = "RUSTSEC-2026-0002"
        crate = "old"
        date = "2026-01-02"
        kind = "unmaintained"
        about = "archived"
        patched = []

        [[advisory]]
        id = "RUSTSEC-2026-0003"
        crate = "shaky"
        date = "2026-01-03"
        kind = "unsound"
        about = "a data race"
        patched = [">= 2.0.0"]
    "#;

    const REASONS: &str = "[advisories]\nignore = [{ id = \"RUSTSEC-2026-0002\", reason = \"complete\" }, \
        { id = \"RUSTSEC-2026-0001\", reason = \"no time\" }]\n";

    fn found(packages: &[(&str, &str)], reasons: &Reasons) -> Findings {
        let entry = |(name, version): &(&str, &str)| {
            format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\nsource = \"registry\"\n")
        };
        let own = "[[package]]\nname = \"page\"\nversion = \"0.1.0\"\n".to_owned();
        let lock = packages.iter().map(entry).chain([own]).collect::<String>();
        List::parse(LIST).unwrap().check(&Lock::parse(&lock).unwrap(), reasons)
    }

    #[test]
    fn an_affected_version_fails_and_a_patched_one_passes() {
        let fails = |version| !found(&[("fast", version)], &Reasons::default()).problems.is_empty();
        for version in ["0.7.0", "0.8.5", "0.9.0", "0.9.2", "0.9.3-alpha.1"] {
            assert!(fails(version), "{version}");
        }
        for version in ["0.6.9", "0.8.6", "0.8.9", "0.9.3", "1.0.0", "1.0.0+build"] {
            assert!(!fails(version), "{version}");
        }
    }

    #[test]
    fn one_affected_version_of_several_is_enough() {
        let findings = found(&[("fast", "0.8.6"), ("fast", "0.9.1")], &Reasons::default());
        let problem = "fast 0.9.1: reads past the end (RUSTSEC-2026-0001 of 2026-09-14); \
            patched: >=0.8.6, <0.9.0 or >=0.9.3";
        assert_eq!(findings.problems, [problem]);
    }

    #[test]
    fn a_vulnerability_fails_though_it_is_named() {
        let reasons = Reasons::parse(REASONS).unwrap();
        assert_eq!(found(&[("fast", "0.9.2")], &reasons).problems.len(), 1);
    }

    #[test]
    fn what_is_unmaintained_or_unsound_needs_a_reason() {
        let (packages, reasons) = ([("old", "1.0.0"), ("shaky", "1.0.0")], Reasons::parse(REASONS).unwrap());
        assert_eq!(found(&packages, &Reasons::default()).problems.len(), 2);
        let findings = found(&packages, &reasons);
        assert_eq!(findings.kept, ["old 1.0.0: archived (RUSTSEC-2026-0002 of 2026-01-02); complete"]);
        assert_eq!(findings.problems.len(), 1, "{:?}", findings.problems);
        assert_eq!(found(&[("shaky", "2.0.0")], &reasons).problems, [""; 0]);
    }

    #[test]
    fn a_crate_that_was_not_looked_up_is_said() {
        let findings = found(&[("quiet", "1.0.0"), ("unheard", "1.0.0")], &Reasons::default());
        assert_eq!(findings.not_looked_up, BTreeSet::from(["unheard".to_owned()]), "our own are not said");
        assert!(findings.problems.is_empty());
    }

    #[test]
    fn it_says_how_old_it_is() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 6).unwrap();
        assert_eq!(
            List::parse(LIST).unwrap().about(today),
            "xtask/advisories.toml, made on 2026-11-26 (10 days ago), with 3 advisories up to 2026-09-14 of 4 \
             crates that were looked up"
        );
    }

    #[test]
    fn a_reason_is_said() {
        for ignore in ["[\"RUSTSEC-2026-0002\"]", "[{ id = \"RUSTSEC-2026-0002\", reason = \" \" }]"] {
            assert!(Reasons::parse(&format!("[advisories]\nignore = {ignore}\n")).is_err(), "{ignore}");
        }
        assert_eq!(Reasons::parse("[advisories]\n").unwrap(), Reasons::default());
    }

    #[test]
    fn what_our_list_says_holds_together() {
        let list = List::read().unwrap();
        let ids: BTreeSet<_> = list.advisories.iter().map(|advisory| &advisory.id).collect();
        assert_eq!(ids.len(), list.advisories.len(), "each once");
        for Advisory { id, name, .. } in &list.advisories {
            assert!(list.looked_up.contains(name), "{id}: {name} was looked up");
        }
        assert_eq!(list.advisories.iter().map(|advisory| advisory.date).max(), Some(list.newest));
        assert!(list.newest <= list.made);
    }

    #[test]
    fn what_this_repository_locks_passes() {
        let findings = List::read().unwrap().check(&Lock::read().unwrap(), &Reasons::read().unwrap());
        assert_eq!(findings.problems, [""; 0]);
    }
}
