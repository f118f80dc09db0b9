//! Files with schedules that a host has beside the page: `schedules/{agent}.csv`.

use std::fmt::Write;

use crate::app::words::settings as words;
use serde::Deserialize;

/// What stands for the agent's id.
const AGENT: &str = "{agent}";

/// Where such files are: a path on the page's own origin, never out of the folder that the page is in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct HostPath(String);

/// A path that leads elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPath;

impl std::fmt::Display for BadPath {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(words::SCHEDULE_BAD)
    }
}

impl TryFrom<String> for HostPath {
    type Error = BadPath;

    fn try_from(text: String) -> Result<Self, BadPath> {
        let path = text.trim().trim_start_matches("./");
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~/".contains(c);
        let is_plain = path.replacen(AGENT, "", 1).chars().all(is_plain);
        let is_name = |part: &str| !part.is_empty() && part.chars().any(|c| c != '.');
        let good = is_plain && path.split('/').all(is_name);
        if good { Ok(Self(path.to_owned())) } else { Err(BadPath) }
    }
}

impl HostPath {
    /// Whether each agent has a file of its own.
    pub fn is_by_agent(&self) -> bool {
        self.0.contains(AGENT)
    }

    /// The path of an agent's file, below the page.
    pub fn of(&self, agent: &str) -> String {
        self.0.replace(AGENT, &encoded(agent))
    }
}

/// An id as a part of a path: whatever it holds, it is one name.
fn encoded(id: &str) -> String {
    let mut text = String::with_capacity(id.len());
    for byte in id.bytes() {
        // Dots, too: a name of dots alone leads to another folder.
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            text.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_the_page_are_named() {
        for (text, expected) in [
            ("schedules/{agent}.csv", Some("schedules/401.csv")),
            ("./plan.ics", Some("plan.ics")),
            ("a/b_c/{agent}/plan-1.json", Some("a/b_c/401/plan-1.json")),
            ("", None),
            ("/schedules/{agent}.csv", None),
            ("//evil.example/{agent}.csv", None),
            ("https://evil.example/{agent}.csv", None),
            ("data:text/csv,x", None),
            ("../{agent}.csv", None),
            ("a/../../{agent}.csv", None),
            ("a/./b.csv", None),
            ("a//b.csv", None),
            ("a\\b.csv", None),
            ("%2e%2e/b.csv", None),
            ("a?b", None),
            ("a#b", None),
            ("{agent}/{agent}.csv", None),
            ("{user}.csv", None),
        ] {
            let path = HostPath::try_from(text.to_owned()).ok();
            assert_eq!(path.map(|path| path.of("401")).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_id_is_one_name_whatever_it_holds() {
        let path = HostPath::try_from("s/{agent}.csv".to_owned()).unwrap();
        for (id, expected) in [
            ("7F-a_1", "s/7F-a_1.csv"),
            ("../x", "s/%2E%2E%2Fx.csv"),
            ("a b?#%", "s/a%20b%3F%23%25.csv"),
            ("é", "s/%C3%A9.csv"),
        ] {
            assert_eq!(path.of(id), expected);
        }
        assert!(path.is_by_agent() && !HostPath("plan.csv".into()).is_by_agent());
    }
}
