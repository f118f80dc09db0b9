//! The server's own words in a body of JSON, wherever it put them.

use serde_json::Value;

/// Members that may hold an error's words, the best first, in any case and with or without `_`.
const WORDS: [&str; 9] = [
    "errordescription",
    "errormessage",
    "message",
    "detail",
    "error",
    "errors",
    "fault",
    "faultstring",
    "title",
];

/// Those that a body has only when something went wrong.
const OF_ERRORS: [&str; 5] = ["errordescription", "errormessage", "error", "errors", "fault"];

/// How deep words are looked for: `{"error":{"details":[{"message":…}]}}` has three levels.
const DEPTH: usize = 3;

/// A member's name without regard for case and underscores.
pub fn plain(name: &str) -> String {
    name.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}

/// The words of a body, if it has any.
pub fn of(body: &Value) -> Option<String> {
    said(body, DEPTH)
}

/// Whether a member of this name speaks of an error.
pub fn is_error(name: &str, value: &Value) -> bool {
    OF_ERRORS.contains(&plain(name).as_str()) && said(value, DEPTH - 1).is_some()
}

fn said(value: &Value, depth: usize) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Array(items) if depth > 0 => items.iter().find_map(|item| said(item, depth - 1)),
        Value::Object(members) if depth > 0 => WORDS.iter().find_map(|word| {
            let mut of_this_name = members.iter().filter(|(name, _)| plain(name) == *word);
            of_this_name.find_map(|(_, value)| said(value, depth - 1))
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_wherever_they_are() {
        for (body, expected) in [
            (json!({ "error": "invalid", "error_description": "Too long." }), Some("Too long.")),
            (json!({ "error_Description": "Too long." }), Some("Too long.")),
            (json!({ "Message": "Too long." }), Some("Too long.")),
            (json!({ "error": { "code": 7, "message": "Inner" } }), Some("Inner")),
            (json!({ "errors": [{ "code": 7 }, { "detail": "Second" }] }), Some("Second")),
            (json!({ "fault": { "faultstring": "No route" } }), Some("No route")),
            (json!("Plainly"), Some("Plainly")),
            (json!({ "error": null, "message": " " }), None),
            (json!({ "status": "ok", "code": 0 }), None),
        ] {
            assert_eq!(of(&body).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn what_is_said_of_errors_is_told_from_other_messages() {
        assert!(is_error("errorDescription", &json!("Oops")) && is_error("errors", &json!(["Oops"])));
        for (name, value) in [
            ("message", json!("OK")),
            ("error", json!(null)),
            ("error", json!("")),
            ("error", json!(false)),
            ("errors", json!([])),
            ("errorCode", json!("0")),
        ] {
            assert!(!is_error(name, &value), "{name} {value}");
        }
    }
}
