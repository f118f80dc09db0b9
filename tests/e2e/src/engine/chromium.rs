//! Chromium: one ChromeDriver for the test binary.

use std::process::Command;
use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};

use super::driver::{Driver, Program, folder};
use super::program;

const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
];

pub fn driver() -> Arc<Driver> {
    static DRIVER: OnceLock<Arc<Driver>> = OnceLock::new();
    let start = || {
        let mut command = Command::new(program("CHROMEDRIVER", "/usr/bin/chromedriver"));
        let folder = folder();
        let (program, port) =
            Program::start(command.arg("--port=0"), &folder, "started successfully on port ");
        Arc::new(Driver::new(port, vec![program], folder))
    };
    DRIVER.get_or_init(start).clone()
}

pub fn capabilities(language: &str) -> Value {
    let language = format!("--accept-lang={language}");
    let arguments: Vec<&str> = ARGUMENTS.into_iter().chain([&*language]).collect();
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": program("CHROMIUM", "/usr/bin/chromium"),
            "args": arguments,
            "perfLoggingPrefs": { "enableNetwork": true, "enablePage": false },
        },
    })
}
