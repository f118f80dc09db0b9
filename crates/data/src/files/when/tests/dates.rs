use super::*;

#[test]
fn numbers_with_marks() {
    read_as(
        "2026-11-13 09:30:00",
        &[
            "11/13/2026 09:30:00",
            "13/11/2026 09:30:00",
            "11/13/2026 9:30:00",
            "11/13/26 09:30:00",
            "11-13-2026 09:30:00",
            "13.11.2026 09:30:00",
            "13.11.2026, 09:30:00",
            "13. 11. 2026 9:30:00",
            "11 13 2026 09:30:00",
            "11 / 13 / 2026 09 : 30 : 00",
            "2026-11-13 09:30:00",
            "2026/11/13 09:30:00",
            "2026.11.13 09:30:00",
            "2026. 11. 13. 9:30:00",
            "2026-11-13T09:30:00",
            "2026-11-13t09:30:00.000",
            "2026-11-13T093000",
            "20261113T093000",
            "20261113 093000",
            "20261113093000",
            "2026-11-13-09.30.00.000000",
            "13.11.2026 09.30.00",
            "13/11/2026 9.30.00",
            "09:30:00 13/11/2026",
            "09:30:00, 13.11.2026",
            "11/13/2026\u{a0}09:30:00",
            "\u{200e}11/13/2026\u{200e} 09:30:00\u{200e}",
            "\u{feff}11/13/2026 09:30:00 ",
            "'11/13/2026 09:30:00",
            "=\"11/13/2026 09:30:00\"",
            "１１/１３/２０２６ ０９:３０:００",
            "١٣/١١/٢٠٢٦ ٠٩:٣٠:٠٠",
            "2026-11-13\t09:30:00",
            "2026-11-13_09:30:00",
            "11/13/2026 - 09:30:00",
            "Nov 13, 2026 @ 09:30:00.000",
            "2026−11−13 09:30:00",
        ],
    );
    read_as("1999-11-13", &["11/13/99", "13.11.99", "99-11-13", "13-Nov-99"]);
    read_as("2026-11-13", &["11/13/2026", "13/11/26", "2026-11-13", "20261113", "46339", "2026.11.13."]);
    read_as("0026-11-13", &["0026-11-13"]);
}

#[test]
fn both_orders_of_a_date() {
    for text in ["11/03/2026 07:00:00", "11-3-26 7:00:00", "11.03.2026 07:00:00", "11 3 2026 7:00:00 AM"] {
        assert_eq!(shown(text, DateOrder::MonthFirst), "2026-11-03 07:00:00", "{text}");
        assert_eq!(shown(text, DateOrder::DayFirst), "2026-03-11 07:00:00", "{text}");
        assert!(wall(text).is_ambiguous() && wall(text).proves().is_none(), "{text}");
    }
    assert_eq!(wall("13/11/2026").proves(), Some(DateOrder::DayFirst));
    assert_eq!(wall("11/13/2026 7:00").proves(), Some(DateOrder::MonthFirst));
    // ISO dates, names of months and 3 March prove nothing, and nothing need be asked.
    for text in ["2026-11-03", "2026/11/03", "3-Nov-2026", "03/03/2026", "20261103", "46339", "99-11-03"] {
        assert!(!wall(text).is_ambiguous() && wall(text).proves().is_none(), "{text}");
    }
    // A Tuesday in November, a Wednesday in March.
    assert_eq!(wall("Tue 11/03/2026").proves(), Some(DateOrder::MonthFirst));
    assert_eq!(wall("mercredi 11/03/2026").proves(), Some(DateOrder::DayFirst));
    assert!(wall("Sunday 11/03/2026").is_ambiguous());
}

#[test]
fn names_of_months() {
    read_as(
        "2026-11-13 09:00",
        &[
            "Nov 13 2026  9:00AM",
            "Nov 13 2026 9:00 AM",
            "13-Nov-2026 09:00",
            "13-NOV-26 09:00",
            "13 Nov 26 09:00",
            "13.Nov.2026 09:00",
            "13/Nov/2026 09:00",
            "2026-Nov-13 09:00",
            "November 13, 2026 9:00 AM",
            "November 13th, 2026 at 9:00 AM",
            "Friday, November 13, 2026 9:00 AM",
            "Fri Nov 13 2026 09:00",
            "13. November 2026 09:00",
            "Freitag, 13. November 2026 um 09:00",
            "Fr. 13. Nov. 2026 09:00 Uhr",
            "13 novembre 2026 09:00",
            "vendredi 13 novembre 2026 à 9h00",
            "ven. 13 nov. 2026 09:00",
            "13 de noviembre de 2026 9:00",
            "viernes, 13 de noviembre de 2026, 9:00 a. m.",
            "13 de novembro de 2026 09:00",
            "sexta-feira, 13 de novembro de 2026 09:00",
            "venerdì 13 novembre 2026 09:00",
            "vrijdag 13 november 2026 09:00",
            "13 listopada 2026 09:00",
            "13 kas 2026 09:00",
            "13 ноя 2026 г. 09:00",
            "13 ноября 2026 09:00",
            "9:00 AM, Nov 13, 2026",
            "Nov 13 '26 09:00",
        ],
    );
    read_as(
        "2026-03-13",
        &["13. März 2026", "13-Mrz-26", "13 mars 2026", "13 mar 2026", "13-maart-2026", "MAR 13 2026"],
    );
    read_as("2026-03-03", &["mar 3 mar 2026", "mar. 3 mars 2026"]);
    read_as("2026-08-01", &["1er août 2026", "1 aou\u{302}t 2026", "1º de agosto de 2026"]);
    read_as("2026-11-13 09:00:00", &["13/Nov/2026:09:00:00", "Fri Nov 13 09:00:00 2026"]);
}

#[test]
fn some_dates_prove_their_order() {
    let proven = |dates: &[&str]| DateOrder::proven(dates.iter().copied());
    assert_eq!(proven(&["11/03/2026", "13/11/2026 5:00"]), Some(DateOrder::DayFirst));
    assert_eq!(proven(&["11/03/2026", "11/13/2026 5:00"]), Some(DateOrder::MonthFirst));
    assert_eq!(proven(&["11/03/2026", "nonsense", "2026-11-30"]), None);
    assert_eq!(proven(&["13/11/2026", "11/13/2026"]), None);
}
