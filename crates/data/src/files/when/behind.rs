//! What stands behind a clock: an offset, or the abbreviation of a zone.

use super::offsets::{offsets_of, text_of};
use super::tokens::{Kind, Token};

/// What a time says about its zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Seconds east of UTC.
    Offset(i32),
    /// An abbreviation in capitals.
    Zone(Box<str>),
}

impl Behind {
    /// As [`offsets_of`] knows it.
    pub fn text(self) -> Box<str> {
        match self {
            Self::Offset(offset_s) => text_of(offset_s).into(),
            Self::Zone(zone) => zone,
        }
    }
}

/// The zone that is told from `start` on, and the parts that it takes. `None`: an offset that there is
/// not (`+99:00`).
pub fn find(tokens: &[Token], start: usize) -> Option<(Option<Behind>, usize)> {
    let is = |at: usize, mark: &str| tokens.get(at).is_some_and(|token| token.is(mark));
    let is_inside = is(start, "(");
    let at = start + usize::from(is_inside);
    let word = tokens.get(at).and_then(Token::word);
    let is_utc = word.is_some_and(|word| matches!(word, "utc" | "gmt" | "ut" | "z" | "zulu"));
    let sign_at = at + usize::from(is_utc);
    let (found, end) = match sign(tokens, sign_at) {
        Some(sign) => {
            let (offset_s, end) = offset(tokens, sign_at + 1, is_utc)?;
            (Behind::Offset(sign * offset_s), end)
        }
        None if is_utc => (Behind::Offset(0), at + 1),
        None => {
            let zone = word.map(str::to_uppercase).filter(|zone| !offsets_of(zone).is_empty());
            let Some(zone) = zone else { return Some((None, 0)) };
            (Behind::Zone(zone.into()), at + 1)
        }
    };
    let end = if is_inside { is(end, ")").then_some(end + 1)? } else { end };
    // Programs name the zone once more: `-0500 EST`, `GMT-0500 (Eastern Standard Time)`, `[Europe/Berlin]`.
    let again = tokens.get(end).and_then(Token::word).map(str::to_uppercase);
    let is_again =
        again.is_some_and(|zone| matches!(found, Behind::Offset(_)) && !offsets_of(&zone).is_empty());
    let end = end + usize::from(is_again);
    let close = if is(end, "(") { ")" } else { "]" };
    let names_again = matches!(found, Behind::Offset(_)) && (is(end, "(") || is(end, "["));
    let end = if names_again { (end..tokens.len()).find(|at| is(*at, close))? + 1 } else { end };
    Some((Some(found), end - start))
}

/// 1 or −1 for a sign at `at` with a number behind it.
fn sign(tokens: &[Token], at: usize) -> Option<i32> {
    let number = tokens.get(at + 1)?;
    let is_number = number.kind == Kind::Number && !number.spaced;
    let sign = tokens[at];
    match (sign.is("+"), sign.is("-")) {
        (true, _) => is_number.then_some(1),
        (_, true) => is_number.then_some(-1),
        _ => None,
    }
}

/// Seconds of `05`, `0530`, `05:30`, and the end of it; one digit only behind `UTC`.
fn offset(tokens: &[Token], at: usize, is_utc: bool) -> Option<(i32, usize)> {
    let least = if is_utc { 1 } else { 2 };
    let colon = tokens.get(at + 1).filter(|mark| mark.joins(":"));
    let (hours, minutes, end) = match (tokens[at].number(4, 4), colon.and_then(|_| tokens.get(at + 2))) {
        (Some(both), _) => (both / 100, both % 100, at + 1),
        (None, Some(minutes)) => (tokens[at].number(least, 2)?, minutes.number(2, 2)?, at + 3),
        (None, None) => (tokens[at].number(least, 2)?, 0, at + 1),
    };
    let seconds = (hours * 60 + minutes) * 60;
    (minutes < 60 && seconds <= 18 * 3600).then_some((seconds as i32, end))
}
