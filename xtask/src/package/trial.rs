//! A release as somebody gets it: unpacked, and its proxy started with its page.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

const READY: &str = "listening on ";

/// Longest wait for the page.
const PATIENCE: Duration = Duration::from_secs(30);

/// Starts the proxy of an unpacked release and reads the page from it.
///
/// # Errors
/// When it does not start, or answers with something else.
pub fn starts(folder: &Path) -> Result<()> {
    let mut command = Command::new(folder.join("bin").join(super::PROXY));
    command.args(["--listen", "127.0.0.1:0", "--until-stdin-closes", "--upstream", "http://127.0.0.1:9"]);
    command.arg("--site").arg(folder.join("site"));
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("starting the packed proxy")?;
    let served = first_page(&mut child);
    // It stops when its input closes.
    drop(child.stdin.take());
    let status = child.wait()?;
    let page = served?;
    ensure!(status.success(), "the packed proxy ended: {status}");
    let wanted = std::fs::read(folder.join("site/index.html")).context("the packed page")?;
    ensure!(
        page.starts_with(b"HTTP/1.1 200") && page.ends_with(&wanted),
        "the packed proxy serves another page"
    );
    Ok(())
}

fn first_page(child: &mut Child) -> Result<Vec<u8>> {
    let output: ChildStdout = child.stdout.take().context("no output")?;
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let url = lines.find_map(|line| line.strip_prefix(READY).map(str::to_owned));
    let url = url.context("the packed proxy does not start")?;
    let address = url.strip_prefix("http://").context("an address over HTTP")?;
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut page = Vec::new();
    stream.read_to_end(&mut page)?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::{env, fs};

    use tempfile::TempDir;

    use super::super::archive::{File, Files, pack, text, unpack};
    use super::super::{PROXY, cargo};
    use super::*;
    use crate::run::run;

    /// The proxy of this build: it lies beside the tests once the workspace was built.
    fn built() -> PathBuf {
        let beside = env::current_exe().unwrap().ancestors().nth(2).unwrap().join(PROXY);
        if !beside.is_file() {
            run(cargo().args(["build", "--locked", "--package", PROXY, "--bin", PROXY])).unwrap();
        }
        beside
    }

    fn release(program: Vec<u8>) -> (TempDir, PathBuf) {
        let files = Files::from([
            (format!("bin/{PROXY}"), File { bytes: program, runs: true }),
            ("site/index.html".into(), text("<!doctype html><title>Shiftline</title>")),
        ]);
        let into = TempDir::new().unwrap();
        unpack(&pack(&files, "shiftline-1.2.3", 0).unwrap(), into.path()).unwrap();
        let folder = into.path().join("shiftline-1.2.3");
        (into, folder)
    }

    #[test]
    fn an_unpacked_release_serves_its_page() {
        let (_into, folder) = release(fs::read(built()).unwrap());
        starts(&folder).unwrap();
    }

    #[test]
    fn a_program_that_does_not_start_is_an_error() {
        let (_into, folder) = release(b"#!/bin/sh\nexit 3\n".to_vec());
        assert_eq!(starts(&folder).unwrap_err().to_string(), "the packed proxy does not start");
    }
}
