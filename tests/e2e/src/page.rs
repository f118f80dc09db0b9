//! A page in a browser: opening it, asking it, waiting for it, and what must not be seen meanwhile.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use cxone_sim::Sim;
use serde_json::{Value, json};
use thirtyfour::WebDriver;

use crate::engine::{Browser, Engine};
use crate::evidence::Seen;

/// How long a test waits for something before it fails.
pub const LIMIT: Duration = Duration::from_secs(90);
pub(crate) const PAUSE: Duration = Duration::from_millis(40);
/// Ways to find things, before every script.
pub(crate) const FINDERS: &str = include_str!("finders.js");

/// Whether the program has filled the page's frame, where the page has one.
const STARTED: &str = "const top = document.getElementById('top');
    return (top ?? document).querySelector(top ? 'input, button' : 'main') !== null";

/// A page in a browser, and the server that it came from.
pub struct Page {
    /// The browser.
    pub driver: WebDriver,
    /// The site's server, which is an API too.
    pub sim: Sim,
    /// Texts that must never be seen outside an `Authorization` header.
    secrets: Mutex<Vec<String>>,
    /// Origins that the page may ask, the site's own first.
    origins: Mutex<Vec<String>>,
    /// What errors in the console may speak of.
    expected: Mutex<Vec<String>>,
    pub(crate) seen: Mutex<Seen>,
    browser: Browser,
}

impl Page {
    pub(crate) fn new(browser: Browser, sim: Sim) -> Self {
        let origins = Mutex::new(vec![sim.url().to_owned()]);
        let (secrets, expected, seen) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { driver: browser.driver.clone(), sim, secrets, origins, expected, seen, browser }
    }

    /// What shows it.
    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// Where the browser puts what it downloads.
    pub(crate) fn downloads(&self) -> &Path {
        &self.browser.downloads
    }

    /// Ends the visit; the browser may show another if this one went well.
    pub(crate) async fn end(self, is_well: bool) {
        let origins = self.origins();
        if is_well { self.browser.end(&origins).await } else { self.browser.quit().await }
    }

    /// A token for one of this server's scenarios, which must not be seen anywhere.
    pub fn token(&self, base: &str) -> String {
        let token = self.sim.token(base);
        self.guard(&token);
        token
    }

    /// From now on this text must not be seen anywhere.
    pub fn guard(&self, secret: &str) {
        hold(&self.secrets).push(secret.to_owned());
    }

    pub(crate) fn secrets(&self) -> Vec<String> {
        hold(&self.secrets).clone()
    }

    /// The page may send requests to this origin (`http://host:port`) too.
    pub fn allow(&self, origin: &str) {
        hold(&self.origins).push(origin.to_owned());
    }

    /// Errors in the console that contain this are what the test is about.
    pub fn expect_error(&self, words: &str) {
        hold(&self.expected).push(words.to_owned());
    }

    pub(crate) fn expects(&self, message: &str) -> bool {
        hold(&self.expected).iter().any(|words| message.contains(words))
    }

    pub(crate) fn origins(&self) -> Vec<String> {
        hold(&self.origins).clone()
    }

    /// Opens the page with this query (`?agent=...`, or nothing) and waits until it has started.
    pub async fn open(&self, query: &str) {
        self.open_at(&format!("{}/{query}", self.sim.url())).await;
    }

    /// Opens the page where another server has it; [`Self::allow`] its origin first.
    pub async fn open_at(&self, url: &str) {
        self.keep_seen().await;
        self.driver.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
        self.until("the page to start", STARTED, json!(null)).await;
    }

    /// What a script returns; it has the finders, and `argument`.
    pub async fn js(&self, script: &str, argument: Value) -> Value {
        self.try_js(script, argument).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    async fn try_js(&self, script: &str, argument: Value) -> thirtyfour::error::WebDriverResult<Value> {
        let whole = format!("{FINDERS}\nconst argument = arguments[0];\n{script}");
        Ok(self.driver.execute(whole, vec![argument]).await?.json().clone())
    }

    /// Asks a script again and again until it returns something other than null, false or an empty
    /// text, and gives that.
    pub async fn until(&self, what: &str, script: &str, argument: Value) -> Value {
        let started = Instant::now();
        loop {
            let value = self.try_js(script, argument.clone()).await;
            if let Ok(value) = &value
                && !matches!(value, Value::Null | Value::Bool(false))
                && value != ""
            {
                return value.clone();
            }
            if started.elapsed() > LIMIT {
                let text = self.try_js("return document.body.innerText", json!(null)).await;
                panic!("waited in vain for {what}; got {value:?}; the page says: {text:?}");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until the address holds this text.
    pub async fn until_address(&self, part: &str) {
        let script = "return decodeURIComponent(location.href).includes(argument)";
        self.until(&format!("{part:?} in the address"), script, json!(part)).await;
    }

    /// The address in the address bar.
    pub async fn address(&self) -> String {
        self.driver.current_url().await.map(String::from).unwrap_or_default()
    }
}

/// What a panic elsewhere left behind is still good.
pub(crate) fn hold<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
