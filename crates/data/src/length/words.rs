//! Numbers with units: `1h 30m`, `90 sec`, `2 hours 5 minutes`, `1 Std. 30 Min.`

use super::{Decimal, number};
use crate::plain::folded;
use model::time::{DAY, HOUR, MINUTE, SECOND};

/// Names of units in many languages, in lower case without accents.
const UNITS: [(i64, &str); 6] = [
    (7 * DAY, "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken"),
    (
        DAY,
        "d day days tag tage tagen jour jours j dia dias giorno giorni g dag dagen dni dzien д дн день дня дней 天 日 일",
    ),
    (
        HOUR,
        "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren godz godzina godziny \
         godzin ч час часа часов 小时 時間 小時 시간",
    ),
    (
        MINUTE,
        "m min mins minute minutes mn minuten minuto minutos minuti minuut minuta minuty minut мин минута минуты \
         минут 分 分钟 分鐘 분",
    ),
    (
        SECOND,
        "s sec secs second seconds sek sekunde sekunden seg segundo segundos seconde secondes secondo secondi \
         seconden sekunda sekundy sekund с сек секунда секунды секунд 秒 초",
    ),
    (
        1,
        "ms msec msecs msek milli millis millisecond milliseconds millisekunde millisekunden milisegundo \
         milisegundos milliseconde millisecondes millisecondi мс ミリ秒 毫秒",
    ),
];

/// Words between two parts.
const AND: [&str; 7] = ["and", "und", "et", "y", "e", "en", "i"];

/// The milliseconds of a unit of this name.
pub fn unit_ms(word: &str) -> Option<i64> {
    let word = folded(word);
    UNITS.iter().find(|(_, names)| names.split(' ').any(|name| name == word)).map(|(ms, _)| *ms)
}

/// Milliseconds of numbers with units, the larger before the smaller, each once. A last number of two
/// digits may go without: `1h30`, `5m30`.
pub fn read(sign: i64, text: &str, decimal: Decimal) -> Option<i64> {
    let (mut rest, mut total, mut larger) = (text, 0_i64, i64::MAX);
    while !rest.is_empty() {
        if larger < i64::MAX {
            rest = between(rest, sign)?;
        }
        let Some(start) = rest.find(char::is_alphabetic) else {
            let next = if larger == HOUR { MINUTE } else { SECOND };
            let count = rest.parse::<i64>().ok().filter(|count| rest.len() == 2 && *count < 60)?;
            let is_known = matches!(larger, HOUR | MINUTE);
            return Some(sign * total.checked_add(count * next).filter(|_| is_known)?);
        };
        let (count, behind) = rest.split_at(start);
        let end = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
        let (word, behind) = behind.split_at(end);
        let unit = unit_ms(word).filter(|unit| *unit < larger)?;
        let ms = (number::read(count.trim(), decimal)? * unit as f64).round();
        // 2^63 as a float is one more than fits.
        let fits = ms < i64::MAX as f64;
        total = total.checked_add(ms as i64).filter(|_| fits)?;
        larger = unit;
        rest = behind.trim_start_matches([' ', '.']);
    }
    (larger < i64::MAX).then_some(sign * total)
}

/// What follows a comma, an "and", or a sign that is that of the whole.
fn between(text: &str, sign: i64) -> Option<&str> {
    let text = text.strip_prefix(',').unwrap_or(text).trim_start();
    let word = text.find(|c: char| !c.is_alphabetic()).map_or("", |end| &text[..end]);
    let text = if AND.contains(&word) { text[word.len()..].trim_start() } else { text };
    match text.strip_prefix('-') {
        Some(rest) => (sign < 0).then(|| rest.trim_start()),
        None => Some(text),
    }
}
