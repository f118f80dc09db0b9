//! The worker that paints gets a name that changes with it, like everything else of the program.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::page::short_hash;

/// Its script, as the page names it.
const SCRIPT: &str = "paint_worker.js";

/// Renames the worker's script; the page that says so.
///
/// # Errors
/// When the page names no such script, or the disk refuses.
pub fn rename(dist: &Path, html: &str) -> Result<String> {
    let script = fs::read(dist.join(SCRIPT)).with_context(|| format!("reading {SCRIPT}"))?;
    let name = format!("paint_worker-{}.js", short_hash(&script));
    let page = html.replace(&format!("content=\"{SCRIPT}\""), &format!("content=\"{name}\""));
    ensure!(page != html, "the page does not name {SCRIPT}");
    fs::rename(dist.join(SCRIPT), dist.join(name))?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_the_script_as_it_is_called() {
        let whole = tempfile::TempDir::new().unwrap();
        let dist = whole.path();
        fs::write(dist.join(SCRIPT), "onmessage").unwrap();
        assert!(rename(dist, "<meta name=\"paint-worker\" content=\"other.js\">").is_err());
        let html = rename(dist, "<meta name=\"paint-worker\" content=\"paint_worker.js\">").unwrap();
        let name = format!("paint_worker-{}.js", short_hash(b"onmessage"));
        assert_eq!(fs::read(dist.join(&name)).unwrap(), b"onmessage");
        assert_eq!(html, format!("<meta name=\"paint-worker\" content=\"{name}\">"));
        assert!(!dist.join(SCRIPT).exists());
    }
}
