//! Files that are replaced while a page reads them.

use std::fs;
use std::sync::Once;

use serde_json::json;

use super::made::{self, serve};
use super::{range, site, visit, whole};

#[test]
fn files_that_are_replaced_meanwhile_are_read_under_their_new_names() {
    let (host, days) = site(&json!({ "archive": "archive/" }), None);
    visit(host.path()).run(async |page| {
        let (folder, once) = (host.path().join("archive"), Once::new());
        let replace = move |path: &str| {
            if path.ends_with(".parquet") {
                once.call_once(|| made::replace_all(&folder));
            }
        };
        let other = format!("http://{}", serve(host.path().into(), replace).await);
        page.allow(&other);
        page.expect_error("404");
        page.open_at(&format!("{other}/?agent=all&{}", range(whole(&days)))).await;
        page.until_settled().await;
        assert!(page.records().await > 100);
        assert!(page.alerts().await.is_empty());
        let requests = page.requests().await;
        let lists = requests.iter().filter(|request| request.url.ends_with("_shiftline.json")).count();
        assert_eq!(lists, 3, "at first, whether it is another, and again");
    });
}

#[test]
fn a_file_that_is_not_there_is_said_once_the_list_says_the_same() {
    let (host, days) = site(&json!({ "archive": "archive/" }), None);
    visit(host.path()).run(async |page| {
        let month = host.path().join("archive/states/year=2026/month=11");
        for file in fs::read_dir(month).unwrap() {
            fs::remove_file(file.unwrap().path()).unwrap();
        }
        page.expect_error("404");
        page.open(&format!("?agent=all&{}", range(whole(&days)))).await;
        page.until_alert(&["A file of the archive is not there", "not fetched", "check the folder"]).await;
        let requests = page.requests().await;
        let lists = requests.iter().filter(|request| request.url.ends_with("_shiftline.json")).count();
        assert_eq!(lists, 2, "once more, not again and again");
    });
}
