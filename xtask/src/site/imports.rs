//! What the first part asks of its script, by short names. wasm-bindgen gives each function a name with a hash of its
//! own, which stands in both files: 7 KB of every visit, compressed.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::carry::leb;
use super::parts::MAIN;

/// How a wasm file begins.
const WASM: &[u8] = b"\0asm";

/// The module that wasm-bindgen imports from.
const MODULE: &str = "./shiftline_bg.js";

/// Sections of tools, by their names, that are of no use to a browser.
const CUSTOM: u8 = 0;
const TOLD: [&str; 2] = ["producers", "target_features"];

/// The section of imports, and what an imported function is among them.
const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;

/// Reads a file.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// So many bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("the wasm file ends in the middle")?;
        self.0 = rest;
        Ok(taken)
    }

    /// A number.
    pub fn number(&mut self) -> Result<usize> {
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

    /// A text with its length.
    pub fn text(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }
}

/// Writes a text with its length.
pub fn write_text(text: &str, into: &mut Vec<u8>) {
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

/// A wasm file with other sections: what `change` gives for a kind and a content, or none.
pub fn changed(wasm: &[u8], mut change: impl FnMut(u8, &[u8]) -> Result<Option<Vec<u8>>>) -> Result<Vec<u8>> {
    let mut reader = Reader(wasm);
    let mut short = reader.take(8)?.to_vec();
    while !reader.0.is_empty() {
        let kind = reader.take(1)?[0];
        let length = reader.number()?;
        if let Some(content) = change(kind, reader.take(length)?)? {
            short.push(kind);
            leb(content.len(), &mut short);
            short.extend(content);
        }
    }
    Ok(short)
}

/// A wasm file with short names.
fn short_wasm(wasm: &[u8], names: &mut BTreeMap<String, String>) -> Result<Vec<u8>> {
    changed(wasm, |kind, content| {
        Ok(Some(if kind == IMPORTS { shortened(content, names)? } else { content.to_vec() }))
    })
}

/// A wasm file that does not tell who made it, nor for which browsers.
fn bare(wasm: &[u8]) -> Result<Vec<u8>> {
    changed(wasm, |kind, content| {
        let is_told = kind == CUSTOM && TOLD.contains(&Reader(content).text()?);
        Ok((!is_told).then(|| content.to_vec()))
    })
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
pub fn trimmed(script: &str) -> String {
    let is_read = |line: &&str| ["//", "/**", "* ", "*/"].iter().any(|begin| line.starts_with(begin));
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !is_read(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What the tools write for a value that is given back, and the same in a line.
const GIVEN: (&str, &str) = ("const ret = ", ";\nreturn ret;\n");

/// A trimmed script in which values are given back without a name.
fn returning(script: &str) -> String {
    let mut short = String::new();
    let mut rest = script;
    while let Some((before, after)) = rest.split_once(GIVEN.0) {
        short.push_str(before);
        let line = after.find('\n').unwrap_or(after.len());
        let value = after[..line].strip_suffix(';');
        if let Some(value) = value.filter(|value| after[value.len()..].starts_with(GIVEN.1)) {
            short.extend(["return ", value, ";\n"]);
            rest = &after[value.len() + GIVEN.1.len()..];
        } else {
            short.push_str(GIVEN.0);
            rest = after;
        }
    }
    short + rest
}

/// Names that the tools give to what only the script itself has, with shorter ones.
const OWN: [(&str, &str); 15] = [
    ("arg0", "$0"),
    ("arg1", "$1"),
    ("arg2", "$2"),
    ("arg3", "$3"),
    ("getDataViewMemory0", "$a"),
    ("passStringToWasm0", "$b"),
    ("getStringFromWasm0", "$c"),
    ("WASM_VECTOR_LEN", "$d"),
    ("getUint8ArrayMemory0", "$e"),
    ("getArrayU8FromWasm0", "$f"),
    ("makeMutClosure", "$g"),
    ("handleError", "$h"),
    ("isLikeNone", "$i"),
    ("addToExternrefTable0", "$j"),
    ("takeFromExternrefTable0", "$k"),
];

/// Gives the first part and its script short names for what they share, and leaves out what only people and tools
/// read.
///
/// # Errors
/// When one of them is not what the tools make.
pub fn shorten(files: &mut [(String, Vec<u8>)]) -> Result<()> {
    let mut names = BTreeMap::new();
    let of = |name: &str| files.iter().position(|(own, _)| own == name).with_context(|| format!("no {name}"));
    let (wasm, script) = (of(MAIN.0)?, of(MAIN.1)?);
    files[wasm].1 = short_wasm(&files[wasm].1, &mut names)?;
    let text = std::str::from_utf8(&files[script].1).context("the script is no text")?;
    names.extend(OWN.map(|(long, short)| (long.to_owned(), short.to_owned())));
    files[script].1 = returning(&trimmed(&short_script(text, &names))).into_bytes();
    for (place, (name, bytes)) in files.iter_mut().enumerate() {
        if bytes.starts_with(WASM) {
            *bytes = bare(bytes)?;
        } else if place != script && Path::new(name).extension().is_some_and(|kind| kind == "js") {
            let text = std::str::from_utf8(bytes).with_context(|| format!("{name} is no text"))?;
            *bytes = trimmed(text).into_bytes();
        }
    }
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
        let told = |name: &str| {
            let mut content = Vec::new();
            write_text(name, &mut content);
            content
        };
        let (producers, chunk) = (told("producers"), told("chunk_1"));
        for (kind, content) in
            [(1, vec![7, 7]), (IMPORTS, imports), (CUSTOM, producers), (CUSTOM, chunk), (10, vec![9; 200])]
        {
            wasm.push(kind);
            leb(content.len(), &mut wasm);
            wasm.extend(content);
        }
        wasm
    }

    #[test]
    fn both_files_have_the_same_short_names() {
        let script = "// Names.\n\n  const a = { __wbg_a_0123456789abcdef: function() { load(); },\n    __wbg_b_0123456789abcdef: f, ü: 1 }\n\
            function f() {\n  const ret = isLikeNone(a);\n  return ret;\n}\nfunction g() {\n  const ret = f();\n  f();\n  return ret;\n}\n";
        let own = ("snippets/a/painter.js".to_owned(), b"// Why.\n  paint(\"//\");\n".to_vec());
        let mut files =
            vec![(MAIN.0.to_owned(), wasm()), (MAIN.1.to_owned(), script.as_bytes().to_vec()), own];
        shorten(&mut files).unwrap();
        let script = std::str::from_utf8(&files[1].1).unwrap();
        assert_eq!(
            script,
            "const a = { _0: function() { load(); },\n_1: f, ü: 1 }\nfunction f() {\nreturn $i(a);\n}\n\
             function g() {\nconst ret = f();\nf();\nreturn ret;\n}\n"
        );
        let short = &files[0].1;
        let has = |text: &[u8]| short.windows(text.len()).any(|bytes| bytes == text);
        assert!(has(b"\x02_0\0\x05") && has(b"\x02_1\0\x05") && has(b"\x04load\0\x05") && !has(b"__wbg"));
        assert!(short.ends_with(&[9; 200]) && short.len() < wasm().len());
        assert!(has(b"chunk_1") && !has(b"producers"));
        assert_eq!(files[2].1, b"paint(\"//\");\n");
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        let cut = &wasm()[..40];
        assert!(short_wasm(cut, &mut BTreeMap::new()).is_err());
        assert!(shorten(&mut [(MAIN.0.to_owned(), wasm())]).is_err(), "there is no script");
    }
}
