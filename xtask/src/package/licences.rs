//! The licences of what is shipped: a list, and every text that comes with a crate.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::archive::{Files, text};
use super::crates::{Crate, Crates};

/// How files with licences begin, in lower case.
const NAMES: [&str; 6] = ["license", "licence", "copying", "copyright", "notice", "unlicense"];

const HEAD: &str = "\
What Shiftline is made from, and under which terms. The texts are in the folders beside this list; a crate
without one is marked. The standard library of Rust is part of both programs: MIT OR Apache-2.0.

";

/// The list and the texts, below `licences/`.
///
/// # Errors
/// When a text can not be read, or a crate has neither a text nor an expression.
pub fn licences(crates: &Crates) -> Result<Files> {
    let (mut files, mut list) = (Files::new(), HEAD.to_owned());
    for one in crates.values().filter(|one| one.is_foreign) {
        let Crate { name, version, licence, folder, .. } = one;
        let texts = texts(folder)?;
        let marked = if texts.is_empty() { "  (brings no text)" } else { "" };
        let licence = match licence {
            Some(licence) => licence.as_str(),
            None if texts.is_empty() => anyhow::bail!("{name} {version} names no licence"),
            None => "see its text",
        };
        writeln!(list, "{name} {version}  {licence}{marked}")?;
        files.extend(
            texts.into_iter().map(|(file, bytes)| (format!("licences/{name}-{version}/{file}"), text(bytes))),
        );
    }
    files.insert("licences/LIST.txt".into(), text(list));
    Ok(files)
}

/// The texts in a crate's own folder.
fn texts(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let lower = name.to_lowercase();
        // A folder of texts (REUSE), or a text.
        if lower == "licenses" && path.is_dir() {
            let inner = texts_of_folder(&path)?;
            texts.extend(inner.into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else if path.is_file() && NAMES.iter().any(|begin| lower.starts_with(begin)) {
            texts.push((name, fs::read(&path)?));
        }
    }
    texts.sort();
    Ok(texts)
}

fn texts_of_folder(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut texts = Vec::new();
    for path in fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())) {
        let path = path?;
        if path.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            texts.push((name, fs::read(&path)?));
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn one(name: &str, licence: Option<&str>, files: &[&str]) -> (TempDir, Crate) {
        let folder = TempDir::new().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, *file).unwrap();
        }
        let found = Crate {
            name: name.into(),
            version: "1.0.0".into(),
            licence: licence.map(Into::into),
            folder: folder.path().into(),
            is_foreign: true,
            ..Crate::default()
        };
        (folder, found)
    }

    #[test]
    fn texts_are_taken_along_and_their_lack_is_said() {
        let all = [
            one("a", Some("MIT"), &["LICENSE-MIT", "src/license.rs", "NOTICE.md", "LICENSES/MIT.txt"]),
            one("b", Some("ISC"), &["README.md"]),
            one("c", None, &["COPYING"]),
        ];
        let crates: Crates = all.iter().map(|(_, one)| (one.name.clone(), one.clone())).collect();
        let files = licences(&crates).unwrap();
        assert_eq!(
            files.keys().collect::<Vec<_>>(),
            [
                "licences/LIST.txt",
                "licences/a-1.0.0/LICENSE-MIT",
                "licences/a-1.0.0/LICENSES/MIT.txt",
                "licences/a-1.0.0/NOTICE.md",
                "licences/c-1.0.0/COPYING",
            ]
        );
        let list = String::from_utf8(files["licences/LIST.txt"].bytes.clone()).unwrap();
        assert!(
            list.ends_with("a 1.0.0  MIT\nb 1.0.0  ISC  (brings no text)\nc 1.0.0  see its text\n"),
            "{list}"
        );
    }

    #[test]
    fn this_repository_ships_crates_with_licences_alone() {
        let crates = super::super::crates::shipped().unwrap();
        let names = |name: &str| crates.values().any(|one| one.name == name);
        assert!(names("leptos") && names("axum") && !names("proptest"));
        let files = licences(&crates).unwrap();
        assert!(files.len() > crates.len() / 2, "{} texts of {} crates", files.len(), crates.len());
    }

    #[test]
    fn a_crate_without_any_licence_stops_the_release() {
        let (_folder, bad) = one("bad", None, &["README.md"]);
        let error = licences(&Crates::from([("bad".into(), bad)])).unwrap_err();
        assert_eq!(error.to_string(), "bad 1.0.0 names no licence");
    }
}
