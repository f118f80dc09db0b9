//! One tab: its clock, its memory, and real input.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::WebDriver;

/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_mins(4);
const PAUSE: Duration = Duration::from_millis(20);

/// Two frames, and whatever was left to do after them.
const SETTLED: &str =
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))";

/// Bits of the protocol's keyboard modifiers.
pub const CTRL: u8 = 2;
/// The same, of Shift.
pub const SHIFT: u8 = 8;

/// A browser's only tab.
pub struct Tab {
    driver: WebDriver,
}

/// A point of the window, CSS pixels.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Tab {
    /// A tab that measures itself from the start of each page on.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn new(driver: WebDriver) -> Result<Self> {
        let tab = Self { driver };
        tab.send("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        let probe = json!({ "source": include_str!("probe.js") });
        tab.send("Page.addScriptToEvaluateOnNewDocument", probe).await?;
        Ok(tab)
    }

    /// Makes the window so big.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn resize(&self, width: f64, height: f64) -> Result<()> {
        let size = json!({ "width": width.round() as u32, "height": height.round() as u32,
            "deviceScaleFactor": 1, "mobile": false });
        self.send("Emulation.setDeviceMetricsOverride", size).await?;
        self.settle().await
    }

    /// Makes it a phone of middling size, whose processor takes so many times as long.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn be_phone(&self, slower: f64) -> Result<()> {
        let size = json!({ "width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": true });
        self.send("Emulation.setDeviceMetricsOverride", size).await?;
        self.send("Emulation.setCPUThrottlingRate", json!({ "rate": slower })).await.map(drop)
    }

    /// Chooses files in the input with this id.
    ///
    /// # Errors
    /// When there is no such input.
    pub async fn choose(&self, id: &str, files: &[&Path]) -> Result<()> {
        let asked = json!({ "expression": format!("document.getElementById('{id}')") });
        let input = self.send("Runtime.evaluate", asked).await?;
        let input = input["result"]["objectId"].as_str().with_context(|| format!("no input {id}"))?;
        let chosen = json!({ "files": files, "objectId": input });
        self.send("DOM.setFileInputFiles", chosen).await.map(drop)
    }

    /// Opens an address.
    ///
    /// # Errors
    /// When it does not load.
    pub async fn open(&self, url: &str) -> Result<()> {
        self.driver.goto(url).await.with_context(|| format!("opening {url}"))
    }

    /// The value of an expression, awaited.
    ///
    /// # Errors
    /// When it throws or is of another kind.
    pub async fn value<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        let asked = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.send("Runtime.evaluate", asked).await?;
        ensure!(answer.get("exceptionDetails").is_none(), "{expression}: {answer}");
        serde_json::from_value(answer["result"]["value"].clone()).with_context(|| expression.to_owned())
    }

    /// Waits until an expression is true.
    ///
    /// # Errors
    /// When it is not in time.
    pub async fn until(&self, expression: &str) -> Result<()> {
        let started = Instant::now();
        while !self.value::<bool>(expression).await? {
            ensure!(started.elapsed() < PATIENCE, "waited in vain for {expression}");
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Lets the page draw.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn settle(&self) -> Result<()> {
        self.value::<Option<Value>>(SETTLED).await.map(drop)
    }

    /// Main-thread time that one input costs until the page has drawn, ms of the processor: what else
    /// the machine does is not counted.
    ///
    /// # Errors
    /// When the browser refuses the input.
    pub async fn cost(&self, input: Value) -> Result<f64> {
        let before = self.metric("TaskDuration").await?;
        self.send("Input.dispatchMouseEvent", input).await?;
        self.settle().await?;
        Ok((self.metric("TaskDuration").await? - before) * 1_000.0)
    }

    /// Sends an input whose cost does not matter.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn input(&self, input: Value) -> Result<()> {
        self.send("Input.dispatchMouseEvent", input).await?;
        self.settle().await
    }

    /// Bytes of JavaScript objects that are in use, after a collection, and of wasm memory.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn memory(&self) -> Result<(f64, f64)> {
        self.send("HeapProfiler.collectGarbage", json!({})).await?;
        let heap = self.send("Runtime.getHeapUsage", json!({})).await?;
        let heap = heap["usedSize"].as_f64().context("no heap usage")?;
        Ok((heap, self.value("probe.memory?.buffer.byteLength ?? 0").await?))
    }

    /// What the browser says of itself.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn version(&self) -> Result<String> {
        let version = self.send("Browser.getVersion", json!({})).await?;
        Ok(version["product"].as_str().unwrap_or("Chromium").to_owned())
    }

    /// Ends the browser.
    ///
    /// # Errors
    /// When it has ended already.
    pub async fn close(self) -> Result<()> {
        Ok(self.driver.quit().await?)
    }

    async fn metric(&self, name: &str) -> Result<f64> {
        let answer = self.send("Performance.getMetrics", json!({})).await?;
        let all = answer["metrics"].as_array().context("no metrics")?;
        let found = all.iter().find(|metric| metric["name"] == name);
        found.and_then(|metric| metric["value"].as_f64()).with_context(|| format!("no metric {name}"))
    }

    async fn send(&self, method: &str, parameters: Value) -> Result<Value> {
        self.driver.cdp().send_raw(method, parameters).await.with_context(|| method.to_owned())
    }
}

/// A turn of the wheel by `delta` CSS pixels.
pub fn wheel(at: Point, delta: f64, modifiers: u8) -> Value {
    json!({ "type": "mouseWheel", "x": at.x, "y": at.y, "deltaX": 0, "deltaY": delta, "modifiers": modifiers })
}

/// The pointer over a point.
pub fn hover(at: Point) -> Value {
    json!({ "type": "mouseMoved", "x": at.x, "y": at.y })
}

/// The pointer at a point while its left button is held.
pub fn drag(at: Point, modifiers: u8) -> Value {
    json!({ "type": "mouseMoved", "x": at.x, "y": at.y, "button": "left", "buttons": 1, "modifiers": modifiers })
}

/// The left button down.
pub fn press(at: Point, modifiers: u8) -> Value {
    json!({ "type": "mousePressed", "x": at.x, "y": at.y, "button": "left", "buttons": 1, "clickCount": 1,
        "modifiers": modifiers })
}

/// The left button up.
pub fn release(at: Point, modifiers: u8) -> Value {
    json!({ "type": "mouseReleased", "x": at.x, "y": at.y, "button": "left", "buttons": 0, "clickCount": 1,
        "modifiers": modifiers })
}
