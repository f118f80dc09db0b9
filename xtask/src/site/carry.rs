//! Parts that carry what they share. The tools put whatever several parts need into files of its own, most of a few
//! hundred bytes, unless one of these parts is there before the others. Here each part has all of it in one file: its
//! own code, the names of the shared chunks it carries in a custom section, then each of these in one of its name. A script
//! of our own takes them out; what is there already, from another part, is not made again.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, Result};

use super::imports::trimmed;
use super::parts::FETCHER;

/// Parts that are of use only after another: they have nothing of what that has.
pub const AFTER: [(&str, &str); 10] = [
    ("archive", "answer"),
    ("parquet", "answer"),
    ("writer", "answer"),
    ("sample", "answer"),
    ("rare", "answer"),
    ("files", "answer"),
    ("late", "answer"),
    ("api", "answer"),
    ("schedules", "answer"),
    ("states", "answer"),
];

/// Where the tools' script begins to speak of single parts.
const TABLE: &str = "function makeLoad(";

/// The section of a part that names the chunks it carries.
const CARRIES: &str = "carries";

/// What loads parts, behind a table of them: each style sheet before those that win over all others, one of each; what failed
/// can be asked for again.
const LOADER: &str = r#"const begun = new Map();
const style = (href, { integrity }) => new Promise((onload, failed) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, integrity, onload });
    link.onerror = () => (link.remove(), failed(new Error(href)));
    document.getElementById("last").before(link);
});
function once(name, begin) {
    if (!begun.has(name)) {
        const work = begin();
        begun.set(name, work);
        work.catch(() => begun.delete(name));
    }
    return begun.get(name);
}
const load = (name) => once(name, async () => {
    const { file, sheet, after } = PARTS[name];
    const module = WebAssembly.compileStreaming(file());
    module.catch(() => {});
    const section = async (name) => WebAssembly.Module.customSections(await module, name)[0];
    const chunk = (name) =>
        once(name, async () => WebAssembly.instantiate(await section(name), getSharedImports()));
    const carried = async () => {
        const names = new TextDecoder().decode(await section("carries"));
        return Promise.all(names.split(" ").filter(Boolean).map(chunk));
    };
    await Promise.all([sheet && once(sheet, sheet), carried(), ...after.map(load)]);
    return WebAssembly.instantiate(await module, getSharedImports());
});
"#;

/// A part: its name, and the numbers of the chunks that it needs.
type Part = (String, Vec<String>);

/// The parts that the tools' script speaks of.
fn parts(script: &str) -> Vec<Part> {
    let loads = script.split("__wasm_split_load_").skip(1);
    let part = |load: &str| {
        let (name, rest) = load.split_once(' ')?;
        let (_, list) = rest.split_once("\n, [")?;
        let (list, _) = list.split_once(']')?;
        let chunks = list.split(',').filter_map(|name| name.trim().strip_prefix("__chunk_"));
        Some((name.to_owned(), chunks.map(str::to_owned).collect()))
    };
    loads.filter_map(part).collect()
}

/// The part that is there before another.
fn before(name: &str) -> Option<&'static str> {
    AFTER.iter().find(|(part, _)| *part == name).map(|(_, before)| *before)
}

/// The chunks that a part carries.
fn carried(parts: &[Part], (name, chunks): &Part) -> Vec<String> {
    let there =
        parts.iter().find(|(other, _)| before(name) == Some(other)).map_or(&[][..], |(_, chunks)| chunks);
    chunks.iter().filter(|chunk| !there.contains(chunk)).cloned().collect()
}

