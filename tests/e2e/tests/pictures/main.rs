//! Every section of the gallery looks as it did, in both themes.
//!
//! The folder of the page with the gallery comes from `SHIFTLINE_PAGE`. With `ACCEPT_PICTURES=1` what it looks like
//! now is what it is to look like.

mod compare;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use compare::{Picture, difference};
use e2e::{LIMIT, Page, Theme, Visit, shots};
use serde_json::{Value, json};

/// The widest section and the highest fit.
const WINDOW: (u32, u32) = (1_000, 1_800);

/// A canvas is handed over to a worker, a list opens: so long a section may still change.
const PATIENCE: Duration = Duration::from_secs(4);
const PAUSE: Duration = Duration::from_millis(200);

/// Puts a section in the corner; its size.
const SHOW: &str = "for (const section of document.querySelectorAll('[data-part]'))
        section.classList.toggle('pictured', section.dataset.part === argument);
    document.activeElement?.blur();
    const { width, height } = document.querySelector('.pictured').getBoundingClientRect();
    return [Math.round(width), Math.round(height)]";

/// The sections, once every timeline has been drawn.
const SECTIONS: &str = "const canvases = [...document.querySelectorAll('.timeline-canvas')];
    if (canvases.length === 0 || canvases.some(({ width }) => width < 400)) return null;
    return [...document.querySelectorAll('[data-part]')].map((section) => section.dataset.part)";

/// Where the pictures lie that are right.
fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("pictures")
}

/// Where those lie that differ.
fn new() -> PathBuf {
    shots().join("pictures")
}

async fn taken(page: &Page, part: &str) -> Picture {
    let size = page.js(SHOW, json!(part)).await;
    let side = |at: usize| size[at].as_u64().and_then(|side| usize::try_from(side).ok()).unwrap_or(0);
    let png = page.driver.screenshot_as_png().await.unwrap_or_else(|error| panic!("{part}: {error}"));
    Picture::read(&png).corner(side(0), side(1))
}

/// The section as it looks once it no longer changes.
async fn still(page: &Page, part: &str) -> Picture {
    let started = Instant::now();
    let mut before = taken(page, part).await;
    loop {
        tokio::time::sleep(PAUSE).await;
        let now = taken(page, part).await;
        if now == before {
            return now;
        }
        assert!(started.elapsed() < LIMIT, "{part} never stands still");
        before = now;
    }
}

/// Compares a section with its picture, for a while; what is different.
async fn compared(page: &Page, part: &str, name: &str) -> Option<String> {
    let Ok(png) = fs::read(kept().join(name)) else {
        keep(&new(), name, &still(page, part).await);
        return Some("it is new".to_owned());
    };
    let right = Picture::read(&png);
    let started = Instant::now();
    loop {
        let now = taken(page, part).await;
        let found = difference(&now, &right)?;
        if started.elapsed() > PATIENCE {
            keep(&new(), name, &now);
            return Some(found);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

fn keep(folder: &Path, name: &str, picture: &Picture) {
    let kept = fs::create_dir_all(folder).and_then(|()| fs::write(folder.join(name), picture.png()));
    kept.unwrap_or_else(|error| panic!("{name}: {error}"));
}

fn pictures_of(theme: Theme, word: &str) {
    let site =
        env::var_os("SHIFTLINE_PAGE").expect("SHIFTLINE_PAGE names the page: `cargo xtask test` sets it");
    let is_accepted = env::var_os("ACCEPT_PICTURES").is_some();
    let visit = Visit { size: WINDOW, theme, zone: "UTC", site: Some(site.into()), ..Visit::default() };
    visit.run(async |page| {
        page.open_at(&format!("{}/gallery/", page.sim.url())).await;
        let sections = page.until("the gallery", SECTIONS, json!(null)).await;
        let parts: Vec<&str> = sections.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let name = |part: &str| format!("{}-{word}.png", part.replace(' ', "-"));
        let mut differ = Vec::new();
        for part in &parts {
            let name = name(part);
            if is_accepted {
                // What a person sees is what is kept: nothing is under way any more.
                tokio::time::sleep(PAUSE).await;
                keep(&kept(), &name, &still(page, part).await);
            } else if let Some(how) = compared(page, part, &name).await {
                differ.push(format!("{part} ({word}): {how}\n    now {}", new().join(&name).display()));
            }
        }
        let names: BTreeSet<String> = parts.iter().map(|part| name(part)).collect();
        differ.extend(left_over(&names, word).map(|name| format!("{name} is of no section: delete it")));
        assert!(
            differ.is_empty(),
            "{}\nIf it is to look like this: ACCEPT_PICTURES=1 cargo xtask test browser pictures",
            differ.join("\n")
        );
    });
}

/// Pictures of this theme that no section has.
fn left_over(names: &BTreeSet<String>, word: &str) -> impl Iterator<Item = String> {
    let files = fs::read_dir(kept()).into_iter().flatten().flatten();
    let all = files.map(|file| file.file_name().to_string_lossy().into_owned());
    let of_theme = all.filter(move |name| name.ends_with(&format!("-{word}.png")));
    of_theme.filter(|name| !names.contains(name)).collect::<Vec<_>>().into_iter()
}

#[test]
fn pictures_of_all_parts_are_as_they_were_in_light() {
    pictures_of(Theme::Light, "light");
}

#[test]
fn pictures_of_all_parts_are_as_they_were_in_dark() {
    pictures_of(Theme::Dark, "dark");
}
