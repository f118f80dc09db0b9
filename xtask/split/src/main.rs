//! Takes a wasm file apart: `xtask-split FILE FOLDER` puts `shiftline.wasm`, the parts that are fetched
//! when they are wanted, and the script that fetches them into the folder.
//!
//! A program apart from `xtask`: only the release site needs it.

use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [file, folder] = arguments.as_slice() else {
        anyhow::bail!("usage: xtask-split FILE FOLDER");
    };
    let wasm = fs::read(file).with_context(|| format!("reading {file}"))?;
    let main = Path::new(folder).join("shiftline.wasm");
    let mut options = Options::new(&wasm);
    options.output_dir = Path::new(folder);
    options.main_out_path = &main;
    options.main_module = "./shiftline.js";
    options.target.web();
    transform(options).map_err(|error| anyhow!("taking {file} apart: {error:#}"))?;
    Ok(())
}
