//! What cargo-mutants writes into `outcomes.json`.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// What became of the changes of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// A test failed, or never ended.
    pub caught: usize,
    /// It did not compile, and so says nothing.
    pub unviable: usize,
    /// No test noticed: the changes in words.
    pub survived: Vec<String>,
}

/// The changes by file.
///
/// # Errors
/// When it is none of its files, or the tests failed without any change.
pub fn verdicts(outcomes: &str) -> Result<Vec<(String, Verdicts)>> {
    let told: Value = serde_json::from_str(outcomes).context("reading outcomes.json")?;
    let mut files: BTreeMap<String, Verdicts> = BTreeMap::new();
    for outcome in told["outcomes"].as_array().context("outcomes.json has no outcomes")? {
        let summary = outcome["summary"].as_str().unwrap_or_default();
        let mutant = &outcome["scenario"]["Mutant"];
        let (Some(file), Some(name)) = (mutant["file"].as_str(), mutant["name"].as_str()) else {
            if summary == "Success" {
                continue;
            }
            bail!("the tests fail without any change: {summary}");
        };
        let verdicts = files.entry(file.to_owned()).or_default();
        match summary {
            "CaughtMutant" | "Timeout" => verdicts.caught += 1,
            "Unviable" => verdicts.unviable += 1,
            "MissedMutant" => verdicts.survived.push(without_place(name).to_owned()),
            other => bail!("{name}: {other}"),
        }
    }
    Ok(files.into_iter().collect())
}

/// A first look, and a second one at what survived it. Changes may have the same words: some of those that were
/// caught are looked at again.
pub fn together(first: Vec<(String, Verdicts)>, second: Vec<(String, Verdicts)>) -> Vec<(String, Verdicts)> {
    let mut second: BTreeMap<String, Verdicts> = second.into_iter().collect();
    let both = |(file, first): (String, Verdicts)| {
        let survived = second.remove(&file).unwrap_or_default().survived;
        let caught = (first.caught + first.survived.len()).saturating_sub(survived.len());
        (file, Verdicts { caught, survived, ..first })
    };
    first.into_iter().map(both).collect()
}

/// `src/a.rs:12:5: replace + with -` → `replace + with -`: lines move.
fn without_place(name: &str) -> &str {
    name.split_once(": ").map_or(name, |(_, change)| change)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(mutants: &[(&str, &str, &str)], baseline: &str) -> String {
        let mutant = |(file, name, summary): &(&str, &str, &str)| serde_json::json!({ "scenario": { "Mutant": { "file": file, "name": name } }, "summary": summary });
        let baseline = serde_json::json!({ "scenario": "Baseline", "summary": baseline });
        let all: Vec<_> = [baseline].into_iter().chain(mutants.iter().map(mutant)).collect();
        serde_json::json!({ "outcomes": all }).to_string()
    }

    #[test]
    fn changes_are_counted_by_file() {
        let text = outcomes(
            &[
                ("b.rs", "b.rs:1:1: replace f with ()", "CaughtMutant"),
                ("a.rs", "a.rs:12:5: replace + with - in a::sum", "MissedMutant"),
                ("a.rs", "a.rs:13:5: replace f -> T with Default::default()", "Unviable"),
                ("a.rs", "a.rs:14:5: replace < with <=", "Timeout"),
            ],
            "Success",
        );
        let a = Verdicts { caught: 1, unviable: 1, survived: vec!["replace + with - in a::sum".into()] };
        let b = Verdicts { caught: 1, ..Verdicts::default() };
        assert_eq!(verdicts(&text).unwrap(), [("a.rs".to_owned(), a), ("b.rs".to_owned(), b)]);
    }

    #[test]
    fn what_survives_a_first_look_is_looked_at_again() {
        let verdicts = |caught, unviable, survived: &[&str]| Verdicts {
            caught,
            unviable,
            survived: survived.iter().map(|&change| change.to_owned()).collect(),
        };
        let first =
            vec![("a.rs".to_owned(), verdicts(3, 1, &["x", "y"])), ("b.rs".to_owned(), verdicts(2, 0, &[]))];
        // One of the three that were caught reads like x.
        let second = vec![("a.rs".to_owned(), verdicts(2, 0, &["y"]))];
        let both = together(first, second);
        assert_eq!(
            both,
            [("a.rs".to_owned(), verdicts(4, 1, &["y"])), ("b.rs".to_owned(), verdicts(2, 0, &[]))]
        );
    }

    #[test]
    fn tests_that_fail_anyway_say_nothing() {
        assert!(verdicts(&outcomes(&[], "Failure")).is_err());
        assert!(verdicts("{}").is_err());
    }
}