/// A number as wasm files have it.
pub fn leb(mut number: usize, into: &mut Vec<u8>) {
    while number >= 0x80 {
        into.push(number as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

/// A custom section.
fn section(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    leb(name.len(), &mut content);
    content.extend_from_slice(name.as_bytes());
    content.extend_from_slice(bytes);
    let mut section = vec![0];
    leb(content.len(), &mut section);
    section.extend(content);
    section
}

/// The script that loads these parts, each with its style sheet if one is among the files: the tools' own up to its table.
fn script(text: &str, parts: &[Part], files: &[String]) -> Result<String> {
    let (head, _) = text.split_once(TABLE).context("the script that fetches parts is another than it was")?;
    let mut script = format!("{head}const PARTS = {{\n");
    for part in parts {
        let name = &part.0;
        let after = before(name).as_slice().to_vec();
        let url = |file: &str| format!("new URL(\"./{file}\", import.meta.url)");
        let file = url(&format!("split_{name}.wasm"));
        let sheet = files.iter().find(|file| **file == sheet_of(name));
        let sheet = sheet.map(|sheet| format!(" sheet: () => style({}),", url(sheet))).unwrap_or_default();
        // Writing to a string does not fail.
        let _ = writeln!(script, "    {name}: {{ file: () => fetch({file}),{sheet} after: {after:?} }},");
    }
    script.push_str("};\n");
    script.push_str(LOADER);
    for (name, _) in parts {
        let _ =
            writeln!(script, "export const __wasm_split_load_{name} = wrapAsyncCb(() => load(\"{name}\"));");
    }
    Ok(trimmed(&script))
}

/// The file of a part's style sheet.
pub fn sheet_of(part: &str) -> String {
    format!("{part}.css")
}

/// The files of the tools, by their names, with chunks inside the parts that need them.
///
/// # Errors
/// When the tools' script is another than it was, or names a chunk that is not there.
pub fn carry(files: Vec<(String, Vec<u8>)>) -> Result<Vec<(String, Vec<u8>)>> {
    let (chunks, mut rest): (BTreeMap<_, _>, Vec<_>) = {
        let (chunks, rest): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(name, _)| name.starts_with("chunk_"));
        (chunks.into_iter().collect(), rest)
    };
    let names: Vec<String> = rest.iter().map(|(name, _)| name.clone()).collect();
    let fetcher = rest.iter_mut().find(|(name, _)| name == FETCHER).context("nothing fetches parts")?;
    let text = std::str::from_utf8(&fetcher.1).context("what fetches parts is no text")?;
    let parts = parts(text);
    fetcher.1 = script(text, &parts, &names)?.into_bytes();
    for part in &parts {
        let own = format!("split_{}.wasm", part.0);
        let (_, bytes) = rest
            .iter_mut()
            .find(|(name, _)| *name == own)
            .with_context(|| format!("the tools made no {own}"))?;
        let code = |chunk: String| {
            let file = format!("chunk_{chunk}.wasm");
            let code = chunks.get(&file).with_context(|| format!("the tools made no {file}"))?;
            Ok((chunk, code))
        };
        let mut carried = carried(&parts, part).into_iter().map(code).collect::<Result<Vec<_>>>()?;
        // In this order they are compressed best.
        carried.sort_by_key(|(_, code)| Reverse(code.len()));
        let names: Vec<&str> = carried.iter().map(|(chunk, _)| chunk.as_str()).collect();
        bytes.extend(section(CARRIES, names.join(" ").as_bytes()));
        bytes.extend(carried.iter().flat_map(|(chunk, code)| section(chunk, code)));
    }
    Ok(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "import { initSync } from \"./shiftline.js\";\nfunction makeLoad(fetcher, deps) {}\n\
        const __chunk_2 = makeLoad(() => {}\n, []);\n\
        export const __wasm_split_load_answer = wrapAsyncCb(makeLoad(() => {}\n, [__chunk_2, __chunk_3]));\n\
        export const __wasm_split_load_late = wrapAsyncCb(makeLoad(() => {}\n, [__chunk_2, __chunk_4]));\n\
        export const __wasm_split_load_form = wrapAsyncCb(makeLoad(() => {}\n, [__chunk_3]));\n\
        export const __wasm_split_load_rare = wrapAsyncCb(makeLoad(() => {}\n, []));";

    fn files() -> Vec<(String, Vec<u8>)> {
        let chunk = |n: u8| (format!("chunk_{n}.wasm"), vec![n; usize::from(n) * 100]);
        let part = |name: &str| (format!("split_{name}.wasm"), name.as_bytes().to_vec());
        let parts = ["answer", "late", "form", "rare"].map(part);
        let script = (FETCHER.to_owned(), TEXT.as_bytes().to_vec());
        let sheet = ("late.css".to_owned(), b"a{}".to_vec());
        [chunk(2), chunk(3), chunk(4), script, sheet].into_iter().chain(parts).collect()
    }

    #[test]
    fn each_part_carries_what_it_shares_unless_it_is_there_before() {
        let files: BTreeMap<_, _> = carry(files()).unwrap().into_iter().collect();
        for (part, carries) in [("answer", &[3, 2][..]), ("late", &[4]), ("form", &[3]), ("rare", &[])] {
            let names = carries.iter().map(u8::to_string);
            let mut expected = [
                part.as_bytes().to_vec(),
                section(CARRIES, names.clone().collect::<Vec<_>>().join(" ").as_bytes()),
            ]
            .concat();
            for (n, name) in carries.iter().zip(names) {
                expected.extend(section(&name, &vec![*n; usize::from(*n) * 100]));
            }
            assert_eq!(files[&format!("split_{part}.wasm")], expected, "{part}");
        }
        assert!(files.keys().all(|name| !name.starts_with("chunk_")));
        let script = std::str::from_utf8(&files[FETCHER]).unwrap();
        assert!(script.starts_with("import { initSync }") && !script.contains("makeLoad"), "{script}");
        let late = "late: { file: () => fetch(new URL(\"./split_late.wasm\", import.meta.url)), sheet: () => style(new URL(\"./late.css\", import.meta.url)), after: [\"answer\"] }";
        assert!(script.contains(late), "{script}");
        assert_eq!((script.matches("style(new URL").count(), &*files["late.css"]), (1, &b"a{}"[..]));
        assert!(
            script.contains("export const __wasm_split_load_rare = wrapAsyncCb(() => load(\"rare\"));"),
            "{script}"
        );
    }

    #[test]
    fn sections_are_as_wasm_has_them() {
        assert_eq!(section("ab", b"xyz"), [0, 6, 2, b'a', b'b', b'x', b'y', b'z']);
        assert_eq!(section("a", &[7; 300])[..5], [0, 0xae, 2, 1, b'a']);
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        let without = |gone: &str| carry(files().into_iter().filter(|(name, _)| name != gone).collect());
        for gone in [FETCHER, "chunk_4.wasm", "split_form.wasm"] {
            assert!(without(gone).is_err(), "{gone}");
        }
        let mut other = files();
        other[3].1 = b"import {}".to_vec();
        assert!(carry(other).is_err());
    }
}
