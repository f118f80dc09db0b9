//! What a person does with the page: finds, types, chooses, presses, pastes, looks.

use std::path::Path;
use std::time::Instant;

use serde_json::json;
use thirtyfour::{Key, WebElement};

use crate::engine::Engine;
use crate::page::{FINDERS, LIMIT, PAUSE, Page};
use crate::visit::Theme;

/// Takes what a style says of paper as said of the screen, and the other way round.
const FOR_PAPER: &str = "for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) {
        if (!(rule instanceof CSSMediaRule)) continue;
        if (rule.media.mediaText === 'print') rule.media.mediaText = 'all';
        else if (rule.media.mediaText === 'screen') rule.media.mediaText = 'print';
    }";

impl Page {
    /// The visible control whose label is or begins with this.
    pub async fn control(&self, label: &str) -> WebElement {
        self.element("a control", "openFor(argument); return control(argument)", label).await
    }

    /// The visible button, link or tab of this name.
    pub async fn button(&self, name: &str) -> WebElement {
        self.element("a button", "return button(argument)", name).await
    }

    async fn element(&self, what: &str, script: &str, name: &str) -> WebElement {
        self.until(&format!("{what} called {name:?}"), script, json!(name)).await;
        let whole = format!("{FINDERS}\nconst argument = arguments[0];\n{script}");
        let found = self
            .driver
            .execute(whole, vec![json!(name)])
            .await
            .and_then(thirtyfour::session::scriptret::ScriptRet::element);
        found.unwrap_or_else(|error| panic!("{what} called {name:?}: {error}"))
    }

    /// Waits for a visible button of this name.
    pub async fn until_button(&self, name: &str) {
        self.button(name).await;
    }

    /// Whether there is a visible button of this name right now.
    pub async fn has_button(&self, name: &str) -> bool {
        self.js("return button(argument) !== null", json!(name)).await == json!(true)
    }

    /// Whether there is a visible control of this label right now.
    pub async fn has_control(&self, label: &str) -> bool {
        self.js("return control(argument) !== null", json!(label)).await == json!(true)
    }

    /// Replaces what a field holds, as a person does. An empty text only clears it.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.control(label).await;
        let kind = field.prop("type").await.ok().flatten().unwrap_or_default();
        if kind.starts_with("date") || kind == "time" {
            self.js("setValue(control(argument[0]), argument[1])", json!([label, text])).await;
            return;
        }
        // The second time the key is let go.
        let [control, delete] = [Key::Control, Key::Delete].map(char::from);
        let typed = format!("{control}a{control}{delete}{text}");
        field.send_keys(typed).await.unwrap_or_else(|error| panic!("typing into {label:?}: {error}"));
    }

    /// Gives a file to the file input of this id.
    pub async fn choose_file(&self, id: &str, file: &Path) {
        let input = self.element("a file input", "return document.getElementById(argument)", id).await;
        let path = file.to_str().unwrap_or_else(|| panic!("{}", file.display()));
        input.send_keys(path).await.unwrap_or_else(|error| panic!("choosing {path}: {error}"));
    }

    /// Chooses an option of a list by its text.
    pub async fn choose(&self, label: &str, option: &str) {
        self.control(label).await;
        let script = "const [label, text] = argument, list = control(label);
            const at = [...list.options].findIndex((option) => squeeze(option.text) === text);
            if (at < 0) return false;
            list.selectedIndex = at;
            list.dispatchEvent(new Event('input', { bubbles: true }));
            list.dispatchEvent(new Event('change', { bubbles: true }));
            return true";
        self.until(&format!("{option:?} in {label:?}"), script, json!([label, option])).await;
    }

    /// What a field holds.
    pub async fn value(&self, label: &str) -> String {
        let value = self.control(label).await.prop("value").await;
        value.ok().flatten().unwrap_or_default()
    }

    /// Presses a button, once it is there and enabled.
    pub async fn press(&self, name: &str) {
        // On phones most of the bar at the top is folded.
        let unfold = "const more = document.querySelector('.more:not([open]) > summary');
            if (button(argument) === null && more !== null && visible(more)) more.click()";
        self.js(unfold, json!(name)).await;
        let ready = "const found = button(argument); return found !== null && !found.disabled && found.ariaDisabled !== 'true'";
        self.until(&format!("button {name:?} to be enabled"), ready, json!(name)).await;
        // In the middle, where no bar at the top or bottom lies over it.
        let middle = "button(argument)?.scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.js(middle, json!(name)).await;
        self.button(name).await.click().await.unwrap_or_else(|error| panic!("pressing {name:?}: {error}"));
    }

    /// Waits until what a person would paste begins with this, and gives it.
    pub async fn pasted(&self, start: &str) -> String {
        let field = "document.getElementById('paste')
            ?? Object.assign(document.body.appendChild(document.createElement('textarea')), { id: 'paste' })";
        let started = Instant::now();
        loop {
            self.js(&format!("({field}).value = ''"), json!(null)).await;
            let element = self.element("a field", &format!("return {field}"), "").await;
            let control = char::from(Key::Control);
            let pasted = element.send_keys(format!("{control}v{control}")).await;
            pasted.unwrap_or_else(|error| panic!("pasting: {error}"));
            let text = element.prop("value").await.ok().flatten().unwrap_or_default();
            if text.starts_with(start) {
                self.js(&format!("({field}).remove()"), json!(null)).await;
                return text;
            }
            assert!(started.elapsed() < LIMIT, "there is {text:?} to be pasted, not {start}...");
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Sends keys to whatever has the focus.
    pub async fn keys(&self, keys: &str) {
        self.driver.action_chain().send_keys(keys).perform().await.unwrap_or_else(|error| panic!("{error}"));
    }

    /// Opens Find by its keys and types into it, until there are results.
    pub async fn find(&self, text: &str) {
        let keys = self.driver.action_chain().key_down(thirtyfour::Key::Control).send_keys("k");
        let keys = keys.key_up(thirtyfour::Key::Control);
        keys.perform().await.unwrap_or_else(|error| panic!("Ctrl + K: {error}"));
        self.until("Find", "return document.activeElement.closest('.find') !== null", json!(null)).await;
        self.keys(text).await;
        self.until("results", "return document.querySelector('.find-result') !== null", json!(null)).await;
    }

    /// Shows the page as it would be printed.
    pub async fn look_as_on_paper(&self) {
        if self.engine() == Engine::Chromium {
            let media = json!({ "media": "print" });
            let sent = self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await;
            sent.unwrap_or_else(|error| panic!("paper: {error}"));
        } else {
            self.js(FOR_PAPER, json!(null)).await;
        }
    }

    /// The system has this theme from now on; only Chromium can be told.
    pub async fn look_in(&self, theme: Theme) {
        let media = json!({ "features": theme.features() });
        let sent = self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await;
        sent.unwrap_or_else(|error| panic!("{theme:?}: {error}"));
        let drawn = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))";
        self.js(drawn, json!(null)).await;
    }
}
