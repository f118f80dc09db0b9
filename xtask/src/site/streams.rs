//! Streams that Rust would give to a page: leptos brings them for server functions, of which there are none, and
//! wasm-bindgen keeps what a script may ask for. 3 KB of every visit, compressed.

use anyhow::{Context, Result};

use super::carry::leb;
use super::imports::{Reader, changed, write_text};

/// The section of what the program offers.
const EXPORTS: u8 = 7;

/// How their names begin: of functions, and of classes.
const FUNCTIONS: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];
const CLASS: &str = "export class IntoUnderlying";

/// How a class ends.
const END: &str = ".prototype.free;\n";

/// The program without them.
///
/// # Errors
/// When it is no wasm file.
pub fn without_streams(wasm: &[u8]) -> Result<Vec<u8>> {
    changed(wasm, |kind, content| Ok(Some(if kind == EXPORTS { kept(content)? } else { content.to_vec() })))
}

fn kept(section: &[u8]) -> Result<Vec<u8>> {
    let mut reader = Reader(section);
    let (mut count, mut kept) = (0, Vec::new());
    for _ in 0..reader.number()? {
        let (name, kind, index) = (reader.text()?, reader.take(1)?[0], reader.number()?);
        if !FUNCTIONS.iter().any(|stream| name.starts_with(stream)) {
            count += 1;
            write_text(name, &mut kept);
            kept.push(kind);
            leb(index, &mut kept);
        }
    }
    let mut section = Vec::new();
    leb(count, &mut section);
    section.extend(kept);
    Ok(section)
}

/// The script without their classes.
///
/// # Errors
/// When a class has no end.
pub fn without_classes(script: &str) -> Result<String> {
    let (mut kept, mut rest) = (String::new(), script);
    while let Some((before, class)) = rest.split_once(CLASS) {
        kept += before;
        (_, rest) = class.split_once(END).context("a class of the script has no end")?;
    }
    Ok(kept + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_functions_and_classes_stay() {
        let mut exports = vec![3];
        for name in ["memory", "intounderlyingsink_close", "__wbg_intounderlyingsink_free"] {
            write_text(name, &mut exports);
            exports.extend([0, 5]);
        }
        let wasm = [&b"\0asm\x01\0\0\0"[..], &[EXPORTS, exports.len() as u8], &exports, &[10, 1, 9]].concat();
        let expected = [&b"\0asm\x01\0\0\0"[..], &[EXPORTS, 10, 1, 6], b"memory\0\x05", &[10, 1, 9]].concat();
        assert_eq!(without_streams(&wasm).unwrap(), expected);
        assert!(without_streams(&wasm[..12]).is_err());
        let script = "a;\nexport class IntoUnderlyingSink {\nfree() {}\n}\n\
            if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = IntoUnderlyingSink.prototype.free;\nb;\n";
        assert_eq!(without_classes(script).unwrap(), "a;\nb;\n");
        assert!(without_classes("export class IntoUnderlyingSink {").is_err());
    }
}
