//! `docs/mutants.md`: a table by file, and the changes that no test notices, each with its reason. What a
//! person wrote behind a change stays as long as the change survives.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::outcomes::Verdicts;

const HEAD: &str = "\
# Tests that can fail

`cargo xtask mutants` changes the code that decides, one place after the other, and runs its tests: a change that no test
notices is a test that is missing. It is not part of `cargo xtask test`: a file takes minutes to an hour. Files that
are not in the table have not been run. Changes that never end count as caught, those that do not compile do not count.

";
const COLUMNS: &str = "| file | run on | changes | caught | survived |\n|---|---|---|---|---|\n";
const SURVIVORS: &str = "\n## Survivors\n\n";
const UNEXPLAINED: &str = "not explained yet";

/// A file's row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    /// When it was run.
    day: String,
    /// How many changes there are.
    changes: usize,
    /// Changes that survived, with reasons.
    survivors: Vec<(String, String)>,
}

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    rows: BTreeMap<String, Row>,
}

impl Paper {
    /// Reads what was written before; anything else is passed over.
    pub fn read(text: &str) -> Self {
        let mut paper = Self::default();
        for line in text.lines() {
            if let Some((file, cells)) = line.strip_prefix("| `").and_then(|line| line.split_once("` | ")) {
                let row = paper.rows.entry(file.to_owned()).or_default();
                let (day, rest) = cells.split_once(" | ").unwrap_or_default();
                let (changes, _) = rest.split_once(" | ").unwrap_or_default();
                (row.day, row.changes) = (day.to_owned(), changes.parse().unwrap_or_default());
            } else if let Some((file, change, reason)) = survivor(line) {
                let row = paper.rows.entry(file.to_owned()).or_default();
                row.survivors.push((change.to_owned(), reason.to_owned()));
            }
        }
        paper
    }

    /// What survived in these files and folders.
    pub fn survivors_in(&self, code: &[String]) -> Vec<String> {
        let is_in = |file: &str, path: &String| file == path || file.starts_with(&format!("{path}/"));
        let rows = self.rows.iter().filter(|(file, _)| code.iter().any(|path| is_in(file, path)));
        rows.flat_map(|(_, row)| row.survivors.iter().map(|(change, _)| change.clone())).collect()
    }

    /// Puts what was found on a day in the place of what stood there of these files; `of_survivors`: only what had
    /// survived was tried again.
    pub fn add(&mut self, found: &[(String, Verdicts)], day: &str, of_survivors: bool) {
        for (file, verdicts) in found {
            let changes = match self.rows.get(file) {
                Some(before) if of_survivors => before.changes,
                _ => verdicts.caught + verdicts.survived.len(),
            };
            let before = self.rows.remove(file).unwrap_or_default().survivors;
            let reason = |change: &str| {
                let known = before.iter().find(|(known, _)| known == change);
                known.map_or_else(|| UNEXPLAINED.to_owned(), |(_, reason)| reason.clone())
            };
            let survivors = verdicts.survived.iter().map(|change| (change.clone(), reason(change))).collect();
            self.rows.insert(file.clone(), Row { day: day.to_owned(), changes, survivors });
        }
    }

    /// The page as Markdown.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}{COLUMNS}");
        for (file, Row { day, changes, survivors }) in &self.rows {
            let survived = survivors.len();
            let caught = changes.saturating_sub(survived);
            let share = if *changes == 0 { 100.0 } else { 100.0 * caught as f64 / *changes as f64 };
            let _ = writeln!(text, "| `{file}` | {day} | {changes} | {caught} ({share:.0} %) | {survived} |");
        }
        text.push_str(SURVIVORS);
        for (file, row) in &self.rows {
            for (change, reason) in &row.survivors {
                let _ = writeln!(text, "- `{file}`: `{change}`: {reason}");
            }
        }
        if self.rows.values().all(|row| row.survivors.is_empty()) {
            text.push_str("None.\n");
        }
        text
    }
}

/// ``- `file`: `change`: reason``.
fn survivor(line: &str) -> Option<(&str, &str, &str)> {
    let (file, rest) = line.strip_prefix("- `")?.split_once("`: `")?;
    let (change, reason) = rest.split_once("`: ")?;
    Some((file, change, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(file: &str, caught: usize, survived: &[&str]) -> (String, Verdicts) {
        let survived = survived.iter().map(|&change| change.to_owned()).collect();
        (file.to_owned(), Verdicts { caught, unviable: 1, survived })
    }

    #[test]
    fn what_was_written_is_read_again() {
        let mut paper = Paper::default();
        assert!(paper.text().ends_with("## Survivors\n\nNone.\n"));
        paper.add(&[found("a.rs", 19, &["replace + with -"]), found("b.rs", 3, &[])], "2026-11-03", false);
        assert!(paper.text().contains("| `a.rs` | 2026-11-03 | 20 | 19 (95 %) | 1 |\n"), "{}", paper.text());
        assert!(paper.text().ends_with("- `a.rs`: `replace + with -`: not explained yet\n"));
        assert_eq!(Paper::read(&paper.text()), paper);
    }

    #[test]
    fn reasons_stay_with_their_changes_and_other_files_as_they_are() {
        let mut paper = Paper::default();
        paper.add(
            &[found("a.rs", 1, &["replace + with -", "replace < with <="]), found("b.rs", 1, &[])],
            "one",
            false,
        );
        let by_hand = paper.text().replace("with <=`: not explained yet", "with <=`: equal ends are none");
        let mut paper = Paper::read(&by_hand);
        paper.add(&[found("a.rs", 2, &["replace < with <="])], "two", false);
        let text = paper.text();
        assert!(text.ends_with("- `a.rs`: `replace < with <=`: equal ends are none\n"), "{text}");
        assert!(!text.contains("replace + with -") && text.contains("| `b.rs` | one | 1 |"), "{text}");
    }

    #[test]
    fn survivors_that_are_tried_again_leave_the_rest_as_it_was() {
        let mut paper = Paper::default();
        paper.add(&[found("a.rs", 18, &["replace + with -", "replace < with <="])], "one", false);
        assert_eq!(paper.survivors_in(&["a.rs".into()]), ["replace + with -", "replace < with <="]);
        // Two places may have the same words.
        paper.add(&[found("a.rs", 2, &["replace < with <="])], "two", true);
        assert!(paper.text().contains("| `a.rs` | two | 20 | 19 (95 %) | 1 |\n"), "{}", paper.text());
    }
}
