//! A page to work with: its program in one file and not made small, so that it is there in seconds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::frame::{Frame, copy_folder};
use super::{built, cargo_build, gallery, page};
use crate::paths;
use crate::run::run;
use crate::tools::{BIND, Tools};

/// The program for the browser, as wasm-bindgen calls it.
const WASM: &str = "shiftline_bg.wasm";

/// The program's own scripts, as wasm-bindgen calls their folder.
const OWN_SCRIPTS: &str = "snippets";

/// All style sheets as one.
const SHEET: &str = "style.css";

const LOADER: &str = "loader.js";

/// Starts the program that lies beside it, wherever the page is.
const START: &str = "import init from './shiftline.js';\n\
    await init({ module_or_path: new URL('./shiftline_bg.wasm', import.meta.url) });\n";

/// Names in a stack are enough: lines would take twice as long to link and to bind.
const PROFILE: [(&str, &str); 2] =
    [("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_PROFILE_DEV_STRIP", "debuginfo")];

/// Where the page is.
pub fn folder() -> PathBuf {
    paths::target().join("page")
}

/// What compiles its program.
pub fn compiling() -> Command {
    let mut cargo = cargo_build();
    cargo.args(["--features", "gallery"]).envs(PROFILE);
    cargo
}

/// Builds the page.
///
/// # Errors
/// When the code does not compile, a file is missing, or the disk refuses.
pub fn build(tools: &Tools) -> Result<()> {
    run(&mut compiling())?;
    bind(tools)?;
    lay(&[])
}

/// Makes of the compiled program what browsers load; `false` if there is nothing new.
///
/// # Errors
/// When wasm-bindgen fails.
pub fn bind(tools: &Tools) -> Result<bool> {
    let (program, bound) = (built("debug"), folder().join(WASM));
    if is_newer(&bound, &program) {
        return Ok(false);
    }
    // Nothing that is half written may look new.
    let draft = paths::target().join("page-draft");
    run(tools.own(BIND).arg(program).arg(&draft))?;
    fs::create_dir_all(folder()).with_context(|| format!("making {}", folder().display()))?;
    for file in ["shiftline.js", WASM] {
        fs::rename(draft.join(file), folder().join(file)).with_context(|| format!("placing {file}"))?;
    }
    copy_folder(&draft.join(OWN_SCRIPTS), &folder().join(OWN_SCRIPTS))?;
    Ok(true)
}

fn is_newer(one: &Path, other: &Path) -> bool {
    let changed = |file: &Path| fs::metadata(file).and_then(|about| about.modified());
    matches!((changed(one), changed(other)), (Ok(one), Ok(other)) if one > other)
}

/// Lays everything but the program beside it, with more tags for the head of the page.
///
/// # Errors
/// When a file is missing, or the disk refuses.
pub fn lay(tags: &[String]) -> Result<()> {
    let (root, folder) = (paths::root(), folder());
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let frame = Frame::read(&root)?;
    frame.copy(&root, &folder)?;
    fs::write(folder.join(SHEET), frame.sheet(&root)?)?;
    fs::write(folder.join(LOADER), loader())?;
    let script = format!("<script type=\"module\" src=\"./{LOADER}\"></script>");
    let sheet = format!("<link rel=\"stylesheet\" href=\"./{SHEET}\" />");
    let tags: Vec<String> = tags.iter().cloned().chain([script, sheet]).collect();
    gallery::lay(&root, &folder, &tags)?;
    Ok(fs::write(folder.join("index.html"), page::page(&frame.html, page::ANYWHERE_SAFE, &tags)?)?)
}

/// The script that starts the program, under the policy of the page.
fn loader() -> String {
    format!("{}{START}", page::TRUSTED_TYPES)
}

/// Gathers the style sheets alone.
///
/// # Errors
/// When one is missing, or the disk refuses.
pub fn style() -> Result<()> {
    let root = paths::root();
    let sheet = Frame::read(&root)?.sheet(&root)?;
    fs::write(folder().join(SHEET), sheet)?;
    gallery::style(&root, &folder())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn the_page_to_work_with_may_do_what_its_policy_asks_about() {
        assert!(loader().starts_with(page::TRUSTED_TYPES) && loader().contains(WASM));
    }

    #[test]
    fn what_is_missing_or_older_is_made_anew() {
        let folder = tempfile::TempDir::new().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        assert!(!is_newer(&one, &other));
        let write = |file: &Path, time| {
            fs::write(file, "").unwrap();
            fs::File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
        };
        write(&other, SystemTime::now());
        assert!(!is_newer(&one, &other));
        write(&one, SystemTime::now() - Duration::from_secs(9));
        assert!(!is_newer(&one, &other));
        write(&one, SystemTime::now() + Duration::from_secs(9));
        assert!(is_newer(&one, &other));
    }
}
