//! What the site weighs, as a table.

use std::fmt::Write;

/// Most that a first visit may transfer, bytes, brotli.
const BUDGET: usize = 250 * 1024;

/// What a program is made of.
const PROGRAM: [&str; 4] = ["html", "js", "wasm", "css"];

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

    fn is_program(&self) -> bool {
        self.name.rsplit_once('.').is_some_and(|(_, kind)| PROGRAM.contains(&kind))
    }
}

/// Bytes in all: as they are, by gzip, by brotli.
#[derive(Clone, Copy, Default)]
struct Sum {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

fn sum<'a>(files: impl Iterator<Item = &'a Sizes>) -> Sum {
    files.fold(Sum::default(), |sum, file| Sum {
        raw: sum.raw + file.raw,
        gzip: sum.gzip + file.transferred(file.gzip),
        brotli: sum.brotli + file.transferred(file.brotli),
    })
}

/// All files, what a first visit transfers, and what the whole program weighs. The page itself links
/// to what it starts with; the other parts of the program are fetched when they are wanted.
pub fn table(files: &[Sizes], page: &str) -> String {
    let at_once = |file: &&Sizes| file.name == "index.html" || page.contains(&format!("\"./{}\"", file.name));
    let program = || files.iter().filter(|file| file.is_program());
    let first = sum(program().filter(at_once));
    let totals = [("first visit (html, js, wasm, css)", first), ("with all parts", sum(program()))];
    let names = files.iter().map(|file| file.name.as_str()).chain(totals.map(|(name, _)| name));
    let width = names.map(str::len).max().unwrap_or(0);
    let mut text = format!("{:width$}  {:>9}  {:>9}  {:>9}\n", "bytes", "raw", "gzip", "brotli");
    let mut row = |name: &str, raw: usize, gzip: &str, brotli: &str| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{name:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}");
    };
    let cell = |size: Option<usize>| size.map_or_else(|| "–".to_owned(), |size| size.to_string());
    for file in files {
        row(&file.name, file.raw, &cell(file.gzip), &cell(file.brotli));
    }
    for (name, sum) in totals {
        row(name, sum.raw, &sum.gzip.to_string(), &sum.brotli.to_string());
    }
    let verdict = if first.brotli <= BUDGET { "within" } else { "OVER" };
    let kib = first.brotli as f64 / 1024.0;
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
            file("answer.wasm", 600_000, Some(150_000)),
            file("icon.png", 70_000, None),
        ];
        let text = table(&files, "<script src=\"./app_bg.wasm\"> <img src=\"./icon.png\"> answer.wasm");
        let total = text.lines().find(|line| line.starts_with("first visit")).unwrap();
        let numbers: Vec<_> = total.split_whitespace().rev().take(3).collect();
        assert_eq!(numbers, ["200300", "200305", "900300"]);
        let whole = text.lines().find(|line| line.starts_with("with all parts")).unwrap();
        assert!(whole.ends_with(" 350300"), "{whole}");
        assert!(text.contains("195.6 KiB: within the budget of 250 KiB"), "{text}");
    }

    #[test]
    fn one_byte_over_the_budget_is_said() {
        assert!(table(&[file("a.js", BUDGET, None)], "\"./a.js\"").contains("within"));
        assert!(table(&[file("a.js", BUDGET + 1, None)], "\"./a.js\"").contains("OVER"));
    }
}
