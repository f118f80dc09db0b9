//! Calendars as programs write them: zones of their own, rules of months and years, folds inside letters.

use data::schedule::{Options, PlanRemarkKind};
use model::time::HOUR;

use super::calendars::calendar;
use super::{held, lines, options, remarks, told};
use crate::zoned::zone;

const ROLES: &str = "UID:1\nDTSTART;TZID=Europe/Berlin:";

/// A zone of a calendar's own: offsets in winter and in summer, and when they begin.
fn own_zone(name: &str, winter: (&str, &str), summer: (&str, &str)) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:16010101T{}\nTZOFFSETFROM:{}\nTZOFFSETTO:{}\nEND:STANDARD\n\
         BEGIN:DAYLIGHT\nDTSTART:16010101T{}\nTZOFFSETFROM:{}\nTZOFFSETTO:{}\nEND:DAYLIGHT\nEND:VTIMEZONE\n",
        winter.1, summer.0, winter.0, summer.1, winter.0, summer.0
    )
}

fn with(before: &str, events: &[&str]) -> String {
    calendar(events).replacen("BEGIN:VEVENT", &format!("{}BEGIN:VEVENT", before.replace('\n', "\r\n")), 1)
}

#[test]
fn letters_that_are_folded_in_the_middle_are_whole() {
    let name = "Überstunden – 昼休み 🍜 Zoë";
    let text = calendar(&[&format!("{ROLES}20261126T090000\nDURATION:PT1H\nSUMMARY:{name}")]);
    let at = text.find("SUMMARY").unwrap();
    for line_break in ["\r\n ", "\n\t", "\n "] {
        for place in 0..name.len() {
            let mut bytes = text.clone().into_bytes();
            let at = at + "SUMMARY:".len() + place;
            bytes.splice(at..at, line_break.bytes());
            let mut builder = model::schedule::ScheduleBuilder::new();
            let found = data::schedule::read(&bytes, options(), &mut builder).unwrap();
            assert_eq!(remarks(&found), [""; 0], "{place} {line_break:?}");
            assert_eq!(lines(&builder.finish()), [format!("Ann Lee 1126 09:00-10:00 {name}")], "{place}");
        }
    }
    // Lines keep their numbers.
    let mut bytes = text.replace("Zoë", "Zo").into_bytes();
    bytes.extend(b"BEGIN:VEVENT\r\nSUMMARY:Zo\xc3\r\n \xab\r\nDTSTART:x\r\nEND:VEVENT\r\n");
    let last = bytes.split(|byte| *byte == b'\n').count() - 5;
    let found =
        data::schedule::read(&bytes, options(), &mut model::schedule::ScheduleBuilder::new()).unwrap();
    assert_eq!(remarks(&found), [format!("NoStart {last}: Zoë")]);
}

