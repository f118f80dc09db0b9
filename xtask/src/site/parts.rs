//! The program in parts: the one that the first page needs, and those that it fetches when they are
//! wanted (`app/browser/part.rs`).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::carry::{AFTER, carry, sheet_of};
use super::imports::shorten;
use super::page::{OF_FIRST_VISIT, OF_LINK, integrity, short_hash};
use super::sheet::without_comments;
use super::streams::{without_classes, without_streams};
use crate::paths;
use crate::run::run;
use crate::tools::{BIND, SPLIT, Tools};

/// What all browsers of the last years know; wasm-opt needs to be told.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// As small as can be. The first kilobyte of the memory is the far end of the stack: nothing is addressed from there.
/// Functions with one caller stay by themselves, where they resemble others: 1 % of a link, compressed, though 1 % more as
/// it is.
const SMALL: [&str; 3] = ["-Oz", "--low-memory-unused", "--one-caller-inline-max-function-size=0"];

/// What comes before that in each of two rounds. Code that was taken out of its nesting leaves more to find: half a percent
/// of a link. The second round finds what the first laid open: 1 %. A third finds nothing.
const ROUNDS: [&[&str]; 2] = [&["--flatten", "--rereloop"], &[]];

/// The script that fetches parts, as the tools call it.
pub const FETCHER: &str = "__wasm_split.js";

/// The first part and its script, as wasm-bindgen calls them.
pub const MAIN: (&str, &str) = ("shiftline_bg.wasm", "shiftline.js");

/// One file of the site: as the tools call it, as the site does, and what is in it.
pub struct Piece {
    /// As wasm-bindgen and what takes the program apart call it.
    pub tools_name: String,
    /// Its name in the site.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Piece {
    /// A file whose name changes with its content: `STEM-HASH.KIND`.
    pub fn hashed(stem: &str, kind: &str, text: String) -> Self {
        let name = format!("{stem}-{}.{kind}", short_hash(text.as_bytes()));
        Self { tools_name: format!("{stem}.{kind}"), name, bytes: text.into_bytes() }
    }

    /// Writes it into the site.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, dist: &Path) -> Result<()> {
        fs::write(dist.join(&self.name), &self.bytes).with_context(|| format!("writing {}", self.name))
    }

    fn is_script(&self) -> bool {
        Path::new(&self.tools_name).extension().is_some_and(|kind| kind == "js")
    }
}

/// All files of the program.
pub struct Program {
    /// What starts the first part.
    pub script: Piece,
    /// The first part.
    pub wasm: Piece,
    /// What fetches the others.
    pub fetcher: Piece,
    others: Vec<Piece>,
}

impl Program {
    fn of(mut pieces: Vec<Piece>) -> Result<Self> {
        let mut take = |tools_name: &str| {
            let found = pieces.iter().position(|piece| piece.tools_name == tools_name);
            found.map(|at| pieces.remove(at)).with_context(|| format!("the tools made no {tools_name}"))
        };
        let (wasm, script, fetcher) = (take(MAIN.0)?, take(MAIN.1)?, take(FETCHER)?);
        Ok(Self { script, wasm, fetcher, others: pieces })
    }

    /// The file of a part.
    pub fn part(&self, name: &str) -> Option<&Piece> {
        self.others.iter().find(|piece| piece.tools_name == format!("split_{name}.wasm"))
    }

    /// The style sheet that a part comes with.
    pub fn sheet(&self, part: &str) -> Option<&Piece> {
        self.others.iter().find(|piece| piece.tools_name == sheet_of(part))
    }

    /// Scripts of the program's own, which that of the first part calls.
    pub fn own_scripts(&self) -> impl Iterator<Item = &Piece> {
        self.others.iter().filter(|piece| piece.is_script())
    }

    /// Every file.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        [&self.script, &self.wasm, &self.fetcher].into_iter().chain(&self.others)
    }
}

