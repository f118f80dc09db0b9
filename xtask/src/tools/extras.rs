//! What only tests use: Python's requests for the tutorial's script, engines that read archives, axe-core for accessibility, and
//! the web servers that the files under `deploy/` are for.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::cached::cached;
use super::debian;
use crate::paths;
use crate::run::{output, run, say};

const REQUESTS: &str = "2.32.3";
const DUCKDB: &str = "2.0.1";
const PYARROW: &str = "26.0.1";
const AXE: &str = "4.10.3";

/// A folder for `PYTHONPATH` that holds requests.
///
/// # Errors
/// When it is missing and can not be installed; the error says what to type.
pub fn python() -> Result<PathBuf> {
    let folder = paths::cache()?.join("python").join(format!("requests-{REQUESTS}"));
    installed(
        &folder,
        "requests/__init__.py",
        &format!("Python's requests {REQUESTS}"),
        &[format!("requests=={REQUESTS}")],
    )
}

/// A folder for `PYTHONPATH` that holds DuckDB and pyarrow.
///
/// # Errors
/// When it is missing and can not be installed; the error says what to type.
pub fn engines() -> Result<PathBuf> {
    let folder = paths::cache()?.join("python").join(format!("duckdb-{DUCKDB}-pyarrow-{PYARROW}"));
    installed(
        &folder,
        "duckdb/__init__.py",
        &format!("DuckDB {DUCKDB} and pyarrow {PYARROW} (80 MB)"),
        &[format!("duckdb=={DUCKDB}"), format!("pyarrow=={PYARROW}")],
    )
}

/// A folder with packages of Python's; `inside` is one of their files.
fn installed(folder: &Path, inside: &str, what: &str, packages: &[String]) -> Result<PathBuf> {
    if paths::program(&["python3"], &[]).is_none() {
        debian::install("Python", &["python3", "python3-pip"])?;
    }
    cached(folder, inside, |draft| {
        if output(Command::new("python3").args(["-m", "pip", "--version"])).is_err() {
            debian::install("Python's pip", &["python3-pip"])?;
        }
        say(format!("Installing {what} for this user: once, some seconds"));
        pip(draft, packages).with_context(|| format!("installing {what}"))
    })?;
    Ok(folder.to_owned())
}

/// nginx and Caddy; they are started by the tests alone.
///
/// # Errors
/// When one is missing and can not be installed; the error says what to type.
pub fn web_servers() -> Result<()> {
    let missing = |name: &str| paths::program(&[name], &["/usr/sbin", "/usr/bin"]).is_none();
    let packages: Vec<_> = [("nginx", "nginx-light"), ("caddy", "caddy")]
        .into_iter()
        .filter_map(|(program, package)| missing(program).then_some(package))
        .collect();
    if packages.is_empty() { Ok(()) } else { debian::install("a web server for tests", &packages) }
}

fn pip(folder: &Path, packages: &[String]) -> Result<()> {
    let mut pip = Command::new("python3");
    // Options that only some versions know are told this way: a version that does not passes over them.
    pip.env("PIP_DISABLE_PIP_VERSION_CHECK", "1").env("PIP_ROOT_USER_ACTION", "ignore");
    pip.args(["-m", "pip", "--quiet", "install", "--no-warn-script-location"]);
    run(pip.arg("--target").arg(folder).args(packages))
}

/// The file `axe.min.js`.
///
/// # Errors
/// When it is missing and can not be installed; the error says what to type.
pub fn axe() -> Result<PathBuf> {
    let folder = paths::cache()?.join("npm").join(format!("axe-core-{AXE}"));
    cached(&folder, "node_modules/axe-core/axe.min.js", |draft| {
        if paths::program(&["npm"], &[]).is_none() {
            debian::install("npm", &["npm"])?;
        }
        say(format!("Installing axe-core {AXE} for this user: once, some seconds"));
        let mut npm = Command::new("npm");
        npm.args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]);
        run(npm.arg(draft).arg(format!("axe-core@{AXE}"))).context("installing axe-core")
    })
}
