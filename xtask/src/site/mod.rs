//! The release site: built by Trunk, taken apart into what is fetched when it is wanted, then made ready for a strict policy and for any plain web server.

mod compress;
mod page;
mod painter;
mod parts;
mod style;
mod table;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;

use crate::need::{For, Tools, tools};
use crate::place;
use crate::run::{run, say};

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

/// Builds the site into `dist/` and prints what it weighs.
///
/// # Errors
/// When a tool is missing, the code does not compile, or the disk refuses.
pub fn dist(options: &Options) -> Result<()> {
    let dist = place::dist();
    let tools = tools(For::Site)?;
    build(&tools, &dist)?;
    say("Taking the program apart");
    let answer = parts::divide(&tools, &dist)?;
    style::join(&dist)?;
    painter::rename(&dist)?;
    page::finish(&dist, &options.connect, &answer)?;
    say("Compressing (brotli, gzip)");
    let sizes = compress(&dist)?;
    print!("{}", table::table(&sizes, &fs::read_to_string(dist.join("index.html"))?));
    println!("The site is in {}", dist.display());
    Ok(())
}

fn build(tools: &Tools, dist: &Path) -> Result<()> {
    say("Building the release site (the first build takes about 5 min on two cores)");
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("removing {}", dist.display()))?;
    }
    // Trunk builds without the network.
    run(tools.command("cargo").args(["fetch", "--quiet", "--locked"]))?;
    let mut trunk = tools.command("trunk");
    // Some environments set NO_COLOR=1, which Trunk takes for a flag of its own and refuses.
    trunk.args(["build", "--release", "--features", "split", "--dist"]).arg(dist).env_remove("NO_COLOR");
    run(&mut trunk)
}
