//! Text that is none: halves of surrogate pairs (`\ud800`) in strings, which some programs write and JSON
//! forbids, and bytes that are no UTF-8. Each becomes the replacement character, and its place is kept.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::nan::without_nan;

/// The escape of the replacement character: as long as that of a half.
const ESCAPE: &str = "\\ufffd";

/// The text with replacement characters for halves of pairs, and where they stand, in bytes; `None` where
/// there are none.
pub fn without_halves(text: &str) -> Option<(String, Vec<usize>)> {
    let bytes = text.as_bytes();
    let (mut places, mut at) = (Vec::new(), 0);
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\\')) {
        at += next;
        at += match (unit(bytes, at), unit(bytes, at + ESCAPE.len())) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => 2 * ESCAPE.len(),
            (Some(0xd800..0xe000), _) => {
                places.push(at);
                ESCAPE.len()
            }
            // Whatever else is escaped is one character, a backslash maybe.
            _ => 2,
        };
    }
    if places.is_empty() {
        return None;
    }
    let mut mended = String::with_capacity(text.len());
    let mut copied = 0;
    for place in &places {
        mended.push_str(&text[copied..*place]);
        mended.push_str(ESCAPE);
        copied = place + ESCAPE.len();
    }
    mended.push_str(&text[copied..]);
    Some((mended, places))
}

/// A text of JSON without what is none though some write it: halves of pairs, NaN and Infinity. `None` where it has
/// nothing of these.
pub fn mended(text: &str) -> Option<String> {
    match (without_nan(text), without_halves(text)) {
        (plain @ Cow::Owned(_), Some(_)) => without_halves(&plain).map(|(mended, _)| mended),
        (Cow::Owned(plain), None) => Some(plain),
        (Cow::Borrowed(_), halves) => halves.map(|(mended, _)| mended),
    }
}

/// Reads JSON; where it is none, once more as [`mended`].
///
/// # Errors
/// When that is none either, or not what is wanted.
pub fn read_json<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(text)
        .or_else(|error| mended(text).map_or(Err(error), |text| serde_json::from_str(&text)))
}

/// Where replacement characters stand, in bytes.
pub fn replaced(text: &str) -> Vec<usize> {
    text.match_indices(char::REPLACEMENT_CHARACTER).map(|(at, _)| at).collect()
}

/// The unit that the escape at this place stands for: `\u` and four digits.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + ESCAPE.len())?.strip_prefix(b"\\u")?;
    let digits =
        std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}

/// The strings of a piece of JSON with one of `places` in them (counted from its beginning), each with
/// the name of the member whose value it is.
pub fn strings_at(json: &str, places: impl Fn(usize, usize) -> bool) -> Vec<(String, String)> {
    let (mut found, mut name, mut at) = (Vec::new(), String::new(), 0);
    while let Some(start) = json.get(at..).and_then(|rest| rest.find('"')).map(|next| at + next) {
        let Some(end) = end_of_string(json.as_bytes(), start + 1) else { break };
        let text = || serde_json::from_str(&json[start..end]).unwrap_or_default();
        let is_name = json[end..].trim_start().starts_with(':');
        if places(start, end) {
            found.push((if is_name { String::new() } else { name.clone() }, text()));
        }
        if is_name {
            name = text();
        }
        at = end;
    }
    found
}

/// The place behind the quote that ends the string whose first character is at `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn halves_are_replaced_and_pairs_stay() {
        for (text, expected) in [
            (r#""\ud800""#, r#""\ufffd""#),
            (r#""a\uDC00b""#, r#""a\ufffdb""#),
            (r#""\ud800\ud83d\udE00\ud800""#, r#""\ufffd\ud83d\udE00\ufffd""#),
            (r#""\udc00\ud800""#, r#""\ufffd\ufffd""#),
            (r#""\ud800\n\\\ud800""#, r#""\ufffd\n\\\ufffd""#),
            (r#""\ud800\u0041""#, r#""\ufffd\u0041""#),
        ] {
            assert_eq!(without_halves(text).unwrap().0, expected);
        }
        for text in [r#""\\ud800""#, r#""\ud83d\ude00""#, r#""\ud8""#, "\"\\", r#""\u+fff""#, "", "\\ud80é"]
        {
            assert_eq!(without_halves(text), None, "{text}");
        }
    }

    #[test]
    fn strings_are_found_with_their_names() {
        let json = r#"{"a":"x","b\"c": "y" , "d":["z","é"],"e":{"f":"g"}}"#;
        let of = |what: &str| {
            let at = json.find(what).unwrap();
            strings_at(json, |from, to| (from..to).contains(&at))
        };
        let pair = |name: &str, text: &str| vec![(name.to_owned(), text.to_owned())];
        assert_eq!(of("x"), pair("a", "x"));
        assert_eq!(of("y"), pair("b\"c", "y"));
        assert_eq!(of("é"), pair("d", "é"));
        assert_eq!(of("g"), pair("f", "g"));
        assert_eq!(of("d\""), pair("", "d"), "a name itself");
    }

    proptest! {
        #[test]
        fn what_is_mended_is_what_a_lenient_reader_reads(units in prop::collection::vec(
            prop::sample::select(&[0x41_u16, 0x5c, 0x22, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe9][..]), 0..12,
        )) {
            let escapes: Vec<String> = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let text = format!("\"{}\"", escapes.concat());
            let mended = without_halves(&text).map_or(text, |(mended, _)| mended);
            let read: String = serde_json::from_str(&mended).unwrap();
            prop_assert_eq!(read, String::from_utf16_lossy(&units));
        }
    }
}
