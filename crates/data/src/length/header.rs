//! What the name of a column says about its lengths.

use super::words::unit_ms;
use super::{HeaderUnit, Unit};
use crate::plain::folded;

/// Reads a column's name.
pub fn unit(name: &str) -> Option<HeaderUnit> {
    clock(name).or_else(|| named(name).map(HeaderUnit::Unit))
}

/// `(hh:mm:ss)`, `[h]:mm`, `HHMMSS`, `hh_mm_ss`.
fn clock(name: &str) -> Option<HeaderUnit> {
    let pieces = name.split(|c: char| !(c.is_alphanumeric() || ":.[]".contains(c)));
    let with_colons = pieces.filter(|piece| piece.contains(':')).find_map(|piece| {
        let fields = piece.split([':', '.']).map(|field| field.trim_matches(['[', ']']));
        fields_of(&fields.map(field).collect::<Option<String>>()?)
    });
    with_colons.or_else(|| {
        let letters: String =
            name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        let styles = ["ddhhmmss", "hhmmss", "ddhhmm", "hhmm", "mmss"];
        let style = styles.into_iter().find(|style| letters.ends_with(style))?;
        let mut fields: Vec<char> = style.chars().collect();
        fields.dedup();
        fields_of(&fields.into_iter().collect::<String>())
    })
}

/// The letter of a field of a clock: `hh`, `Std`, `mm`, `min`, `SSS`.
fn field(name: &str) -> Option<char> {
    let name = name.to_lowercase();
    match name.as_str() {
        "std" | "hr" | "hrs" => return Some('h'),
        "min" | "mn" | "mi" => return Some('m'),
        "sec" | "sek" | "seg" => return Some('s'),
        "sss" | "ms" | "000" | "0" => return Some('f'),
        "tt" | "jj" | "day" | "days" => return Some('d'),
        _ => {}
    }
    let first = name.chars().next().filter(|c| "dhmsf".contains(*c))?;
    name.chars().all(|c| c == first).then_some(first)
}

fn fields_of(letters: &str) -> Option<HeaderUnit> {
    match letters.trim_end_matches('f') {
        "hms" | "dhms" => Some(HeaderUnit::Clock),
        "hm" => Some(HeaderUnit::ClockWithoutSeconds),
        "ms" => Some(HeaderUnit::ClockMinutes),
        "dhm" => Some(HeaderUnit::ClockDaysWithoutSeconds),
        _ => None,
    }
}

/// A unit in brackets, behind a stroke or "in", at the end, or at the start in the plural.
fn named(name: &str) -> Option<Unit> {
    let bracketed =
        name.split_once(['(', '[']).map_or("", |(_, rest)| rest.split([')', ']']).next().unwrap_or(""));
    let stroked = name.rsplit_once('/').map_or("", |(_, rest)| rest);
    let marked =
        [bracketed, stroked].into_iter().find_map(|part| words(part).iter().find_map(|word| of_word(word)));
    let words = words(name);
    let behind_in = || {
        let pairs = words.windows(2).filter(|pair| matches!(pair[0].as_str(), "in" | "en" | "em"));
        pairs.filter(|pair| pair[1].len() > 1).find_map(|pair| of_word(&pair[1]))
    };
    let at_end = || of_word(words.last().filter(|word| words.len() > 1 || is_plural(word))?);
    let at_start = || of_word(words.first().filter(|word| is_plural(word))?);
    marked.or_else(behind_in).or_else(at_end).or_else(at_start).or_else(|| glued(words.last()?))
}

/// `durationms`, `timeinseconds`.
fn glued(word: &str) -> Option<Unit> {
    let rest =
        ["duration", "time", "dauer", "length", "elapsed"].iter().find_map(|name| word.strip_prefix(name))?;
    let unit = rest.strip_prefix("in").unwrap_or(rest);
    of_word(unit).filter(|_| unit.len() > 1)
}

