//! The clock in a text: `9:00`, `09:00:30.5`, `9.00.00`, `9h00`, `9 AM`, `T090000`.

use std::ops::Range;

use super::Clock;
use super::tokens::{Kind, Token};
use model::time::{DAY, HOUR, MINUTE, SECOND};

/// Half of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Am,
    Pm,
}

/// Marks of the halves of a day, as spreadsheets write them in their languages, without dots.
const HALVES: &[(&str, Half)] = &[
    ("am", Half::Am),
    ("pm", Half::Pm),
    ("a", Half::Am),
    ("p", Half::Pm),
    // German, Dutch, Afrikaans.
    ("vorm", Half::Am),
    ("nachm", Half::Pm),
    ("vormittags", Half::Am),
    ("nachmittags", Half::Pm),
    ("vm", Half::Am),
    ("nm", Half::Pm),
    // Finnish.
    ("ap", Half::Am),
    ("ip", Half::Pm),
    // Greek, Cyrillic.
    ("πμ", Half::Am),
    ("μμ", Half::Pm),
    ("дп", Half::Am),
    ("пп", Half::Pm),
    ("пробед", Half::Am),
    ("слобед", Half::Pm),
    ("проб", Half::Am),
    ("слоб", Half::Pm),
    // Czech, Slovenian, Hungarian.
    ("dop", Half::Am),
    ("odp", Half::Pm),
    ("pop", Half::Pm),
    ("de", Half::Am),
    ("du", Half::Pm),
    ("delelott", Half::Am),
    ("delutan", Half::Pm),
    // Turkish.
    ("oo", Half::Am),
    ("os", Half::Pm),
    // Arabic, Persian, Hebrew.
    ("ص", Half::Am),
    ("م", Half::Pm),
    ("قظ", Half::Am),
    ("بظ", Half::Pm),
    ("לפנהצ", Half::Am),
    ("אחהצ", Half::Pm),
    // Chinese, Japanese, Korean.
    ("上午", Half::Am),
    ("下午", Half::Pm),
    ("午前", Half::Am),
    ("午後", Half::Pm),
    ("오전", Half::Am),
    ("오후", Half::Pm),
    ("中午", Half::Pm),
    // Vietnamese, Albanian, Malay.
    ("sa", Half::Am),
    ("ch", Half::Pm),
    ("pd", Half::Am),
    ("md", Half::Pm),
    ("pg", Half::Am),
    ("ptg", Half::Pm),
    // Swedish, Icelandic, Welsh, Irish.
    ("fm", Half::Am),
    ("em", Half::Pm),
    ("fh", Half::Am),
    ("eh", Half::Pm),
    ("yb", Half::Am),
    ("yh", Half::Pm),
    ("rn", Half::Am),
    ("in", Half::Pm),
    // Serbian, Bosnian, Macedonian.
    ("преподне", Half::Am),
    ("поподне", Half::Pm),
    ("prepodne", Half::Am),
    ("prijepodne", Half::Am),
    ("popodne", Half::Pm),
    ("претпладне", Half::Am),
    ("попладне", Half::Pm),
    // Latvian.
    ("priekspusdiena", Half::Am),
    ("pecpusdiena", Half::Pm),
    ("prieksp", Half::Am),
    ("pecp", Half::Pm),
    // Lithuanian.
    ("priespiet", Half::Am),
    ("popiet", Half::Pm),
];

/// A clock, and the parts that it takes.
pub struct Found {
    pub clock: Clock,
    /// It shows 24:00, which is 00:00 of the next day.
    pub is_next_day: bool,
    pub parts: Range<usize>,
}

/// What stands in a text, before it is known to be a time of day.
#[derive(Default)]
pub struct Shown {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    /// Milliseconds.
    fraction: u32,
    parts: Range<usize>,
}

/// Where a clock stands in a text, if there is one.
pub fn find(tokens: &[Token]) -> Option<Shown> {
    let places = || 0..tokens.len();
    places()
        .find_map(|i| colons(tokens, i).or_else(|| digits(tokens, i)))
        .or_else(|| places().find_map(|i| letters(tokens, i)))
        .or_else(|| places().find_map(|i| dots(tokens, i)))
        .or_else(|| places().find_map(|i| hour_alone(tokens, i)))
}