/// Takes the program apart, whose parts come with these style sheets.
///
/// # Errors
/// When a tool fails, or the disk refuses.
pub fn divide(tools: &Tools, whole: &Path, sheets: &BTreeMap<String, String>) -> Result<Program> {
    let folder = paths::target().join("parts");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    let (taken_apart, bound) = (folder.join("taken_apart"), folder.join("bound"));
    fs::create_dir_all(&taken_apart).with_context(|| format!("making {}", taken_apart.display()))?;
    let main = taken_apart.join("shiftline.wasm");
    run(tools.own(SPLIT).arg("apart").arg(whole).arg(&taken_apart).args(order()))?;
    run(tools.own(BIND).arg(&main).arg(&bound).arg("--keep-lld-exports"))?;
    fs::remove_file(main)?;
    let (first, script) = (bound.join(MAIN.0), bound.join(MAIN.1));
    fs::write(&first, without_streams(&fs::read(&first)?)?)?;
    fs::write(&script, without_classes(&fs::read_to_string(&script)?)?)?;
    let mut files = collect(tools, &[&taken_apart, &bound])?;
    shorten(&mut files)?;
    files.extend(sheets.iter().map(|(part, sheet)| (sheet_of(part), without_comments(sheet).into_bytes())));
    Program::of(named(carry(files)?)?)
}

/// Which parts are there before others; every visit is a link or a first one.
fn order() -> Vec<String> {
    let after = AFTER.iter().map(|(later, before)| format!("{later}={before}"));
    after.chain([format!("{OF_FIRST_VISIT}+{OF_LINK}")]).collect()
}

/// All files of these folders, the wasm ones made small, in the order of their names. Those of the program's
/// own lie deeper, and have their paths for names.
fn collect(tools: &Tools, folders: &[&Path]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for folder in folders {
        for path in files_of(folder)? {
            files.push((path.clone(), small(tools, &folder.join(path))?));
        }
    }
    files.sort();
    Ok(files)
}

/// The paths of all files below a folder.
fn files_of(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(files_of(&entry.path())?.into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.push(name);
        }
    }
    Ok(found)
}

fn small(tools: &Tools, path: &Path) -> Result<Vec<u8>> {
    if path.extension().is_some_and(|kind| kind == "wasm") {
        for before in ROUNDS {
            let mut optimiser = tools.command("wasm-opt");
            optimiser.args(WASM_FEATURES).args(before).args(SMALL).arg(path).arg("-o").arg(path);
            run(&mut optimiser)?;
        }
        run(tools.own(SPLIT).arg("order").arg(path))?;
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
    let links: Vec<_> = pieces.iter().flat_map(links).collect();
    for piece in pieces.iter_mut().filter(|piece| piece.is_script()) {
        let text =
            std::str::from_utf8(&piece.bytes).with_context(|| format!("{} is no text", piece.tools_name))?;
        let text = links.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        piece.bytes = text.into_bytes();
    }
    Ok(pieces)
}

/// `shiftline-HASH_bg.wasm`, `shiftline-HASH.js`, `parts-HASH.js`, `answer-HASH.wasm`, `painter-HASH.js`.
fn site_name(tools_name: &str, hash: &str) -> String {
    let name = tools_name.rsplit('/').next().unwrap_or(tools_name);
    let name = name.strip_prefix("split_").unwrap_or(name);
    let name = if name == FETCHER { "parts.js" } else { name };
    let at = name.find("_bg.").or_else(|| name.rfind('.')).unwrap_or(name.len());
    format!("{}-{hash}{}", &name[..at], &name[at..])
}

/// How scripts name a file, before and after: a script is imported, a part is fetched and checked.
fn links(piece: &Piece) -> Vec<(String, String)> {
    let Piece { tools_name, name, bytes } = piece;
    if piece.is_script() {
        let import = |quote: char, name: &str| format!("from {quote}./{name}{quote}");
        return ['"', '\''].map(|quote| (import(quote, tools_name), import(quote, name))).into();
    }
    let url = |name: &str| format!("new URL(\"./{name}\", import.meta.url)");
    vec![(url(tools_name), format!("{}, {{ integrity: \"{}\" }}", url(name), integrity(bytes)))]
}

#[cfg(test)]
pub mod tests;
