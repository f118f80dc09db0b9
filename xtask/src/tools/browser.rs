//! Browsers to test and measure in.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::debian;
use super::wanted::{Helper, helper};
use crate::paths;

/// The letters of pictures.
const FONT: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
/// What makes a browser take these and no others.
const FONTS: &str = "tests/e2e/tests/pictures/fonts.conf";

const FOLDERS: &[&str] = &["/usr/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser"];

/// The other browsers of end-to-end tests, and what drives and shows them: a program's names, the package it
/// comes in, and the variable that names it to the tests.
const OTHERS: [(&[&str], &str, &str); 4] = [
    (&["firefox-esr", "firefox"], "firefox-esr", "FIREFOX"),
    (&["WebKitWebDriver"], "webkit2gtk-driver", "WEBKITWEBDRIVER"),
    (&["MiniBrowser"], "webkit2gtk-driver", "MINIBROWSER"),
    (&["Xvfb"], "xvfb", "XVFB"),
];

/// Chromium and the program that drives it.
#[derive(Debug)]
pub struct Browser {
    /// The browser.
    pub chromium: PathBuf,
    /// Its WebDriver server.
    pub driver: PathBuf,
}

/// Finds both, or installs them.
///
/// # Errors
/// When they are missing and can not be installed; the error says what to type.
pub fn browser() -> Result<Browser> {
    if let Some(browser) = found() {
        return Ok(browser);
    }
    debian::install("a browser for tests", &["chromium", "chromium-driver"])?;
    found().context("chromium and chromedriver were installed, but are not in /usr/bin")
}

/// Finds Firefox and WebKit, what drives them and a screen for the one that wants one, or installs them; where each
/// lies, by the variable that names it to the tests.
///
/// # Errors
/// When they are missing and can not be installed; the error says what to type.
pub fn other_browsers() -> Result<Vec<(&'static str, PathBuf)>> {
    let missing = |(names, _, _): &(&[&str], &str, &str)| other(names).is_none();
    let mut packages: Vec<_> =
        OTHERS.iter().filter(|one| missing(one)).map(|(_, package, _)| *package).collect();
    packages.dedup();
    if !packages.is_empty() {
        debian::install("another browser for tests", &packages)?;
    }
    let found = |(names, package, variable): &(&[&str], &str, &'static str)| {
        let place =
            other(names).with_context(|| format!("{package} is installed, but {} is not there", names[0]))?;
        Ok((*variable, place))
    };
    let mut all = OTHERS.iter().map(found).collect::<Result<Vec<_>>>()?;
    all.push(("GECKODRIVER", helper(Helper::Geckodriver)?));
    Ok(all)
}

/// WebKit's small browser is not among the programs that a person would start.
fn other(names: &[&str]) -> Option<PathBuf> {
    let libraries = format!("/usr/lib/{}-linux-gnu", env::consts::ARCH);
    let webkit =
        ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map(|version| format!("{libraries}/{version}"));
    let mut folders = FOLDERS.to_vec();
    folders.extend(webkit.iter().map(String::as_str));
    paths::program(names, &folders)
}

/// Finds the letters of pictures, or installs them; the file for `FONTCONFIG_FILE` with which a browser takes
/// no others.
///
/// # Errors
/// When they are missing and can not be installed; the error says what to type.
pub fn fonts() -> Result<PathBuf> {
    if !Path::new(FONT).is_file() {
        debian::install("the font of pictures", &["fonts-dejavu-core"])?;
    }
    Ok(paths::root().join(FONTS))
}

fn found() -> Option<Browser> {
    let names = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let chromium = paths::program(names, FOLDERS)?;
    Some(Browser { chromium, driver: paths::program(&["chromedriver"], FOLDERS)? })
}
