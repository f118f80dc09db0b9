use super::*;
use proptest::prelude::*;

#[test]
fn what_stands_for_nothing() {
    for text in [
        "", " ", "\u{a0}", "\u{feff}", "NULL", "null", "(null)", "<null>", "N/A", "n/a", "NA", "#N/A", "#NV",
        "-", "–", "—", "\\N", "None", "nan", "NaN", "NaT", " NULL ", "=\"\"", "'", "\"\"",
    ] {
        assert!(is_nothing(text), "{text:?}");
    }
    for text in ["0", "Nan", "Na", "Nullarbor", "none left", "-1", "No", "Lunch", "#REF!", ".", "NULLs"] {
        assert!(!is_nothing(text), "{text:?}");
    }
}

#[test]
fn yes_and_no() {
    for text in [
        "1",
        "-1",
        "−1",
        "1.0",
        "1,0",
        "Yes",
        "y",
        "TRUE",
        "T",
        "on",
        "WAHR",
        "VRAI",
        "VERDADERO",
        "Ja",
        "Sí",
        "Oui",
        "Sim",
        "Verdadeiro",
        "VERO",
        "sì",
        "WAAR",
        "PRAWDA",
        "EVET",
        "да",
        "はい",
        "✓",
        "✔\u{fe0f}",
        "*",
        " true ",
        "'TRUE",
        "=\"1\"",
    ] {
        assert_eq!(flag(text), Some(true), "{text:?}");
    }
    for text in [
        "0",
        "0.0",
        "-0",
        "No",
        "n",
        "FALSE",
        "F",
        "off",
        "FALSCH",
        "FAUX",
        "FALSO",
        "Nein",
        "Não",
        "Nee",
        "FAŁSZ",
        "ONWAAR",
        "нет",
        "いいえ",
        "✗",
        "❌",
    ] {
        assert_eq!(flag(text), Some(false), "{text:?}");
    }
    for text in ["", "2", "-2", "0.5", "maybe", "NULL", "yesno", "NaN", "Lunch"] {
        assert_eq!(flag(text), None, "{text:?}");
    }
    for word in YES.split(' ').chain(NO.split(' ')) {
        let is_in = |words: &str| words.split(' ').any(|one| one == word);
        assert!(folded(word) == word && is_in(YES) != is_in(NO), "{word}");
    }
}

#[test]
fn whole_numbers_of_many_programs() {
    for (text, expected) in [
        ("12", 12),
        ("12.0", 12),
        ("12,0", 12),
        ("12.", 12),
        ("12.000", 12),
        ("1.2E+1", 12),
        ("1,2e1", 12),
        ("120E-1", 12),
        ("-5", -5),
        ("−5.0", -5),
        ("+7", 7),
        (" =\"12\" ", 12),
        ("007", 7),
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("-9223372036854775808", i64::MIN),
        ("1E+3", 1_000),
        ("0E0", 0),
    ] {
        assert_eq!(whole(text), Some(expected), "{text:?}");
    }
    for text in [
        "",
        "12.5",
        "1,234",
        "1.234",
        "1.25E+1",
        "x",
        "1e",
        "e5",
        ".0",
        "1.2.0",
        "1e400",
        "9223372036854775808",
        "99999999999999999999999999999999999999999999.0",
        "NaN",
        "inf",
        "0x1",
        "1 2",
        "--1",
        "1e-5",
        "-",
    ] {
        assert_eq!(whole(text), None, "{text:?}");
    }
}

#[test]
fn ids_lose_what_programs_add() {
    for (text, expected) in [
        ("401", "401"),
        ("401.0", "401"),
        (" 401.00 ", "401"),
        ("=\"401\"", "401"),
        ("=\"401.0\"", "401"),
        ("'401", "401"),
        ("'-401", "-401"),
        ("\"401\"", "401"),
        ("=\"a\"\"b\"", "a\"b"),
        ("\u{feff}401\u{a0}", "401"),
        ("007", "007"),
        ("401.5", "401.5"),
        ("v1.0", "v1.0"),
        ("1.2.0", "1.2.0"),
        (".0", ".0"),
        ("'t Hooft", "'t Hooft"),
        ("ana@x.test", "ana@x.test"),
        ("0a1b-6a3a", "0a1b-6a3a"),
        ("Ana \"\"Nita\"\" Ruiz", "Ana \"\"Nita\"\" Ruiz"),
        ("\"", "\""),
        ("'", "'"),
        ("=", "="),
        ("", ""),
    ] {
        assert_eq!(id(text), expected, "{text:?}");
    }
}

proptest! {
    #[test]
    fn whole_numbers_come_back(number: i64, zeros in 0_usize..4) {
        prop_assert_eq!(whole(&number.to_string()), Some(number));
        prop_assert_eq!(whole(&format!("{number}.{}", "0".repeat(zeros))), Some(number));
        prop_assert_eq!(whole(&format!("{number},{}", "0".repeat(zeros))), Some(number));
        let tenth = format!("{}.{}E+1", number / 10, (number % 10).abs());
        prop_assert!(number / 10 == 0 || whole(&tenth) == Some(number));
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,12}|[-=+'\"eE.,0-9 ]{0,10}") {
        let _ = (is_nothing(&text), flag(&text), whole(&text));
        prop_assert!(id(&text).len() <= text.len());
    }

    #[test]
    fn an_id_of_an_id_is_itself(number in "[0-9]{1,12}", name in "[A-Za-z0-9@_-]{0,12}") {
        let guarded = format!("=\"{number}\"");
        for text in [&number, &format!("{number}.0"), &guarded, &format!("'{number}")] {
            prop_assert_eq!(id(text), number.as_str());
        }
        prop_assert_eq!(id(&name), name.as_str());
    }
}
