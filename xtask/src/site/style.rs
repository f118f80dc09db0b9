//! One style sheet for the page instead of one for each of its parts: one request instead of five.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::page::{integrity, short_hash};

/// How Trunk's links to style sheets begin.
const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// Puts all style sheets into one, in their order.
///
/// # Errors
/// When the page is not as Trunk leaves it, or the disk refuses.
pub fn join(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).with_context(|| format!("reading {}", index.display()))?;
    let mut sheet = String::new();
    let mut page = html.clone();
    let mut at = None;
    while let Some(start) = page.find(LINK) {
        let length = page[start..].find('>').context("a link has no end")? + 1;
        let link: String = page.drain(start..start + length).collect();
        let name = link[LINK.len()..].split('"').next().unwrap_or_default();
        let file = dist.join(name);
        sheet += &fs::read_to_string(&file).with_context(|| format!("reading {name}"))?;
        fs::remove_file(&file)?;
        at.get_or_insert(start);
    }
    ensure!(!sheet.is_empty(), "the page has no style sheet");
    let name = format!("style-{}.css", short_hash(sheet.as_bytes()));
    let link = format!("{LINK}{name}\" integrity=\"{}\">", integrity(sheet.as_bytes()));
    page.insert_str(at.unwrap_or_default(), &link);
    fs::write(dist.join(&name), sheet).with_context(|| format!("writing {name}"))?;
    Ok(fs::write(index, page)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_one_sheet_with_all_rules_in_their_order() {
        let whole = tempfile::TempDir::new().unwrap();
        let dist = whole.path();
        let html = "<head><link rel=\"stylesheet\" href=\"./b-1.css\" integrity=\"x\"/>\n\
            <link rel=\"stylesheet\" href=\"./a-2.css\"/><title>T</title></head>";
        for (name, text) in [("index.html", html), ("b-1.css", "b{}\n"), ("a-2.css", "a{}\n")] {
            fs::write(dist.join(name), text).unwrap();
        }
        join(dist).unwrap();
        let html = fs::read_to_string(dist.join("index.html")).unwrap();
        let (_, rest) = html.split_once(LINK).unwrap();
        let sheet = fs::read_to_string(dist.join(rest.split('"').next().unwrap())).unwrap();
        assert_eq!(sheet, "b{}\na{}\n");
        assert!(html.contains(&integrity(sheet.as_bytes())) && html.matches(LINK).count() == 1, "{html}");
        assert!(!dist.join("b-1.css").exists() && html.ends_with("<title>T</title></head>"), "{html}");
        assert!(join(dist).is_ok(), "one sheet is joined with nothing");
    }
}
