//! WebKit: a WebKitWebDriver drives one MiniBrowser, on a screen that is kept in memory.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{fs, io};

use serde_json::{Value, json};

use super::driver::{Driver, Program, folder};
use super::{PATIENCE, downloads, program};

/// Larger than any window of a test.
const SCREEN: &str = "1920x1200x24";

pub fn driver(zone: &str) -> Arc<Driver> {
    let port = free_port().unwrap_or_else(|error| panic!("a port: {error}"));
    let home = folder();
    let config = config(&home).unwrap_or_else(|error| panic!("{}: {error}", home.display()));
    let mut command = Command::new(program("WEBKITWEBDRIVER", "/usr/bin/WebKitWebDriver"));
    let (screen, name) = screen();
    command.arg(format!("--port={port}")).env("TZ", zone).env("DISPLAY", name);
    command.env("HOME", &home).env("XDG_CONFIG_HOME", config).env("XDG_CACHE_HOME", &home);
    // There is no graphics card: putting layers together by a program for one costs more than the page.
    command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
    // Its sandbox is not to be had as root.
    command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    let program = Program::run(&command, &home, Stdio::null());
    until_it_listens(port);
    Arc::new(Driver::new(port, vec![program, screen], home))
}

pub fn capabilities() -> Value {
    json!({
        "webkitgtk:browserOptions": {
            "binary": program("MINIBROWSER", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"),
            "args": ["--automation"],
        },
    })
}

/// The folder of a person's settings, which name where downloads go.
fn config(home: &Path) -> io::Result<PathBuf> {
    let folder = home.join("config");
    fs::create_dir(&folder)?;
    let downloads = downloads(home);
    fs::write(folder.join("user-dirs.dirs"), format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display()))?;
    Ok(folder)
}

/// A screen for one browser, and its name, `:NUMBER`: the windows of others that come and go would move the pointer.
fn screen() -> (Program, String) {
    let mut command = Command::new(program("XVFB", "/usr/bin/Xvfb"));
    // Without the last, the screen begins anew whenever nobody looks at it, and refuses whoever comes meanwhile.
    command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]);
    let (program, number) = Program::start(&command, &folder(), "");
    (program, format!(":{number}"))
}

/// The driver does not say which port it took: it is told one that was free a moment ago.
fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn until_it_listens(port: u16) {
    let started = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(started.elapsed() < PATIENCE, "WebKitWebDriver does not start");
        sleep(Duration::from_millis(20));
    }
}
