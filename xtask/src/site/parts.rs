//! The program in parts: the one wasm file that Trunk leaves in the site is replaced by the part that
//! the first page needs and by those that it fetches when they are wanted (`app/browser/part.rs`).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::page::{integrity, short_hash};
use crate::need::Tools;
use crate::place;
use crate::run::run;

/// What all browsers of the last years know; wasm-opt needs to be told.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The script that fetches parts, as wasm-split-cli calls it.
const FETCHER: &str = "__wasm_split.js";

/// The first part and its script, as wasm-bindgen calls them.
const MAIN: (&str, &str) = ("shiftline_bg.wasm", "shiftline.js");

/// One file of the program: as the tools call it, as the site does, and what is in it.
struct Piece {
    tools_name: String,
    name: String,
    bytes: Vec<u8>,
}

impl Piece {
    fn is_script(&self) -> bool {
        Path::new(&self.tools_name).extension().is_some_and(|kind| kind == "js")
    }

    /// The part of that name, and what several parts share.
    fn is_for_answers(&self) -> bool {
        self.tools_name == "split_answer.wasm" || self.tools_name.starts_with("chunk_")
    }
}

/// Takes the program apart. What an answer needs beside the first part is returned.
///
/// # Errors
/// When a tool fails, the page is not as Trunk leaves it, or the disk refuses.
pub fn divide(tools: &Tools, dist: &Path) -> Result<Vec<String>> {
    let whole = place::target().join("wasm32-unknown-unknown/site/shiftline.wasm");
    let folder = place::target().join("parts");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    let bound = folder.join("bound");
    run(tools.command("wasm-split-cli").arg(&whole).arg(&folder).args([
        "--target",
        "web",
        "--out-name",
        "shiftline",
    ]))?;
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.arg(folder.join("shiftline.wasm")).args([
        "--target",
        "web",
        "--no-typescript",
        "--keep-lld-exports",
    ]);
    run(bindgen.args(["--out-name", "shiftline", "--out-dir"]).arg(&bound))?;
    fs::remove_file(folder.join("shiftline.wasm"))?;
    let pieces = named(collect(tools, &[&folder, &bound])?)?;
    put(dist, &pieces)?;
    Ok(pieces.into_iter().filter(Piece::is_for_answers).map(|piece| piece.name).collect())
}

/// All files of these folders, the wasm ones made small, in the order of their names.
fn collect(tools: &Tools, folders: &[&Path]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            if path.is_file() {
                files.push((file_name(&path), small(tools, &path)?));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn small(tools: &Tools, path: &PathBuf) -> Result<Vec<u8>> {
    if path.extension().is_some_and(|kind| kind == "wasm") {
        run(tools.command("wasm-opt").arg("-Oz").args(WASM_FEATURES).arg(path).arg("-o").arg(path))?;
    }
    fs::read(path).with_context(|| format!("reading {}", path.display()))
}

/// Gives every file a name that changes with the whole, and writes these names where files name each other.
fn named(files: Vec<(String, Vec<u8>)>) -> Result<Vec<Piece>> {
    let all: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes).copied().collect();
    let hash = short_hash(&all);
    let mut pieces: Vec<Piece> = files
        .into_iter()
        .map(|(tools_name, bytes)| Piece { name: site_name(&tools_name, &hash), tools_name, bytes })
        .collect();
    let links: Vec<_> = pieces.iter().map(link).collect();
    for piece in pieces.iter_mut().filter(|piece| piece.is_script()) {
        let text =
            std::str::from_utf8(&piece.bytes).with_context(|| format!("{} is no text", piece.tools_name))?;
        let text = links.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        piece.bytes = text.into_bytes();
    }
    Ok(pieces)
}

/// `shiftline-HASH_bg.wasm`, `shiftline-HASH.js`, `parts-HASH.js`, `answer-HASH.wasm`.
fn site_name(tools_name: &str, hash: &str) -> String {
    let name = tools_name.strip_prefix("split_").unwrap_or(tools_name);
    let name = if name == FETCHER { "parts.js" } else { name };
    let at = name.find("_bg.").or_else(|| name.rfind('.')).unwrap_or(name.len());
    format!("{}-{hash}{}", &name[..at], &name[at..])
}

/// How scripts name a file, before and after: a script is imported, a part is fetched and checked.
fn link(piece: &Piece) -> (String, String) {
    let Piece { tools_name, name, bytes } = piece;
    if piece.is_script() {
        (format!("from \"./{tools_name}\""), format!("from \"./{name}\""))
    } else {
        let url = |name: &str| format!("new URL(\"./{name}\", import.meta.url)");
        (url(tools_name), format!("{}, {{ integrity: \"{}\" }}", url(name), integrity(bytes)))
    }
}

/// Puts the pieces into the site in the place of Trunk's two files.
fn put(dist: &Path, pieces: &[Piece]) -> Result<()> {
    let index = dist.join("index.html");
    let mut html = fs::read_to_string(&index).with_context(|| format!("reading {}", index.display()))?;
    for (tools_name, ending) in [(MAIN.0, "_bg.wasm"), (MAIN.1, ".js")] {
        let piece = find(pieces, tools_name)?;
        let old = trunks_name(&html, ending).with_context(|| format!("the page names no …{ending}"))?;
        let bytes = fs::read(dist.join(&old)).with_context(|| format!("reading {old}"))?;
        html = html.replace(&old, &piece.name).replace(&integrity(&bytes), &integrity(&piece.bytes));
        fs::remove_file(dist.join(&old))?;
    }
    let fetcher = find(pieces, FETCHER)?;
    let preload = format!(
        "<link rel=\"modulepreload\" href=\"./{}\" crossorigin=\"anonymous\" integrity=\"{}\">",
        fetcher.name,
        integrity(&fetcher.bytes)
    );
    ensure!(html.contains("</head>"), "the page has no head");
    fs::write(index, html.replacen("</head>", &format!("{preload}</head>"), 1))?;
    for Piece { name, bytes, .. } in pieces {
        fs::write(dist.join(name), bytes).with_context(|| format!("writing {name}"))?;
    }
    Ok(())
}

fn find<'a>(pieces: &'a [Piece], tools_name: &str) -> Result<&'a Piece> {
    let found = pieces.iter().find(|piece| piece.tools_name == tools_name);
    found.with_context(|| format!("the tools made no {tools_name}"))
}

