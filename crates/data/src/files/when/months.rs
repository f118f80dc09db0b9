//! Names of months and weekdays, in lower case without accents.

/// The months of a language, in order. A name may be cut after three letters or more.
const MONTHS: &[&str] = &[
    "january february march april may june july august september october november december",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janner februar maerz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
    "leden unor brezen duben kveten cerven cervenec srpen zari rijen listopad prosinec",
    "ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince",
    "januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december",
    "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου",
];

/// Short names that come first because they are frequent, and those that begin no name.
const SHORT: &[(&str, u32)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("mrz", 3),
    ("mrt", 3),
];

/// The weekdays of a language from Monday on, long and short.
const WEEKDAYS: &[&str] = &[
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "mo tu we th fr sa su",
    "- tues - thur - - -",
    "- - - thurs - - -",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "mo di mi do fr sa so",
    "- - - - - sonnabend -",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
    "lunes martes miercoles jueves viernes sabado domingo",
    "lun mar mie jue vie sab dom",
    "lu ma mi ju vi sa do",
    "segunda terca quarta quinta sexta sabado domingo",
    "seg ter qua qui sex sab dom",
    "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "lun mar mer gio ven sab dom",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "ma di wo do vr za zo",
    "mandag tirsdag onsdag torsdag fredag lordag sondag",
    "mandag tisdag onsdag torsdag fredag lordag sondag",
    "man tir ons tor fre lor son",
    "poniedzialek wtorek sroda czwartek piatek sobota niedziela",
    "pon wt sr czw pt sob niedz",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "пн вт ср чт пт сб вс",
    "月 火 水 木 金 土 日",
    "월 화 수 목 금 토 일",
];

/// The month (1 to 12) of a name in any of the languages, long or short; `None` when it is none, or
/// could be two.
pub fn month(word: &str) -> Option<u32> {
    if let Some((_, month)) = SHORT.iter().find(|(short, _)| *short == word) {
        return Some(*month);
    }
    word.chars().nth(2)?;
    let named = |fits: fn(&str, &str) -> bool| {
        let months = MONTHS.iter().flat_map(|names| names.split(' ').zip(1..));
        let mut months = months.filter(|(name, _)| fits(name, word)).map(|(_, month)| month);
        let first = months.next()?;
        Some(months.all(|month| month == first).then_some(first))
    };
    named(|name, word| name == word).or_else(|| named(|name, word| name.starts_with(word))).flatten()
}

/// The weekdays that a word may stand for, in any of the languages: a bit for each, Monday's is 1.
/// 0 when it is none.
pub fn weekdays(word: &str) -> u8 {
    let of = |names: &str| names.split(' ').position(|name| name == word).map_or(0, |day| 1 << day);
    WEEKDAYS.iter().fold(0, |days, names| days | of(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_twelve_months_and_each_is_known_long_and_short() {
        for names in MONTHS {
            assert_eq!(names.split(' ').count(), 12, "{names}");
            for (name, number) in names.split(' ').zip(1..) {
                assert_eq!(month(name), Some(number), "{name}");
                for (cut, _) in name.char_indices().skip(3) {
                    let short = &name[..cut];
                    let starts = |name: &str| name.starts_with(short);
                    let others = MONTHS.iter().flat_map(|names| names.split(' ').zip(1..));
                    let is_one = others.filter(|(name, _)| starts(name)).all(|(_, month)| month == number);
                    let is_whole = MONTHS.iter().any(|names| names.split(' ').any(|name| name == short));
                    assert!(is_whole || month(short) == is_one.then_some(number), "{short} of {name}");
                }
            }
        }
    }

    #[test]
    fn short_names_of_months() {
        let short = [
            "jan feb mar apr may jun jul aug sep oct nov dec",
            "jan feb mar apr mai jun jul aug sept okt nov dez",
            "janv fevr mars avr mai juin juil aout sept oct nov dec",
            "ene feb mar abr may jun jul ago sept oct nov dic",
            "jan fev mar abr mai jun jul ago set out nov dez",
            "gen feb mar apr mag giu lug ago set ott nov dic",
            "jan feb mrt apr mei jun jul aug sep okt nov dec",
            "янв фев мар апр мая июн июл авг сен окт ноя дек",
        ];
        for names in short {
            for (name, number) in names.split(' ').zip(1..) {
                assert_eq!(month(name), Some(number), "{name}");
            }
        }
        for word in ["", "ja", "jui", "cer", "xyz", "novo", "novemberx", "日"] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn weekdays_have_seven_names_and_some_words_stand_for_two() {
        for names in WEEKDAYS {
            assert_eq!(names.split(' ').count(), 7, "{names}");
        }
        assert_eq!(weekdays("fri"), 1 << 4);
        assert_eq!(weekdays("do"), 1 << 3 | 1 << 6);
        assert_eq!(weekdays("lunch"), 0);
    }
}
