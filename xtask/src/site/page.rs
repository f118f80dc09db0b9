//! The page under its policy: no inline script, nothing from elsewhere, every script as it was built.

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

use super::parts::{Piece, Program};

/// The page's Content-Security-Policy, but for `connect-src`. `frame-ancestors` only works as a header:
/// the server files under `deploy/` add it.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types default";

/// Where browsers ask before a text becomes HTML or the address of a script: leptos' own templates and the
/// page's own files pass, nothing that could run.
pub const TRUSTED_TYPES: &str = r"globalThis.trustedTypes?.createPolicy('default', {
  createHTML: html => /<(script|iframe|object|embed|base|meta|link)\b|\son\w+\s*=|javascript:/i.test(html) ? null : html,
  createScriptURL: url => new URL(url, location.href).href.startsWith(location.origin + '/') ? url : null,
});
";

/// Where requests may go unless whoever hosts the page says otherwise: encrypted, or to this machine.
pub const ANYWHERE_SAFE: &str = "http://127.0.0.1:* http://localhost:* https:";

const CHARSET: &str = "<meta charset=\"utf-8\" />\n";
const HEAD_END: &str = "  </head>";

/// The page with its policy in front of everything else in its head, and these tags at the end.
///
/// # Errors
/// When it says no charset, or its head has no end.
pub fn page(html: &str, connect: &str, tags: &[String]) -> Result<String> {
    let (before, rest) = html.split_once(CHARSET).context("index.html says no charset")?;
    let (head, body) = rest.split_once(HEAD_END).context("the head of index.html has no end")?;
    let policy = [
        format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}; connect-src 'self' {connect}\" />"
        ),
        "<meta name=\"referrer\" content=\"no-referrer\" />".to_owned(),
    ];
    let lines = |tags: &[String]| tags.iter().flat_map(|tag| ["    ", tag, "\n"]).collect::<String>();
    let page = format!("{before}{CHARSET}{}{head}{}{HEAD_END}{body}", lines(&policy), lines(tags));
    Ok(without_remarks(&page))
}

