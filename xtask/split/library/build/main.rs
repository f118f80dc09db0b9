//! Puts the source of `wasm_split_cli_support`, as it is published, with the changes of `changes.rs` to where
//! `src/lib.rs` takes it from.

mod changes;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

const LIBRARY: &str = "wasm_split_cli_support";

/// A package that wants the library and nothing else. Its release is the one of the workspace's lock file.
const ASKING: &str = "[package]\nname = 'asking'\n[lib]\npath = 'Cargo.toml'\n[workspace]\n[dependencies]\n";

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["build", "Cargo.toml", "../../../Cargo.lock"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let (library, source) = (out.join("library"), published(&out.join("asking"))?.join("src"));
    if library.exists() {
        fs::remove_dir_all(&library)?;
    }
    copy(&source, &library)?;
    for change in &changes::CHANGES {
        let file = library.join(change.file);
        fs::write(&file, change.applied(&fs::read_to_string(&file)?)?)?;
    }
    Ok(())
}

/// The folder of the library, as cargo has it from the registry.
fn published(asking: &Path) -> Result<PathBuf, Box<dyn Error>> {
    fs::create_dir_all(asking)?;
    let manifest = asking.join("Cargo.toml");
    fs::write(&manifest, format!("{ASKING}{LIBRARY} = '*'\n"))?;
    fs::copy("../../../Cargo.lock", asking.join("Cargo.lock"))?;
    let mut cargo = Command::new(env::var("CARGO")?);
    cargo.args(["metadata", "--format-version=1", "--filter-platform", &env::var("HOST")?]);
    let told = cargo.arg("--manifest-path").arg(manifest).output()?;
    let said = String::from_utf8_lossy(&told.stdout).replace("\\\\", "\\");
    let manifests = said.split("\"manifest_path\":\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut folders = manifests.filter_map(|manifest| Path::new(manifest).parent());
    let is_named =
        |folder: &&Path| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with(LIBRARY));
    let found = folders.find(is_named).map(Path::to_path_buf);
    found.ok_or_else(|| format!("cargo has no {LIBRARY}: {}", String::from_utf8_lossy(&told.stderr)).into())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(from, to)?;
        }
    }
    Ok(())
}
