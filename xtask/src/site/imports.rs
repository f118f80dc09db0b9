//! What the first part asks of its script, by short names. wasm-bindgen gives each function a name with a hash of its
//! own, which stands in both files: 7 KB of every visit, compressed.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use super::carry::leb;
use super::parts::MAIN;

/// The module that wasm-bindgen imports from.
const MODULE: &str = "./shiftline_bg.js";

/// The section of imports, and what an imported function is among them.
const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;

/// Reads a file.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("the wasm file ends in the middle")?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift > 28 {
                return Ok(number);
            }
        }
    }

    fn text(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }
}

fn write_text(text: &str, into: &mut Vec<u8>) {
    leb(text.len(), into);
    into.extend_from_slice(text.as_bytes());
}

/// The section with short names, which are added to `names`.
fn shortened(section: &[u8], names: &mut BTreeMap<String, String>) -> Result<Vec<u8>> {
    let mut reader = Reader(section);
    let count = reader.number()?;
    let mut short = Vec::new();
    leb(count, &mut short);
    for _ in 0..count {
        let (module, name, kind) = (reader.text()?, reader.text()?, reader.take(1)?[0]);
        if kind != FUNCTION {
            bail!("the program imports something else than functions");
        }
        write_text(module, &mut short);
        if module == MODULE {
            let number = names.len();
            write_text(names.entry(name.to_owned()).or_insert_with(|| format!("_{number:x}")), &mut short);
        } else {
            write_text(name, &mut short);
        }
        short.push(kind);
        leb(reader.number()?, &mut short);
    }
    Ok(short)
}

/// A wasm file with short names.
fn short_wasm(wasm: &[u8], names: &mut BTreeMap<String, String>) -> Result<Vec<u8>> {
    let mut reader = Reader(wasm);
    let mut short = reader.take(8)?.to_vec();
    while !reader.0.is_empty() {
        let kind = reader.take(1)?[0];
        let length = reader.number()?;
        let content = reader.take(length)?;
        let renamed = if kind == IMPORTS { Some(shortened(content, names)?) } else { None };
        let content = renamed.as_deref().unwrap_or(content);
        short.push(kind);
        leb(content.len(), &mut short);
        short.extend_from_slice(content);
    }
    Ok(short)
}

/// A script with these names.
fn short_script(script: &str, names: &BTreeMap<String, String>) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut short = String::new();
    let mut rest = script;
    while !rest.is_empty() {
        let word = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let end = if word > 0 { word } else { rest.find(is_name).unwrap_or(rest.len()) };
        let (piece, behind) = rest.split_at(end);
        short.push_str(names.get(piece).map_or(piece, String::as_str));
        rest = behind;
    }
    short
}

/// A script of the tools without what people read it by; no text of theirs goes over several lines.
fn trimmed(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Gives the first part and its script short names for what they share.
///
/// # Errors
/// When one of them is not what the tools make.
pub fn shorten(files: &mut [(String, Vec<u8>)]) -> Result<()> {
    let mut names = BTreeMap::new();
    let of = |name: &str| files.iter().position(|(own, _)| own == name).with_context(|| format!("no {name}"));
    let (wasm, script) = (of(MAIN.0)?, of(MAIN.1)?);
    files[wasm].1 = short_wasm(&files[wasm].1, &mut names)?;
    let text = std::str::from_utf8(&files[script].1).context("the script is no text")?;
    files[script].1 = trimmed(&short_script(text, &names)).into_bytes();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wasm file that imports two functions of the script and one of another.
    fn wasm() -> Vec<u8> {
        let mut imports = vec![3];
        for (module, name) in [
            (MODULE, "__wbg_a_0123456789abcdef"),
            ("./other.js", "load"),
            (MODULE, "__wbg_b_0123456789abcdef"),
        ] {
            write_text(module, &mut imports);
            write_text(name, &mut imports);
            imports.extend([FUNCTION, 5]);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        for (kind, content) in [(1, vec![7, 7]), (IMPORTS, imports), (10, vec![9; 200])] {
            wasm.push(kind);
            leb(content.len(), &mut wasm);
            wasm.extend(content);
        }
        wasm
    }

    #[test]
    fn both_files_have_the_same_short_names() {
        let script = "// Names.\n\n  const a = { __wbg_a_0123456789abcdef: function() { load(); },\n    __wbg_b_0123456789abcdef: f, ü: 1 }";
        let mut files = vec![(MAIN.0.to_owned(), wasm()), (MAIN.1.to_owned(), script.as_bytes().to_vec())];
        shorten(&mut files).unwrap();
        let script = std::str::from_utf8(&files[1].1).unwrap();
        assert_eq!(script, "const a = { _0: function() { load(); },\n_1: f, ü: 1 }\n");
        let short = &files[0].1;
        let has = |text: &[u8]| short.windows(text.len()).any(|bytes| bytes == text);
        assert!(has(b"\x02_0\0\x05") && has(b"\x02_1\0\x05") && has(b"\x04load\0\x05") && !has(b"__wbg"));
        assert!(short.ends_with(&[9; 200]) && short.len() < wasm().len());
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        let cut = &wasm()[..40];
        assert!(short_wasm(cut, &mut BTreeMap::new()).is_err());
        assert!(shorten(&mut [(MAIN.0.to_owned(), wasm())]).is_err(), "there is no script");
    }
}
