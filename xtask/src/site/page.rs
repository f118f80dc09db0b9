//! The page under its policy: no inline script, nothing from elsewhere, every script as it was built.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

/// The page's Content-Security-Policy, but for `connect-src`. `frame-ancestors` only works as a header:
/// the server files under `deploy/` add it.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// Where requests may go unless whoever hosts the page says otherwise: encrypted, or to this machine.
pub const ANYWHERE_SAFE: &str = "http://127.0.0.1:* http://localhost:* https:";

const INLINE: (&str, &str) = ("<script type=\"module\">", "</script>");
const CHARSET: &str = "<meta charset=\"utf-8\" />";

/// Moves Trunk's loader from `index.html` to a file of its own and writes the policy into the page.
/// A link asks for an answer: then the parts of the program named in `answer` come beside the first.
///
/// # Errors
/// When the page is not as Trunk leaves it, or the disk refuses.
pub fn finish(dist: &Path, connect: &str, answer: &[String]) -> Result<()> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).with_context(|| format!("reading {}", index.display()))?;
    let (before, loader, after) = split(&html).context("the page has no loader of Trunk's")?;
    let wasm = wasm_name(loader).context("Trunk's loader names no wasm file")?;
    let bytes = fs::read(dist.join(wasm)).with_context(|| format!("reading {wasm}"))?;
    let wasm_integrity = integrity(&bytes);
    let loader = format!("{}{}", ahead(answer), checked(loader, wasm, &wasm_integrity));
    let name = format!("loader-{}.js", short_hash(loader.as_bytes()));
    fs::write(dist.join(&name), &loader)?;
    let tag = format!(
        "<script type=\"module\" src=\"./{name}\" integrity=\"{}\"></script>",
        integrity(loader.as_bytes())
    );
    // Browsers check no integrity of a preloaded wasm file and say so in the console; the loader does.
    let after = after.replace(&format!(" integrity=\"{wasm_integrity}\""), "");
    let html = with_policy(&format!("{before}{tag}{after}"), connect).context("the page says no charset")?;
    Ok(fs::write(index, html)?)
}

/// The page before its inline module script, that script, and the page after it.
fn split(html: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = html.split_once(INLINE.0)?;
    let (script, after) = rest.split_once(INLINE.1)?;
    Some((before, script.trim(), after))
}

/// Asks for these parts as soon as the page is opened by a link.
fn ahead(parts: &[String]) -> String {
    let one = |part: &String| {
        format!(
            "  document.head.append(Object.assign(document.createElement('link'), \
             {{ rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: './{part}' }}));\n"
        )
    };
    format!("if (location.search) {{\n{}}}\n", parts.iter().map(one).collect::<String>())
}

/// `init({ module_or_path: './NAME' })` names it.
fn wasm_name(loader: &str) -> Option<&str> {
    let (_, rest) = loader.split_once("module_or_path: './")?;
    Some(rest.split_once('\'')?.0)
}

/// The loader, refusing a wasm file that is not the one that was built.
fn checked(loader: &str, wasm: &str, integrity: &str) -> String {
    let fetched = format!("fetch('./{wasm}', {{ integrity: '{integrity}' }})");
    format!("{}\n", loader.replace(&format!("'./{wasm}'"), &fetched))
}

fn with_policy(html: &str, connect: &str) -> Option<String> {
    let (before, after) = html.split_once(CHARSET)?;
    Some(format!(
        "{before}{CHARSET}\n    \
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}; connect-src 'self' {connect}\">\n    \
         <meta name=\"referrer\" content=\"no-referrer\">{after}"
    ))
}

/// What browsers check a file against.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// Sixteen hex digits, as in Trunk's own names.
pub fn short_hash(bytes: &[u8]) -> String {
    let first = Sha384::digest(bytes).iter().take(8).fold(0, |hash: u64, byte| hash << 8 | u64::from(*byte));
    format!("{first:016x}")
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    const PRELOAD: &str = "<link rel=\"preload\" href=\"./a_bg.wasm\" as=\"fetch\" integrity=\"sha384-\
        boOOaqkCTcUlfiSLj0sYt5Ko4fy3O7Y0XS3Aba0eU9k1KwMGTQqNxweYTKrQVdvJ\">";
    const HTML: &str = "<html><head><meta charset=\"utf-8\" /><script type=\"module\">\nimport init from \
        './a.js';\nconst wasm = await init({ module_or_path: './a_bg.wasm' });\n</script></head></html>";

    fn folder(html: &str) -> TempDir {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("index.html"), html).unwrap();
        fs::write(folder.path().join("a_bg.wasm"), "wasm").unwrap();
        folder
    }

    #[test]
    fn the_loader_gets_a_file_and_checks_the_wasm() {
        let whole = folder(&format!("{HTML}{PRELOAD}"));
        let folder = whole.path();
        finish(folder, "https:", &["answer-1.wasm".to_owned()]).unwrap();
        let html = fs::read_to_string(folder.join("index.html")).unwrap();
        let (_, rest) = html.split_once(" src=\"./").unwrap();
        let loader = fs::read(folder.join(rest.split_once('"').unwrap().0)).unwrap();
        assert!(html.contains(&format!("integrity=\"{}\"", integrity(&loader))), "{html}");
        let wasm = format!("fetch('./a_bg.wasm', {{ integrity: '{}' }})", integrity(b"wasm"));
        let loader = String::from_utf8(loader).unwrap();
        assert!(loader.contains(&format!("module_or_path: {wasm} }}")), "{loader}");
        assert!(loader.contains("href: './answer-1.wasm'"), "{loader}");
        assert!(!html.contains("await init"), "{html}");
        assert!(html.ends_with("href=\"./a_bg.wasm\" as=\"fetch\">"), "{html}");
    }

    #[test]
    fn the_policy_comes_before_every_script_and_allows_no_inline_one() {
        let html = with_policy(HTML, "https:").unwrap();
        assert!(html.find("Content-Security-Policy").unwrap() < html.find("<script").unwrap());
        assert!(html.contains("; connect-src 'self' https:\""), "{html}");
        assert!(!POLICY.contains("unsafe-inline") && !POLICY.contains("'unsafe-eval'"));
    }

    #[test]
    fn a_page_that_is_not_trunks_is_refused() {
        for html in [CHARSET, &HTML.replace(CHARSET, ""), &HTML.replace("module_or_path", "path"), ""] {
            assert!(finish(folder(html).path(), "https:", &[]).is_err(), "{html}");
        }
    }

    #[test]
    fn integrity_is_what_browsers_compute() {
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }
}
