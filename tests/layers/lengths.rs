//! Files are short enough to be read at a sitting.

use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a file, at most.
const MAX: usize = 300;

/// What is written by hand and read by people.
const KINDS: [&str; 6] = ["rs", "css", "js", "html", "py", "sh"];

/// Folders of what is built.
const BUILT: [&str; 2] = ["target", "dist"];

/// The files below a folder with their lines.
fn lengths(folder: &Path, found: &mut Vec<(PathBuf, usize)>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !name.starts_with('.') && !BUILT.contains(&&*name) {
                lengths(&path, found);
            }
        } else if path.extension().is_some_and(|kind| KINDS.iter().any(|own| kind == *own)) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            found.push((path, lines));
        }
    }
}

#[test]
fn every_file_can_be_read_at_a_sitting() {
    let (root, mut found) = (Path::new(env!("CARGO_MANIFEST_DIR")), Vec::new());
    lengths(root, &mut found);
    for file in ["build.rs", "style/main.css", "src/main.rs", "tests/layers/lengths.rs", "xtask/src/main.rs"]
    {
        assert!(
            found.iter().any(|(path, lines)| *path == root.join(file) && *lines > 0),
            "{file} is looked at"
        );
    }
    found.retain(|(_, lines)| *lines > MAX);
    assert!(found.is_empty(), "longer than {MAX} lines: split them by subject: {found:#?}");
}
