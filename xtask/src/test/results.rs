//! Counting tests by the closing lines of their runners.

/// Tests that ran.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// Their names, as far as they were said.
    pub names: Vec<String>,
}

impl Results {
    /// Takes in one line of a runner's output.
    pub fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.passed += count(counts, "passed");
            self.failed += count(counts, "failed");
        } else if let Some(name) = line.strip_prefix("test ").and_then(failed_name) {
            self.names.push(name.to_owned());
        }
    }

    /// Adds those of another stage.
    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.names.extend_from_slice(&other.names);
    }
}

/// Whether a line only says that nothing in this program of tests fits the filter.
pub fn is_empty_run(line: &str) -> bool {
    let line = line.trim();
    line.is_empty()
        || line == "running 0 tests"
        || line.starts_with("test result: ok. 0 passed; 0 failed; 0 ignored")
}

/// The number before a word, in `ok. 12 passed; 0 failed; ...`.
fn count(counts: &str, word: &str) -> u64 {
    let parts = counts.split(['.', ';']).map(str::trim);
    let mut numbers = parts.filter_map(|part| part.strip_suffix(word)?.trim_end().parse().ok());
    numbers.next().unwrap_or(0)
}

/// cargo test says `NAME ... FAILED`, wasm-bindgen-test `NAME ... FAIL`.
fn failed_name(line: &str) -> Option<&str> {
    let (name, verdict) = line.rsplit_once(" ... ")?;
    matches!(verdict, "FAILED" | "FAIL").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Results {
        let mut results = Results::default();
        text.lines().for_each(|line| results.read(line));
        results
    }

    #[test]
    fn runs_are_added_up() {
        let text = "running 2 tests\ntest a ... ok\ntest b ... FAILED\n\n\
            test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s\n\
            test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 7 filtered out; finished in 1.5s\n";
        assert_eq!(of(text), Results { passed: 13, failed: 1, names: vec!["b".to_owned()] });
    }

    #[test]
    fn browser_runs_count_too() {
        let text = "test shiftline::web::opens ... FAIL\n\
            test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 filtered out; finished in 0.62s";
        assert_eq!(
            of(text),
            Results { passed: 4, failed: 1, names: vec!["shiftline::web::opens".to_owned()] }
        );
    }

    #[test]
    fn programs_without_a_fitting_test_are_silent() {
        for line in [
            "",
            "running 0 tests\n",
            "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 7 filtered out",
        ] {
            assert!(is_empty_run(line), "{line}");
        }
        for line in ["running 1 test", "test a ... ok", "test result: ok. 1 passed; 0 failed; 0 ignored"] {
            assert!(!is_empty_run(line), "{line}");
        }
    }

    #[test]
    fn other_lines_do_not() {
        let text = "3 passed\ntest result of yesterday: 5 passed\nnote: test result: ok. 9 passed;";
        assert_eq!(of(text), Results::default());
    }
}
