//! The stages.

use std::process::Command;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::results::{Results, is_empty_run};
use super::supply;
use crate::run::{run, say, watch};
use crate::site::quick;
use crate::tools::{
    BIND, Browser, For, axe, browser, engines, fonts, other_browsers, python, tools, web_servers,
};
use crate::{paths, site};

const WASM: &str = "--target=wasm32-unknown-unknown";

/// What the page is made of.
const PAGE: [&str; 5] =
    ["shiftline-model", "shiftline-scene", "shiftline-data", "shiftline-paint", "shiftline"];

/// What drives a browser. Its libraries change how others are built, so it is built apart.
const DRIVING: [&str; 2] = ["e2e", "shiftline-bench"];

/// What binds the page to its script: without tests, and built for a task that needs it.
const TOOL: &str = BIND;

/// Warnings are errors here.
const STRICT: [&str; 3] = ["--", "-D", "warnings"];

/// What the inputs of properties are drawn from.
const SEED: &str = "PROPTEST_RNG_SEED";

/// Nobody else's run fails by chance: who wants other inputs says a seed.
const USUAL_SEED: &str = "20261127";

/// What of a stage is wanted.
#[derive(Debug, Default)]
pub struct Choice {
    /// Only tests that have this in their name.
    pub filter: Option<String>,
    /// The site is tested as it was built.
    pub built: bool,
    /// Also what dependencies may be.
    pub supply: bool,
}

impl Choice {
    /// Runs tests, and counts them.
    fn tests(&self, tests: &mut Command, results: &mut Results) -> Result<()> {
        if let Some(filter) = &self.filter {
            tests.args(["--", filter]);
        }
        watch(tests, |line| {
            results.read(line);
            self.filter.is_none() || !is_empty_run(line)
        })
    }
}

/// One part of the suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// Format, clippy for this machine and for wasm, licences and sources of dependencies.
    Lint,
    /// Tests that run on this machine.
    Native,
    /// An archive as other engines read it.
    Archive,
    /// Components in headless Chromium.
    Browser,
    /// The release site in Chromium, Firefox and WebKit, against simulated APIs.
    E2e,
}

impl Stage {
    /// In the order in which they run.
    pub const ALL: [Self; 5] = [Self::Lint, Self::Native, Self::Archive, Self::Browser, Self::E2e];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Native => "native",
            Self::Archive => "archive",
            Self::Browser => "browser",
            Self::E2e => "e2e",
        }
    }

    /// What it does.
    pub fn about(self) -> &'static str {
        match self {
            Self::Lint => "format, clippy for this machine and for wasm, what dependencies may be",
            Self::Native => "tests of all crates on this machine",
            Self::Archive => "queries of DuckDB and pyarrow on an archive, against our own totals",
            Self::Browser => "components in headless Chromium, and pictures of all parts",
            Self::E2e => "the release site in Chromium, Firefox and WebKit against simulated APIs",
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// When something it needs is missing or anything in it fails.
    pub fn run(self, choice: &Choice, results: &mut Results) -> Result<()> {
        match self {
            Self::Lint => lint(choice),
            Self::Native => native(choice, results),
            Self::Archive => archive(choice, results),
            Self::Browser => in_browser(choice, results),
            Self::E2e => end_to_end(choice, results),
        }
    }
}

fn lint(choice: &Choice) -> Result<()> {
    if let Some(filter) = &choice.filter {
        bail!("lint has no tests to choose \"{filter}\" from");
    }
    run(cargo().args(["fmt", "--all", "--check"]))?;
    say("clippy for this machine");
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--locked"]).args(STRICT))?;
    say("clippy for wasm");
    let mut wasm = tools(For::Checks)?.command("cargo");
    // The other tests are native, and so are some of the crates they use.
    wasm.arg("clippy").args(PAGE.iter().flat_map(|package| ["-p", package]));
    wasm.args(["--lib", "--bins", "--test", "web", "--features", "shiftline/gallery", "--locked", WASM]);
    run(wasm.args(STRICT))?;
    if choice.supply { supply::check() } else { Ok(()) }
}

fn native(choice: &Choice, results: &mut Results) -> Result<()> {
    web_servers()?;
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    tests.args(DRIVING.iter().chain([&TOOL]).flat_map(|package| ["--exclude", package]));
    let seed = std::env::var(SEED).unwrap_or_else(|_| USUAL_SEED.to_owned());
    say(format!("Native tests ({SEED}={seed})"));
    choice.tests(tests.env("PYTHONPATH", python()?).env(SEED, seed), results)
}

fn archive(choice: &Choice, results: &mut Results) -> Result<()> {
    let engines = engines()?;
    let mut tests = cargo();
    tests.args(["test", "--locked", "-p", "shiftline-archive", "--test", "engines"]);
    // Only here: they need what is not on every machine.
    tests.args(["--", "--ignored"]).args(&choice.filter).env("SHIFTLINE_ENGINES", engines);
    watch(&mut tests, |line| {
        results.read(line);
        true
    })
}

fn in_browser(choice: &Choice, results: &mut Results) -> Result<()> {
    let browser = browser()?;
    // Who asks for one kind does not wait for the other.
    let is_of_pictures = choice.filter.as_ref().map(|filter| filter.starts_with("pictures"));
    if is_of_pictures != Some(true) {
        components(&browser, choice, results)?;
    }
    if is_of_pictures == Some(false) { Ok(()) } else { pictures(&browser, choice, results) }
}

fn components(browser: &Browser, choice: &Choice, results: &mut Results) -> Result<()> {
    let mut tests = tools(For::BrowserTests)?.command("cargo");
    tests.args(["test", "-p", "shiftline", "--locked", WASM, "--test", "web"]);
    // Seconds until a browser that says nothing counts as hung: a first start on a busy machine is slow.
    tests.env("WASM_BINDGEN_TEST_TIMEOUT", "180").env("CHROMEDRIVER", &browser.driver);
    choice.tests(&mut tests, results)
}

/// The gallery, which a page to work with has.
fn pictures(browser: &Browser, choice: &Choice, results: &mut Results) -> Result<()> {
    let fonts = fonts()?;
    say("Pictures of all parts");
    quick::build(&tools(For::Page)?)?;
    let mut tests = cargo();
    tests.args(["test", "--locked", "-p", "e2e", "--test", "pictures"]);
    tests.env("SHIFTLINE_PAGE", quick::folder()).env("FONTCONFIG_FILE", fonts);
    tests.env("CHROMIUM", &browser.chromium).env("CHROMEDRIVER", &browser.driver);
    choice.tests(&mut tests, results)
}

fn end_to_end(choice: &Choice, results: &mut Results) -> Result<()> {
    let (browser, others) = (browser()?, other_browsers()?);
    if choice.built {
        paths::built_site()?;
    } else {
        site::dist(&site::Options::default())?;
    }
    say("End-to-end tests");
    let mut tests = cargo();
    tests.args(["test", "--locked", "--no-fail-fast"]);
    tests.args(DRIVING.iter().flat_map(|package| ["-p", package]));
    tests.env("SHIFTLINE_SITE", paths::dist()).env("SHIFTLINE_AXE", axe()?);
    tests.env("SHIFTLINE_PYTHONPATH", python()?);
    tests.env("CHROMIUM", browser.chromium).env("CHROMEDRIVER", browser.driver).envs(others);
    choice.tests(&mut tests, results)
}

fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root());
    cargo
}
