//! `.br` and `.gz` beside each file that gets smaller by it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::BrotliCompress;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::table::Sizes;

/// What is text, or packs like it.
const COMPRESSIBLE: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// The strongest there is; the window is the largest that every browser takes.
const BROTLI: (i32, i32) = (11, 22);

/// Compresses every file below a folder as strongly as can be; what each weighs, largest first.
///
/// # Errors
/// When a file can not be read or written.
pub fn compress(folder: &Path) -> Result<Vec<Sizes>> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    let mut sizes = files.iter().map(|file| one(folder, file)).collect::<Result<Vec<_>>>()?;
    sizes.sort_by_key(|file| (std::cmp::Reverse(file.raw), file.name.clone()));
    Ok(sizes)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn one(folder: &Path, file: &Path) -> Result<Sizes> {
    let raw = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
    let kind = file.extension().map(|kind| kind.to_string_lossy().into_owned()).unwrap_or_default();
    let mut sizes = Sizes { name, raw: raw.len(), gzip: None, brotli: None };
    if COMPRESSIBLE.contains(&kind.as_str()) {
        sizes.gzip = beside(file, "gz", &raw, &gzip(&raw)?)?;
        sizes.brotli = beside(file, "br", &raw, &brotli(&raw)?)?;
    }
    Ok(sizes)
}

/// Writes it if it is worth it; its size then.
fn beside(file: &Path, kind: &str, raw: &[u8], packed: &[u8]) -> Result<Option<usize>> {
    if packed.len() >= raw.len() {
        return Ok(None);
    }
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{kind}"));
    fs::write(&name, packed).with_context(|| format!("writing {}", name.display()))?;
    Ok(Some(packed.len()))
}

fn gzip(raw: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(raw)?;
    Ok(encoder.finish()?)
}

fn brotli(raw: &[u8]) -> Result<Vec<u8>> {
    let (mut packed, (quality, lgwin)) = (Vec::new(), BROTLI);
    let params =
        BrotliEncoderParams { quality, lgwin, size_hint: raw.len(), ..BrotliEncoderParams::default() };
    BrotliCompress(&mut &raw[..], &mut packed, &params)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_unpacks_to_the_same() {
        let text = "shift ".repeat(2_000) + "line";
        let mut back = String::new();
        brotli::Decompressor::new(&brotli(text.as_bytes()).unwrap()[..], 4096)
            .read_to_string(&mut back)
            .unwrap();
        assert_eq!(back, text);
        back.clear();
        flate2::read::GzDecoder::new(&gzip(text.as_bytes()).unwrap()[..]).read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
    }

    #[test]
    fn only_what_gets_smaller_is_kept() {
        let whole = tempfile::TempDir::new().unwrap();
        let folder = whole.path();
        fs::create_dir_all(folder.join("icons")).unwrap();
        fs::write(folder.join("a.css"), "body{}".repeat(100)).unwrap();
        fs::write(folder.join("b.css"), "a").unwrap();
        fs::write(folder.join("icons/c.png"), "png ".repeat(100)).unwrap();
        let sizes = compress(folder).unwrap();
        let names: Vec<_> = sizes.iter().map(|file| (file.name.as_str(), file.brotli.is_some())).collect();
        assert_eq!(names, [("a.css", true), ("icons/c.png", false), ("b.css", false)]);
        assert!(folder.join("a.css.br").is_file() && folder.join("a.css.gz").is_file());
        assert!(!folder.join("b.css.br").exists() && !folder.join("icons/c.png.br").exists());
    }
}
