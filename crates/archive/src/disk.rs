//! What is asked of the file system: a seam, so that tests can let any step fail.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file system.
pub trait Disk: Send + Sync {
    /// The content of a file.
    ///
    /// # Errors
    /// Those of the file system; so of all the others.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// All files below a folder; none where there is no folder.
    ///
    /// # Errors
    /// Those of the file system.
    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Makes a folder with those above it, unless it is there.
    ///
    /// # Errors
    /// Those of the file system.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes a file, down to the disk.
    ///
    /// # Errors
    /// Those of the file system.
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()>;

    /// Gives a file another name, over one that has it.
    ///
    /// # Errors
    /// Those of the file system.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// Those of the file system.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// That of this machine.
#[derive(Clone, Copy, Debug)]
pub struct Real;

impl Disk for Real {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                files.extend(self.files(&entry.path())?);
            } else {
                files.push(entry.path());
            }
        }
        files.sort();
        Ok(files)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(content)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)?;
        // The name, too, has to reach the disk before what relies on it.
        match to.parent() {
            Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
            _ => Ok(()),
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}
