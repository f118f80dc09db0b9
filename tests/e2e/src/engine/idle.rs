//! Between two visits: a browser is started once, and forgets each of its visits before the next.

use std::fs;
use std::sync::Mutex;

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{By, Key};

use super::{Browser, Engine, Told};
use crate::page::hold;

/// Most that wait at once: more than tests that run at once would only take memory.
const MAX: usize = 4;
static IDLE: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

/// What the first window shows: a field whose text takes the place of what a visit has copied.
const NOTHING: &str = "data:text/html,<title>Between two visits</title><textarea>nothing</textarea>";

/// A browser that waits and was told this.
pub fn take(told: Told) -> Option<Browser> {
    let mut idle = hold(&IDLE);
    let at = idle.iter().rposition(|browser| browser.told == told)?;
    Some(idle.remove(at))
}

/// Lets a browser wait; the one that has waited longest when they are too many.
fn put(browser: Browser) -> Option<Browser> {
    let mut idle = hold(&IDLE);
    idle.push(browser);
    (idle.len() > MAX).then(|| idle.remove(0))
}

impl Browser {
    /// Opens the window of a visit.
    pub(super) async fn open(&self) -> WebDriverResult<()> {
        if self.engine == Engine::WebKit {
            return Ok(());
        }
        let window = self.driver.new_tab().await?;
        self.driver.switch_to_window(window).await?;
        self.tell("Page.bringToFront", json!({})).await
    }

    /// Ends a visit to these origins (`http://host:port`). The browser waits for another if it can forget this one.
    pub async fn end(self, origins: &[String]) {
        let is_kept = self.engine != Engine::WebKit && self.forget(origins).await.is_ok();
        let over = if is_kept { put(self) } else { Some(self) };
        if let Some(over) = over {
            over.quit().await;
        }
    }

    /// Ends the browser.
    pub async fn quit(self) {
        // One that cannot be ended has ended already.
        let _ = self.driver.quit().await;
    }

    async fn forget(&self, origins: &[String]) -> WebDriverResult<()> {
        let driver = &self.driver;
        if self.engine == Engine::Firefox {
            // Of the page that is shown, the only one of its visit.
            driver.delete_all_cookies().await?;
            driver.execute("localStorage.clear(); sessionStorage.clear()", vec![]).await?;
        }
        for window in driver.windows().await?.into_iter().filter(|window| *window != self.first) {
            driver.switch_to_window(window).await?;
            driver.close_window().await?;
        }
        driver.switch_to_window(self.first.clone()).await?;
        self.forget_what_was_copied().await?;
        for origin in origins {
            let all = json!({ "origin": origin, "storageTypes": "all" });
            self.tell("Storage.clearDataForOrigin", all).await?;
        }
        for what in ["Network.clearBrowserCookies", "Network.clearBrowserCache", "Browser.resetPermissions"] {
            self.tell(what, json!({})).await?;
        }
        if self.engine == Engine::Chromium {
            for log in ["browser", "performance"] {
                driver.get_log(log).await?;
            }
        }
        for file in fs::read_dir(&self.downloads)?.flatten() {
            fs::remove_file(file.path())?;
        }
        Ok(())
    }

    async fn forget_what_was_copied(&self) -> WebDriverResult<()> {
        if self.driver.current_url().await?.as_str() != NOTHING {
            self.driver.goto(NOTHING).await?;
        }
        let control = char::from(Key::Control);
        self.driver.find(By::Tag("textarea")).await?.send_keys(format!("{control}ac{control}")).await
    }

    /// Tells Chromium something; the others have no words for it.
    async fn tell(&self, method: &str, params: Value) -> WebDriverResult<()> {
        if self.engine == Engine::Chromium {
            self.driver.cdp().send_raw(method, params).await?;
        }
        Ok(())
    }
}
