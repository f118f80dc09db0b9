//! What the site weighs, as a table.

use std::fmt::Write;

/// Most that a first visit may transfer, bytes, brotli.
const BUDGET: usize = 250 * 1024;

/// What the page loads before it is usable.
const FIRST_VISIT: [&str; 4] = ["html", "js", "wasm", "css"];

/// One file.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// Path below the site's folder.
    pub name: String,
    /// Bytes as it is.
    pub raw: usize,
    /// Bytes compressed, where that is worth it.
    pub gzip: Option<usize>,
    /// The same, by brotli.
    pub brotli: Option<usize>,
}

impl Sizes {
    fn transferred(&self, packed: Option<usize>) -> usize {
        packed.unwrap_or(self.raw)
    }

    fn first_visit(&self) -> bool {
        self.name.rsplit_once('.').is_some_and(|(_, kind)| FIRST_VISIT.contains(&kind))
    }
}

/// All files, and what a first visit transfers.
pub fn table(files: &[Sizes]) -> String {
    let first = files.iter().filter(|file| file.first_visit());
    let (mut raw, mut gzip, mut brotli) = (0, 0, 0);
    for file in first {
        raw += file.raw;
        gzip += file.transferred(file.gzip);
        brotli += file.transferred(file.brotli);
    }
    let total = "first visit (html, js, wasm, css)";
    let width = files.iter().map(|file| file.name.len()).chain([total.len()]).max().unwrap_or(0);
    let mut text = format!("{:width$}  {:>9}  {:>9}  {:>9}\n", "bytes", "raw", "gzip", "brotli");
    let mut row = |name: &str, raw: usize, gzip: &str, brotli: &str| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{name:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}");
    };
    let cell = |size: Option<usize>| size.map_or_else(|| "–".to_owned(), |size| size.to_string());
    for file in files {
        row(&file.name, file.raw, &cell(file.gzip), &cell(file.brotli));
    }
    row(total, raw, &gzip.to_string(), &brotli.to_string());
    let verdict = if brotli <= BUDGET { "within" } else { "OVER" };
    let kib = brotli as f64 / 1024.0;
    let _ = writeln!(
        text,
        "A first visit transfers {kib:.1} KiB: {verdict} the budget of {} KiB.",
        BUDGET / 1024
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, raw: usize, packed: Option<usize>) -> Sizes {
        Sizes { name: name.to_owned(), raw, gzip: packed.map(|size| size + 5), brotli: packed }
    }

    #[test]
    fn a_first_visit_counts_what_is_really_sent() {
        let files = [
            file("app_bg.wasm", 900_000, Some(200_000)),
            file("index.html", 300, None),
            file("icon.png", 70_000, None),
        ];
        let text = table(&files);
        let total = text.lines().find(|line| line.starts_with("first visit")).unwrap();
        let numbers: Vec<_> = total.split_whitespace().rev().take(3).collect();
        assert_eq!(numbers, ["200300", "200305", "900300"]);
        assert!(text.contains("195.6 KiB: within the budget of 250 KiB"), "{text}");
    }

    #[test]
    fn one_byte_over_the_budget_is_said() {
        assert!(table(&[file("a.js", BUDGET, None)]).contains("within"));
        assert!(table(&[file("a.js", BUDGET + 1, None)]).contains("OVER"));
    }
}
