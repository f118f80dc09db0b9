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
        page.until_button("Load").await;
        assert_eq!(parts(page).await, ["shiftline"]);
        page.press("Explore sample data").await;
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

/// A copy of the built site, and its file with the code for answers.
fn site() -> (TempDir, PathBuf) {
    let copy = TempDir::new().unwrap();
    for entry in fs::read_dir(built_site()).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    let answer = files(copy.path()).find(|file| name(file).starts_with("answer-")).unwrap();
    (copy, answer)
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| name(file).ends_with(".wasm"))
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn a_part_that_does_not_come_is_said_and_asked_for_again() {
    let (copy, answer) = site();
    let aside = answer.with_extension("aside");
    fs::rename(&answer, &aside).unwrap();
    let site = Some(copy.path().to_owned());
    Visit { site, ..Visit::default() }.run(async |page| {
        page.expect_error("answer-");
        page.expect_error("/parts-");
        page.open("").await;
        page.press("Explore sample data").await;
        page.until_alert(&["A part of Shiftline could not be fetched", "Try again"]).await;
        assert!(page.has_button("Load").await, "the form is still there");
        fs::rename(&aside, &answer).unwrap();
        page.press("Explore sample data").await;
        page.until("something drawn", DRAWN, json!(null)).await;
        assert_eq!(page.alerts().await, "");
    });
}
