//! Files that hold secrets, and who else can get at them.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::Path;

use anyhow::{Context, ensure};

/// Bits of a file's mode.
const GROUP: u32 = 0o070;
const EVERYONE: u32 = 0o007;
const EVERYONE_READS: u32 = 0o004;
const EVERYONE_WRITES: u32 = 0o002;

/// Reads a file that its owner alone should be able to read. `folder` is one into which nobody else
/// gets, whatever the bits of its files say.
///
/// # Errors
/// When it cannot be read, or when everyone on this machine can get at it.
pub fn read(file: &Path, folder: Option<&Path>) -> anyhow::Result<String> {
    let name = file.display();
    let (text, bits) = read_with_bits(file)?;
    ensure!(bits & EVERYONE == 0, "everyone on this machine can get at {name}: chmod 600 {name}");
    if bits & GROUP != 0 && !folder.is_some_and(|folder| file.starts_with(folder)) {
        tracing::warn!("the group of {name} can get at it: chmod 600 {name}, unless that is meant");
    }
    Ok(text)
}

/// Reads a file that says where secrets are sent.
///
/// # Errors
/// When it cannot be read, or when everyone on this machine can change it.
pub fn read_settings(file: &Path) -> anyhow::Result<String> {
    let name = file.display();
    let (text, bits) = read_with_bits(file)?;
    ensure!(bits & EVERYONE_WRITES == 0, "everyone on this machine can change {name}: chmod o-w {name}");
    Ok(text)
}

fn read_with_bits(file: &Path) -> anyhow::Result<(String, u32)> {
    let reading = || format!("reading {}", file.display());
    let mut opened = File::open(file).with_context(reading)?;
    let bits = bits(&opened.metadata().with_context(reading)?);
    let mut text = String::new();
    opened.read_to_string(&mut text).with_context(reading)?;
    Ok((text, bits))
}

/// Whether everyone on this machine can read a file.
pub fn is_read_by_all(file: &Path) -> bool {
    file.metadata().is_ok_and(|metadata| bits(&metadata) & EVERYONE_READS != 0)
}

/// Refuses a secret among files that everyone is served.
///
/// # Errors
/// When that is so.
pub fn outside(served: &Path, file: &Path) -> anyhow::Result<()> {
    // What is not there is told by whoever reads it.
    if let (Ok(served), Ok(inside)) = (served.canonicalize(), file.canonicalize()) {
        ensure!(!inside.starts_with(served), "{} lies in a folder that is served: move it", file.display());
    }
    Ok(())
}

#[cfg(unix)]
fn bits(metadata: &Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions())
}

#[cfg(not(unix))]
fn bits(_: &Metadata) -> u32 {
    0
}