/// A page without indents and without comments that are lines of their own.
fn without_remarks(page: &str) -> String {
    let lines = page.lines().map(str::trim_start);
    let kept = lines.filter(|line| !(line.starts_with("<!--") && line.ends_with("-->")));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// The tags that start the program of the release site. Style sheets of parts come before the last.
pub fn tags(loader: &Piece, [first, last]: [&Piece; 2], program: &Program) -> Vec<String> {
    let module = |piece: &Piece| {
        format!(
            "<link rel=\"modulepreload\" href=\"./{}\" crossorigin=\"anonymous\" integrity=\"{}\" />",
            piece.name,
            integrity(&piece.bytes)
        )
    };
    let sheet = |id: &str, piece: &Piece| {
        let integrity = integrity(&piece.bytes);
        format!("<link rel=\"stylesheet\"{id} href=\"./{}\" integrity=\"{integrity}\" />", piece.name)
    };
    let mut tags = vec![
        format!(
            "<script type=\"module\" src=\"./{}\" integrity=\"{}\"></script>",
            loader.name,
            integrity(&loader.bytes)
        ),
        sheet("", first),
        sheet(" id=\"last\"", last),
        module(&program.script),
        // Browsers check no integrity of a preloaded wasm file and say so in the console; the loader does.
        format!(
            "<link rel=\"preload\" href=\"./{}\" crossorigin=\"anonymous\" as=\"fetch\" type=\"application/wasm\" />",
            program.wasm.name
        ),
        module(&program.fetcher),
    ];
    tags.extend(program.own_scripts().map(module));
    tags
}

/// The part of the program that a first visit needs beside the first.
pub const OF_FIRST_VISIT: &str = "form";

/// The part that a link needs.
pub const OF_LINK: &str = "answer";

/// The part that a link to a sample needs beside that.
pub const OF_SAMPLE: &str = "sample";

/// The part that is fetched when the first picture was shown.
pub const AFTER_PICTURE: &str = "late";

/// The script that starts the program, and refuses a wasm file that is not the one that was built. A
/// link asks for an answer, a first visit for the form: the parts for it come beside the first.
pub fn loader(program: &Program) -> String {
    let Program { script, wasm, .. } = program;
    format!(
        "{TRUSTED_TYPES}{}import init from './{}';\nawait init({{ module_or_path: fetch('./{}', {{ integrity: '{}' }}) }});\n",
        ahead(program.part(OF_LINK), program.part(OF_FIRST_VISIT)),
        script.name,
        wasm.name,
        integrity(&wasm.bytes)
    )
}

/// Asks for a part as soon as the page is opened: by a link for one, else for the other.
fn ahead(of_link: Option<&Piece>, of_first_visit: Option<&Piece>) -> String {
    let (Some(of_link), Some(of_first_visit)) = (of_link, of_first_visit) else { return String::new() };
    format!(
        "document.head.append(Object.assign(document.createElement('link'), \
         {{ rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: location.search ? './{}' : './{}' }}));\n",
        of_link.name, of_first_visit.name
    )
}

/// What browsers check a file against.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// Sixteen hex digits for a file's name.
pub fn short_hash(bytes: &[u8]) -> String {
    let first = Sha384::digest(bytes).iter().take(8).fold(0, |hash: u64, byte| hash << 8 | u64::from(*byte));
    format!("{first:016x}")
}

#[cfg(test)]
mod tests {
    use super::super::parts::tests::program;
    use super::*;

    const HTML: &str = "<html>\n  <head>\n    <meta charset=\"utf-8\" />\n    <!-- Why. -->\n    <title>T</title>\n  </head>\n  <body></body>\n</html>\n";

    #[test]
    fn the_policy_comes_before_every_script_and_allows_no_inline_one() {
        let html = page(HTML, "https:", &["<script src=\"./a.js\"></script>".to_owned()]).unwrap();
        assert!(html.find("Content-Security-Policy").unwrap() < html.find("<title>").unwrap());
        assert!(html.find("<title>").unwrap() < html.find("<script").unwrap(), "{html}");
        assert!(html.contains("; connect-src 'self' https:\""), "{html}");
        assert!(html.ends_with("\n</head>\n<body></body>\n</html>\n") && !html.contains("<!--"), "{html}");
        assert!(!POLICY.contains("unsafe-inline") && !POLICY.contains("'unsafe-eval'"));
    }

    #[test]
    fn a_page_without_charset_or_head_is_refused() {
        for html in [&HTML.replace(CHARSET, ""), &HTML.replace(HEAD_END, ""), ""] {
            assert!(page(html, "https:", &[]).is_err(), "{html}");
        }
    }

    #[test]
    fn the_loader_checks_the_wasm_and_asks_early_for_what_a_link_needs() {
        let program = program();
        let loader = loader(&program);
        let fetched = format!(
            "fetch('./{}', {{ integrity: '{}' }})",
            program.wasm.name,
            integrity(&program.wasm.bytes)
        );
        assert!(loader.contains(&fetched), "{loader}");
        let name = |part: &str| &program.part(part).unwrap().name;
        let choice = format!("href: location.search ? './{}' : './{}'", name("answer"), name("form"));
        assert!(loader.contains(&choice), "{loader}");
    }

    #[test]
    fn every_script_and_sheet_that_the_page_starts_is_checked() {
        let program = program();
        let piece = |name: &str| Piece { tools_name: name.into(), name: name.into(), bytes: name.into() };
        let tags = tags(&piece("loader.js"), [&piece("style.css"), &piece("last.css")], &program);
        let own = program.own_scripts().next().unwrap();
        for name in
            ["loader.js", "style.css", "last.css", &program.script.name, &program.fetcher.name, &own.name]
        {
            let tag = tags.iter().find(|tag| tag.contains(&format!("\"./{name}\""))).unwrap();
            assert!(tag.contains("integrity=\"sha384-"), "{tag}");
        }
    }

    #[test]
    fn integrity_is_what_browsers_compute() {
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }
}
