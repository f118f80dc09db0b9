//! The page of all parts (`src/ui/gallery`), in a folder beside a page to work with.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::page;

/// The folder: its name is the page's address.
const FOLDER: &str = "gallery";
const SHEET: &str = "gallery.css";
const SHEET_SOURCE: &str = "src/ui/gallery/gallery.css";

/// The program shows the gallery where this is.
const HTML: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Shiftline: gallery</title>
    <link rel="icon" type="image/svg+xml" href="./icon.svg" />
  </head>
  <body>
    <main id="gallery"></main>
  </body>
</html>
"#;

/// Lays the page beside the one in `folder`, whose head has these tags.
///
/// # Errors
/// When the disk refuses.
pub fn lay(root: &Path, folder: &Path, tags: &[String]) -> Result<()> {
    let place = folder.join(FOLDER);
    fs::create_dir_all(&place).with_context(|| format!("making {}", place.display()))?;
    style(root, folder)?;
    let sheet = format!("<link rel=\"stylesheet\" href=\"./{FOLDER}/{SHEET}\" />");
    let tags: Vec<String> = tags.iter().cloned().chain([sheet]).collect();
    let html = page::page(HTML, page::ANYWHERE_SAFE, &tags)?;
    // All else lies one folder up.
    Ok(fs::write(place.join("index.html"), html.replace("\"./", "\"../"))?)
}

/// Copies its own style sheet.
///
/// # Errors
/// When the disk refuses.
pub fn style(root: &Path, folder: &Path) -> Result<()> {
    let to = folder.join(FOLDER).join(SHEET);
    fs::copy(root.join(SHEET_SOURCE), to).with_context(|| format!("copying {SHEET_SOURCE}"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lies_one_folder_up() {
        let folder = tempfile::TempDir::new().unwrap();
        let tags = ["<script type=\"module\" src=\"./loader.js\"></script>".to_owned()];
        lay(&crate::paths::root(), folder.path(), &tags).unwrap();
        let html = fs::read_to_string(folder.path().join("gallery/index.html")).unwrap();
        for link in ["\"../loader.js\"", "\"../gallery/gallery.css\""] {
            assert!(html.contains(link), "{link}: {html}");
        }
        assert!(!html.contains("\"./") && html.contains("Content-Security-Policy"), "{html}");
        assert!(folder.path().join("gallery/gallery.css").is_file());
    }
}
