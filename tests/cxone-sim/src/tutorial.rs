//! The tutorial's own script, only its host replaced.

use std::ffi::OsStr;
use std::process::{Command, Output};

const SCRIPT: &str = include_str!("../fixtures/tutorial.py");
const HOST: &str = "https://{CXONE_DOMAIN}.niceincontact.com";
/// Folder of Python packages for the script; without it Python looks where it always does.
const PACKAGES: &str = "SHIFTLINE_PYTHONPATH";

/// Runs the script against a base URL and gives what it prints. It asks for the last 24 hours of
/// [`TUTORIAL_AGENT`](crate::TUTORIAL_AGENT) and waits until all pages are there.
///
/// # Errors
/// In words: when `python3` or its package `requests` is missing, or when the script fails.
pub fn run_tutorial(base: &str) -> Result<String, String> {
    python(["-c", "import requests"]).map_err(|error| {
        format!("the tutorial's script needs python3 and `pip install requests`: {error}")
    })?;
    python(["-c", &SCRIPT.replace(HOST, base)])
}

/// The number of records that the script says it has fetched.
pub fn fetched(printed: &str) -> Option<usize> {
    let line = printed.lines().rfind(|line| line.starts_with("Fetched page"))?;
    line.rsplit("Total: ").next()?.parse().ok()
}

fn python<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Result<String, String> {
    let mut command = Command::new("python3");
    if let Some(packages) = std::env::var_os(PACKAGES) {
        command.env("PYTHONPATH", packages);
    }
    // A proxy for the internet has no part in this.
    command.env("NO_PROXY", "127.0.0.1");
    let Output { status, stdout, stderr } = command.args(arguments).output().map_err(|e| e.to_string())?;
    if status.success() {
        Ok(String::from_utf8_lossy(&stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&stderr).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_host_is_replaced() {
        assert_eq!(SCRIPT.matches(HOST).count(), 2);
    }

    #[test]
    fn the_last_total_counts() {
        let printed =
            "Fetched page 1: 1000 records. Total: 1000\nFetched page 2: 5 records. Total: 1005\nDone";
        assert_eq!(fetched(printed), Some(1_005));
        assert_eq!(fetched("No more records found."), None);
    }
}
