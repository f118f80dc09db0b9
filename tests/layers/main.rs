//! The layers of ARCHITECTURE.md, held to: what each crate may depend on, who may name whom in the page, and
//! which files may name the browser.

mod circles;
mod lengths;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use circles::{Module, module_of, named_by};

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
            "bytes",
            "chrono",
            "csv",
            "form_urlencoded",
            "model",
            "parquet",
            "percent-encoding",
            "quick-xml",
            "serde",
            "serde_json",
            "snap",
            "twox-hash",
        ],
    ),
];

/// The page's own layers with those that each may name beside itself. A layer inside another stands for itself.
const MAY_NAME: [(&str, &[&str]); 6] = [
    ("app", &[]),
    ("app::view_state", &["app"]),
    ("app::browser", &["app"]),
    ("app::session", &["app", "app::browser", "app::view_state"]),
    ("screen", &[]),
    ("ui", &["app", "app::browser", "app::session", "app::view_state", "screen"]),
];

/// Crates that only layers for the browser may name.
const BROWSER: [&str; 7] =
    ["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo_net", "gloo_timers"];

/// Layers that may name all of these.
const ASK_THE_BROWSER: [&str; 3] = ["app::browser", "screen", "ui"];

/// Layers that may name leptos alone, for its signals and tasks.
const HOLD_SIGNALS: [&str; 2] = ["app::view_state", "app::session"];

/// What leptos has of the browser, as functions.
const OF_LEPTOS: [&str; 4] = ["window", "document", "window_event_listener", "window_event_listener_untyped"];

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

/// Whether the code calls a function of this name; methods may have it.
fn calls(code: &str, name: &str) -> bool {
    let is_other = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    code.match_indices(&format!("{name}(")).any(|(at, _)| {
        let before = &code[..at];
        !before.chars().next_back().is_some_and(is_other) && !before.ends_with("fn ")
    })
}

/// The innermost layer that a module belongs to.
fn layer_of(module: &[String]) -> Option<&'static str> {
    let is_inside =
        |layer: &str| module.starts_with(&layer.split("::").map(str::to_owned).collect::<Vec<_>>());
    MAY_NAME.iter().map(|(layer, _)| *layer).filter(|layer| is_inside(layer)).max_by_key(|layer| layer.len())
}

/// What modules name that is none of their business, as `from names to`.
fn strays(files: &[(String, String)]) -> BTreeSet<String> {
    let mut strays = BTreeSet::new();
    for (from, named) in named_by(files) {
        let Some(layer) = layer_of(&from) else { continue };
        let may = MAY_NAME.iter().find(|(name, _)| *name == layer).map_or(&[][..], |(_, may)| *may);
        let is_stray =
            |to: &&Module| layer_of(to).is_some_and(|other| other != layer && !may.contains(&other));
        strays.extend(
            named.iter().filter(is_stray).map(|to| format!("{} names {}", from.join("::"), to.join("::"))),
        );
    }
    strays
}

#[test]
fn layers_name_only_those_to_their_left() {
    let files = sources();
    assert_eq!(strays(&files), BTreeSet::new());
    let layers: BTreeSet<_> = files.iter().filter_map(|(file, _)| layer_of(&module_of(file))).collect();
    assert_eq!(layers, MAY_NAME.iter().map(|(layer, _)| *layer).collect(), "the table has what is there");
    for (file, _) in &files {
        assert!(layer_of(&module_of(file)).is_some() || !file.contains('/'), "{file} is in no layer");
    }
}

#[test]
fn only_the_layers_for_it_name_the_browser() {
    for (file, text) in sources() {
        let Some(layer) = layer_of(&module_of(&file)).filter(|layer| !ASK_THE_BROWSER.contains(layer)) else {
            continue;
        };
        let holds_signals = HOLD_SIGNALS.contains(&layer);
        let forbidden = BROWSER.iter().filter(|name| !holds_signals || **name != "leptos");
        let code = code(&text);
        for name in forbidden {
            assert!(!names(&code, name), "{file} names {name}");
        }
        for function in OF_LEPTOS {
            assert!(!calls(&code, function), "{file} calls {function}");
        }
    }
}

