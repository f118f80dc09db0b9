//! Calendars.

use data::schedule::{Options, PlanKind};
use model::time::{DAY, Span};

use super::{held, lines, options, remarks, told};

pub fn calendar(events: &[&str]) -> String {
    let events: Vec<String> =
        events.iter().map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n")).collect();
    let text =
        format!("BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Ann Lee\n{}END:VCALENDAR\n", events.concat());
    text.replace('\n', "\r\n")
}

#[test]
fn events_are_planned_for_the_calendars_owner() {
    let text = calendar(&[
        "UID:1\nDTSTART:20261126T080000Z\nDTEND:20261126T100000Z\nSUMMARY:On Queue",
        "UID:2\nDTSTART;TZID=Europe/Berlin:20261126T110000\nDTEND;TZID=Europe/Berlin:20261126T111500\nSUMMARY:Break",
        "UID:3\nDTSTART;TZID=\"America/New_York\":20261126T060000\nDURATION:PT1H30M\nSUMMARY:Meeting\\, long\n\
         BEGIN:VALARM\nSUMMARY:Alarm\nDTSTART:20200101T000000Z\nEND:VALARM",
        "UID:4\nDTSTART:20261126T140000\nDTEND:20261126T150000\nSUMMARY:Lo\n cal",
        "UID:5\nDTSTART;VALUE=DATE:20261127\nSUMMARY:Vacation",
        "UID:6\nSTATUS:CANCELLED\nDTSTART:20261128T080000Z\nDTEND:20261128T100000Z\nSUMMARY:Off",
    ]);
    let (schedule, found) = held(&text, options()).unwrap();
    assert_eq!(
        lines(&schedule),
        [
            "Ann Lee 1126 09:00-11:00 On Queue",
            "Ann Lee 1126 11:00-11:15 Break",
            "Ann Lee 1126 12:00-13:30 Meeting, long",
            "Ann Lee 1126 14:00-15:00 Local",
            "Ann Lee 1127 00:00-1128 00:00 Vacation",
        ]
    );
    assert_eq!((found.kind, found.rows, found.needs_zone), (PlanKind::Calendar, 6, true));
    assert!(found.remarks.examples.is_empty(), "{:?}", remarks(&found));
    let named = held(&text, Options { agent: Some("401".into()), ..options() }).unwrap().0;
    assert_eq!(&*named.plans[0].0, "401");
}

#[test]
fn events_repeat_on_clocks_that_change() {
    // Three nights over the change of clocks, without the second, with the third moved.
    let text = calendar(&[
        "UID:1\nDTSTART;TZID=Europe/Berlin:20261023T220000\nDTEND;TZID=Europe/Berlin:20261024T060000\nSUMMARY:Open\n\
         RRULE:FREQ=DAILY;COUNT=5\nEXDATE;TZID=Europe/Berlin:20261025T220000",
        "UID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20261026T220000\nDTSTART;TZID=Europe/Berlin:20261026T200000\n\
         DTEND;TZID=Europe/Berlin:20261026T230000\nSUMMARY:Short\nRRULE:FREQ=DAILY;COUNT=9",
    ]);
    assert_eq!(
        told(&text, options()),
        [
            "Ann Lee 1023 22:00-1024 06:00 Open",
            "Ann Lee 1024 22:00-1025 06:00 Open",
            "Ann Lee 1026 20:00-23:00 Short",
            "Ann Lee 1027 22:00-1028 06:00 Open",
        ]
    );
    let (schedule, _) = held(&text, options()).unwrap();
    assert_eq!(schedule.plans[0].1.list()[1].span.len(), 9 * 3_600_000);
    // Dates by themselves, the first among them.
    let text = calendar(&["UID:1\nDTSTART:20261126T080000Z\nDURATION:PT1H\nSUMMARY:x\n\
                           RDATE:20261126T080000Z,20261127T080000Z"]);
    let (schedule, _) = held(&text, options()).unwrap();
    assert_eq!(lines(&schedule), ["Ann Lee 1126 09:00-10:00 x", "Ann Lee 1127 09:00-10:00 x"]);
    assert!(schedule.findings.examples.is_empty());
}

#[test]
fn what_repeats_without_an_end_is_read_for_the_window() {
    let text = calendar(&[
        "UID:1\nDTSTART:20200106T080000Z\nDURATION:PT8H\nSUMMARY:Open\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU",
    ]);
    let start = 1_795_651_200_000; // 2026-11-26
    let window = Some(Span::new(start, start + 7 * DAY));
    let (schedule, found) = held(&text, Options { window, ..options() }).unwrap();
    assert_eq!(
        lines(&schedule)[lines(&schedule).len() - 2..],
        ["Ann Lee 1130 09:00-17:00 Open", "Ann Lee 1201 09:00-17:00 Open",]
    );
    assert!(lines(&schedule).len() < 5 && found.remarks.examples.is_empty());
    let until = text.replace("BYDAY=MO,TU", "BYDAY=MO;UNTIL=20200113T080000Z");
    assert_eq!(told(&until, options()).len(), 2);
    let until = text.replace("BYDAY=MO,TU", "BYDAY=MO;UNTIL=20200112");
    assert_eq!(told(&until, options()).len(), 1);
}

#[test]
fn what_cannot_be_read_is_named_with_its_line() {
    let text = calendar(&[
        "DTSTART:2026-11-26\nDTEND:20261126T100000Z\nSUMMARY:a",
        "DTSTART:20261126T080000Z\nSUMMARY:b",
        "DTSTART:20261126T080000Z\nDTEND:20261126T100000Z",
        "DTSTART;TZID=Mars/Base:20261126T080000\nDTEND:20261126T100000Z\nSUMMARY:d",
        "DTSTART:20261127T080000Z\nDTEND:20261127T100000Z\nSUMMARY:e\nRRULE:FREQ=YEARLY;BYWEEKNO=20",
        "this is no line\nDTSTART:20261128T080000Z\nDTEND:20261128T070000Z\nSUMMARY:f",
    ]);
    let (schedule, found) = held(&text, options()).unwrap();
    assert_eq!(
        remarks(&found),
        [
            "NotARow 29: this is no line",
            "NoStart 4: a",
            "NoEnd 9: b",
            "NoActivity 13: ",
            "UnknownZone 18: Mars/Base",
            "Repeats 22: FREQ=YEARLY;BYWEEKNO=20",
        ]
    );
    assert_eq!(lines(&schedule), ["Ann Lee 1126 08:00-11:00 d", "Ann Lee 1127 09:00-11:00 e"]);
    assert_eq!(schedule.findings.examples[0].line, 28);
}

#[test]
fn zones_have_the_names_that_programs_give_them() {
    for zone in ["Europe/Berlin", "/example.org/20070129_1/Europe/Berlin", "W. Europe Standard Time"] {
        let event =
            format!("DTSTART;TZID={zone}:20261126T090000\nDTEND;TZID={zone}:20261126T100000\nSUMMARY:Open");
        let options = Options { zone: model::zone::Zone::utc(), ..options() };
        assert_eq!(told(&calendar(&[&event]), options), ["Ann Lee 1126 09:00-10:00 Open"], "{zone}");
    }
    let text = calendar(&["DTSTART:20261126T090000\nDTEND:20261126T100000\nSUMMARY:Open"]);
    let text = text.replace("VERSION:2.0", "X-WR-TIMEZONE:America/New_York");
    assert_eq!(told(&text, options()), ["Ann Lee 1126 15:00-16:00 Open"]);
}
