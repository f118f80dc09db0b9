//! A table of what was measured, what stands beside it, and how much it may be. What misses is marked.

use std::fmt::Write;

use crate::loading::{Loading, SHORT_MS};
use crate::spread::Spread;

/// One line of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    what: String,
    now: String,
    beside: String,
    goal: String,
    misses: bool,
}

impl Line {
    /// What is only told.
    pub fn told(what: impl Into<String>, now: impl Into<String>) -> Self {
        let (what, now) = (what.into(), now.into());
        Self { what, now, beside: String::new(), goal: String::new(), misses: false }
    }

    /// What should be no more, with so many digits behind the point.
    pub fn at_most(what: impl Into<String>, now: f64, goal: f64, digits: usize) -> Self {
        let told = Self::told(what, format!("{now:.digits$}"));
        Self { goal: format!("≤ {goal:.digits$}"), misses: now > goal, ..told }
    }

    /// What should be no less.
    pub fn at_least(what: impl Into<String>, now: f64, goal: f64, digits: usize) -> Self {
        let told = Self::told(what, format!("{now:.digits$}"));
        Self { goal: format!("≥ {goal:.digits$}"), misses: now < goal, ..told }
    }

    /// Costs whose median should be no more.
    pub fn spread(what: impl Into<String>, now: &Spread, goal: f64) -> Self {
        Self { now: now.cell(), ..Self::at_most(what, now.median, goal, 1) }
    }

    /// The same, with what stands beside it.
    #[must_use]
    pub fn beside(self, beside: impl Into<String>) -> Self {
        Self { beside: beside.into(), ..self }
    }
}

/// That no task while something loads should be long.
pub fn tasks(loading: &Loading) -> [Line; 2] {
    let longest = Line::at_most("longest task, ms", loading.longest_task_ms, SHORT_MS, 0);
    [
        Line { now: loading.longest(), ..longest },
        Line::at_most("tasks over 50 ms", loading.long_tasks as f64, 0.0, 0),
    ]
}

/// As Markdown.
pub fn table(name: &str, lines: &[Line]) -> String {
    let mut text = format!("| {name} | now | beside it | goal | |\n| --- | --: | --: | --: | --- |\n");
    for Line { what, now, beside, goal, misses } in lines {
        let mark = if *misses { "**misses**" } else { "" };
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {what} | {now} | {beside} | {goal} | {mark} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_misses_its_goal_is_marked_and_nothing_else() {
        let spread = Spread { median: 4.1, p95: 5.0, max: 9.0 };
        let lines = [
            Line::at_most("picture, ms", 900.0, 900.0, 0),
            Line::at_most("shift", 0.021, 0.02, 3),
            Line::at_least("MB/s", 119.9, 120.0, 0).beside("one core 150"),
            Line::at_least("more MB/s", 120.0, 120.0, 0),
            Line::spread("zoom", &spread, 4.0),
            Line::told("records", "7"),
        ];
        let text = table("what", &lines);
        let rows: Vec<_> = text.lines().skip(2).collect();
        assert_eq!(rows[1], "| shift | 0.021 |  | ≤ 0.020 | **misses** |");
        assert_eq!(rows[2], "| MB/s | 120 | one core 150 | ≥ 120 | **misses** |");
        assert_eq!(rows[4], "| zoom | 4.1 / 5.0 / 9.0 |  | ≤ 4.0 | **misses** |");
        let missed: Vec<_> = rows.iter().map(|row| row.contains("misses")).collect();
        assert_eq!(missed, [false, true, true, false, true, false]);
    }

    #[test]
    fn a_load_without_long_tasks_is_told_as_browsers_tell_it() {
        let short = tasks(&Loading::default());
        assert_eq!(short[0].now, "≤ 50");
        assert!(short.iter().all(|line| !line.misses));
        let long = Loading { longest_task_ms: 51.0, long_tasks: 1, ..Loading::default() };
        assert!(tasks(&long).iter().all(|line| line.misses), "{long:?}");
    }
}