/// The time of day, with the half of the day beside it. `None` when no clock shows it (`25:00`,
/// `13:00 PM`).
pub fn read(shown: &Shown, tokens: &[Token]) -> Option<Found> {
    let (before, after) = (half_before(tokens, shown.parts.start), half_at(tokens, shown.parts.end));
    let (half, start, end) = match (before, after) {
        (None, None) => (None, shown.parts.start, shown.parts.end),
        (Some((half, used)), None) => (Some(half), shown.parts.start - used, shown.parts.end),
        (None, Some((half, used))) => (Some(half), shown.parts.start, shown.parts.end + used),
        (Some(_), Some(_)) => return None,
    };
    let hour = match half {
        Some(_) if shown.hour > 12 => return None,
        Some(Half::Am) => shown.hour % 12,
        Some(Half::Pm) => shown.hour % 12 + 12,
        None => shown.hour,
    };
    let second = shown.second.unwrap_or_default();
    // 60 is a leap second; it is the first moment of the next minute.
    if shown.minute > 59 || second > 60 {
        return None;
    }
    let ms = i64::from(hour) * HOUR + i64::from(shown.minute) * MINUTE + i64::from(second) * SECOND;
    let ms = ms + i64::from(shown.fraction);
    let is_next_day = ms == DAY;
    let clock = Clock { ms: if is_next_day { 0 } else { ms as u32 }, has_seconds: shown.second.is_some() };
    (ms <= DAY).then_some(Found { clock, is_next_day, parts: start..end })
}

/// `9:00`, `09:00:30.5`, `09:00:30,5`, and SQL Server's `09:00:30:500`.
fn colons(tokens: &[Token], start: usize) -> Option<Shown> {
    let hour = tokens[start].number(1, 2)?;
    let minute = tokens.get(start + 2)?.number(1, 2).filter(|_| tokens[start + 1].is(":"))?;
    let mut shown = Shown { hour, minute, parts: start..start + 3, ..Shown::default() };
    if let Some(second) = marked(tokens, start + 3, &[":"]).and_then(|token| token.number(1, 2)) {
        shown.second = Some(second);
        shown.parts.end += 2;
        with_fraction(&mut shown, tokens);
    } else if start > 0 && !tokens[start].spaced && ["-", "+"].iter().any(|mark| tokens[start - 1].is(mark)) {
        // An offset behind a date: `2026-11-13-05:00`.
        return None;
    }
    Some(shown)
}

/// `T0900`, `T090000.5`, and the same behind `20261113`.
fn digits(tokens: &[Token], at: usize) -> Option<Shown> {
    let before = tokens.get(at.checked_sub(1)?)?;
    let token = tokens[at];
    let is_behind_t = before.word() == Some("t") && !token.spaced;
    let is_behind_date = before.number(8, 8).is_some() && token.spaced;
    let least = if is_behind_t { 2 } else { 4 };
    if !is_behind_t && !is_behind_date || !token.text.len().is_multiple_of(2) {
        return None;
    }
    token.number(least, 6)?;
    // `T09:00` has marks.
    if tokens.get(at + 1).is_some_and(|next| next.is(":")) {
        return None;
    }
    let pair = |from: usize| token.text.get(from..from + 2).and_then(|pair| pair.parse().ok());
    let mut shown = Shown {
        hour: pair(0)?,
        minute: pair(2).unwrap_or_default(),
        second: pair(4),
        parts: at..at + 1,
        ..Shown::default()
    };
    if shown.second.is_some() {
        with_fraction(&mut shown, tokens);
    }
    Some(shown)
}

/// `9h`, `9h00`, `9 h 00 m 30 s`, `9 Uhr 30`.
fn letters(tokens: &[Token], start: usize) -> Option<Shown> {
    let is =
        |at: usize, words: &[&str]| tokens.get(at).and_then(Token::word).is_some_and(|w| words.contains(&w));
    let hour = tokens[start].number(1, 2).filter(|_| is(start + 1, &["h", "hr", "uhr", "u", "ч"]))?;
    let mut shown = Shown { hour, parts: start..start + 2, ..Shown::default() };
    let Some(minute) = tokens.get(start + 2).and_then(|token| token.number(2, 2)) else { return Some(shown) };
    // `9h 13/11/2026`: the number is a date's.
    let has_word = is(start + 3, &["m", "min", "mn", "мин"]);
    if !has_word && tokens.get(start + 3).is_some_and(|next| next.kind == Kind::Mark && !next.is("(")) {
        return Some(shown);
    }
    shown.minute = minute;
    shown.parts.end += if has_word { 2 } else { 1 };
    let second = tokens.get(start + 4).and_then(|token| token.number(1, 2));
    if let Some(second) = second.filter(|_| has_word && is(start + 5, &["s", "sec", "sek", "seg"])) {
        shown.second = Some(second);
        shown.parts.end += 2;
    }
    Some(shown)
}

