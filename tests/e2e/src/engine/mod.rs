//! The browsers, and the programs that drive them.

mod chromium;
mod driver;
mod firefox;
mod idle;
mod webkit;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{env, fs};

use reqwest::Client;
use tempfile::TempDir;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{WebDriver, WindowHandle};

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

/// What a browser is told when it starts, and cannot be told later.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Told {
    engine: Engine,
    /// Its time zone; Chromium is told at each visit.
    zone: &'static str,
    language: &'static str,
}

/// A running browser, which shows one visit at a time.
pub(crate) struct Browser {
    pub engine: Engine,
    pub driver: WebDriver,
    /// Where it puts what it downloads.
    pub downloads: PathBuf,
    told: Told,
    /// Stays open from visit to visit.
    first: WindowHandle,
    /// It ends with the last browser that it drives.
    _program: Arc<Driver>,
}

impl Browser {
    /// One of this engine in this time zone, of a reader of this language, that knows of no visit.
    pub async fn start(engine: Engine, zone: &'static str, language: &'static str) -> Self {
        let zone = if engine == Engine::Chromium { "" } else { zone };
        let told = Told { engine, zone, language };
        let browser = match idle::take(told) {
            Some(browser) => Ok(browser),
            None => Self::new(told).await,
        };
        let browser = browser.unwrap_or_else(|error| panic!("{engine:?} does not start: {error}"));
        browser.open().await.unwrap_or_else(|error| panic!("{engine:?} opens no window: {error}"));
        browser
    }

    async fn new(told: Told) -> WebDriverResult<Self> {
        let Told { engine, zone, language } = told;
        let program = match engine {
            Engine::Chromium => chromium::driver(),
            Engine::Firefox => firefox::driver(zone),
            Engine::WebKit => webkit::driver(zone),
        };
        let downloads = match engine {
            // It is told at each visit; others share its program.
            Engine::Chromium => TempDir::new_in(&program.folder)?.keep(),
            Engine::Firefox | Engine::WebKit => downloads(&program.folder),
        };
        fs::create_dir_all(&downloads)?;
        let capabilities = match engine {
            Engine::Chromium => chromium::capabilities(language),
            Engine::Firefox => firefox::capabilities(language, &downloads),
            Engine::WebKit => webkit::capabilities(),
        };
        let capabilities: Capabilities =
            serde_json::from_value(capabilities).expect("capabilities are a JSON object");
        // A connection that is kept may end just as the next question goes out.
        let client = Client::builder().timeout(PATIENCE).pool_max_idle_per_host(0).build();
        let client = client.expect("a client needs nothing");
        let driver = WebDriver::builder(&program.url, capabilities).client(client).connect().await?;
        let first = driver.window().await?;
        Ok(Self { engine, driver, downloads, told, first, _program: program })
    }
}

/// Where a program's only browser puts what it downloads.
fn downloads(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

/// A program that a variable names, else where it usually is.
fn program(variable: &str, usual: &str) -> String {
    env::var(variable).unwrap_or_else(|_| usual.to_owned())
}
