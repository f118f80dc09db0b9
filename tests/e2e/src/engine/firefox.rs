//! Firefox: a geckodriver drives one browser.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use serde_json::{Value, json};

use super::driver::{Driver, Program, folder};
use super::program;

pub fn driver(zone: &str) -> Arc<Driver> {
    let mut command = Command::new(program("GECKODRIVER", "geckodriver"));
    command.args(["--port", "0", "--websocket-port", "0"]).env("TZ", zone);
    let folder = folder();
    let (program, port) = Program::start(&command, &folder, "Listening on 127.0.0.1:");
    Arc::new(Driver::new(port, vec![program], folder))
}

pub fn capabilities(language: &str, downloads: &Path) -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": program("FIREFOX", "/usr/bin/firefox-esr"),
            "args": ["-headless"],
            "prefs": {
                "intl.accept_languages": language,
                // Into a folder of its own, without a question.
                "browser.download.folderList": 2,
                "browser.download.dir": downloads,
                "browser.download.alwaysOpenPanel": false,
                // A script may read what it has put into the clipboard.
                "dom.events.testing.asyncClipboard": true,
            },
        },
    })
}
