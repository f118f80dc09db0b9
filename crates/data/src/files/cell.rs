//! Cells that hold no time: flags, counts, ids, and what stands for nothing.

use std::borrow::Cow;

use crate::length;
use crate::plain::{folded, plain, trimmed};

/// What programs write for nothing. `Na`, `Nan` and `Nil` are names of people.
const NOTHINGS: &[&str] = &[
    "",
    "-",
    "--",
    "---",
    "\\N",
    "null",
    "NULL",
    "Null",
    "(null)",
    "(NULL)",
    "<null>",
    "<NULL>",
    "[NULL]",
    "[null]",
    "N/A",
    "n/a",
    "N/a",
    "NA",
    "<NA>",
    "n.a.",
    "N.A.",
    "#N/A",
    "#N/A!",
    "#NV",
    "#N/D",
    "None",
    "none",
    "NONE",
    "nan",
    "NaN",
    "NAN",
    "NaT",
    "undefined",
    "nil",
    "(blank)",
    "(empty)",
    "(none)",
    "(leer)",
    "(Leer)",
    "(vide)",
    "(en blanco)",
    "(em branco)",
    "(vuoto)",
    "(leeg)",
    "(пусто)",
    "(puste)",
    "(tom)",
    "#N/V",
    "#NULL!",
    "k.A.",
    "k. A.",
    "n.v.t.",
    "s/d",
    "S/D",
    "N/D",
];

/// Whether a cell stands for nothing: empty, or what programs write for it (`NULL`, `N/A`, `-`).
#[inline]
pub fn is_nothing(text: &str) -> bool {
    !matches!(text.as_bytes(), [b'0'..=b'9', ..]) && is_word_for_nothing(text)
}

fn is_word_for_nothing(text: &str) -> bool {
    match text.as_bytes() {
        // Words for nothing begin with an N or a U, and the longest is "undefined".
        [first, .., last]
            if first.is_ascii_alphabetic()
                && last.is_ascii_alphabetic()
                && (text.len() > 9 || !matches!(first, b'N' | b'n' | b'u')) =>
        {
            return false;
        }
        _ => {}
    }
    let text = plain(text);
    NOTHINGS.contains(&&*text)
}

/// Words and marks for yes and no, of spreadsheets and people, in lower case without accents.
const YES: &str = "x ✓ ✔ ☑ ☒ √ ✅ 🗸 🗹 ● • * + ■ ok v available true t yes y on wahr ja j vrai oui verdadero verdadeiro si s sim vero waar prawda tak sant sand sann \
    tosi kylla pravda ano dogru evet igaz igen истина да adevarat da ναι αληθης αληθησ はい 真 是 예 참";
const NO: &str = "✗ ✘ ✕ ✖ × ❌ ❎ ☐ □ ○ unavailable false f no n off falsch nein faux non falso nao onwaar nee falsz nie falskt falsk nej usann nei \
    epatosi ei nepravda ne yanlis hayir hamis nem ложь нет fals nu οχι ψευδης ψευδησ いいえ 偽 否 假 아니요 거짓";

/// Yes or no: `1`, `0`, `-1` (a database's yes), `1.0`, or a word in one of many languages.
pub fn flag(text: &str) -> Option<bool> {
    match text.parse().ok().or_else(|| whole(text)) {
        Some(0) => return Some(false),
        Some(1 | -1) => return Some(true),
        _ => {}
    }
    let word = folded(&plain(text));
    let is_one_of = |words: &str| words.split(' ').any(|one| one == word);
    if is_one_of(YES) { Some(true) } else { is_one_of(NO).then_some(false) }
}

/// A whole number, also as programs write it that know only fractions: `12.0`, `12,0`, `1.2E+1`. `None`
/// for what is none, and beyond 64 bits.
#[inline]
pub fn whole(text: &str) -> Option<i64> {
    match length::whole(text) {
        Some(number) => Some(number as i64),
        None => whole_of_any(text),
    }
}

fn whole_of_any(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let text = plain(text);
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().ok().filter(|exponent| (-30..=30).contains(exponent))?;
    let (digits, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let unsigned = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if unsigned.is_empty() || !are_digits(unsigned) || !are_digits(fraction) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    let shift = exponent - i32::try_from(fraction.len()).ok()?;
    let number: i128 = format!("{digits}{fraction}").parse().ok()?;
    let scale = 10_i128.checked_pow(shift.unsigned_abs())?;
    let shifted = if shift >= 0 {
        number.checked_mul(scale)?
    } else {
        (number % scale == 0).then_some(number / scale)?
    };
    shifted.try_into().ok()
}

/// An id without what spreadsheets and programs make of it: `401.0`, `="401"` and `'401` are `401`;
/// everything else as it stands, without space around it.
pub fn id(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let text = trimmed(text);
    let inner = text.strip_prefix('=').map_or(text, str::trim_start);
    let inner = inner.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).map_or(text, trimmed);
    // Some names begin with an apostrophe: 't Hooft.
    let is_guard = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit() || "=+-@".contains(c));
    let inner = inner.strip_prefix('\'').filter(is_guard).unwrap_or(inner);
    if let Some(number) = number_id(inner) {
        return Cow::Owned(number);
    }
    if inner.contains("\"\"") && inner.len() < text.len() {
        Cow::Owned(inner.replace("\"\"", "\""))
    } else {
        Cow::Borrowed(inner)
    }
}

/// The digits of a number that is written like none that counts: `401.0`, `401,0`, `4.01E+02`, `+401`, or in
/// another script. `None` for other texts, and where digits are lost (`1.23457E+13`).
fn number_id(text: &str) -> Option<String> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let text = plain(text);
    let text = text.strip_prefix('+').unwrap_or(&text);
    let (mantissa, exponent) = text.split_once("E+").unwrap_or((text, "0"));
    let exponent: usize = exponent.parse().ok()?;
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // `401,000` may well be a number with a mark between thousands.
    let is_mark_of_thousands = mantissa.contains(',') && fraction.len() > 2;
    if whole.is_empty() || !are_digits(whole) || !are_digits(fraction) || is_mark_of_thousands {
        return None;
    }
    let (more, zeros) = fraction.split_at_checked(exponent)?;
    zeros.bytes().all(|zero| zero == b'0').then(|| format!("{whole}{more}"))
}

/// Whether an id has lost digits in a spreadsheet, which may have made one of several: `1.23457E+13`.
pub fn is_rounded_id(text: &str) -> bool {
    let text = plain(text);
    if !text.as_bytes().contains(&b'+') {
        return false;
    }
    let parts = text
        .split_once("E+")
        .and_then(|(mantissa, exponent)| Some((mantissa.split_once(['.', ','])?, exponent)));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = parts
        .is_some_and(|((whole, fraction), exponent)| [whole, fraction, exponent].into_iter().all(are_digits));
    is_number && number_id(&text).is_none()
}

#[cfg(test)]
mod tests;
