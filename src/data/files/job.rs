//! The answer of CXone's report job: `{"fileName":"agent_state_log.csv","file":"QWdlbnRf…"}`, with the
//! report in base64.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use serde_json::Value;

/// Names that the member with the file may have.
const FILE: [&str; 3] = ["file", "fileContent", "fileData"];

/// The file that an answer holds, if it is the answer of a report job.
pub fn file(text: &str) -> Option<Vec<u8>> {
    // Pages of an API are larger and more frequent: do not read them twice.
    if !FILE.iter().any(|name| text.contains(&format!("\"{name}\""))) {
        return None;
    }
    let answer: Value = serde_json::from_str(text).ok()?;
    let first = answer.as_array().and_then(|list| list.first()).unwrap_or(&answer);
    let content = FILE.iter().find_map(|name| first.get(name)?.as_str())?;
    let content: String = content.split_whitespace().collect();
    let content = content.rsplit_once("base64,").map_or(content.as_str(), |(_, content)| content);
    STANDARD.decode(content).or_else(|_| STANDARD_NO_PAD.decode(content)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_taken_out_of_the_answer() {
        for text in [
            r#"{"fileName":"a.csv","file":"YSxi"}"#,
            r#"{"fileName":"a.csv","file":"YS\nxi"}"#,
            r#"[{"file":"data:text/csv;base64,YSxi"}]"#,
        ] {
            assert_eq!(file(text).as_deref(), Some(&b"a,b"[..]), "{text}");
        }
        for text in [r#"{"file":"no base64!"}"#, r#"{"file":5}"#, r#"{"records":[]}"#, "{\"file\""] {
            assert_eq!(file(text), None, "{text}");
        }
    }
}
