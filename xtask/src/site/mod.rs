//! The site. For release: taken apart into what is fetched when it is wanted, made small, and ready for
//! a strict policy and any plain web server. To work with: `quick`.
//!
//! ```text
//! frame    index.html and what it wants      parts, carry, imports    the program in parts
//! page     the page that starts it           compress, table    what it weighs
//! streams  what libraries bring and nobody asks for
//! quick, gallery    the page to work with, and that of all parts
//! ```

mod carry;
mod compress;
mod frame;
mod gallery;
mod imports;
mod page;
mod parts;
pub mod quick;
mod sheet;
mod streams;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::paths;
use crate::run::{run, say};
use crate::tools::{For, TARGET, tools};
use frame::{Frame, Sheets};
use parts::{Piece, Program};
use sheet::without_comments;
use table::Visit;

pub use compress::compress;

/// How to build the site.
#[derive(Args, Debug)]
pub struct Options {
    /// Where the page may send requests, beside its own origin.
    #[arg(long, value_name = "SOURCES", default_value = page::ANYWHERE_SAFE)]
    connect: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { connect: page::ANYWHERE_SAFE.to_owned() }
    }
}

/// Builds the site into `dist/` and prints what it weighs; gives whether it keeps to its budgets.
///
/// # Errors
/// When a tool is missing, the code does not compile, or the disk refuses.
pub fn dist(options: &Options) -> Result<bool> {
    let dist = paths::dist();
    let tools = tools(For::Site)?;
    say("Building the release site (the first build takes about 3 min on two cores)");
    run(cargo_build().args(["--profile", "site", "--features", "split"]))?;
    say("Taking the program apart and making it small");
    let sheets = Frame::read(&paths::root())?.sheets_apart(&paths::root())?;
    let program = parts::divide(&tools, &built("site"), &sheets.parts)?;
    put(&dist, &program, &sheets, &options.connect)?;
    say("Compressing (brotli, gzip)");
    let sizes = compress(&dist)?;
    let parts = |names: &[&str]| {
        let pieces = names.iter().flat_map(|name| [program.part(name), program.sheet(name)]).flatten();
        pieces.map(|piece| piece.name.as_str()).collect()
    };
    let (link, later) = (page::OF_LINK, page::AFTER_PICTURE);
    let visits = [
        Visit { name: "first visit", parts: parts(&[page::OF_FIRST_VISIT]), budget_kib: 239, held_kib: 239 },
        Visit { name: "link", parts: parts(&[link]), budget_kib: 487, held_kib: 487 },
        Visit {
            name: "link to a sample",
            parts: parts(&[link, page::OF_SAMPLE]),
            budget_kib: 499,
            held_kib: 499,
        },
        Visit {
            name: "link with what follows",
            parts: parts(&[link, later]),
            budget_kib: 765,
            held_kib: 765,
        },
    ];
    let (table, keeps) = table::table(&sizes, &fs::read_to_string(dist.join("index.html"))?, &visits);
    print!("{table}");
    println!("The site is in {}", dist.display());
    Ok(keeps)
}

/// Puts the program, and all else that the page is made of, into an empty folder.
fn put(dist: &Path, program: &Program, sheets: &Sheets, connect: &str) -> Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("removing {}", dist.display()))?;
    }
    fs::create_dir_all(dist).with_context(|| format!("making {}", dist.display()))?;
    let root = paths::root();
    let frame = Frame::read(&root)?;
    frame.copy(&root, dist)?;
    let loader = Piece::hashed("loader", "js", page::loader(program));
    let sheet = |stem: &str, text: &str| Piece::hashed(stem, "css", without_comments(text));
    let (first, last) = (sheet("style", &sheets.first), sheet("last", &sheets.last));
    program.pieces().chain([&loader, &first, &last]).try_for_each(|piece| piece.write(dist))?;
    let html = page::page(&frame.html, connect, &page::tags(&loader, [&first, &last], program))?;
    Ok(fs::write(dist.join("index.html"), html)?)
}

/// Compiles the page's program.
fn cargo_build() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).args(["build", "--locked", "--target", TARGET]);
    cargo.args(["--package", "shiftline", "--bin", "shiftline"]);
    cargo
}

/// The program that was compiled.
fn built(profile: &str) -> PathBuf {
    paths::target().join(TARGET).join(profile).join("shiftline.wasm")
}