/// What follows the parameters of an `impl`: `<T: Clone> Memo<T>` → ` Memo<T>`.
fn after_parameters(head: &str) -> &str {
    let mut depth = 0;
    let end = head.char_indices().find(|(_, letter)| {
        depth += match letter {
            '<' => 1,
            '>' => -1,
            _ => 0,
        };
        depth == 0
    });
    match end {
        Some((at, '>')) => &head[at + 1..],
        _ => head,
    }
}

/// The types that a file adds methods of its own to.
fn extended(code: &str) -> Vec<&str> {
    let heads =
        code.lines().filter_map(|line| line.strip_prefix("impl").and_then(|rest| rest.strip_suffix('{')));
    let own = heads.filter(|head| !head.contains(" for ")).filter_map(|head| {
        let path = after_parameters(head).trim().split('<').next()?;
        path.trim().rsplit("::").next()
    });
    own.collect()
}

#[test]
fn methods_belong_to_the_type_behind_the_parameters() {
    let code =
        "impl Plain {\nimpl<T: Clone + 'static> Later<T> {\nimpl<'a> wide::Path<'a> {\nimpl Clone for No {";
    assert_eq!(extended(code), ["Plain", "Later", "Path"]);
}

#[test]
fn no_layer_adds_methods_to_what_a_lower_one_made() {
    let sources: Vec<_> = sources().into_iter().map(|(file, text)| (file, code(&text))).collect();
    for (file, text) in &sources {
        let own =
            sources.iter().filter(|(other, _)| layer_of(&module_of(other)) == layer_of(&module_of(file)));
        let is_made = |name: &str| {
            own.clone()
                .any(|(_, code)| ["struct", "enum"].iter().any(|kind| names(code, &format!("{kind} {name}"))))
        };
        for name in extended(text) {
            assert!(is_made(name), "{file} adds methods to {name}");
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

/// Files are written the same for all readers: nothing of them is written as people do.
#[test]
fn files_know_nothing_of_the_reader() {
    for (file, text) in sources_of(Path::new("crates/data/src")) {
        let code = code(&text);
        for name in ["format", "locale"] {
            assert!(!code.contains(&format!("model::{name}")), "{file} writes as in model::{name}");
        }
    }
}

#[test]
fn the_check_sees_who_names_whom() {
    let found = |texts: &[(&str, &str)]| {
        let parents =
            ["app/mod.rs", "app/browser/mod.rs", "app/session/mod.rs", "ui/mod.rs"].map(|file| (file, ""));
        let files = parents.iter().chain(texts).map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
        strays(&files.collect::<Vec<_>>()).into_iter().collect::<Vec<_>>()
    };
    let [link, http, load, form] =
        ["app/link.rs", "app/browser/http.rs", "app/session/load.rs", "ui/form.rs"].map(|file| (file, ""));
    assert_eq!(
        found(&[("app/link.rs", "use super::browser::http;"), http]),
        ["app::link names app::browser::http"]
    );
    assert_eq!(
        found(&[("app/browser/http.rs", "use crate::app::{link, session::load::Load};"), link, load]),
        ["app::browser::http names app::session::load"]
    );
    assert_eq!(
        found(&[("app/session/load.rs", "fn f() { crate::ui::form::f() }"), form]),
        ["app::session::load names ui::form"]
    );
    assert_eq!(found(&[("screen/mod.rs", "use crate::app::link::Link;"), link]), ["screen names app::link"]);
    let right = "use crate::app::{browser::http, link}; use super::f;";
    assert!(found(&[("app/session/load.rs", right), link, http]).is_empty());
}

#[test]
fn the_check_sees_what_it_looks_for() {
    assert!(names("use web_sys::Window;", "web_sys"));
    assert!(!names("use my_web_sys::Window;", "web_sys"));
    assert!(names("crate::data::x", "crate::data"));
    assert!(!names("crate::database::x", "crate::data"));
    assert!(calls("if !document().hidden()", "document") && calls("leptos::prelude::window()", "window"));
    assert!(!calls("shown.window()", "window") && !calls("pub fn window(&self)", "window"));
    assert_eq!(code("a\n// web_sys\nb\n#[cfg(test)]\nmod tests {"), "a\nb\n");
    assert_eq!(code("a\n#[cfg(test)]\nmod tests;\nb"), "a\nb\n");
    let code = "impl View {\nimpl<'a> Rest<'a> {\nimpl Drop for Held {\nfn f() -> impl IntoView {\n";
    assert_eq!(extended(code), ["View", "Rest"]);
}