#[test]
fn zones_that_a_calendar_describes_are_those_of_its_times() {
    let yearly = |text: String, winter: &str, summer: &str| {
        let text = text.replacen("END:STANDARD", &format!("RRULE:FREQ=YEARLY;{winter}\nEND:STANDARD"), 1);
        text.replacen("END:DAYLIGHT", &format!("RRULE:FREQ=YEARLY;{summer}\nEND:DAYLIGHT"), 1)
    };
    let europe = ("BYMONTH=10;BYDAY=-1SU", "BYMONTH=3;BYDAY=-1SU");
    for (name, winter, summer, rules, place) in [
        ("Office", ("+0100", "030000"), ("+0200", "020000"), europe, "Europe/Berlin"),
        (
            "\"(UTC+01:00) Amsterdam, Berlin; Bern: Rome\"",
            ("+0100", "030000"),
            ("+0200", "020000"),
            europe,
            "Europe/Berlin",
        ),
        (
            "EST",
            ("-0500", "020000"),
            ("-0400", "020000"),
            ("BYDAY=1SU;BYMONTH=11", "BYDAY=2SU;BYMONTH=3"),
            "America/New_York",
        ),
        (
            "island",
            ("+1030", "020000"),
            ("+1100", "020000"),
            ("BYMONTH=4;BYDAY=1SU", "BYMONTH=10;BYDAY=1SU"),
            "Australia/Lord_Howe",
        ),
    ] {
        let described = yearly(own_zone(name.trim_matches('"'), winter, summer), rules.0, rules.1);
        for day in
            ["20260115", "20260310", "20260328", "20260404", "20260715", "20261003", "20261027", "20261126"]
        {
            let event = |zone: &str| {
                format!(
                    "UID:1\nDTSTART;TZID={zone}:{day}T220000\nDTEND;TZID={zone}:{day}T233000\nSUMMARY:Open"
                )
            };
            let own = told(
                &with(&described, &[&event(name)]),
                Options { zone: model::zone::Zone::utc(), ..options() },
            );
            assert_eq!(own, told(&calendar(&[&event(place)]), options()), "{name} {day}");
        }
    }
    // Without summer time, and with what was in force for a time only.
    let fixed = "BEGIN:VTIMEZONE\nTZID:hills\nBEGIN:STANDARD\nDTSTART:19860101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0545\n\
                 END:STANDARD\nEND:VTIMEZONE\n";
    let event = "DTSTART;TZID=hills:20261126T120000\nDURATION:PT1H\nSUMMARY:Open";
    assert_eq!(told(&with(fixed, &[event]), options()), ["Ann Lee 1126 07:15-08:15 Open"]);
    let once = "BEGIN:VTIMEZONE\nTZID:town\nBEGIN:STANDARD\nDTSTART:20260101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\n\
                RDATE:20261126T000000\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20260601T000000\nTZOFFSETFROM:+0300\n\
                TZOFFSETTO:+040000\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    let event = |day: &str| format!("DTSTART;TZID=town:{day}T120000\nDURATION:PT1H\nSUMMARY:Open");
    assert_eq!(
        told(&with(once, &[&event("20260301"), &event("20261125"), &event("20261126")]), options()),
        ["Ann Lee 0301 10:00-11:00 Open", "Ann Lee 1125 09:00-10:00 Open", "Ann Lee 1126 10:00-11:00 Open"]
    );
    // What it describes badly is not known, and said.
    for bad in [
        "",
        "BEGIN:STANDARD\nDTSTART:x\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\n",
        "BEGIN:STANDARD\nDTSTART:20260101T000000\nTZOFFSETFROM:+9900\nTZOFFSETTO:3\nEND:STANDARD\n",
    ] {
        let zone = format!("BEGIN:VTIMEZONE\nTZID:town\n{bad}END:VTIMEZONE\n");
        let (schedule, found) = held(&with(&zone, &[&event("20261126")]), options()).unwrap();
        assert_eq!(lines(&schedule), ["Ann Lee 1126 12:00-13:00 Open"], "{bad}");
        assert_eq!(found.remarks.count(PlanRemarkKind::UnknownZone), 1, "{bad}");
    }
}

#[test]
fn the_zone_of_a_calendar_that_is_not_known_is_said() {
    let text = calendar(&["DTSTART:20261126T090000\nDTEND:20261126T100000\nSUMMARY:Open"]);
    let text = text.replace("VERSION:2.0", "X-WR-TIMEZONE:Mars/Base");
    assert_eq!(remarks(&held(&text, options()).unwrap().1), ["UnknownZone 2: Mars/Base"]);
}

#[test]
fn each_calendar_of_a_file_is_its_owners() {
    let event = |hour: u32| format!("UID:1\nDTSTART:20261126T{hour:02}0000Z\nDURATION:PT1H\nSUMMARY:Open");
    let [ann, ben, nobody] = [8, 9, 10].map(|hour| calendar(&[&event(hour)]));
    let text = format!(
        "{ann}{}{}",
        ben.replace("Ann Lee", "Ben Ray").replace("VERSION:2.0", "X-WR-TIMEZONE:America/New_York"),
        nobody.replace("X-WR-CALNAME:Ann Lee\r\n", "")
    );
    let (schedule, found) = held(&text, options()).unwrap();
    assert_eq!(lines(&schedule), ["Ann Lee 1126 09:00-10:00 Open", "Ben Ray 1126 10:00-11:00 Open"]);
    assert_eq!((found.rows, found.remarks.count(PlanRemarkKind::NoAgent)), (3, 1));
    // What a person says of the file is said of those that say nothing.
    let of_file = held(&text, Options { agent: Some("team".into()), ..options() }).unwrap().0;
    let whose: Vec<&str> = of_file.plans.iter().map(|(who, _)| &**who).collect();
    assert_eq!(whose, ["Ann Lee", "Ben Ray", "team"]);
    // What repeats in one has nothing to do with another's of the same name.
    let daily = event(8) + "\nRRULE:FREQ=DAILY;COUNT=2";
    let moved =
        "UID:1\nRECURRENCE-ID:20261127T080000Z\nDTSTART:20261127T120000Z\nDURATION:PT1H\nSUMMARY:Late";
    let text = calendar(&[&daily]) + &calendar(&[&daily, moved]).replace("Ann Lee", "Ben Ray");
    assert_eq!(
        told(&text, options()),
        [
            "Ann Lee 1126 09:00-10:00 Open",
            "Ann Lee 1127 09:00-10:00 Open",
            "Ben Ray 1126 09:00-10:00 Open",
            "Ben Ray 1127 13:00-14:00 Late",
        ]
    );
}

