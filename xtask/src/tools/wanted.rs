//! The tools: those that build the site (the wasm target, wasm-opt, and two programs of this workspace
//! for wasm-bindgen and for taking the program apart), and those that one task alone runs.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::cached::cached;
use super::lock::Lock;
use crate::paths;
use crate::run::{output, run, say};

/// What the page is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The program of this workspace that is wasm-bindgen.
pub const BIND: &str = "xtask-wasm";
/// The program of this workspace that takes the page's program apart.
pub const SPLIT: &str = "xtask-split";

/// Settings of a release build that takes a fraction of the usual time.
const LIGHT: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// How well the code of a tool is to be made: the better, the longer it takes to install.
#[derive(Clone, Copy, Debug)]
enum Work {
    /// It runs for a second or waits for others: not at all.
    Light,
    /// It reads and writes all of the page: a little.
    Heavy,
}

impl Work {
    /// Cargo's `opt-level`.
    fn level(self) -> &'static str {
        match self {
            Self::Light => "0",
            Self::Heavy => "1",
        }
    }
}

/// A program from crates.io. It runs for seconds, and its own speed hardly counts: it is built in a hurry.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// Build it with the versions that its authors tested. wasm-bindgen-cli is not: its lock file
    /// names a release that was withdrawn.
    locked: bool,
    /// Build it with what is on by default.
    defaults: bool,
    work: Work,
    /// About how long it takes to build on two cores.
    minutes: u32,
}

/// What the tools are wanted for.
#[derive(Clone, Copy, Debug)]
pub enum For {
    /// Compiling for wasm.
    Checks,
    /// A page to work with.
    Page,
    /// Running tests in a browser.
    BrowserTests,
    /// Building the site.
    Site,
}

/// A program that one task alone runs.
#[derive(Clone, Copy, Debug)]
pub enum Helper {
    /// Licences, sources and advisories of dependencies.
    Deny,
    /// Code changed on purpose, to see whether a test fails.
    Mutants,
    /// What drives Firefox; Debian has none.
    Geckodriver,
}

impl Helper {
    fn tool(self) -> Tool {
        let (package, version, minutes) = match self {
            Self::Deny => ("cargo-deny", "0.20.2", 6),
            Self::Mutants => ("cargo-mutants", "27.1.0", 3),
            Self::Geckodriver => ("geckodriver", "0.37.0", 2),
        };
        let version = version.to_owned();
        Tool { package, program: package, version, locked: true, defaults: true, work: Work::Light, minutes }
    }
}

/// The program, installed if it is missing.
///
/// # Errors
/// When it can not be installed; the error says what to type.
pub fn helper(which: Helper) -> Result<PathBuf> {
    let tool = which.tool();
    Ok(install(&tool)?.join(file_name(&tool)))
}

/// The tools, ready to be used by programs that look for them on PATH.
pub struct Tools {
    path: OsString,
}

impl Tools {
    /// A program that finds the tools, starting in the repository.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(paths::root()).env("PATH", &self.path);
        command
    }

    /// A program of this workspace that was built, starting in the repository.
    #[allow(clippy::unused_self, reason = "only who has the tools may call one")]
    pub fn own(&self, program: &str) -> Command {
        let mut command = Command::new(paths::built(program));
        command.current_dir(paths::root());
        command
    }
}

/// Installs what is missing.
///
/// # Errors
/// When something can not be installed; the error says what to type.
pub fn tools(wanted: For) -> Result<Tools> {
    wasm_target()?;
    let (foreign, own): (_, &[&str]) = match wanted {
        For::Checks => (None, &[]),
        For::Page => (None, &[BIND]),
        For::BrowserTests => (Some(bindgen()?), &[]),
        For::Site => (Some(wasm_opt()), &[BIND, SPLIT]),
    };
    let folder = foreign.as_ref().map(install).transpose()?;
    if !own.is_empty() {
        say("Building wasm-bindgen (the first build takes about 1 min on two cores)");
    }
    own.iter().try_for_each(|package| build(package))?;
    let rest = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(folder.into_iter().chain(env::split_paths(&rest)))?;
    Ok(Tools { path })
}

/// Builds the programs of a package of this workspace, by itself: together with another its libraries
/// would have other features, and be built once more.
///
/// # Errors
/// When it does not compile.
pub fn build(package: &str) -> Result<()> {
    let mut cargo = Command::new("cargo");
    run(cargo.current_dir(paths::root()).args(["build", "--locked", "--bins", "--package", package]))
}

/// What runs tests in a browser, on this machine: without what encrypts. The page's own wasm-bindgen is a program of this
/// workspace.
fn bindgen() -> Result<Tool> {
    let lock = Lock::read()?;
    let version = lock.version("wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?.to_string();
    let (package, program) = ("wasm-bindgen-cli", "wasm-bindgen-test-runner");
    Ok(Tool { package, program, version, locked: false, defaults: false, work: Work::Heavy, minutes: 2 })
}

/// Without what rewrites debug information, which the site has none of.
fn wasm_opt() -> Tool {
    let package = "wasm-opt";
    Tool {
        package,
        program: package,
        version: "0.116.1".to_owned(),
        locked: true,
        defaults: false,
        work: Work::Heavy,
        minutes: 5,
    }
}

fn file_name(tool: &Tool) -> String {
    format!("{}{}", tool.program, env::consts::EXE_SUFFIX)
}

/// The folder of the tool's programs.
fn install(tool: &Tool) -> Result<PathBuf> {
    let Tool { package, version, minutes, .. } = tool;
    let folder = paths::cache()?.join("tools").join(format!("{package}-{version}"));
    let file = Path::new("bin").join(file_name(tool));
    cached(&folder, &file, |draft| {
        say(format!("Installing {package} {version} for this user: once, about {minutes} min on two cores"));
        let mut cargo = Command::new("cargo");
        cargo.args(["install", package, "--version", &format!("={version}"), "--bin", tool.program]);
        cargo.arg("--root").arg(draft);
        if tool.locked {
            cargo.arg("--locked");
        }
        if !tool.defaults {
            cargo.arg("--no-default-features");
        }
        cargo.envs(LIGHT).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.work.level());
        // In the tool's own way, not in this repository's.
        cargo.current_dir(draft).env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS");
        run(&mut cargo).with_context(|| format!("installing {package} {version}"))
    })?;
    Ok(folder.join("bin"))
}

fn wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").current_dir(paths::root()).args(["--print", "sysroot"]))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    if paths::program(&["rustup"], &[]).is_none() {
        bail!(
            "Rust's {TARGET} target is missing and there is no rustup to add it: \
             install rustup from https://rustup.rs, then type: rustup target add {TARGET}"
        );
    }
    say(format!("Adding Rust's {TARGET} target: once, under a minute"));
    run(Command::new("rustup").current_dir(paths::root()).args(["target", "add", TARGET]))
}
