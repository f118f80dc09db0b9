//! Anything at all.

use data::schedule::{Chosen, Import, PlanRemarkKind, Sort, read, sort_of};
use model::schedule::ScheduleBuilder;
use proptest::prelude::*;

use super::{held, lines, options};

const TABLE: &str =
    "agent,date,start,end,activity\n1,03/11/2026,22:00,06:00,Open\n2,26/11/2026,9:00,\"10:00\",Zoë\n";
const CALENDAR: &str = "BEGIN:VCALENDAR\nX-WR-CALNAME:a\nBEGIN:VTIMEZONE\nTZID:b\nBEGIN:STANDARD\nDTSTART:20260101T000000\n\
                        TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n\
                        BEGIN:VEVENT\nDTSTART;TZID=b:20261126T080000\nDTEND:20261126T100000Z\nSUMMARY:Zo\n ë\n\
                        RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=TH;BYSETPOS=-1\nEXDATE;VALUE=DATE:20261231\n\
                        RDATE;VALUE=PERIOD:20261127T080000/PT1H\nEND:VEVENT\nEND:VCALENDAR\n";
const ANSWER: &str = r#"{"agentSchedules":[{"userID":"a","shifts":[{"start":"2026-11-26T08:00:00Z","end":"2026-11-26T16:00:00Z","baseActivityCode":{"title":"Open"}}]}]}"#;

#[test]
fn pieces_of_any_size_hold_the_same() {
    for text in [TABLE, CALENDAR, ANSWER] {
        let (whole, _) = held(text, options()).unwrap();
        for piece in [1, 2, 7] {
            let mut builder = ScheduleBuilder::new();
            let mut import = Import::new(options(), &mut builder);
            text.as_bytes().chunks(piece).for_each(|bytes| import.feed(bytes).unwrap());
            import.finish().unwrap();
            assert_eq!(builder.finish(), whole, "{piece}");
        }
    }
}

#[test]
fn a_long_table_is_read_in_pieces_behind_its_first() {
    let rows: Vec<String> = (0..9_000)
        .map(|n| format!("{},2026-11-26,{:02}:{:02},15 min,Open", n % 7, n / 60 % 24, n % 60))
        .collect();
    let text = format!("agent,date,start,length,activity\n{}", rows.join("\n"));
    let (whole, found) = held(&text, options()).unwrap();
    assert_eq!((found.rows, whole.plans.len()), (9_000, 7));
    let mut builder = ScheduleBuilder::new();
    let mut import = Import::new(options(), &mut builder);
    text.as_bytes().chunks(1_000).for_each(|bytes| import.feed(bytes).unwrap());
    assert_eq!(import.finish().unwrap().rows, 9_000);
    assert_eq!(builder.finish(), whole);
}

#[test]
fn text_of_activities_is_text() {
    let text = "agent,start,end,activity\n<b>,2026-11-26 09:00,2026-11-26 10:00,\"=cmd|' /C calc'!A0 <script>\n\u{202e}x\"\n";
    let (schedule, _) = held(text, options()).unwrap();
    assert_eq!(lines(&schedule), ["<b> 1126 09:00-10:00 =cmd|' /C calc'!A0 <script>\n\u{202e}x"]);
}

#[test]
fn a_calendar_that_repeats_for_ever_costs_a_bounded_time() {
    let event = "BEGIN:VEVENT\nDTSTART:19760101T080000Z\nDURATION:PT1H\nSUMMARY:x\nRRULE:FREQ=DAILY;UNTIL=99990101\nEND:VEVENT\n";
    let text = format!("BEGIN:VCALENDAR\nX-WR-CALNAME:a\n{}END:VCALENDAR\n", event.repeat(20));
    let window = Some(model::time::Span::new(0, i64::MAX / 4));
    let options = data::schedule::Options { window, ..options() };
    let (_, found) = held(&text, options).unwrap();
    assert_eq!(found.remarks.count(PlanRemarkKind::TooOften), 20);
}

#[test]
fn very_many_zones_of_a_calendars_own_are_not_followed() {
    let zone = |number: usize| {
        format!(
            "BEGIN:VTIMEZONE\nTZID:z{number}\nBEGIN:STANDARD\nDTSTART:20260101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\n\
             RRULE:FREQ=YEARLY\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=z{number}:20261126T{:02}0000\n\
             DURATION:PT1M\nSUMMARY:x\nEND:VEVENT\n",
            number % 24
        )
    };
    let zones = (0..300).map(zone).collect::<Vec<_>>().concat();
    let text = format!("BEGIN:VCALENDAR\nX-WR-CALNAME:a\n{zones}END:VCALENDAR\n");
    let (_, found) = held(&text, options()).unwrap();
    let count = |kind| found.remarks.count(kind);
    assert_eq!((found.rows, count(PlanRemarkKind::UnknownZone), found.remarks.refused()), (300, 100, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_change_of_a_byte_is_read_or_refused(
        which in 0..3_usize, at in any::<prop::sample::Index>(), with in any::<Vec<u8>>(),
    ) {
        let text = [TABLE, CALENDAR, ANSWER][which].as_bytes();
        let at = at.index(text.len());
        let changed = [&text[..at], &with, &text[at + 1..]].concat();
        let mut builder = ScheduleBuilder::new();
        if let Ok(found) = read(&changed, options(), &mut builder) {
            let schedule = builder.finish();
            let planned: usize = schedule.plans.iter().map(|(_, plan)| plan.list().len()).sum();
            prop_assert!(planned <= 2 * found.rows + 6, "{planned}");
            prop_assert!(found.remarks.refused() <= found.rows + 9);
        }
    }

    #[test]
    fn anything_at_all_is_sorted(bytes in prop::collection::vec(any::<u8>(), 0..300), first in 0..4_usize) {
        let head = [&b""[..], b"{\"", b"[{\"a\\", b"agent,start,end,activity\n"][first];
        let sort = sort_of(&[head, &bytes].concat(), Chosen::default());
        prop_assert!(first < 3 || sort != Sort::Aliases);
    }
}
