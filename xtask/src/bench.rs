//! Measuring the release site in a real browser.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::need::browser;
use crate::run::{run, say};
use crate::{place, site};

/// What to measure.
#[derive(Args, Debug)]
pub struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// The timeline up to a million records: loading, zooming, panning, memory.
    Timeline {
        /// Numbers of records.
        #[arg(long, default_value = "1000,10000,100000,1000000")]
        records: String,
    },
}

/// Builds the site, measures it, prints a table and writes all figures to a file.
///
/// # Errors
/// When something is missing or the site does not behave as its contract says.
pub fn bench(options: &Options) -> Result<()> {
    let What::Timeline { records } = &options.what;
    let browser = browser()?;
    site::dist(&site::Options::default())?;
    let folder = place::target().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    say("Measuring in headless Chromium (about 5 min; leave the machine alone meanwhile)");
    let mut bench = Command::new("cargo");
    bench.current_dir(place::root());
    bench.args(["run", "--quiet", "--locked", "--package", "shiftline-bench", "--"]);
    bench.arg("--site").arg(place::dist()).arg("--json").arg(folder.join("timeline.json"));
    bench.arg("--chromium").arg(browser.chromium).arg("--driver").arg(browser.driver);
    run(bench.args(["--records", records]))
}
