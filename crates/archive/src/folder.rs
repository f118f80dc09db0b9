//! The folder of an archive: whatever step is the last, it stays as it was or is as it is to be.
//!
//! ```text
//! _tmp/… ──write──▶ _tmp/… ──rename──▶ states/…, sums/… ──▶ _tmp/_shiftline.json ──rename──▶ _shiftline.json ──▶ old files go
//! ```

mod error;
mod lists;
mod summed;

use std::collections::BTreeSet;
use std::fs::{File as Handle, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use data::archive::manifest::{self, Day, File, Manifest, hex, people_path, roster_path, sums_path};
use data::archive::row::Row;
use data::archive::stored;
use data::archive::sums::Sums;
use data::archive::write;
use data::dialect::{self, Dialect};
use sha2::{Digest, Sha256};

use crate::disk::Disk;
pub use error::FolderError;

/// Where rows are.
const STATES: &str = "states";

/// Where files are while they are written.
const UNFINISHED: &str = "_tmp";

/// Locked by whoever writes.
const LOCK: &str = "_tmp/lock";

/// An archive that this program writes.
pub struct Folder<D> {
    disk: D,
    root: PathBuf,
    manifest: Manifest,
    dialect: &'static dyn Dialect,
    /// Held until the end; the system lets go of it, however the program ends.
    _lock: Option<Handle>,
}

impl<D: Disk> Folder<D> {
    /// Opens an archive to write to it, or begins one. What runs before left unfinished is removed.
    ///
    /// # Errors
    /// When another run writes to it, it is of another API, or cannot be read.
    pub fn open(disk: D, root: &Path, dialect: &'static dyn Dialect) -> Result<Self, FolderError> {
        let lock = lock(&disk, root)?;
        let found = read_manifest(&disk, root)?;
        let is_new = found.is_none();
        let manifest = found.unwrap_or_else(|| Manifest::new(dialect.name()));
        if manifest.dialect != dialect.name() {
            return Err(FolderError::OtherDialect { name: manifest.dialect });
        }
        let mut folder = Self { disk, root: root.into(), manifest, dialect, _lock: Some(lock) };
        if is_new {
            folder.begin()?;
        }
        folder.sweep()?;
        Ok(folder)
    }

    /// From now on there is a manifest, so that what it does not speak of may be removed.
    fn begin(&mut self) -> Result<(), FolderError> {
        let states = self.root.join(STATES);
        if !self.disk.files(&states).map_err(failed(&states))?.is_empty() {
            return Err(FolderError::NoManifest);
        }
        self.put(manifest::NAME, self.manifest.text().as_bytes())
    }

    /// Opens an archive that is there, to write to it.
    ///
    /// # Errors
    /// When there is none, another run writes to it, or it cannot be read.
    pub fn open_there(disk: D, root: &Path) -> Result<Self, FolderError> {
        let dialect = Self::look(disk, root)?;
        let Self { disk, dialect, .. } = dialect;
        Self::open(disk, root, dialect)
    }

    /// Opens an archive to read it; others may write to it meanwhile.
    ///
    /// # Errors
    /// When there is none or it cannot be read.
    pub fn look(disk: D, root: &Path) -> Result<Self, FolderError> {
        let manifest = read_manifest(&disk, root)?.ok_or(FolderError::NoArchive)?;
        let dialect = dialect::by_name(&manifest.dialect);
        let dialect = dialect.ok_or_else(|| FolderError::OtherDialect { name: manifest.dialect.clone() })?;
        Ok(Self { disk, root: root.into(), manifest, dialect, _lock: None })
    }

    /// What it holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The API that it was fetched from.
    pub fn dialect(&self) -> &'static dyn Dialect {
        self.dialect
    }

    /// The rows of a day, as they stand in its file; none where it has no file.
    ///
    /// # Errors
    /// When the file is not the one that the manifest speaks of.
    pub fn rows(&self, day: NaiveDate) -> Result<Vec<Row>, FolderError> {
        self.rows_of(&self.manifest, day)
    }

    fn rows_of(&self, manifest: &Manifest, day: NaiveDate) -> Result<Vec<Row>, FolderError> {
        let Some(file) = manifest.file(day) else { return Ok(Vec::new()) };
        let content = self.content(file)?;
        let unreadable = |error| FolderError::Unreadable { path: file.path(), error };
        stored::read(self.dialect.durations(), content).map_err(unreadable)
    }

    /// The bytes of a file, which are those that the manifest speaks of.
    ///
    /// # Errors
    /// When they are not.
    pub fn content(&self, file: &File) -> Result<Vec<u8>, FolderError> {
        self.told(file.path(), file.bytes, &file.hash)
    }

    /// The bytes of a file that is told to have so many, with this hash.
    fn told(&self, name: String, bytes: u64, hashed: &str) -> Result<Vec<u8>, FolderError> {
        let path = self.root.join(&name);
        let content = self.disk.read(&path).map_err(failed(&path))?;
        if content.len() as u64 != bytes || hash(&content) != hashed {
            return Err(FolderError::Changed { path: name });
        }
        Ok(content)
    }

    /// Puts rows in the place of what was there of a day, as one step. Gives the bytes of its file.
    ///
    /// # Errors
    /// When they cannot be written: the archive is as it was.
    pub fn replace(&mut self, day: Day, rows: Vec<Row>) -> Result<u64, FolderError> {
        let file = if rows.is_empty() { None } else { Some(self.write(day.day, rows)?) };
        let bytes = file.as_ref().map_or(0, |file| file.bytes);
        let mut manifest = self.manifest.clone();
        let date = day.day;
        manifest.replace(day, file);
        self.sum(&mut manifest, &[date])?;
        self.commit(manifest)?;
        Ok(bytes)
    }

    /// Forgets days.
    ///
    /// # Errors
    /// When the manifest cannot be written.
    pub fn forget(&mut self, days: &[NaiveDate]) -> Result<(), FolderError> {
        let mut manifest = self.manifest.clone();
        for day in days {
            manifest.remove(*day);
        }
        self.sum(&mut manifest, days)?;
        self.commit(manifest)
    }

    fn write(&self, day: NaiveDate, rows: Vec<Row>) -> Result<File, FolderError> {
        let written = write::write(self.dialect, rows).map_err(FolderError::Rows)?;
        let file = written.file(day, hash(&written.bytes));
        if self.content(&file).is_err() {
            self.put(&file.path(), &written.bytes)?;
        }
        Ok(file)
    }

    /// The manifest is replaced last: before that the old one holds, after it the new one.
    fn commit(&mut self, manifest: Manifest) -> Result<(), FolderError> {
        self.put(manifest::NAME, manifest.text().as_bytes())?;
        self.manifest = manifest;
        self.sweep()
    }

    /// Writes a file under another name, then gives it its own.
    fn put(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (unfinished, path) = (self.root.join(UNFINISHED).join(name), self.root.join(path));
        if let Some(folder) = path.parent() {
            self.disk.make_folder(folder).map_err(failed(folder))?;
        }
        let written = self.disk.write(&unfinished, content).map_err(failed(&unfinished));
        if let Err(error) = written {
            // A full disk gets its room back. Should that fail, too, the next run does it.
            let _ = self.disk.remove(&unfinished);
            return Err(error);
        }
        self.disk.rename(&unfinished, &path).map_err(failed(&path))
    }

    /// Removes what no manifest speaks of: what was replaced, and what runs left that were cut off.
    fn sweep(&self) -> Result<(), FolderError> {
        for path in self.strays()? {
            self.disk.remove(&path).map_err(failed(&path))?;
        }
        Ok(())
    }

    /// Files of the archive's own folders that the manifest does not speak of.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn strays(&self) -> Result<Vec<PathBuf>, FolderError> {
        let files = self.manifest.files.iter().map(File::path);
        let known: BTreeSet<PathBuf> = files
            .chain(self.sums_list().unwrap_or_default().days().iter().map(Sums::path))
            .chain(self.manifest.sums.iter().map(|hash| sums_path(hash)))
            .chain(self.manifest.rosters().map(roster_path))
            .chain(self.manifest.people.iter().map(|hash| people_path(hash)))
            .chain([LOCK.to_owned()])
            .map(|path| self.root.join(path))
            .collect();
        let mut strays = Vec::new();
        for folder in [STATES, "sums", "agents", UNFINISHED] {
            let folder = self.root.join(folder);
            let found = self.disk.files(&folder).map_err(failed(&folder))?;
            strays.extend(found.into_iter().filter(|path| !known.contains(path) && is_ours(path)));
        }
        Ok(strays)
    }
}

/// Whether a file looks like one that this program wrote; others are somebody else's.
fn is_ours(path: &Path) -> bool {
    path.extension().is_some_and(|kind| kind == "parquet" || kind == "json")
}

fn lock(disk: &impl Disk, root: &Path) -> Result<Handle, FolderError> {
    let path = root.join(LOCK);
    let folder = root.join(UNFINISHED);
    disk.make_folder(&folder).map_err(failed(&folder))?;
    let file = Handle::options().write(true).create(true).truncate(false).open(&path);
    let file = file.map_err(failed(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(FolderError::Busy),
        Err(TryLockError::Error(error)) => Err(FolderError::Disk { path, error }),
    }
}

fn read_manifest(disk: &impl Disk, root: &Path) -> Result<Option<Manifest>, FolderError> {
    let path = root.join(manifest::NAME);
    match disk.read(&path) {
        Ok(text) => Manifest::read(&text).map(Some).map_err(FolderError::Manifest),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(FolderError::Disk { path, error }),
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> FolderError + '_ {
    |error| FolderError::Disk { path: path.into(), error }
}

/// SHA-256 in small hexadecimal digits.
pub fn hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content))
}
