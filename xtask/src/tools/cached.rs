//! A folder of the cache that is there whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// Fills `folder` with what `fill` puts into an empty folder beside it, unless `inside` is there already.
/// An interrupted `fill` leaves nothing that counts.
///
/// # Errors
/// When `fill` fails or does not make `inside`, or the disk refuses.
pub fn cached(
    folder: &Path,
    inside: impl AsRef<Path>,
    fill: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let inside = inside.as_ref();
    let wanted = folder.join(inside);
    if wanted.is_file() {
        return Ok(wanted);
    }
    let name = folder.file_name().context("a folder needs a name")?.to_string_lossy();
    let draft = folder.with_file_name(format!(".{name}.{}", std::process::id()));
    remove(&draft)?;
    fs::create_dir_all(&draft).with_context(|| format!("making {}", draft.display()))?;
    let filled = fill(&draft).and_then(|()| {
        ensure!(draft.join(inside).is_file(), "{name} was installed without {}", inside.display());
        Ok(())
    });
    if filled.is_err() || wanted.is_file() {
        remove(&draft)?;
        return filled.map(|()| wanted);
    }
    remove(folder)?;
    fs::rename(&draft, folder).with_context(|| format!("naming {}", folder.display()))?;
    Ok(wanted)
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_failed_make_leaves_nothing() {
        let all = TempDir::new().unwrap();
        let folder = all.path().join("tool-1.0");
        let made = cached(&folder, "bin/tool", |draft| {
            fs::create_dir(draft.join("bin"))?;
            bail!("no network")
        });
        assert_eq!(made.unwrap_err().to_string(), "no network");
        assert_eq!(fs::read_dir(all.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_make_without_the_file_is_an_error() {
        let all = TempDir::new().unwrap();
        let folder = all.path().join("tool-1.0");
        let made = cached(&folder, "tool", |draft| Ok(fs::write(draft.join("other"), "")?));
        assert_eq!(made.unwrap_err().to_string(), "tool-1.0 was installed without tool");
        assert!(!folder.exists());
    }

    #[test]
    fn it_is_made_once_and_in_place_of_half_a_folder() {
        let all = TempDir::new().unwrap();
        let folder = all.path().join("tool-1.0");
        fs::create_dir_all(folder.join("bin")).unwrap();
        let made = cached(&folder, "tool", |draft| Ok(fs::write(draft.join("tool"), "1")?)).unwrap();
        assert_eq!(fs::read_to_string(&made).unwrap(), "1");
        assert!(!folder.join("bin").exists());
        let again = cached(&folder, "tool", |_| bail!("made twice")).unwrap();
        assert_eq!(again, made);
    }
}
