//! What the browser saw: requests, console, storage, pictures.

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::BrowserLogEntry;

use crate::engine::Engine;
use crate::page::{LIMIT, PAUSE, Page, hold};

/// One request that the browser sent.
#[derive(Clone, Debug, Deserialize)]
pub struct Request {
    /// Where to.
    pub url: String,
    /// What it was for, in the browser's words: `Document`, `Fetch`, `Script` ...
    pub kind: String,
    /// The page's address as it was told to the other side.
    pub referrer: String,
    /// Names of the headers that were set by hand, in lower case, with their values.
    pub headers: Vec<(String, String)>,
}

/// What has been taken out of the browser's logs so far.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    console: Vec<BrowserLogEntry>,
    requests: Vec<Request>,
}

/// Folder for pictures of pages.
pub fn shots() -> PathBuf {
    // target/debug/deps/e2e-123 -> target/e2e
    let binary = std::env::current_exe().unwrap_or_default();
    binary.ancestors().nth(3).unwrap_or(Path::new("target")).join("e2e")
}

/// Everything that a page can keep, and where it can be seen that it was there.
const KEPT: &str = "return JSON.stringify([
    location.href, document.referrer, document.cookie, history.state, window.name,
    { ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML,
    performance.getEntries().map((entry) => entry.name),
])";

impl Page {
    /// What the console says so far.
    pub async fn console(&self) -> Vec<BrowserLogEntry> {
        let new = if self.tells() {
            self.driver.get_log("browser").await.unwrap_or_else(|error| panic!("console: {error}"))
        } else {
            self.watched("watched").await
        };
        let mut seen = hold(&self.seen);
        seen.console.extend(new);
        seen.console.clone()
    }

    /// The requests so far, in order. Only Chromium tells their headers.
    pub async fn requests(&self) -> Vec<Request> {
        let new: Vec<Request> = if self.tells() {
            let log = self.driver.get_log("performance").await;
            let log = log.unwrap_or_else(|error| panic!("requests: {error}"));
            log.iter().filter_map(|entry| request(&entry.message)).collect()
        } else {
            self.watched("asked").await
        };
        let mut seen = hold(&self.seen);
        seen.requests.extend(new);
        seen.requests.clone()
    }

    /// Takes what the page has kept of itself, before another one is opened.
    pub(crate) async fn keep_seen(&self) {
        if !self.tells() {
            self.console().await;
            self.requests().await;
        }
    }

    /// Whether the browser tells what it asks and what its console says; else a script watches.
    fn tells(&self) -> bool {
        self.engine() == Engine::Chromium
    }

    async fn watched<T: DeserializeOwned>(&self, what: &str) -> Vec<T> {
        let new = self.js("return window[argument]?.() ?? []", json!(what)).await;
        serde_json::from_value(new).unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    /// A picture of what can be seen, kept as `NAME.png` in the folder of [`shots`].
    pub async fn shot(&self, name: &str) -> Vec<u8> {
        let png = self.driver.screenshot_as_png().await.unwrap_or_else(|error| panic!("picture: {error}"));
        let kept = std::fs::create_dir_all(shots())
            .and_then(|()| std::fs::write(shots().join(format!("{name}.png")), &png));
        kept.unwrap_or_else(|error| panic!("keeping {name}.png: {error}"));
        png
    }

    /// Forgets what was downloaded.
    pub fn empty_downloads(&self) {
        for file in self.downloaded_files() {
            std::fs::remove_file(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        }
    }

    /// Waits for one file and gives what is in it.
    pub async fn downloaded(&self) -> Vec<u8> {
        let started = Instant::now();
        loop {
            let files = self.downloaded_files();
            let done = files.first().filter(|file| file.extension().is_none_or(|kind| kind != "crdownload"));
            if let Some(bytes) =
                done.and_then(|file| std::fs::read(file).ok()).filter(|bytes| !bytes.is_empty())
            {
                return bytes;
            }
            assert!(started.elapsed() < LIMIT, "nothing was downloaded: {files:?}");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// What the files are called.
    pub fn downloaded_as(&self) -> Vec<String> {
        let files = self.downloaded_files().into_iter();
        files.filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned())).collect()
    }

    fn downloaded_files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.downloads()).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect()
    }

    /// Keeps a picture and prints the console, for a test that failed.
    pub(crate) async fn keep_evidence(&self) {
        let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let Ok(png) = self.driver.screenshot_as_png().await else { return };
        let file = shots().join(format!("failed-{name}.png"));
        if std::fs::create_dir_all(shots()).and_then(|()| std::fs::write(&file, png)).is_ok() {
            eprintln!("picture: {}", file.display());
        }
        for entry in self.console().await {
            eprintln!("console: {} {}", entry.level, entry.message);
        }
    }

    /// Asserts what holds for every visit.
    pub(crate) async fn assert_nothing_leaked(&self) {
        let kept = self.js(KEPT, json!(null)).await.as_str().unwrap_or_default().to_owned();
        let (console, requests) = (self.console().await, self.requests().await);
        for secret in self.secrets() {
            assert!(!kept.contains(&secret), "a secret was kept: {kept}");
            for entry in &console {
                assert!(!entry.message.contains(&secret), "a secret in the console: {}", entry.message);
            }
            for request in &requests {
                let open = format!("{} {}", request.url, request.referrer);
                assert!(!open.contains(&secret), "a secret in the open: {open}");
                for (name, value) in request.headers.iter().filter(|(name, _)| name != "authorization") {
                    assert!(!value.contains(&secret), "a secret in {name}");
                }
            }
        }
        let origins = self.origins();
        for request in &requests {
            let known = origins.iter().any(|origin| {
                request.url.strip_prefix(origin.as_str()).is_some_and(|rest| rest.starts_with('/'))
            });
            let own = ["data:", "blob:"].iter().any(|scheme| request.url.starts_with(scheme));
            assert!(known || own, "a request to strangers: {}", request.url);
            assert_eq!(request.referrer, "", "the page told where it was");
        }
        let errors: Vec<&String> =
            console.iter().filter(|entry| is_error(entry)).map(|entry| &entry.message).collect();
        let errors: Vec<_> = errors.into_iter().filter(|message| !self.expects(message)).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

/// Answers with an error status and broken connections are news to the console, but not of the page.
fn is_error(entry: &BrowserLogEntry) -> bool {
    let network =
        entry.source.as_deref() == Some("network") || entry.message.contains("blocked by CORS policy");
    entry.level == "SEVERE" && !network
}

fn request(message: &str) -> Option<Request> {
    let event: Value = serde_json::from_str(message).ok()?;
    let event = &event["message"];
    if event["method"] != "Network.requestWillBeSent" {
        return None;
    }
    let (params, text) = (&event["params"], |value: &Value| value.as_str().unwrap_or_default().to_owned());
    let headers = params["request"]["headers"].as_object()?;
    Some(Request {
        url: text(&params["request"]["url"]),
        kind: text(&params["type"]),
        referrer: headers.get("Referer").map(text).unwrap_or_default(),
        headers: headers.iter().map(|(name, value)| (name.to_lowercase(), text(value))).collect(),
    })
}
