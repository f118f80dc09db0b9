//! The moving picture of README, made of the real page.

use std::process::Command;

use anyhow::Result;

use crate::paths;
use crate::run::{run, say};
use crate::site::quick;
use crate::tools::{For, browser, fonts, tools};

const FILE: &str = "docs/shiftline.gif";

/// Builds a page and films it.
///
/// # Errors
/// When something is missing, the page does not do what it should, or the picture would be too large.
pub fn picture() -> Result<()> {
    let (browser, fonts) = (browser()?, fonts()?);
    quick::build(&tools(For::Page)?)?;
    say("Filming the page");
    let mut film = Command::new("cargo");
    film.current_dir(paths::root()).args([
        "run",
        "--locked",
        "-p",
        "e2e",
        "--example",
        "moving_picture",
        "--",
        FILE,
    ]);
    film.env("SHIFTLINE_SITE", quick::folder()).env("FONTCONFIG_FILE", fonts);
    film.env("CHROMIUM", browser.chromium).env("CHROMEDRIVER", browser.driver);
    run(&mut film)
}