#[test]
fn months_and_years_repeat() {
    let days = |start: &str, rule: &str| {
        let text = calendar(&[&format!("{ROLES}{start}T090000\nDURATION:PT1H\nSUMMARY:Open\nRRULE:{rule}")]);
        let window = Some(model::time::Span::new(0, 1_900_000_000_000));
        let all = told(&text, Options { window, ..options() });
        all.iter().take(6).map(|line| line["Ann Lee ".len()..][..4].to_owned()).collect::<Vec<_>>().join(" ")
    };
    for (start, rule, expected) in [
        ("20261126", "FREQ=MONTHLY;COUNT=3", "1126 1226 0126"),
        ("20261031", "FREQ=MONTHLY;COUNT=3", "1031 1231 0131"),
        ("20261102", "FREQ=MONTHLY;BYDAY=1MO;COUNT=4", "1102 1207 0104 0201"),
        ("20261127", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "1127 1225 0129"),
        ("20261109", "FREQ=MONTHLY;INTERVAL=2;BYDAY=2MO,4MO;COUNT=4", "1109 1123 0111 0125"),
        ("20261101", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1;COUNT=6", "1101 1115 1130 1201 1215 1231"),
        ("20261113", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2", "1113 0813"),
        ("20261130", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4", "1130 1231 0129 0226"),
        ("20261105", "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3;COUNT=3", "1105 1203 0107"),
        ("20261126", "FREQ=YEARLY;COUNT=3", "1126 1126 1126"),
        ("20261025", "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU;COUNT=3", "1025 0328 1031"),
        ("20261101", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1;COUNT=2", "1101 1101"),
        ("20260105", "FREQ=YEARLY;BYDAY=1MO;COUNT=3", "0105 0104 0103"),
        ("20261126", "FREQ=DAILY;BYMONTH=12;COUNT=3", "1126 1201 1202"),
        ("20261126", "FREQ=WEEKLY;BYMONTH=1;BYDAY=MO;COUNT=3", "1126 0104 0111"),
        ("20261126", "FREQ=DAILY;BYMONTHDAY=1,-1;COUNT=3", "1126 1130 1201"),
        ("20261123", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,-1;COUNT=4", "1123 1127 1130 1204"),
    ] {
        assert_eq!(days(start, rule), expected, "{rule}");
    }
    for rule in [
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYYEARDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYMONTH=13",
        "FREQ=MONTHLY;BYSETPOS=0",
        "FREQ=HOURLY",
    ] {
        let text = calendar(&[&format!("{ROLES}20261126T090000\nDURATION:PT1H\nSUMMARY:Open\nRRULE:{rule}")]);
        let (schedule, found) = held(&text, options()).unwrap();
        assert_eq!((lines(&schedule).len(), remarks(&found)), (1, vec![format!("Repeats 4: {rule}")]));
    }
}

#[test]
fn what_is_long_and_goes_on_into_the_window_is_there() {
    let text = calendar(&[
        "DTSTART;VALUE=DATE:20261102\nDTEND;VALUE=DATE:20261107\nSUMMARY:On call\nRRULE:FREQ=WEEKLY",
    ]);
    let start = model::time::parse_strict_utc("2026-11-27T12:00:00Z").unwrap();
    let window = Some(model::time::Span { start, end: start + model::time::DAY });
    let all = held(&text, Options { window, ..options() }).unwrap().0;
    assert_eq!(lines(&all).last().unwrap(), "Ann Lee 1123 00:00-1128 00:00 On call");
}

#[test]
fn what_is_left_out_or_moved_may_be_named_by_its_day() {
    let daily = |more: &str| {
        format!("{ROLES}20261126T090000\nDURATION:PT1H\nSUMMARY:Open\nRRULE:FREQ=DAILY;COUNT=4\n{more}")
    };
    let open =
        |days: &[u32]| days.iter().map(|day| format!("Ann Lee 11{day} 09:00-10:00 Open")).collect::<Vec<_>>();
    for left_out in [
        "EXDATE;VALUE=DATE:20261127",
        "EXDATE;TZID=America/New_York:20261127T030000",
        "EXDATE:20261127T080000Z",
        "EXDATE:20261127T090000",
    ] {
        assert_eq!(
            lines(&held(&calendar(&[&daily(left_out)]), options()).unwrap().0),
            open(&[26, 28, 29]),
            "{left_out}"
        );
    }
    // Times without a zone are of the zone of the event's beginning.
    let there = "DTSTART;TZID=America/New_York:20261126T090000\nDTEND:20261126T100000\nSUMMARY:Open\n\
                 RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261127T090000";
    let (schedule, found) = held(&calendar(&[there]), options()).unwrap();
    assert_eq!(lines(&schedule), ["Ann Lee 1126 15:00-16:00 Open", "Ann Lee 1128 15:00-16:00 Open"]);
    assert!(!found.needs_zone);
    let two = daily("EXDATE;VALUE=DATE:20261127,20261128\nEXDATE;VALUE=DATE:20261126");
    assert_eq!(told(&calendar(&[&two]), options()), open(&[29]));
    let moved =
        "UID:1\nRECURRENCE-ID;VALUE=DATE:20261127\nDTSTART:20261127T120000Z\nDURATION:PT1H\nSUMMARY:Late";
    let (schedule, _) = held(&calendar(&[&daily(""), moved]), options()).unwrap();
    assert_eq!(lines(&schedule).concat().matches("Late").count(), 1);
    assert_eq!(schedule.plans[0].1.list().len(), 4, "{:?}", lines(&schedule));
    let cancelled =
        "UID:1\nRECURRENCE-ID:20261127T080000Z\nDTSTART:20261127T080000Z\nSTATUS:CANCELLED\nSUMMARY:Open";
    assert_eq!(told(&calendar(&[&daily(""), cancelled]), options()), open(&[26, 28, 29]));
    // All later ones are moved, too: that is not read, and said.
    let later = "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261128T080000Z\nDTSTART:20261128T120000Z\nDURATION:PT1H\nSUMMARY:Late";
    let (schedule, found) = held(&calendar(&[&daily(""), later]), options()).unwrap();
    assert_eq!((schedule.plans[0].1.list().len(), found.remarks.count(PlanRemarkKind::Repeats)), (4, 1));
}

#[test]
fn further_dates_may_be_periods_and_be_left_out_again() {
    let event = |more: &str| format!("UID:1\nDTSTART:20261126T080000Z\nDURATION:PT1H\nSUMMARY:Open\n{more}");
    let of = |more: &str| told(&calendar(&[&event(more)]), options());
    let first = "Ann Lee 1126 09:00-10:00 Open";
    assert_eq!(
        of("RDATE;VALUE=PERIOD:20261127T080000Z/PT30M,20261128T080000Z/20261128T100000Z"),
        [first, "Ann Lee 1127 09:00-09:30 Open", "Ann Lee 1128 09:00-11:00 Open",]
    );
    assert_eq!(
        of("RDATE:20261127T080000Z,20261128T080000Z\nEXDATE:20261127T080000Z"),
        [first, "Ann Lee 1128 09:00-10:00 Open"]
    );
    assert_eq!(of("RDATE:20261127T080000Z\nEXDATE:20261126T080000Z"), ["Ann Lee 1127 09:00-10:00 Open"]);
    let text = calendar(&[&event("RDATE:20261127T080000Z,soon\nEXDATE:never")]);
    let (schedule, found) = held(&text, options()).unwrap();
    assert_eq!(lines(&schedule).len(), 2);
    assert_eq!(remarks(&found), ["NotARow 10: never", "NotARow 9: soon"]);
}

#[test]
fn lengths_in_days_are_days_as_clocks_show_them() {
    for (length, days) in [("P1D", 1), ("P2D", 2), ("P1W", 7), ("P7DT0H", 7)] {
        for start in ["VALUE=DATE:20260329", "TZID=Europe/Berlin:20260328T220000", "VALUE=DATE:20261025"] {
            let text = calendar(&[&format!("DTSTART;{start}\nDURATION:{length}\nSUMMARY:Off")]);
            let (schedule, found) = held(&text, options()).unwrap();
            let planned = schedule.plans[0].1.list()[0].span;
            let berlin = zone("Europe/Berlin");
            let (from, to) = (berlin.local(planned.start), berlin.local(planned.end));
            assert_eq!(to - from, chrono::TimeDelta::days(days), "{start} {length}");
            assert!(found.remarks.examples.is_empty());
        }
    }
    // Hours and minutes have passed.
    let text = calendar(&["DTSTART;TZID=Europe/Berlin:20260329T000000\nDURATION:PT8H\nSUMMARY:Open"]);
    assert_eq!(held(&text, options()).unwrap().0.plans[0].1.list()[0].span.len(), 8 * HOUR);
    for (length, minutes) in [("P1DT2H30M", 1_590), ("PT90M", 90), ("PT45M30S", 45)] {
        let text = calendar(&[&format!("DTSTART:20261126T080000Z\nDURATION:{length}\nSUMMARY:Open")]);
        let planned = held(&text, options()).unwrap().0.plans[0].1.list()[0].span;
        assert_eq!(planned.len() / 60_000, minutes, "{length}");
    }
}
