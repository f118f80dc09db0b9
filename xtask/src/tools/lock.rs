//! Versions that `Cargo.lock` has settled on.

use std::fs;

use anyhow::{Context, Result};
use semver::Version;
use serde::Deserialize;

use crate::paths;

/// All of them.
#[derive(Debug, Deserialize)]
pub struct Lock {
    #[serde(rename = "package")]
    packages: Vec<Package>,
}

/// One version of a crate.
#[derive(Debug, Deserialize)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Version,
    source: Option<String>,
    checksum: Option<String>,
}

impl Package {
    /// Whether it comes from elsewhere, and not from this repository.
    pub fn is_foreign(&self) -> bool {
        self.source.is_some()
    }
}

impl Lock {
    /// That of this repository.
    ///
    /// # Errors
    /// When there is none, or it is no lock file.
    pub fn read() -> Result<Self> {
        Self::parse(&fs::read_to_string(paths::root().join("Cargo.lock")).context("reading Cargo.lock")?)
    }

    /// What a lock file says.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).context("reading Cargo.lock")
    }

    /// In the order of their names.
    pub fn packages(&self) -> &[Package] {
        &self.packages
    }

    /// The version of a package, or of the first of several.
    pub fn version(&self, name: &str) -> Option<&Version> {
        Some(&self.packages.iter().find(|package| package.name == name)?.version)
    }

    /// The SHA-256 of a package from a registry.
    pub fn checksum(&self, name: &str, version: &str) -> Option<&str> {
        let wanted = |package: &&Package| package.name == name && package.version.to_string() == version;
        self.packages.iter().find(wanted)?.checksum.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_has_no_version() {
        let lock = Lock::parse(
            "version = 4\n\n[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n",
        )
        .unwrap();
        assert_eq!(lock.version("wasm-bindgen-futures"), Some(&Version::new(0, 4, 80)));
        assert_eq!(lock.version("wasm-bindgen"), None);
    }

    #[test]
    fn a_sum_belongs_to_one_version() {
        let lock = Lock::parse(
            "[[package]]\nname = \"a\"\nversion = \"1.0.0+x\"\nchecksum = \"one\"\n\n\
            [[package]]\nname = \"a\"\nversion = \"2.0.0\"\nchecksum = \"two\"\n\n\
            [[package]]\nname = \"b\"\nversion = \"1.0.0\"\n",
        )
        .unwrap();
        assert_eq!(lock.checksum("a", "1.0.0+x"), Some("one"));
        assert_eq!(lock.checksum("a", "2.0.0"), Some("two"));
        assert_eq!(lock.checksum("a", "3.0.0"), None);
        assert_eq!(lock.checksum("b", "1.0.0"), None);
    }

    #[test]
    fn this_repository_locks_it() {
        let lock = Lock::read().unwrap();
        assert!(lock.version("wasm-bindgen").is_some());
        assert!(!lock.packages().iter().any(|package| package.name == "xtask" && package.is_foreign()));
        assert!(lock.packages().iter().any(Package::is_foreign));
    }
}
