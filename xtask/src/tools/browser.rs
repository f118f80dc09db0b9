//! A browser to test and measure in.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::debian;
use crate::paths;

/// The letters of pictures.
const FONT: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
/// What makes a browser take these and no others.
const FONTS: &str = "tests/e2e/tests/pictures/fonts.conf";

const FOLDERS: &[&str] = &["/usr/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser"];

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
