//! Times of day: `12:05`, `12:05 PM`, `3 p.m.`, `at noon`.

use chrono::NaiveTime;

use super::tokens::Token;

/// `am`, `p.m.`, `p`: whether it is after noon, and how many tokens that is.
fn half(tokens: &[Token]) -> Option<(bool, usize)> {
    let is_late = |text: &str| match text {
        "am" | "a" => Some(false),
        "pm" | "p" => Some(true),
        _ => None,
    };
    let late = is_late(&tokens.first()?.text)?;
    let dotted = [".", "m", "."];
    let more = dotted.iter().zip(&tokens[1..]).take_while(|(text, token)| token.is(text)).count();
    match (tokens[0].len(), more) {
        (1, 2..) => Some((late, 1 + more)),
        (1, _) => tokens[0].is_glued.then_some((late, 1)),
        _ => Some((late, 1)),
    }
}

/// The time that the tokens begin with, and how many tokens that is.
pub fn time(tokens: &[Token]) -> Option<(NaiveTime, usize)> {
    if let [at, rest @ ..] = tokens
        && (at.is("at") || at.is("@"))
    {
        return time(rest).map(|(time, taken)| (time, taken + 1));
    }
    let first = tokens.first()?;
    if first.is("noon") || first.is("midday") {
        return Some((NaiveTime::from_hms_opt(12, 0, 0)?, 1));
    }
    if first.is("midnight") {
        return Some((NaiveTime::MIN, 1));
    }
    let mut numbers = vec![first.number.filter(|_| first.len() <= 2)?];
    let mut taken = 1;
    while let [colon, digits, ..] = &tokens[taken..]
        && (colon.is(":") || colon.is("."))
        && colon.is_glued
        && digits.len() == 2
        && numbers.len() < 3
        && (taken == 1 || tokens[1].is(&colon.text))
        && let Some(number) = digits.number
    {
        numbers.push(number);
        taken += 2;
    }
    let half = half(&tokens[taken..]);
    let is_clock = taken > 1 && tokens[1].is(":");
    let hour = match (half, numbers[0]) {
        (Some((late, _)), hour @ 1..=12) => hour % 12 + if late { 12 } else { 0 },
        // Whoever writes 15:30 pm says the same twice.
        (Some(_), hour @ 13..24) | (None, hour @ 0..24) if is_clock => hour,
        _ => return None,
    };
    let of = |place: usize| numbers.get(place).copied().unwrap_or(0);
    let time = NaiveTime::from_hms_opt(hour, of(1), of(2))?;
    Some((time, taken + half.map_or(0, |(_, more)| more)))
}
