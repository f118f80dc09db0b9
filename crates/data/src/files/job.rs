//! The answer of CXone's report job: `{"fileName":"agent_state_log.csv","file":"QWdlbnRf…"}`, with the
//! report in base64.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::dialect::read_json;

/// Names that the member with the file may have, in lower case.
const FILE: [&str; 3] = ["file", "filecontent", "filedata"];

/// Elements around the file that are looked into.
const DEEPEST: usize = 8;

/// The files that an answer holds, if it is the answer of a report job or a list of them.
pub fn files(text: &str) -> Vec<Vec<u8>> {
    // Pages of an API are larger and more frequent: do not read them twice.
    let is_near =
        |at: usize| text[at..].get(..16).is_some_and(|name| name.to_ascii_lowercase().starts_with("\"file"));
    if !text.match_indices('"').any(|(at, _)| is_near(at)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Ok(answer) = read_json::<Value>(text) {
        find(&answer, DEEPEST, &mut found);
    }
    found
}

fn find(value: &Value, deepest: usize, found: &mut Vec<Vec<u8>>) {
    match value {
        Value::Array(values) if deepest > 0 => {
            for value in values {
                find(value, deepest - 1, found);
            }
        }
        Value::Object(members) if deepest > 0 => {
            for (name, value) in members {
                match value {
                    Value::String(content) if FILE.contains(&name.to_ascii_lowercase().as_str()) => {
                        found.extend(decoded(content));
                    }
                    value => find(value, deepest - 1, found),
                }
            }
        }
        _ => {}
    }
}

/// A file in base64, as a data URL, or as it is.
fn decoded(content: &str) -> Option<Vec<u8>> {
    let plain: String = content.split_whitespace().collect();
    let plain = plain.rsplit_once("base64,").map_or(plain.as_str(), |(_, content)| content);
    let engines = [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD];
    let bytes = engines.iter().find_map(|engine| engine.decode(plain).ok());
    let is_table = || content.trim().contains('\n').then(|| content.as_bytes().to_vec());
    bytes.or_else(is_table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_taken_out_of_the_answer() {
        for text in [
            r#"{"fileName":"a.csv","file":"YSxi"}"#,
            r#"{"fileName":"a.csv","file":"YS\nxi"}"#,
            r#"[{"file":"data:text/csv;base64,YSxi"}]"#,
            r#"{"files":{"FileName":"a.csv","File":"YSxi"}}"#,
            r#"{"jobResult":{"files":[{"fileContent":"YSxi"}]}}"#,
        ] {
            assert_eq!(files(text), [b"a,b"], "{text}");
        }
        assert_eq!(
            files(r#"[{"file":"YSxi"},{"file":"Yyxk"},{"file":"e\nf"}]"#),
            [&b"a,b"[..], b"c,d", b"e\nf"]
        );
        for text in [r#"{"file":"no base64!"}"#, r#"{"file":5}"#, r#"{"records":[]}"#, "{\"file\""] {
            assert!(files(text).is_empty(), "{text}");
        }
    }
}
