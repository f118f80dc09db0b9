//! What was changed in the repository, by the times of its files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// What the page is made of.
const WATCHED: [&str; 8] =
    ["src", "crates", "style", "public", "index.html", "build.rs", "Cargo.toml", "Cargo.lock"];

/// Between two looks at some hundred files, which take about a millisecond.
const PAUSE: Duration = Duration::from_millis(100);

/// Files that are saved together are written within this time of each other.
const SETTLING: Duration = Duration::from_millis(50);

/// Files, when each was written and how long it is.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<PathBuf, (SystemTime, u64)>);

/// What a change asks for; the least work first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Style sheets are gathered.
    Style,
    /// What the program does not know of is laid beside it.
    Frame,
    /// The program is built.
    Program,
}

impl Files {
    /// The files as they are.
    pub fn now(root: &Path) -> Self {
        let mut files = Self::default();
        for path in WATCHED {
            files.add(&root.join(path));
        }
        files
    }

    /// What is missing, or goes away meanwhile, is not there.
    fn add(&mut self, path: &Path) {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let Some(about) = fs::metadata(path).ok().filter(|_| !is_hidden) else { return };
        if about.is_dir() {
            fs::read_dir(path).into_iter().flatten().flatten().for_each(|entry| self.add(&entry.path()));
        } else if let Ok(written) = about.modified() {
            self.0.insert(path.to_owned(), (written, about.len()));
        }
    }

    /// What has to be done since then.
    fn change(&self, before: &Self, root: &Path) -> Option<Change> {
        let differs = |path: &&PathBuf| self.0.get(*path) != before.0.get(*path);
        let paths = self.0.keys().chain(before.0.keys());
        paths.filter(differs).map(|path| kind(path.strip_prefix(root).unwrap_or(path))).max()
    }

    /// Waits for a change, and until everything that was saved together is there.
    pub fn changed(&mut self, root: &Path) -> Change {
        loop {
            sleep(PAUSE);
            let mut now = Self::now(root);
            while now != *self {
                sleep(SETTLING);
                let later = Self::now(root);
                if later == now {
                    break;
                }
                now = later;
            }
            let change = now.change(self, root);
            *self = now;
            if let Some(change) = change {
                return change;
            }
        }
    }
}

fn kind(path: &Path) -> Change {
    if path.extension().is_some_and(|kind| kind == "css") {
        Change::Style
    } else if path.starts_with("public") || path == "index.html" {
        Change::Frame
    } else {
        Change::Program
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn repository() -> TempDir {
        let root = TempDir::new().unwrap();
        for file in ["src/main.rs", "src/screen/painter.js", "style/page.css", "index.html", "docs/notes.md"]
        {
            write(root.path(), file, "1");
        }
        root
    }

    fn write(root: &Path, file: &str, text: &str) {
        fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
        fs::write(root.join(file), text).unwrap();
    }

    #[test]
    fn a_change_asks_for_as_much_work_as_its_file_needs() {
        for (file, change) in [
            ("src/main.rs", Some(Change::Program)),
            ("src/new.rs", Some(Change::Program)),
            ("src/screen/painter.js", Some(Change::Program)),
            ("public/icon.svg", Some(Change::Frame)),
            ("index.html", Some(Change::Frame)),
            ("style/page.css", Some(Change::Style)),
            ("src/ui/page/cards.css", Some(Change::Style)),
            ("docs/notes.md", None),
            ("src/.main.rs.swp", None),
        ] {
            let root = repository();
            let before = Files::now(root.path());
            write(root.path(), file, "longer");
            assert_eq!(Files::now(root.path()).change(&before, root.path()), change, "{file}");
        }
    }

    #[test]
    fn of_several_changes_the_greatest_counts_and_a_file_that_is_gone_is_one() {
        let root = repository();
        let before = Files::now(root.path());
        write(root.path(), "style/page.css", "longer");
        fs::remove_file(root.path().join("src/main.rs")).unwrap();
        assert_eq!(Files::now(root.path()).change(&before, root.path()), Some(Change::Program));
        assert_eq!(before.change(&before, root.path()), None);
    }

    #[test]
    fn a_file_saved_again_with_the_same_length_is_noticed() {
        let root = repository();
        let before = Files::now(root.path());
        let file = fs::File::options().write(true).open(root.path().join("index.html")).unwrap();
        file.set_modified(SystemTime::now() + Duration::from_secs(2)).unwrap();
        assert_eq!(Files::now(root.path()).change(&before, root.path()), Some(Change::Frame));
    }
}
