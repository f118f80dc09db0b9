//! Debian's packages, for whoever may install them.

use std::process::Command;

use anyhow::{Result, bail};

use crate::paths;
use crate::run::{output, run, say};

/// Installs packages as root; anyone else is told what to type.
///
/// # Errors
/// When they can not be installed from here.
pub fn install(purpose: &str, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if paths::program(&["apt-get"], &[]).is_none() {
        bail!("{purpose} is missing: install what your system calls {names}, then try again");
    }
    if output(Command::new("id").arg("-u"))?.trim() != "0" {
        bail!("{purpose} is missing. Type: sudo apt-get update && sudo apt-get install -y {names}");
    }
    say(format!("Installing {purpose} ({names}): once, about 2 min"));
    run(Command::new("apt-get").args(["-q", "update"]))?;
    let mut apt = Command::new("apt-get");
    run(apt
        .args(["-q", "install", "-y", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}
