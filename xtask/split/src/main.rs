//! Two steps of making the release site of a wasm file.
//!
//! `xtask-split apart FILE FOLDER [LATER=BEFORE]… [ONE+OTHER]` puts `shiftline.wasm`, the parts that are fetched when they
//! are wanted, and the script that fetches them into the folder. What a later part needs of one that is there before lies in
//! that alone; what both of two parts need, one of which every visit fetches, in `shiftline.wasm`.
//!
//! `xtask-split order FILE` puts each function beside those that it resembles, in the way that is compressed best.
//!
//! A program apart from `xtask`: only the release site needs it.

mod alike;
mod reordered;

use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Result, anyhow, bail};
use split_in_order::{Options, Order, transform};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["apart", file, folder, order @ ..] => apart(file, folder, order),
        ["order", file] => {
            let wasm = reordered::smallest(read(file)?)?;
            fs::write(file, wasm).with_context(|| format!("writing {file}"))
        }
        _ => bail!("usage: xtask-split apart FILE FOLDER [LATER=BEFORE]… [ONE+OTHER] | order FILE"),
    }
}

fn read(file: &str) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("reading {file}"))
}

fn apart(file: &str, folder: &str, order: &[&str]) -> Result<()> {
    let wasm = read(file)?;
    let main = Path::new(folder).join("shiftline.wasm");
    let mut options = Options::new(&wasm);
    options.output_dir = Path::new(folder);
    options.main_out_path = &main;
    options.main_module = "./shiftline.js";
    options.order = order_of(order)?;
    options.target.web();
    transform(options).map_err(|error| anyhow!("taking {file} apart: {error:#}"))?;
    Ok(())
}

fn order_of(arguments: &[&str]) -> Result<Order> {
    let mut order = Order::default();
    for argument in arguments {
        if let Some((later, before)) = argument.split_once('=') {
            order.after.push((later.to_owned(), before.to_owned()));
        } else if argument.contains('+') {
            order.one_of = argument.split('+').map(str::to_owned).collect();
        } else {
            bail!("{argument} says no order of parts");
        }
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn set(parts: &str) -> BTreeSet<String> {
        parts.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn what_is_there_before_is_not_kept_twice() {
        let order = order_of(&["late=answer", "rare=answer", "form+answer"]).unwrap();
        for (needed_by, held_by) in [
            ("answer late rare", "answer"),
            ("aids answer late", "aids answer"),
            ("late rare", "late rare"),
            ("aids form late", "aids form late"),
            // Every visit fetches one of the two.
            ("answer form", ""),
            ("aids answer form late", ""),
        ] {
            assert_eq!(order.holding(&set(needed_by)), set(held_by), "{needed_by}");
        }
        let any = order_of(&[]).unwrap();
        assert_eq!(any.holding(&set("answer form late")), set("answer form late"));
        assert!(order_of(&["late"]).is_err());
    }
}
