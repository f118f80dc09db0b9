//! NaN and Infinity, which Python writes into JSON though JSON has no such thing.

use std::borrow::Cow;

/// The longest first.
const WORDS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];

/// A text of JSON in which `NaN`, `Infinity` and `-Infinity` outside strings are null; as it stands
/// where there are none.
pub fn without_nan(text: &str) -> Cow<'_, str> {
    if !WORDS[1..].iter().any(|word| text.contains(word)) {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let (mut clean, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' {
            at = end_of_string(bytes, at + 1);
        } else if let Some(word) = word_at(bytes, at) {
            clean.push_str(&text[copied..at]);
            clean.push_str("null");
            at += word.len();
            copied = at;
        } else {
            at += 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    clean.push_str(&text[copied..]);
    Cow::Owned(clean)
}

/// The place behind the quote that ends the string whose first character is at `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The word that stands here, and is no part of a longer one.
fn word_at(bytes: &[u8], at: usize) -> Option<&'static str> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.');
    if !matches!(bytes[at], b'-' | b'I' | b'N') || at.checked_sub(1).is_some_and(|i| is_part(&bytes[i])) {
        return None;
    }
    let rest = &bytes[at..];
    let stands =
        |word: &&str| rest.starts_with(word.as_bytes()) && !rest.get(word.len()).is_some_and(is_part);
    WORDS.into_iter().find(stands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_outside_strings_become_null() {
        for (text, expected) in [
            (r#"{"a": NaN, "b":[Infinity,-Infinity]}"#, r#"{"a": null, "b":[null,null]}"#),
            (r#"{"NaN":"NaN, \"Infinity\" \\","x":NaN}"#, r#"{"NaN":"NaN, \"Infinity\" \\","x":null}"#),
            ("NaN", "null"),
            ("[\"é\",NaN", "[\"é\",null"),
        ] {
            assert_eq!(without_nan(text), expected);
        }
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for text in [
            "",
            "[1]",
            r#"{"NaN":"-Infinity"}"#,
            "[NaNs, xNaN, +NaN, -NaN, 1Infinity]",
            "\"NaN",
            r#""\"NaN"#,
            "\"\\",
        ] {
            assert!(matches!(without_nan(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
