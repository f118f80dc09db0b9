//! Makes of a wasm file what a browser can load: `xtask-wasm FILE FOLDER [--keep-lld-exports]`.
//!
//! A program apart from `xtask`, so that tasks without a page do not build it.

use std::env;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [file, folder, rest @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: xtask-wasm FILE FOLDER [--keep-lld-exports]");
    };
    let keep = rest.iter().any(|flag| flag == "--keep-lld-exports");
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?.typescript(false).keep_lld_exports(keep).input_path(file).out_name("shiftline");
    bindgen.generate(folder).with_context(|| format!("binding {file}"))
}
