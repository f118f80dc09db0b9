//! The browser: one ChromeDriver for the test binary, a new profile for every session.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::json;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;
use thirtyfour::{BrowserCapabilitiesHelper, ChromiumLikeCapabilities, LoggingPrefsLogLevel, WebDriver};

/// Ends the driver when the test binary ends, however that ends: its end of the pipe closes.
const UNTIL_STDIN_CLOSES: &str = r#""$0" --port=0 </dev/null & read -r _; kill $!"#;
const STARTED: &str = "started successfully on port ";
const ARGUMENTS: [&str; 11] = [
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
    "--lang=en-GB",
];
/// A first start on a busy machine takes its time.
const PATIENCE: Duration = Duration::from_mins(2);

struct Driver {
    url: String,
    /// Its standard input stays open as long as this lives.
    _process: Child,
}

/// A new browser with an empty profile.
pub async fn browser() -> WebDriver {
    let capabilities = capabilities().expect("capabilities are plain JSON");
    let started = WebDriver::builder(&driver().url, capabilities).request_timeout(PATIENCE).connect().await;
    started.unwrap_or_else(|error| panic!("Chromium does not start: {error}"))
}

fn program(variable: &str, usual: &str) -> String {
    env::var(variable).unwrap_or_else(|_| usual.to_owned())
}

fn capabilities() -> thirtyfour::error::WebDriverResult<Capabilities> {
    let mut chrome = thirtyfour::ChromeCapabilities::new();
    chrome.set_binary(&program("CHROMIUM", "/usr/bin/chromium"))?;
    for argument in ARGUMENTS {
        chrome.add_arg(argument)?;
    }
    for log in ["browser", "performance"] {
        chrome.set_logging_prefs(log, LoggingPrefsLogLevel::All)?;
    }
    chrome.set_browser_option("perfLoggingPrefs", json!({ "enableNetwork": true, "enablePage": false }))?;
    Ok(chrome.into())
}

fn driver() -> &'static Driver {
    static DRIVER: OnceLock<Driver> = OnceLock::new();
    DRIVER.get_or_init(|| {
        let program = program("CHROMEDRIVER", "/usr/bin/chromedriver");
        start(&program).unwrap_or_else(|error| panic!("{program} does not start: {error}"))
    })
}

fn start(program: &str) -> Result<Driver, String> {
    let mut process = Command::new("sh")
        .args(["-c", UNTIL_STDIN_CLOSES, program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut lines = BufReader::new(process.stdout.take().ok_or("no output")?).lines().map_while(Result::ok);
    let port = lines.find_map(|line| line.split_once(STARTED).map(|(_, port)| digits(port)));
    // A full pipe would stop the driver.
    std::thread::spawn(move || lines.for_each(drop));
    let port = port.ok_or("it names no port")?;
    Ok(Driver { url: format!("http://127.0.0.1:{port}"), _process: process })
}

fn digits(text: &str) -> String {
    text.chars().take_while(char::is_ascii_digit).collect()
}
