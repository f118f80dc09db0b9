//! A folder as one file: the same entries give the same bytes, wherever and whenever it is packed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use tar::{Archive, Builder, Header};

/// What a file is named that lists the others' sums.
pub const SUMS: &str = "SHA256SUMS";

/// A file of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Whether it is a program.
    pub runs: bool,
}

/// Files by their paths below the release's folder, `/` between names.
pub type Files = BTreeMap<String, File>;

/// A file that is no program.
pub fn text(bytes: impl Into<Vec<u8>>) -> File {
    File { bytes: bytes.into(), runs: false }
}

/// Adds everything below a folder.
///
/// # Errors
/// When something can not be read or a name is not UTF-8.
pub fn add_folder(files: &mut Files, folder: &Path, prefix: &str) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let name = format!("{prefix}/{}", name.with_context(|| format!("the name of {}", path.display()))?);
        if path.is_dir() {
            add_folder(files, &path, &name)?;
        } else {
            files.insert(name, text(fs::read(&path).with_context(|| format!("reading {}", path.display()))?));
        }
    }
    Ok(())
}

/// The sum of each file, as `sha256sum --check` reads it.
pub fn sums(files: &Files) -> String {
    files.iter().fold(String::new(), |mut sums, (path, file)| {
        let _ = writeln!(sums, "{}  {path}", sha256(&file.bytes));
        sums
    })
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Packs files below a folder of this name, the sums of all beside them. Everything is root's and was
/// changed at `mtime`, in seconds since 1970.
///
/// # Errors
/// When a path can not stand in an archive.
pub fn pack(files: &Files, folder: &str, mtime: u64) -> Result<Vec<u8>> {
    let gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    let mut tar = Builder::new(gzip);
    let sums = text(sums(files));
    for (path, file) in files.iter().chain([(&SUMS.to_owned(), &sums)]) {
        let mut header = Header::new_ustar();
        header.set_size(file.bytes.len() as u64);
        header.set_mode(if file.runs { 0o755 } else { 0o644 });
        header.set_mtime(mtime);
        header.set_uid(0);
        header.set_gid(0);
        let path = format!("{folder}/{path}");
        tar.append_data(&mut header, &path, &file.bytes[..]).with_context(|| format!("packing {path}"))?;
    }
    Ok(tar.into_inner()?.finish()?)
}

/// Unpacks an archive into a folder.
///
/// # Errors
/// When it is none, or the disk refuses.
pub fn unpack(archive: &[u8], into: &Path) -> Result<()> {
    Archive::new(GzDecoder::new(archive)).unpack(into).context("unpacking the archive")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use tempfile::TempDir;

    use super::*;

    /// A small tree on disk, written in this order.
    fn tree(names: &[&str]) -> TempDir {
        let folder = TempDir::new().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name.repeat(50)).unwrap();
        }
        folder
    }

    fn packed(folder: &Path) -> Vec<u8> {
        let mut files = Files::new();
        add_folder(&mut files, folder, "site").unwrap();
        files.insert("bin/program".into(), File { bytes: vec![127, 69, 76, 70], runs: true });
        pack(&files, "shiftline-1.2.3", 1_000_000_000).unwrap()
    }

    #[test]
    fn the_same_files_give_the_same_bytes_whenever_they_were_written() {
        let first = tree(&["index.html", "a/b.js", "a/c.wasm"]);
        let second = tree(&["a/c.wasm", "index.html", "a/b.js"]);
        let hour_ago = SystemTime::now() - Duration::from_hours(1);
        let file = fs::File::options().write(true).open(second.path().join("a/b.js")).unwrap();
        file.set_modified(hour_ago).unwrap();
        assert_eq!(packed(first.path()), packed(second.path()));
        fs::write(second.path().join("a/b.js"), "other").unwrap();
        assert_ne!(packed(first.path()), packed(second.path()));
    }

    #[test]
    fn entries_are_sorted_and_belong_to_nobody() {
        let archive = packed(tree(&["z", "a", "deep/".repeat(40).as_str().trim_end_matches('/')]).path());
        let mut archive = Archive::new(GzDecoder::new(&archive[..]));
        let mut paths = Vec::new();
        for entry in archive.entries().unwrap() {
            let entry = entry.unwrap();
            let (header, path) = (entry.header(), entry.path().unwrap().to_string_lossy().into_owned());
            assert_eq!((header.uid().unwrap(), header.gid().unwrap()), (0, 0), "{path}");
            assert_eq!(header.mtime().unwrap(), 1_000_000_000, "{path}");
            assert_eq!(header.mode().unwrap(), if path.contains("/bin/") { 0o755 } else { 0o644 }, "{path}");
            paths.push(path);
        }
        assert_eq!(paths.pop().unwrap(), "shiftline-1.2.3/SHA256SUMS");
        assert!(paths.is_sorted() && paths.len() == 4, "{paths:?}");
    }

    #[test]
    fn what_is_unpacked_has_the_sums_that_it_says() {
        let into = TempDir::new().unwrap();
        unpack(&packed(tree(&["index.html", "a/b.js"]).path()), into.path()).unwrap();
        let folder = into.path().join("shiftline-1.2.3");
        let sums = fs::read_to_string(folder.join(SUMS)).unwrap();
        assert_eq!(sums.lines().count(), 3);
        for line in sums.lines() {
            let (sum, path) = line.split_once("  ").unwrap();
            assert_eq!(sha256(&fs::read(folder.join(path)).unwrap()), sum, "{path}");
        }
    }

    #[test]
    fn a_known_sum() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
