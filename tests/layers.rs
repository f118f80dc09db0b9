//! The layers of ARCHITECTURE.md, held to: who may name whom, and which files may name the browser.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the layers it may name. A record travels from left to right.
const MAY_NAME: [(&str, &[&str]); 6] = [
    ("domain", &["domain"]),
    ("scene", &["scene", "domain"]),
    ("paint", &["paint", "scene", "domain"]),
    ("data", &["data", "domain"]),
    ("app", &["app", "data", "scene", "domain"]),
    ("ui", &["ui", "app", "data", "paint", "scene", "domain"]),
];

/// Crates that only files for the browser may name.
const BROWSER: [&str; 5] = ["web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo"];

/// Files outside `ui` that may, relative to `src`.
const BROWSER_FILES: [&str; 4] = ["main.rs", "lib.rs", "app/shown.rs", "app/browser.rs"];

/// Folders of which every file may.
const BROWSER_FOLDERS: [&str; 3] = ["ui/", "app/browser/", "paint/screen/"];

/// Crates that a layer may not name, beside the browser's.
const FOREIGN: [(&str, &[&str]); 3] = [
    ("domain", &["serde", "plotters", "csv"]),
    ("scene", &["serde", "plotters", "csv", "chrono_tz"]),
    ("paint", &["serde", "csv"]),
];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                walk(&entry, found);
            } else if entry.extension().is_some_and(|ext| ext == "rs") {
                found.push(entry);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The code of a file without comments and without its unit tests, which may name more.
fn code(text: &str) -> String {
    let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
    shipped.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Whether `name` stands in the code as a whole word.
fn names(code: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        !code[..at].chars().next_back().is_some_and(is_word)
            && !code[at + name.len()..].chars().next().is_some_and(is_word)
    })
}

fn layer_of(file: &str) -> Option<&str> {
    file.split_once('/').map(|(layer, _)| layer)
}

#[test]
fn layers_name_only_those_to_their_left() {
    for (file, text) in sources() {
        let Some(layer) = layer_of(&file) else { continue };
        let allowed = MAY_NAME.iter().find(|(name, _)| *name == layer);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{file}: the layer {layer} is not in the table"));
        let code = code(&text);
        for (other, _) in MAY_NAME {
            let named = names(&code, &format!("crate::{other}"));
            assert!(!named || allowed.contains(&other), "{file} names crate::{other}");
        }
    }
}

#[test]
fn only_the_files_for_it_name_the_browser() {
    for (file, text) in sources() {
        let for_browser =
            BROWSER_FILES.contains(&file.as_str()) || BROWSER_FOLDERS.iter().any(|f| file.starts_with(f));
        if for_browser {
            continue;
        }
        let code = code(&text);
        for name in BROWSER {
            assert!(!names(&code, name), "{file} names {name}");
        }
    }
}

#[test]
fn pure_layers_name_no_foreign_format() {
    for (file, text) in sources() {
        let code = code(&text);
        let foreign = FOREIGN.iter().find(|(layer, _)| Some(*layer) == layer_of(&file));
        for name in foreign.map_or(&[][..], |(_, names)| names) {
            let allowed = *name == "plotters" && file.starts_with("paint/");
            assert!(allowed || !names(&code, name), "{file} names {name}");
        }
    }
}

#[test]
fn the_check_sees_what_it_looks_for() {
    assert!(names("use web_sys::Window;", "web_sys"));
    assert!(!names("use my_web_sys::Window;", "web_sys"));
    assert!(names("crate::data::x", "crate::data"));
    assert!(!names("crate::database::x", "crate::data"));
    assert_eq!(code("a\n// web_sys\nb\n#[cfg(test)]\nc"), "a\nb");
}
