//! A headless Chromium and the driver that starts it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use thirtyfour::{ChromiumLikeCapabilities, WebDriver};

const STARTED: &str = "started successfully on port ";

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

/// A million records take their time on a busy machine.
const PATIENCE: Duration = Duration::from_mins(5);

/// A browser that has just started is still busy with itself: on two cores that doubles the page's
/// longest tasks. People open the page in one that has run for a while.
const REST: Duration = Duration::from_secs(3);

/// A running ChromeDriver; it ends with this value.
pub struct Driver {
    process: Child,
    url: String,
}

impl Driver {
    /// Starts it on a free port.
    ///
    /// # Errors
    /// When it does not start or does not say where it listens.
    pub fn start(program: &Path) -> Result<Self> {
        let mut command = Command::new(program);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = command.spawn().with_context(|| format!("starting {}", program.display()))?;
        let output = process.stdout.take().context("no output")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = lines.find_map(|line| port(&line));
        // A full pipe would stop the driver.
        std::thread::spawn(move || lines.for_each(drop));
        let mut driver = Self { process, url: String::new() };
        driver.url = format!("http://127.0.0.1:{}", port.context("ChromeDriver names no port")?);
        Ok(driver)
    }

    /// A browser with an empty profile, which has rested since it started.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn browser(&self, chromium: &Path) -> Result<WebDriver> {
        let mut chrome = thirtyfour::ChromeCapabilities::new();
        chrome.set_binary(&chromium.to_string_lossy())?;
        for argument in ARGUMENTS {
            chrome.add_arg(argument)?;
        }
        let browser = WebDriver::builder(&self.url, chrome).request_timeout(PATIENCE).connect();
        let browser = browser.await.context("starting Chromium")?;
        tokio::time::sleep(REST).await;
        Ok(browser)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once(STARTED)?;
    rest.trim_end().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port;

    #[test]
    fn the_driver_says_where_it_listens() {
        assert_eq!(port("ChromeDriver was started successfully on port 41373."), Some(41_373));
        assert_eq!(port("Starting ChromeDriver 156.0 on port 0"), None);
    }
}
