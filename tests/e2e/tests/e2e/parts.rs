//! The program in parts: what the first page does without comes when it is wanted, or says that it does not.

use std::fs;
use std::path::{Path, PathBuf};

use e2e::{Page, Visit, built_site};
use serde_json::json;
use tempfile::TempDir;

use crate::sample::DRAWN;

/// Names of the wasm files that the page has asked for, without their hashes.
async fn parts(page: &Page) -> Vec<String> {
    let files = page.requests().await.into_iter().filter_map(|request| {
        let (_, name) = request.url.rsplit_once('/')?;
        let (part, _) = name.strip_suffix(".wasm")?.split_once('-')?;
        Some(part.to_owned())
    });
    files.collect()
}

#[test]
fn the_first_page_comes_without_the_code_for_answers() {
    Visit::default().run(async |page| {
        page.open("").await;
        page.until_button("Show timeline").await;
        assert_eq!(parts(page).await, ["shiftline"]);
        page.press("Open sample agent").await;
        page.until("something drawn", DRAWN, json!(null)).await;
        let wanted = parts(page).await;
        assert!(wanted.contains(&"answer".to_owned()) && !wanted.contains(&"files".to_owned()), "{wanted:?}");
    });
}

#[test]
fn a_link_asks_for_all_it_needs_at_once_and_for_nothing_twice() {
    Visit::default().run(async |page| {
        page.open("?demo=500").await;
        page.until_records(500).await;
        let mut wanted = parts(page).await;
        let count = wanted.len();
        wanted.sort_unstable();
        wanted.dedup();
        assert_eq!(wanted.len(), count, "{wanted:?}");
    });
}

/// A copy of the built site.
fn site() -> TempDir {
    let copy = TempDir::new().unwrap();
    for file in files(&built_site()) {
        fs::copy(&file, copy.path().join(file.file_name().unwrap())).unwrap();
    }
    copy
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Moves the code for answers from one folder to another, packed or not.
fn move_answer(from: &Path, to: &Path) {
    for file in files(from) {
        let name = file.file_name().unwrap().to_string_lossy();
        if name.starts_with("answer-") {
            fs::rename(&file, to.join(&*name)).unwrap();
        }
    }
}

#[test]
fn a_part_that_does_not_come_is_said_and_asked_for_again() {
    let (copy, aside) = (site(), TempDir::new().unwrap());
    move_answer(copy.path(), aside.path());
    Visit { site: Some(copy.path().to_owned()), ..Visit::default() }.run(async |page| {
        page.expect_error("answer-");
        page.expect_error("/parts-");
        page.open("").await;
        page.press("Open sample agent").await;
        page.until_alert(&["A part of Shiftline could not be fetched", "Try again"]).await;
        assert!(page.has_button("Show timeline").await, "the form is still there");
        move_answer(aside.path(), copy.path());
        page.press("Open sample agent").await;
        page.until("something drawn", DRAWN, json!(null)).await;
        assert_eq!(page.alerts().await, "");
    });
}
