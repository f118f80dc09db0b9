//! The tools: those that build the site (trunk, wasm-bindgen, wasm-opt, wasm-split-cli and the wasm target),
//! and those that one task alone runs.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use super::cached::cached;
use super::lock;
use crate::place;
use crate::run::{output, run, say};

const TARGET: &str = "wasm32-unknown-unknown";

/// Settings of a release build that takes a fraction of the usual time.
const LIGHT: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// A program from crates.io.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// A feature that it needs to be a program.
    feature: Option<&'static str>,
    /// Build it with the versions that its authors tested. wasm-bindgen-cli is not: its lock file
    /// names a release that was withdrawn.
    locked: bool,
    /// Built in a hurry: it runs for seconds, and its own speed hardly counts.
    light: bool,
    /// About how long it takes to build on two cores.
    minutes: u32,
}

/// What the tools are wanted for; each needs those of the ones before it.
#[derive(Clone, Copy, Debug)]
pub enum For {
    /// Compiling for wasm.
    Checks,
    /// Running tests in a browser.
    BrowserTests,
    /// Building the site.
    Site,
}

/// A program of cargo's that one task alone runs.
#[derive(Clone, Copy, Debug)]
pub enum Helper {
    /// Licences, sources and advisories of dependencies.
    Deny,
    /// Code changed on purpose, to see whether a test fails.
    Mutants,
}

impl Helper {
    fn tool(self) -> Tool {
        let (package, version, minutes) = match self {
            Self::Deny => ("cargo-deny", "0.20.2", 6),
            Self::Mutants => ("cargo-mutants", "27.1.0", 3),
        };
        let version = version.to_owned();
        Tool { package, program: package, version, feature: None, locked: true, light: true, minutes }
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
        command.current_dir(place::root()).env("PATH", &self.path);
        command
    }
}

/// Installs what is missing.
///
/// # Errors
/// When something can not be installed; the error says what to type.
pub fn tools(wanted: For) -> Result<Tools> {
    wasm_target()?;
    let count = match wanted {
        For::Checks => 0,
        For::BrowserTests => 1,
        For::Site => 4,
    };
    let folders = pinned()?.iter().take(count).map(install).collect::<Result<Vec<_>>>()?;
    let rest = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(folders.into_iter().chain(env::split_paths(&rest)))?;
    Ok(Tools { path })
}

fn pinned() -> Result<[Tool; 4]> {
    let lock = fs::read_to_string(place::root().join("Cargo.lock")).context("reading Cargo.lock")?;
    let bindgen = lock::version(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?;
    let tool = |package, program, version: &str, locked, minutes| Tool {
        package,
        program,
        version: version.to_owned(),
        feature: None,
        locked,
        light: false,
        minutes,
    };
    Ok([
        tool("wasm-bindgen-cli", "wasm-bindgen", bindgen, false, 3),
        tool("trunk", "trunk", "0.21.14", true, 8),
        tool("wasm-opt", "wasm-opt", "0.116.1", true, 5),
        Tool {
            feature: Some("build-binary"),
            ..tool("wasm_split_cli_support", "wasm-split-cli", "0.2.4", true, 1)
        },
    ])
}

fn file_name(tool: &Tool) -> String {
    format!("{}{}", tool.program, env::consts::EXE_SUFFIX)
}

/// The folder of the tool's programs.
fn install(tool: &Tool) -> Result<PathBuf> {
    let Tool { package, version, minutes, .. } = tool;
    let folder = place::cache()?.join("tools").join(format!("{package}-{version}"));
    let file = Path::new("bin").join(file_name(tool));
    cached(&folder, &file, |draft| {
        say(format!("Installing {package} {version} for this user: once, about {minutes} min on two cores"));
        let mut cargo = Command::new("cargo");
        cargo.args(["install", package, "--version", &format!("={version}"), "--root"]).arg(draft);
        if tool.locked {
            cargo.arg("--locked");
        }
        if let Some(feature) = tool.feature {
            cargo.args(["--features", feature]);
        }
        if tool.light {
            cargo.envs(LIGHT);
        }
        // In the tool's own way, not in this repository's.
        cargo.current_dir(draft).env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS");
        run(&mut cargo).with_context(|| format!("installing {package} {version}"))
    })?;
    Ok(folder.join("bin"))
}

fn wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").current_dir(place::root()).args(["--print", "sysroot"]))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    if place::program(&["rustup"], &[]).is_none() {
        bail!(
            "Rust's {TARGET} target is missing and there is no rustup to add it: \
             install rustup from https://rustup.rs, then type: rustup target add {TARGET}"
        );
    }
    say(format!("Adding Rust's {TARGET} target: once, under a minute"));
    run(Command::new("rustup").current_dir(place::root()).args(["target", "add", TARGET]))
}
