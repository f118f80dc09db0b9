//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// The repository that `cargo xtask` was called in, even where checkouts share what they build.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = PathBuf::from(here);
    here.parent().map_or_else(|| here.clone(), Path::to_owned)
}

/// What was built for this checkout.
pub fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// A program of this workspace, once it was built.
pub fn built(program: &str) -> PathBuf {
    target().join("debug").join(format!("{program}{}", env::consts::EXE_SUFFIX))
}

/// The built site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The site as it was built before.
///
/// # Errors
/// When there is none.
pub fn built_site() -> Result<PathBuf> {
    ensure!(dist().join("index.html").is_file(), "dist/ holds no site: cargo xtask dist builds it");
    Ok(dist())
}

/// What was installed for this user, for every checkout.
///
/// # Errors
/// When neither `XDG_CACHE_HOME` nor `HOME` is set.
pub fn cache() -> Result<PathBuf> {
    let folder = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")));
    Ok(base.context("neither XDG_CACHE_HOME nor HOME is set: no place for tools")?.join("shiftline"))
}

/// Where cargo keeps what it fetched.
///
/// # Errors
/// When neither `CARGO_HOME` nor a home is set.
pub fn cargo_home() -> Result<PathBuf> {
    let told = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = told.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    home.context("neither CARGO_HOME nor HOME is set")
}

/// The first of these programs that is found: on PATH, else in one of the folders.
pub fn program(names: &[&str], folders: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> = env::split_paths(&path).collect();
    places.extend(folders.iter().map(PathBuf::from));
    let found = |name: &&str| places.iter().map(|place| place.join(name)).find(|file| file.is_file());
    names.iter().find_map(found)
}
