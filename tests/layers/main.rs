//! The layers of ARCHITECTURE.md, held to: what each crate may depend on, who may name whom in the page, and
//! which files may name the browser.

mod circles;

use std::fs;
use std::path::{Path, PathBuf};

/// Each crate of the model's way to a picture with all that it may depend on. A record travels from the
/// first to the last.
const MAY_DEPEND_ON: [(&str, &[&str]); 4] = [
    ("model", &["chrono"]),
    ("scene", &["chrono", "model"]),
    ("paint", &["model", "plotters", "plotters-backend", "scene"]),
    (
        "data",
        &[
            "base64",
            "chrono",
            "csv",
            "form_urlencoded",
            "httpdate",
            "model",
            "percent-encoding",
            "quick-xml",
            "serde",
            "serde_json",
        ],
    ),
];

/// The page's own layers, each with those that it may name.
const MAY_NAME: [(&str, &[&str]); 3] =
    [("app", &["app"]), ("screen", &["screen"]), ("ui", &["ui", "screen", "app"])];

/// Crates that only files for the browser may name.
const BROWSER: [&str; 5] = ["web_sys", "js_sys", "wasm_bindgen", "leptos", "gloo"];

/// Files outside `ui` and `screen` that may, relative to `src`.
const BROWSER_FILES: [&str; 3] = ["main.rs", "lib.rs", "app/view_state.rs"];

/// Folders of which every file may.
const BROWSER_FOLDERS: [&str; 3] = ["ui/", "app/browser/", "screen/"];

fn sources() -> Vec<(String, String)> {
    sources_of(Path::new("src"))
}

/// The files of a folder of the repository with their texts, by their paths in it.
fn sources_of(folder: &Path) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                walk(&entry, found);
            } else if entry.extension().is_some_and(|ext| ext == "rs") {
                found.push(entry);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
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
    let mut code = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" {
            match lines.next_if(|next| next.starts_with("mod ") && next.ends_with(';')) {
                Some(_) => continue,
                None => break,
            }
        }
        if !line.trim_start().starts_with("//") {
            code.extend([line, "\n"]);
        }
    }
    code
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
fn crates_depend_only_on_those_to_their_left() {
    for (layer, allowed) in MAY_DEPEND_ON {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates").join(layer).join("Cargo.toml");
        let found = dependencies(&fs::read_to_string(manifest).unwrap());
        assert!(!found.is_empty(), "{layer}");
        for name in found {
            assert!(allowed.contains(&name.as_str()), "{layer} depends on {name}");
        }
    }
}

/// The names of a manifest's dependencies, without those of its tests.
fn dependencies(manifest: &str) -> Vec<String> {
    let table = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let entries = table.take_while(|line| !line.starts_with('[')).filter(|line| !line.trim().is_empty());
    entries.map(|line| line.split(['.', ' ', '=']).next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_check_sees_what_it_looks_for() {
    assert!(names("use web_sys::Window;", "web_sys"));
    assert!(!names("use my_web_sys::Window;", "web_sys"));
    assert!(names("crate::data::x", "crate::data"));
    assert!(!names("crate::database::x", "crate::data"));
    assert_eq!(code("a\n// web_sys\nb\n#[cfg(test)]\nmod tests {"), "a\nb\n");
    assert_eq!(code("a\n#[cfg(test)]\nmod tests;\nb"), "a\nb\n");
}
