mod properties;

use super::*;

fn ms(text: &str) -> Option<i64> {
    match read(text, Decimal::Point)? {
        Length::Ms(ms) => Some(ms),
        Length::Bare(_) => None,
    }
}

fn bare(text: &str, decimal: Decimal) -> Option<f64> {
    match read(text, decimal)? {
        Length::Bare(number) => Some(number),
        Length::Ms(_) => None,
    }
}

#[test]
fn lengths_of_real_tenants() {
    for (text, expected) in [
        ("PT0S", 0),
        ("PT5H48M1.139S", 20_881_139),
        ("P1DT19H18M29.651S", 155_909_651),
        ("P1D", DAY),
        ("P2W", 14 * DAY),
        ("PT0,5S", 500),
        ("-PT1.5S", -1_500),
        (" pt2m ", 2 * MINUTE),
        ("PT99999999999999999999H", i64::MAX),
    ] {
        assert_eq!(iso_ms(text), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_length_has_none() {
    for text in
        ["", "P", "PT", "PT5", "P1Y", "P1M", "PT1S1H", "PT1S1S", "PTS", "PT-1S", "soon", "PTinfS", "Pé", "90"]
    {
        assert_eq!(iso_ms(text), None, "{text}");
    }
    for text in ["", "soon", "NaN", "inf", "PT1S"] {
        assert_eq!(seconds_ms(text), None, "{text}");
    }
    for text in ["", "5", ":", "1:", ":5", "1:2:3:4", "a:5", "1:-5", "-", "1:inf", "1:9e99"] {
        assert_eq!(clock_ms(text), None, "{text}");
    }
}

#[test]
fn seconds_and_clocks() {
    assert_eq!(seconds_ms("12.007"), Some(12_007));
    assert_eq!(seconds_ms("-3"), Some(-3_000));
    assert_eq!(clock_ms("01:02:03.5"), Some(HOUR + 2 * MINUTE + 3_500));
    assert_eq!(clock_ms("100:00:00"), Some(100 * HOUR));
    assert_eq!(clock_ms("2:05"), Some(2 * MINUTE + 5_000));
    assert_eq!(clock_ms("-2:05"), Some(-2 * MINUTE - 5_000));
}

#[test]
fn clocks() {
    let thirty = 30 * MINUTE;
    for (text, expected) in [
        ("0:30:00", thirty),
        ("00:30:00.000", thirty),
        ("30:00", thirty),
        ("00:00:30:00", thirty),
        ("00:01:30:00", 90 * MINUTE),
        ("2:05", 2 * MINUTE + 5 * SECOND),
        ("25:10:00", 90_600 * SECOND),
        ("100:00:00", 100 * HOUR),
        ("01:02:03.5", HOUR + 2 * MINUTE + 3_500),
        ("01:02:03,25", HOUR + 2 * MINUTE + 3_250),
        ("00:00:30:500", 30_500),
        ("00:00:00.0006", 1),
        ("1.02:03:04", 93_784 * SECOND),
        ("1.02:03:04.5000000", 93_784_500),
        ("1 day, 2:03:04", 93_784 * SECOND),
        ("1 day 02:03:04", 93_784 * SECOND),
        ("1 days 02:03:04.500000", 93_784_500),
        ("0 days 00:30:00", thirty),
        ("3 days 02:03:04.5", 3 * DAY + 2 * HOUR + 3 * MINUTE + 4_500),
        ("2d 03:04:05", 2 * DAY + 3 * HOUR + 4 * MINUTE + 5 * SECOND),
        ("+000000001 02:03:04.000", 93_784 * SECOND),
        ("1 Tag 02:03:04", 93_784 * SECOND),
        ("-0:00:05", -5 * SECOND),
        ("−00:05", -5 * SECOND),
        ("(0:05)", -5 * SECOND),
        ("-1.02:03:04", -93_784 * SECOND),
        ("-2d 03:04:05", -(2 * DAY + 3 * HOUR + 4 * MINUTE + 5 * SECOND)),
        ("-1 day, 23:59:55", -5 * SECOND),
        ("-1 days +23:59:55", -5 * SECOND),
        ("-1 days -02:03:04", -93_784 * SECOND),
        ("12:30:00 AM", thirty),
        ("1:10:00 AM", 70 * MINUTE),
        ("1:10:00 PM", 13 * HOUR + 10 * MINUTE),
        ("0 : 30 : 00", thirty),
    ] {
        assert_eq!(ms(text), Some(expected), "{text:?}");
    }
}

#[test]
fn numbers_with_units() {
    for (text, expected) in [
        ("1h 30m", 90 * MINUTE),
        ("1h30m15s", 90 * MINUTE + 15 * SECOND),
        ("1h30", 90 * MINUTE),
        ("1h 30", 90 * MINUTE),
        ("5m30", 330 * SECOND),
        ("90 sec", 90 * SECOND),
        ("90s", 90 * SECOND),
        ("5 min", 5 * MINUTE),
        ("5 min.", 5 * MINUTE),
        ("500 ms", 500),
        ("2 hours 5 minutes", 125 * MINUTE),
        ("2 hours, 5 minutes and 1 second", 125 * MINUTE + SECOND),
        ("1 hr 5 mins", 65 * MINUTE),
        ("1 Std. 30 Min.", 90 * MINUTE),
        ("1 Stunde und 30 Minuten", 90 * MINUTE),
        ("1 h 30 min 5 s", 90 * MINUTE + 5 * SECOND),
        ("2 heures 5 minutes", 125 * MINUTE),
        ("1 hora y 30 minutos", 90 * MINUTE),
        ("1 ora e 30 minuti", 90 * MINUTE),
        ("2 uur 5 minuten", 125 * MINUTE),
        ("1 ч 30 мин", 90 * MINUTE),
        ("1時間30分", 90 * MINUTE),
        ("1小时30分钟15秒", 90 * MINUTE + 15 * SECOND),
        ("1시간 30분", 90 * MINUTE),
        ("1d 2h", 26 * HOUR),
        ("1 day", DAY),
        ("2 weeks", 14 * DAY),
        ("1.5 h", 90 * MINUTE),
        ("1,5 Std", 90 * MINUTE),
        ("1,234 sec", 1_234 * SECOND),
        ("1 234,5 s", 1_234_500),
        ("12.0075 s", 12_008),
        ("-1h 30m", -90 * MINUTE),
        ("-1h -30m", -90 * MINUTE),
        ("− 5 min", -5 * MINUTE),
        ("PT1H30M", 90 * MINUTE),
        ("PT30M0.5S", 1_800_500),
        ("P1DT2H3M4S", 93_784 * SECOND),
        ("-PT5S", -5 * SECOND),
        ("PT-5S", -5 * SECOND),
        ("PT-1H-30M", -90 * MINUTE),
    ] {
        assert_eq!(ms(text), Some(expected), "{text:?}");
    }
    assert_eq!(read("1,234 s", Decimal::Comma), Some(Length::Ms(1_234)));
}

#[test]
fn what_is_none_is_refused() {
    for text in [
        "",
        " ",
        "-",
        "(",
        "()",
        "#####",
        "soon",
        "NaN",
        "nan",
        "inf",
        "-inf",
        "Infinity",
        "1e999",
        "NULL",
        "--5",
        "+-5",
        "(-5)",
        "5%",
        "$5",
        "1 2",
        "1  234",
        "12 34",
        "1,234.5,6",
        "1.2.3",
        "1,2,3",
        ".",
        ",",
        "e5",
        "1e",
        "1e+-5",
        "0x10",
        "12,345,67",
        "1:75",
        "0:60:00",
        "1:2:3:4:5",
        "00:25:10:00",
        "1.25:00:00",
        "1 day, 25:00:00",
        ":",
        "1:",
        ":5",
        "a:5",
        "1:-5",
        "1:5:",
        "1:30.5:00",
        "1.5:30",
        "30:00 AM",
        "13:30:00 PM",
        "0:30:00 AM",
        "1 month 02:03:04",
        "1:005",
        "1h 2h",
        "30m 1h",
        "1 month",
        "1 year",
        "h",
        "h 5",
        "1h 5x",
        "5 5 min",
        "1h90",
        "1h -30m",
        "1 lunch",
        "12m min",
        "P",
        "PT",
        "P1Y",
        "P1M",
        "PT-1H30M",
        "PT1-H",
        "1h30m 5",
        "5 min 100",
    ] {
        assert_eq!(read(text, Decimal::Point), None, "{text:?}");
    }
}

#[test]
fn absurd_sizes_are_none() {
    let nines = "9".repeat(400);
    for text in [
        "PT99999999999999999999H".to_owned(),
        nines.clone(),
        format!("{nines}:00"),
        format!("{nines} h"),
        format!("{nines} days 01:02:03"),
        format!("{nines}.01:02:03"),
        format!("P{nines}D"),
        "999999999999999:00:00:00".to_owned(),
        "99999999999999999 weeks".to_owned(),
        "9223372036854775807 ms 1 ms".to_owned(),
        "9223372036854775808 ms".to_owned(),
        "106751991168 days 23:59:59".to_owned(),
        "1e300 h".to_owned(),
    ] {
        assert_eq!(read(&text, Decimal::Point), None, "{text}");
        assert_eq!(read(&format!("-{text}"), Decimal::Point), None, "-{text}");
    }
    assert_eq!(bare(&"9".repeat(30), Decimal::Point), Some(1e30));
}

#[test]
fn a_clock_is_read_as_its_column_is_named() {
    use HeaderUnit::{Clock, ClockDaysWithoutSeconds, ClockMinutes, ClockWithoutSeconds};
    for (text, unit, expected) in [
        ("00:30", ClockWithoutSeconds, Some(30 * MINUTE)),
        ("25:10", ClockWithoutSeconds, Some(25 * HOUR + 10 * MINUTE)),
        ("00:30", HeaderUnit::Unit(Unit::Hours), Some(30 * MINUTE)),
        ("00:30", ClockMinutes, Some(30 * SECOND)),
        ("00:30", Clock, Some(30 * SECOND)),
        ("00:30", HeaderUnit::Unit(Unit::Minutes), Some(30 * SECOND)),
        ("00:30:00", ClockWithoutSeconds, Some(30 * MINUTE)),
        ("00:30:00", ClockMinutes, Some(30 * MINUTE)),
        ("00:01:30", ClockDaysWithoutSeconds, Some(90 * MINUTE)),
        ("1:00:01:30", ClockDaysWithoutSeconds, Some(DAY + 90 * SECOND)),
        ("-00:30", ClockWithoutSeconds, Some(-30 * MINUTE)),
        ("12:30 AM", ClockWithoutSeconds, Some(30 * MINUTE)),
        ("00:30.5", ClockWithoutSeconds, None),
        ("90", ClockWithoutSeconds, None),
        ("soon", Clock, None),
    ] {
        assert_eq!(clock_in(text, unit), expected, "{text} {unit:?}");
    }
}
