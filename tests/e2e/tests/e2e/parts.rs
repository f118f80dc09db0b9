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
        let wanted = parts(page).await;
        let has = |part: &str| wanted.contains(&part.to_owned());
        assert!(has("shiftline") && has("form"), "{wanted:?}");
        assert!(!["answer", "late", "files", "aids", "api"].into_iter().any(has), "{wanted:?}");
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
        assert!(!wanted.contains(&"api".to_owned()), "no sample has anybody to look up: {wanted:?}");
        let first = page.js(
            "return document.head.querySelectorAll('link[rel=preload][href*=\"answer-\"]').length",
            json!(null),
        );
        assert_eq!(first.await, json!(1), "at once, before the first part runs");
    });
}

#[test]
fn what_is_below_the_first_picture_is_asked_for_after_it() {
    Visit::default().run(async |page| {
        page.open("?demo=500").await;
        page.until_records(500).await;
        // When pictures were drawn is not kept: that none needs it is tested below.
        let order = "const of = (part) => performance.getEntriesByType('resource').find(({ name }) => name.includes(part));
            const ahead = document.head.querySelector('link[rel=preload][href*=\"late-\"]');
            return ahead === null && of('/late-').startTime >= of('/answer-').responseEnd";
        assert_eq!(page.js(order, json!(null)).await, json!(true));
    });
}

/// Whether the answer is there with its figures.
const ANSWERED: &str = "return document.querySelector('.answer-said')?.textContent.length > 10
    && Number(part('card-login')?.dataset.value) > 0";

#[test]
fn the_first_picture_needs_nothing_of_what_comes_after_it() {
    let (copy, aside) = (site(), TempDir::new().unwrap());
    for part in ["late-", "form-", "api-", "files-", "aids-"] {
        move_part(part, copy.path(), aside.path());
    }
    Visit { site: Some(copy.path().to_owned()), ..Visit::default() }.run(async |page| {
        for part in ["late-", "form-"] {
            page.expect_error(part);
        }
        page.expect_error("/parts-");
        page.open("?demo=500").await;
        page.until("something drawn", DRAWN, json!(null)).await;
        page.until("the answer and its figures", ANSWERED, json!(null)).await;
        page.until_alert(&["A part of Shiftline could not be fetched", "Try again"]).await;
        move_part("late-", aside.path(), copy.path());
        page.press("Try again").await;
        page.until_panels().await;
        assert_eq!(page.alerts().await, "");
    });
}

#[test]
fn a_form_that_does_not_come_is_said_and_asked_for_again() {
    let (copy, aside) = (site(), TempDir::new().unwrap());
    move_part("form-", copy.path(), aside.path());
    Visit { site: Some(copy.path().to_owned()), ..Visit::default() }.run(async |page| {
        page.expect_error("form-");
        page.expect_error("/parts-");
        page.open("").await;
        page.until_alert(&["A part of Shiftline could not be fetched", "Try again"]).await;
        move_part("form-", aside.path(), copy.path());
        page.press("Try again").await;
        page.until_button("Show timeline").await;
        assert_eq!(page.alerts().await, "");
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

/// Moves a part and its style sheet from one folder to another, packed or not.
fn move_part(part: &str, from: &Path, to: &Path) {
    move_files((part, ""), from, to);
}

/// Moves files whose names begin and go on like this.
fn move_files((begins, has): (&str, &str), from: &Path, to: &Path) {
    for file in files(from) {
        let name = file.file_name().unwrap().to_string_lossy();
        if name.starts_with(begins) && name.contains(has) {
            fs::rename(&file, to.join(&*name)).unwrap();
        }
    }
}

/// Opens the page without files of the part `answer` whose names have this, then gives them back.
fn comes_the_second_time(has: &str) {
    let (copy, aside) = (site(), TempDir::new().unwrap());
    move_files(("answer-", has), copy.path(), aside.path());
    Visit { site: Some(copy.path().to_owned()), ..Visit::default() }.run(async |page| {
        page.expect_error("answer-");
        page.expect_error("/parts-");
        page.open("").await;
        page.press("Open sample agent").await;
        page.until_alert(&["A part of Shiftline could not be fetched", "Try again"]).await;
        assert!(page.has_button("Show timeline").await, "the form is still there");
        move_files(("answer-", has), aside.path(), copy.path());
        page.press("Open sample agent").await;
        page.until("something drawn", DRAWN, json!(null)).await;
        assert_eq!(page.alerts().await, "");
        let sheets = "const sheets = [...document.querySelectorAll('link[rel=stylesheet]')];
            return [sheets.filter(({ href }) => href.includes('/answer-')).length, sheets.at(-1).id]";
        assert_eq!(
            page.js(sheets, json!(null)).await,
            json!([1, "last"]),
            "one, before what wins over all others"
        );
    });
}

#[test]
fn a_part_that_does_not_come_is_said_and_asked_for_again() {
    comes_the_second_time("");
}

#[test]
fn a_part_does_not_run_without_its_style_sheet() {
    comes_the_second_time(".css");
}

#[test]
fn a_style_sheet_that_came_before_its_part_is_not_put_twice() {
    comes_the_second_time(".wasm");
}