/// `shiftline-0123456789abcdef_bg.wasm` in `'./shiftline-0123456789abcdef_bg.wasm'`.
fn trunks_name(html: &str, ending: &str) -> Option<String> {
    let starts = html.match_indices("'./").map(|(at, quote)| &html[at + quote.len()..]);
    let mut names = starts.filter_map(|rest| rest.split_once('\'').map(|(name, _)| name));
    names.find(|name| name.ends_with(ending)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn files() -> Vec<(String, Vec<u8>)> {
        let fetcher = "import { initSync } from \"./shiftline.js\";\n\
            fetch(new URL(\"./split_answer.wasm\", import.meta.url));";
        let main = "import * as import1 from \"./__wasm_split.js\";\n\"./__wasm_split.js\": import1,";
        [(FETCHER, fetcher), ("split_answer.wasm", "answer"), (MAIN.0, "main"), (MAIN.1, main)]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .to_vec()
    }

    fn text(pieces: &[Piece], tools_name: &str) -> String {
        String::from_utf8(find(pieces, tools_name).unwrap().bytes.clone()).unwrap()
    }

    #[test]
    fn files_find_each_other_by_their_new_names() {
        let pieces = named(files()).unwrap();
        let name = |tools_name| &find(&pieces, tools_name).unwrap().name;
        let (fetcher, main) = (text(&pieces, FETCHER), text(&pieces, MAIN.1));
        assert!(fetcher.contains(&format!("from \"./{}\"", name(MAIN.1))), "{fetcher}");
        let part = format!(
            "fetch(new URL(\"./{}\", import.meta.url), {{ integrity: \"{}\" }})",
            name("split_answer.wasm"),
            integrity(b"answer")
        );
        assert!(fetcher.contains(&part), "{fetcher}");
        assert!(main.contains(&format!("from \"./{}\"", name(FETCHER))), "{main}");
        assert!(main.contains("\"./__wasm_split.js\": import1"), "the wasm file itself says so: {main}");
    }

    #[test]
    fn names_change_with_any_of_the_files() {
        let mut others = files();
        others[1].1.push(b'!');
        for (one, other) in named(files()).unwrap().iter().zip(named(others).unwrap()) {
            assert_eq!(one.tools_name, other.tools_name);
            assert_ne!(one.name, other.name);
        }
        assert_eq!(site_name("split_answer.wasm", "0f"), "answer-0f.wasm");
        assert_eq!(site_name(MAIN.0, "0f"), "shiftline-0f_bg.wasm");
        assert_eq!(site_name(FETCHER, "0f"), "parts-0f.js");
    }

    #[test]
    fn the_page_starts_the_first_part_and_checks_it() {
        let whole = TempDir::new().unwrap();
        let dist = whole.path();
        let html = format!(
            "<head><script>import init from './s-1.js'; init('./s-1_bg.wasm')</script>\
             <link href=\"./s-1_bg.wasm\" integrity=\"{}\"></head>",
            integrity(b"old wasm")
        );
        for (name, text) in [("index.html", html.as_str()), ("s-1.js", "old"), ("s-1_bg.wasm", "old wasm")] {
            fs::write(dist.join(name), text).unwrap();
        }
        let pieces = named(files()).unwrap();
        put(dist, &pieces).unwrap();
        let html = fs::read_to_string(dist.join("index.html")).unwrap();
        let main = &find(&pieces, MAIN.0).unwrap().name;
        assert!(html.contains(&format!("init('./{main}')")), "{html}");
        assert!(html.contains(&format!("href=\"./{main}\" integrity=\"{}\"", integrity(b"main"))), "{html}");
        assert!(
            html.contains(&format!("modulepreload\" href=\"./{}\"", find(&pieces, FETCHER).unwrap().name))
        );
        assert!(!dist.join("s-1.js").exists() && !dist.join("s-1_bg.wasm").exists());
        assert!(pieces.iter().all(|piece| dist.join(&piece.name).is_file()));
    }
}