/// `9.00`, `09.00.00.000000`, behind a date.
fn dots(tokens: &[Token], start: usize) -> Option<Shown> {
    let hour = tokens[start].number(1, 2)?;
    let is_run = |at: usize| marked(tokens, at, &["."]).filter(|_| tokens[at].joins("."));
    let is_start = tokens[start].spaced || !tokens[start.checked_sub(1)?].is(".");
    let is_behind_date = tokens[..start].iter().any(|token| token.kind == Kind::Number);
    let minute = is_run(start + 1)?.number(2, 2).filter(|_| is_start && is_behind_date)?;
    let mut shown = Shown { hour, minute, parts: start..start + 3, ..Shown::default() };
    if let Some(second) = is_run(start + 3) {
        shown.second = Some(second.number(2, 2)?);
        shown.parts.end += 2;
        with_fraction(&mut shown, tokens);
    }
    Some(shown)
}

/// `9 AM`.
fn hour_alone(tokens: &[Token], at: usize) -> Option<Shown> {
    let hour = tokens[at].number(1, 2)?;
    let has_half = half_at(tokens, at + 1).is_some() || half_before(tokens, at).is_some();
    has_half.then(|| Shown { hour, parts: at..at + 1, ..Shown::default() })
}

/// The number behind one of these marks at `at`, nothing between them.
fn marked<'t, 'a>(tokens: &'t [Token<'a>], at: usize, marks: &[&str]) -> Option<&'t Token<'a>> {
    let is_mark = marks.iter().any(|mark| tokens.get(at).is_some_and(|token| token.is(mark)));
    tokens.get(at + 1).filter(|token| is_mark && token.kind == Kind::Number)
}

/// Takes the fraction of a second, cut to milliseconds.
fn with_fraction(shown: &mut Shown, tokens: &[Token]) {
    let at = shown.parts.end;
    let Some(digits) = marked(tokens, at, &[".", ",", ":"]).filter(|digits| !digits.spaced) else { return };
    if tokens[at].spaced || tokens[at].is(":") && digits.text.len() < 3 {
        return;
    }
    let places = digits.text.bytes().chain(*b"000").take(3);
    shown.fraction = places.fold(0, |ms, digit| ms * 10 + u32::from(digit - b'0'));
    shown.parts.end += 2;
}

/// The mark of a half of a day at `at`, and the parts that it takes: `AM`, `a. m.`.
fn half_at(tokens: &[Token], at: usize) -> Option<(Half, usize)> {
    let dot = |at: usize| usize::from(tokens.get(at).is_some_and(|token| token.is(".")));
    let first = tokens.get(at)?.word()?;
    let second_at = at + 1 + dot(at + 1);
    if let Some(second) = tokens.get(second_at).and_then(Token::word) {
        let is_both = |mark: &str| mark.strip_prefix(first) == Some(second);
        if let Some((_, half)) = HALVES.iter().find(|(mark, _)| is_both(mark)) {
            return Some((*half, second_at + 1 + dot(second_at + 1) - at));
        }
    }
    let (_, half) = HALVES.iter().find(|(mark, _)| *mark == first)?;
    // "de" and "du" are also words of dates.
    let is_certain = !matches!(first, "de" | "du") || dot(at + 1) > 0;
    is_certain.then(|| (*half, second_at - at))
}

/// The mark of a half of a day right before `at`. One letter is too little there, and `Sa` a weekday.
fn half_before(tokens: &[Token], at: usize) -> Option<(Half, usize)> {
    let fits = |used: usize| {
        let start = at.checked_sub(used)?;
        let is_letter = used == 1 && matches!(tokens[start].text, "a" | "p" | "sa" | "em" | "in");
        half_at(tokens, start).filter(|(_, length)| *length == used && !is_letter)
    };
    (1..=4).rev().find_map(fits)
}
