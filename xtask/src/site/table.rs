//! What the site weighs, as a table.

use std::fmt::Write;

/// What is fetched until the page shows what somebody came for.
pub struct Visit<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Files beside those that the page itself links to.
    pub parts: Vec<&'a str>,
    /// What it should transfer at most, KiB, brotli.
    pub budget_kib: usize,
    /// What it may transfer at most.
    pub held_kib: usize,
}

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

/// All files, what visits transfer, and what the whole program weighs; whether each visit keeps to its budget. The page
/// itself links to what it starts with; the other parts of the program are fetched when they are wanted.
pub fn table(files: &[Sizes], page: &str, visits: &[Visit]) -> (String, bool) {
    let at_once = |file: &Sizes| file.name == "index.html" || page.contains(&format!("\"./{}\"", file.name));
    let program = || files.iter().filter(|file| file.is_program());
    let of_visit = |visit: &Visit| {
        sum(program().filter(|file| at_once(file) || visit.parts.contains(&file.name.as_str())))
    };
    let mut totals: Vec<(&str, Sum)> = visits.iter().map(|visit| (visit.name, of_visit(visit))).collect();
    totals.push(("with all parts", sum(program())));
    let names = files.iter().map(|file| file.name.as_str()).chain(totals.iter().map(|(name, _)| *name));
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
    for (name, sum) in &totals {
        row(name, sum.raw, &sum.gzip.to_string(), &sum.brotli.to_string());
    }
    let mut keeps = true;
    for (visit, (_, sum)) in visits.iter().zip(&totals) {
        let is_within = sum.brotli <= visit.budget_kib * 1024;
        keeps &= sum.brotli <= visit.held_kib * 1024;
        let (verdict, kib) = (if is_within { "within" } else { "OVER" }, sum.brotli as f64 / 1024.0);
        let Visit { name, budget_kib: budget, held_kib: held, .. } = visit;
        let held = if held > budget { format!("; it is held at {held}") } else { String::new() };
        let _ =
            writeln!(text, "A {name} transfers {kib:.1} KiB: {verdict} the budget of {budget} KiB{held}.");
    }
    (text, keeps)
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
        let visits = [
            Visit { name: "first visit", parts: vec![], budget_kib: 250, held_kib: 250 },
            Visit { name: "link", parts: vec!["answer.wasm"], budget_kib: 300, held_kib: 320 },
        ];
        let page = "<script src=\"./app_bg.wasm\"> <img src=\"./icon.png\"> answer.wasm";
        let (text, keeps) = table(&files, page, &visits);
        let numbers = |name: &str| {
            let line = text.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().rev().take(3).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(numbers("first visit"), ["200300", "200305", "900300"]);
        assert_eq!(numbers("link"), ["350300", "350310", "1500300"]);
        let whole = text.lines().find(|line| line.starts_with("with all parts")).unwrap();
        assert!(whole.ends_with(" 350300"), "{whole}");
        assert!(text.contains("A first visit transfers 195.6 KiB: within the budget of 250 KiB"), "{text}");
        assert!(
            text.contains("A link transfers 342.1 KiB: OVER the budget of 300 KiB; it is held at 320.")
                && !keeps,
            "{text}"
        );
    }

    #[test]
    fn one_byte_over_the_budget_is_said() {
        let keeps = |bytes| {
            let visit = Visit { name: "first visit", parts: vec![], budget_kib: 250, held_kib: 250 };
            table(&[file("a.js", bytes, None)], "\"./a.js\"", &[visit])
        };
        let (text, is_within) = keeps(250 * 1024);
        assert!(is_within && text.contains("within"), "{text}");
        let (text, is_within) = keeps(250 * 1024 + 1);
        assert!(!is_within && text.contains("OVER"), "{text}");
    }
}
