//! The browsers, and the programs that drive them.

mod chromium;
mod driver;
mod firefox;
mod webkit;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{env, fs};

use tempfile::TempDir;
use thirtyfour::WebDriver;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;

use driver::Driver;

/// A first start on a busy machine takes its time.
const PATIENCE: Duration = Duration::from_mins(2);

thread_local! {
    static HERE: Cell<Engine> = const { Cell::new(Engine::Chromium) };
}

/// What shows the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Headless Chromium, which tells what it asked and what its console says.
    Chromium,
    /// Headless Firefox.
    Firefox,
    /// WebKitGTK's small browser on a screen that nobody sees.
    WebKit,
}

impl Engine {
    /// Runs a test whose visits are all in this engine.
    pub fn runs(self, test: impl FnOnce()) {
        HERE.set(self);
        test();
    }

    /// The engine of visits in this test.
    pub fn here() -> Self {
        HERE.get()
    }
}

/// A running browser with an empty profile.
pub(crate) struct Browser {
    pub engine: Engine,
    pub driver: WebDriver,
    /// It ends with the last browser that it drives.
    _program: Arc<Driver>,
    /// What it keeps; gone after the browser, which writes until its end.
    folder: TempDir,
}

impl Browser {
    /// A new one of this engine in this time zone.
    pub async fn start(engine: Engine, zone: &str) -> Self {
        let folder = TempDir::new().expect("a folder can be had");
        let downloads = downloads(folder.path());
        fs::create_dir(&downloads).expect("a folder can be made");
        let (program, capabilities) = match engine {
            Engine::Chromium => (chromium::driver(), chromium::capabilities()),
            Engine::Firefox => (firefox::driver(zone), firefox::capabilities(&downloads)),
            Engine::WebKit => (webkit::driver(zone, folder.path(), &downloads), webkit::capabilities()),
        };
        let capabilities: Capabilities =
            serde_json::from_value(capabilities).expect("capabilities are a JSON object");
        let started =
            WebDriver::builder(&program.url, capabilities).request_timeout(PATIENCE).connect().await;
        let driver = started.unwrap_or_else(|error| panic!("{engine:?} does not start: {error}"));
        Self { engine, driver, _program: program, folder }
    }

    /// Where it puts what it downloads.
    pub fn downloads(&self) -> PathBuf {
        downloads(self.folder.path())
    }
}

fn downloads(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

/// A program that a variable names, else where it usually is.
fn program(variable: &str, usual: &str) -> String {
    env::var(variable).unwrap_or_else(|_| usual.to_owned())
}
