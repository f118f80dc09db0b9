//! Which crates are in what is shipped: everything that the page and the programs are linked from, as
//! `cargo metadata` tells it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::paths;
use crate::run::output;

/// A crate that is shipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crate {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence as an SPDX expression, when it names one.
    pub licence: Option<String>,
    /// Where its files are.
    pub folder: PathBuf,
    /// Whether it comes from crates.io, and not from this repository.
    pub is_foreign: bool,
    /// Keys of the crates that it uses.
    pub uses: BTreeSet<String>,
}

/// Crates by their keys: name and version.
pub type Crates = BTreeMap<String, Crate>;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// `None`: it is linked; otherwise `dev` or `build`.
    kind: Option<String>,
}

/// The crates of the page and of the programs on this machine.
///
/// # Errors
/// When cargo can not tell.
pub fn shipped() -> Result<Crates> {
    let host = output(Command::new("rustc").current_dir(paths::root()).arg("-vV"))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let mut crates = linked(&metadata("wasm32-unknown-unknown")?, "shiftline")?;
    let metadata = metadata(host)?;
    for program in super::PROGRAMS {
        crates.extend(linked(&metadata, program)?);
    }
    Ok(crates)
}

fn metadata(target: &str) -> Result<String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(["metadata", "--format-version", "1", "--locked"]);
    output(cargo.args(["--filter-platform", target]))
}

/// Everything that a package is linked from, itself included.
fn linked(metadata: &str, root: &str) -> Result<Crates> {
    let Metadata { packages, resolve } = serde_json::from_str(metadata).context("reading cargo metadata")?;
    let packages: BTreeMap<&str, &Package> =
        packages.iter().map(|package| (package.id.as_str(), package)).collect();
    let nodes: BTreeMap<&str, &Node> = resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let is_root = |package: &&&Package| package.name == root && package.source.is_none();
    let root = packages.values().find(is_root).with_context(|| format!("there is no package {root}"))?;
    let (mut crates, mut left) = (Crates::new(), vec![root.id.as_str()]);
    while let Some(id) = left.pop() {
        let package = packages.get(id).with_context(|| format!("cargo metadata lacks {id}"))?;
        if crates.contains_key(&key(package)) {
            continue;
        }
        let dependencies = nodes.get(id).map(|node| node.deps.as_slice()).unwrap_or_default();
        let linked = dependencies.iter().filter(|one| one.dep_kinds.iter().any(|kind| kind.kind.is_none()));
        let linked: Vec<&str> = linked.map(|one| one.pkg.as_str()).collect();
        let uses = linked.iter().filter_map(|id| packages.get(id)).map(|package| key(package)).collect();
        crates.insert(key(package), read(package, uses));
        left.extend(linked);
    }
    Ok(crates)
}

fn read(package: &Package, uses: BTreeSet<String>) -> Crate {
    Crate {
        name: package.name.clone(),
        version: package.version.clone(),
        // The old way to write a choice.
        licence: package.license.as_ref().map(|text| text.replace('/', " OR ").replace("  OR  ", " OR ")),
        folder: package.manifest_path.parent().map(PathBuf::from).unwrap_or_default(),
        is_foreign: package.source.is_some(),
        uses,
    }
}

fn key(package: &Package) -> String {
    format!("{} {}", package.name, package.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &str = r#"{
        "packages": [
            {"id":"r","name":"page","version":"1.0.0","license":"MIT","source":null,"manifest_path":"/r/Cargo.toml"},
            {"id":"a","name":"a","version":"2.0.0","license":"MIT/Apache-2.0","source":"crates.io","manifest_path":"/a/Cargo.toml"},
            {"id":"b","name":"b","version":"3.0.0","license":null,"source":"crates.io","manifest_path":"/b/Cargo.toml"},
            {"id":"t","name":"t","version":"4.0.0","license":"MIT","source":"crates.io","manifest_path":"/t/Cargo.toml"}
        ],
        "resolve": {"nodes": [
            {"id":"r","deps":[{"pkg":"a","dep_kinds":[{"kind":null},{"kind":"dev"}]},{"pkg":"t","dep_kinds":[{"kind":"dev"}]}]},
            {"id":"a","deps":[{"pkg":"b","dep_kinds":[{"kind":null}]},{"pkg":"t","dep_kinds":[{"kind":"build"}]}]},
            {"id":"b","deps":[{"pkg":"a","dep_kinds":[{"kind":null}]}]}
        ]}
    }"#;

    #[test]
    fn what_only_tests_and_builds_use_is_not_shipped() {
        let crates = linked(METADATA, "page").unwrap();
        assert_eq!(crates.keys().collect::<Vec<_>>(), ["a 2.0.0", "b 3.0.0", "page 1.0.0"]);
        let a = &crates["a 2.0.0"];
        assert_eq!(a.licence.as_deref(), Some("MIT OR Apache-2.0"));
        assert_eq!((a.is_foreign, a.uses.len(), a.folder.as_path()), (true, 1, std::path::Path::new("/a")));
        assert!(!crates["page 1.0.0"].is_foreign);
        assert!(linked(METADATA, "proxy").is_err());
    }
}
