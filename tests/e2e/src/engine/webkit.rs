//! WebKit: a WebKitWebDriver drives one MiniBrowser, on a screen that is kept in memory.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{fs, io};

use serde_json::{Value, json};

use super::driver::{Driver, Program};
use super::{PATIENCE, program};

/// Larger than any window of a test.
const SCREEN: &str = "1920x1200x24";

pub fn driver(zone: &str, home: &Path, downloads: &Path) -> Arc<Driver> {
    let port = free_port().unwrap_or_else(|error| panic!("a port: {error}"));
    let config = config(home, downloads).unwrap_or_else(|error| panic!("{}: {error}", home.display()));
    let mut command = Command::new(program("WEBKITWEBDRIVER", "/usr/bin/WebKitWebDriver"));
    command.arg(format!("--port={port}")).env("TZ", zone).env("DISPLAY", screen());
    command.env("HOME", home).env("XDG_CONFIG_HOME", config).env("XDG_CACHE_HOME", home);
    // Its sandbox is not to be had as root.
    command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    let program = Program::run(&command, Stdio::null());
    until_it_listens(port);
    Arc::new(Driver::new(port, program))
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
fn config(home: &Path, downloads: &Path) -> io::Result<PathBuf> {
    let folder = home.join("config");
    fs::create_dir(&folder)?;
    fs::write(folder.join("user-dirs.dirs"), format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display()))?;
    Ok(folder)
}

/// The screen of the test binary, `:NUMBER`.
fn screen() -> &'static str {
    static SCREENS: OnceLock<(Program, String)> = OnceLock::new();
    let start = || {
        let mut command = Command::new(program("XVFB", "/usr/bin/Xvfb"));
        command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]);
        let (program, number) = Program::start(&command, "");
        (program, format!(":{number}"))
    };
    &SCREENS.get_or_init(start).1
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
