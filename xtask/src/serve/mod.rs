//! The page behind the proxy, with a simulated API as its upstream.

pub mod host;

use anyhow::Result;
use clap::Args;

use crate::paths;
use crate::run::{say, took};
use crate::site::{self, quick};
use crate::tools::{self, For, tools};
use host::{Host, Hosting, PROXY};

/// How to serve.
#[derive(Args, Debug)]
pub struct Options {
    #[command(flatten)]
    hosting: Hosting,
    /// Serve the release site, which takes minutes to build.
    #[arg(long)]
    release: bool,
}

/// Builds, serves until it is stopped, and prints the link.
///
/// # Errors
/// When something can not be built or no port is free.
pub fn serve(options: &Options) -> Result<()> {
    let site = if options.release {
        site::dist(&site::Options::default())?;
        paths::dist()
    } else {
        page()?;
        quick::folder()
    };
    build_proxy()?;
    let mut host = Host::start(&options.hosting, &site)?;
    println!("{}", took().trim_end());
    say("The page, the proxy and a simulated CXone API are running; Ctrl-C stops them. Open:");
    println!("{}", host.link);
    host.wait()
}

fn page() -> Result<()> {
    let tools = tools(For::Page)?;
    say("Building a page to work with (the first build takes about 2 min on two cores)");
    quick::build(&tools)
}

/// Builds the proxy.
///
/// # Errors
/// When it does not compile.
pub fn build_proxy() -> Result<()> {
    say("Building the proxy (the first build takes about 1 min on two cores)");
    tools::build(PROXY)
}