/// `seconds`, `Minuten`; a column "Hour" is an hour of the day.
fn is_plural(word: &str) -> bool {
    word.len() > 3 && word.ends_with(['s', 'n'])
}

fn of_word(word: &str) -> Option<Unit> {
    let units = [Unit::Milliseconds, Unit::Seconds, Unit::Minutes, Unit::Hours, Unit::Days];
    let is_letter = word.chars().count() == 1 && word.is_ascii();
    let ms = unit_ms(word).filter(|_| !is_letter || "dhms".contains(word))?;
    units.into_iter().find(|unit| unit.ms() == ms)
}

/// The words of a name, in lower case: `Time_in_State`, `timeInSeconds`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && was_lower {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.push(c);
        }
        was_lower = c.is_lowercase() || c.is_numeric();
    }
    words.iter().filter(|word| !word.is_empty()).map(|word| folded(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_tell_the_unit() {
        use HeaderUnit::{Clock, ClockDaysWithoutSeconds, ClockMinutes, ClockWithoutSeconds};
        let of = |unit| Some(HeaderUnit::Unit(unit));
        for (name, expected) in [
            ("Duration (hh:mm:ss)", Some(Clock)),
            ("Duration (h:mm:ss)", Some(Clock)),
            ("Duration [h]:mm:ss", Some(Clock)),
            ("Duration HH:MM:SS.fff", Some(Clock)),
            ("Duration (dd:hh:mm:ss)", Some(Clock)),
            ("Duration (d.hh:mm:ss)", Some(Clock)),
            ("Dauer (Std:Min:Sek)", Some(Clock)),
            ("duration_hhmmss", Some(Clock)),
            ("Time_HH_MM_SS", Some(Clock)),
            ("Duration (hh:mm)", Some(ClockWithoutSeconds)),
            ("DURATION_HHMM", Some(ClockWithoutSeconds)),
            ("Duration (mm:ss)", Some(ClockMinutes)),
            ("Duration (dd:hh:mm)", Some(ClockDaysWithoutSeconds)),
            ("duration_ms", of(Unit::Milliseconds)),
            ("DURATION_MS", of(Unit::Milliseconds)),
            ("durationMs", of(Unit::Milliseconds)),
            ("timeInOldStateMs", of(Unit::Milliseconds)),
            ("DurationMilliseconds", of(Unit::Milliseconds)),
            ("durationms", of(Unit::Milliseconds)),
            ("Time in State (sec)", of(Unit::Seconds)),
            ("Time in State (in seconds)", of(Unit::Seconds)),
            ("Duration [s]", of(Unit::Seconds)),
            ("Duration in sec.", of(Unit::Seconds)),
            ("timeInSeconds", of(Unit::Seconds)),
            ("durationinseconds", of(Unit::Seconds)),
            ("pause_sec", of(Unit::Seconds)),
            ("duration_s", of(Unit::Seconds)),
            ("Seconds in State", of(Unit::Seconds)),
            ("Seconds", of(Unit::Seconds)),
            ("Agent time in state / Minutes", of(Unit::Minutes)),
            ("Agent time in state/seconds", of(Unit::Seconds)),
            ("Dauer in Minuten", of(Unit::Minutes)),
            ("Dauer (Min.)", of(Unit::Minutes)),
            ("Durée (s)", of(Unit::Seconds)),
            ("Duración (segundos)", of(Unit::Seconds)),
            ("Duration Hours", of(Unit::Hours)),
            ("Duration (h)", of(Unit::Hours)),
            ("Time in state (days)", of(Unit::Days)),
            ("Duration", None),
            ("Durations", None),
            ("Time in State", None),
            ("Duration (UTC)", None),
            ("Duration:", None),
            ("Hour", None),
            ("Min Duration", None),
            ("Minute", None),
            ("Admins", None),
            ("Items", None),
            ("", None),
            ("(", None),
        ] {
            assert_eq!(unit(name), expected, "{name:?}");
        }
    }
}
