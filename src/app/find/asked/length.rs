//! Lengths: `> 40 min`, `over an hour`, `at most 1h30`, `18:40`.

use super::tokens::Token;
use model::time::{HOUR, MINUTE, SECOND};

/// What lengths are asked for, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// That and longer.
    Least(i64),
    /// That and shorter.
    Most(i64),
    /// A sign that nothing follows yet.
    Open,
}

#[derive(Clone, Copy)]
enum Compared {
    Over,
    AtLeast,
    Under,
    AtMost,
}

/// Ways to say it, longer ones first. Signs alone mean nothing else, words may.
const WAYS: [(&[&str], Compared); 26] = [
    (&[">", "="], Compared::AtLeast),
    (&["=", ">"], Compared::AtLeast),
    (&["<", "="], Compared::AtMost),
    (&["=", "<"], Compared::AtMost),
    (&["≥"], Compared::AtLeast),
    (&["≤"], Compared::AtMost),
    (&[">"], Compared::Over),
    (&["<"], Compared::Under),
    (&["longer", "than"], Compared::Over),
    (&["more", "than"], Compared::Over),
    (&["greater", "than"], Compared::Over),
    (&["shorter", "than"], Compared::Under),
    (&["less", "than"], Compared::Under),
    (&["at", "least"], Compared::AtLeast),
    (&["at", "most"], Compared::AtMost),
    (&["no", "more", "than"], Compared::AtMost),
    (&["up", "to"], Compared::AtMost),
    (&["over"], Compared::Over),
    (&["above"], Compared::Over),
    (&["exceeding"], Compared::Over),
    (&["longer"], Compared::Over),
    (&["more"], Compared::Over),
    (&["under"], Compared::Under),
    (&["below"], Compared::Under),
    (&["shorter"], Compared::Under),
    (&["less"], Compared::Under),
];

fn unit(token: &Token) -> Option<i64> {
    Some(match token.text.as_str() {
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" => HOUR,
        "m" | "min" | "mins" | "minute" | "minutes" => MINUTE,
        "s" | "sec" | "secs" | "second" | "seconds" => SECOND,
        _ => return None,
    })
}

/// `40`, `1.5` or `0,5` in thousandths, and how many tokens that is.
fn thousandths(tokens: &[Token]) -> Option<(i64, usize)> {
    let whole = i64::from(tokens.first()?.number?) * 1_000;
    let fraction = match tokens {
        [_, point, digits, ..] if (point.is(".") || point.is(",")) && point.is_glued && digits.is_glued => {
            digits.number.filter(|_| digits.len() <= 3)
        }
        _ => None,
    };
    Some(match fraction {
        Some(digits) => (whole + i64::from(digits) * 10_i64.pow(3 - tokens[2].len() as u32), 3),
        None => (whole, 1),
    })
}

/// `18:40` (minutes and seconds, as tables write stretches) or `1:18:40`.
fn clock(tokens: &[Token]) -> Option<(i64, usize)> {
    let (first, mut rest) = tokens.split_first()?;
    let mut parts = vec![i64::from(first.number?)];
    while let [colon, digits, after @ ..] = rest
        && colon.is(":")
        && parts.len() < 3
    {
        parts.push(i64::from(digits.number.filter(|n| *n < 60)?));
        rest = after;
    }
    let ms = match parts[..] {
        [minutes, seconds] => minutes * MINUTE + seconds * SECOND,
        [hours, minutes, seconds] => hours * HOUR + minutes * MINUTE + seconds * SECOND,
        _ => return None,
    };
    Some((ms, parts.len() * 2 - 1))
}

/// `40 min`, `1h30m`, `1 h 30`, `an hour`, `half an hour` → milliseconds, and how many tokens that is.
fn with_units(tokens: &[Token]) -> Option<(i64, usize)> {
    let said = |text: &[&str]| {
        tokens.len() >= text.len() && text.iter().zip(tokens).all(|(text, token)| token.is(text))
    };
    for (text, ms) in [
        (&["half", "an", "hour"][..], HOUR / 2),
        (&["half", "hour"], HOUR / 2),
        (&["an", "hour"], HOUR),
        (&["a", "minute"], MINUTE),
    ] {
        if said(text) {
            return Some((ms, text.len()));
        }
    }
    let (mut ms, mut at, mut smallest) = (0_i64, 0, i64::MAX);
    while let Some((amount, taken)) = thousandths(&tokens[at..]) {
        let unit_of = tokens.get(at + taken).and_then(unit);
        let (unit, taken) = match unit_of {
            Some(unit) => (unit, taken + 1),
            // `1h30` is half past.
            None if smallest == HOUR && amount < 60_000 => (MINUTE, taken),
            None => break,
        };
        if unit >= smallest {
            break;
        }
        // What is beyond all numbers is longer than anything.
        ms = ms.saturating_add(amount.saturating_mul(unit) / 1_000);
        (at, smallest) = (at + taken, unit);
    }
    (at > 0).then_some((ms, at))
}

/// A length; a number alone is of minutes.
fn length(tokens: &[Token]) -> Option<(i64, usize)> {
    let minutes = || {
        let (amount, taken) = thousandths(tokens)?;
        Some((amount.saturating_mul(MINUTE) / 1_000, taken))
    };
    clock(tokens).or_else(|| with_units(tokens)).or_else(minutes)
}

/// What the tokens begin with, if that asks for lengths. A length alone asks for that and longer.
pub fn bound(tokens: &[Token]) -> Option<(Bound, usize)> {
    let begins = |words: &[&str]| {
        tokens.len() >= words.len() && words.iter().zip(tokens).all(|(word, token)| token.is(word))
    };
    let Some((words, compared)) = WAYS.iter().find(|(words, _)| begins(words)) else {
        return with_units(tokens).map(|(ms, taken)| (Bound::Least(ms), taken));
    };
    let Some((ms, taken)) = length(&tokens[words.len()..]) else {
        let is_sign = !words[0].starts_with(char::is_alphabetic);
        return is_sign.then_some((Bound::Open, words.len()));
    };
    let bound = match compared {
        Compared::Over => Bound::Least(ms.saturating_add(1)),
        Compared::AtLeast => Bound::Least(ms),
        Compared::Under => Bound::Most(ms - 1),
        Compared::AtMost => Bound::Most(ms),
    };
    Some((bound, words.len() + taken))
}
