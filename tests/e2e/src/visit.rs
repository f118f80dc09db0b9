//! One test's visit: a site, its API and a browser, and what every visit must leave behind.

use std::os::unix::fs::symlink;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use cxone_sim::{Options, Scenario, Sim};
use futures_util::FutureExt;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::WebDriver;

use crate::engine::{Browser, Engine};
use crate::page::Page;

/// Keeps what goes wrong on a page.
const WATCH: &str = include_str!("watch.js");

/// Colours that the system asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// White on dark.
    Dark,
    /// A few colours that a person chose for everything.
    Forced,
}

impl Theme {
    /// What media queries are told of it.
    pub(crate) fn features(self) -> Value {
        let scheme = if self == Self::Light { "light" } else { "dark" };
        let forced = if self == Self::Forced { "active" } else { "none" };
        json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
        ])
    }
}

/// How a test visits the site.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Width and height of the window, CSS pixels.
    pub size: (u32, u32),
    /// The system's theme.
    pub theme: Theme,
    /// Time zone of the browser.
    pub zone: &'static str,
    /// Language of the browser: dates, times and numbers are written as its readers do.
    pub language: &'static str,
    /// The API beside the site, at its root path and so with the base URL of the site itself.
    pub root: Scenario,
    /// Text of `config.json`; the site's own when `None`.
    pub config: Option<String>,
    /// Folder of the site; the built one when `None`.
    pub site: Option<PathBuf>,
    /// Files beside it: path below the page, and text.
    pub files: Vec<(String, String)>,
}

impl Default for Visit {
    fn default() -> Self {
        Self {
            size: (1_440, 900),
            theme: Theme::Light,
            zone: "America/New_York",
            language: "en-GB",
            root: Scenario::default(),
            config: None,
            site: None,
            files: Vec::new(),
        }
    }
}

impl Visit {
    /// A visit where this is the API beside the site.
    pub fn to(root: Scenario) -> Self {
        Self { root, ..Self::default() }
    }

    /// A visit to a site that its host has set up: the API beside it, no token asked for.
    pub fn hosted(root: Scenario) -> Self {
        let root = Scenario { auth: cxone_sim::Auth::None, ..root };
        let config = json!({ "base": "", "token": false }).to_string();
        Self { root, config: Some(config), ..Self::default() }
    }

    /// Runs a test in a browser that knows of no visit before. Afterwards nothing may have leaked: no secret in any
    /// address, storage or message, no request to strangers, no broken content security policy, no
    /// error in the console.
    ///
    /// # Panics
    /// When the test fails; a picture is then in the folder of [`shots`](crate::shots).
    pub fn run(self, test: impl AsyncFnOnce(&Page)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a thread can be had").block_on(self.in_browser(test));
    }

    async fn in_browser(self, test: impl AsyncFnOnce(&Page)) {
        let engine = Engine::here();
        let site = self.site.clone().unwrap_or_else(built_site);
        let watched = (engine != Engine::Chromium).then(|| watched(&site, self.language));
        let site = watched.as_ref().map_or(site, |copy| copy.path().to_owned());
        let options = Options {
            site: Some(site),
            config: self.config.clone(),
            files: self.files.clone(),
            root: self.root.clone(),
            ..Options::default()
        };
        let sim = Sim::start_with(options).expect("a port can be had");
        let browser = Browser::start(engine, self.zone, self.language).await;
        let page = Page::new(browser, sim);
        let whole = async {
            self.set_up(&page).await;
            test(&page).await;
            page.assert_nothing_leaked().await;
        };
        let outcome = AssertUnwindSafe(whole).catch_unwind().await;
        if outcome.is_err() {
            page.keep_evidence().await;
        }
        page.end(outcome.is_ok()).await;
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
    }

    async fn set_up(&self, page: &Page) {
        if page.engine() == Engine::Chromium {
            self.emulate(page).await;
        } else {
            self.fit(&page.driver).await;
        }
    }

    async fn emulate(&self, page: &Page) {
        let (width, height) = self.size;
        for (method, params) in [
            (
                "Emulation.setDeviceMetricsOverride",
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
            ),
            ("Emulation.setEmulatedMedia", json!({ "features": self.theme.features() })),
            ("Emulation.setTimezoneOverride", json!({ "timezoneId": self.zone })),
            ("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": page.downloads() })),
        ] {
            let sent = page.driver.cdp().send_raw(method, params).await;
            sent.unwrap_or_else(|error| panic!("{method}: {error}"));
        }
    }

    /// Makes the window so large that the page has its size.
    async fn fit(&self, driver: &WebDriver) {
        assert_eq!(self.theme, Theme::Light, "only Chromium is told the system's theme");
        let frame = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        let frame: (u32, u32) = driver
            .execute(frame, vec![])
            .await
            .and_then(|frame| frame.convert())
            .expect("a window has a frame");
        let (width, height) = (self.size.0 + frame.0, self.size.1 + frame.1);
        driver
            .set_window_rect(0, 0, width, height)
            .await
            .unwrap_or_else(|error| panic!("the window: {error}"));
    }
}

/// The folder of the built site.
pub fn built_site() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
    let folder = env::var_os("SHIFTLINE_SITE").map_or_else(|| workspace.join("dist"), PathBuf::from);
    assert!(
        folder.join("index.html").is_file(),
        "no site in {}: `cargo xtask dist` builds it",
        folder.display()
    );
    folder
}

/// The site with a script before all others, for a browser that does not tell what its console says, or has no
/// setting for its language.
fn watched(site: &Path, language: &str) -> TempDir {
    let copy = TempDir::new().expect("a folder can be had");
    let watch = || -> io::Result<()> {
        for entry in fs::read_dir(site)? {
            let name = entry?.file_name();
            // The packed ones would be served instead.
            if !name.to_string_lossy().starts_with("index.html") {
                symlink(site.join(&name), copy.path().join(&name))?;
            }
        }
        let html = fs::read_to_string(site.join("index.html"))?;
        let html = html.replacen("<title", "<script src=\"watch.js\"></script><title", 1);
        fs::write(copy.path().join("index.html"), html)?;
        // On the prototype: the object itself may be made anew.
        let speaks = format!(
            "Object.defineProperty(Navigator.prototype, 'language', {{ get: () => '{language}' }});\n"
        );
        fs::write(copy.path().join("watch.js"), speaks + WATCH)
    };
    watch().unwrap_or_else(|error| panic!("a copy of {}: {error}", site.display()));
    copy
}
