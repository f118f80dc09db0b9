//! Tables as programs write them: clocks with am and pm, midnight, days on which clocks change, marks before ids.

use data::schedule::Options;
use model::time::MINUTE;

use super::{held, lines, named, options, remarks, told};

/// Minutes of each stretch of one agent's day in a zone.
fn minutes(zone: &str, date: &str, rows: &[(&str, &str)]) -> Vec<i64> {
    let rows: Vec<String> = rows.iter().map(|(start, end)| format!("1,{date},{start},{end},Open")).collect();
    let options = Options { zone: named(zone).unwrap(), ..options() };
    let (schedule, found) =
        held(&format!("agent,date,start,end,activity\n{}", rows.join("\n")), options).unwrap();
    assert!(found.remarks.examples.is_empty(), "{:?}", found.remarks);
    assert_eq!(schedule.findings.total(), 0, "{:?}", schedule.findings);
    schedule.plans.iter().flat_map(|(_, plan)| plan.list()).map(|one| one.span.len() / MINUTE).collect()
}

#[test]
fn days_on_which_clocks_change_have_their_true_length_everywhere() {
    for (zone, date, start, end, expected) in [
        ("Europe/Berlin", "2026-03-29", "01:30", "03:30", 60),
        ("Europe/Berlin", "2026-10-25", "01:30", "03:30", 180),
        ("America/New_York", "2026-03-08", "00:00", "08:00", 7 * 60),
        ("America/New_York", "2026-11-01", "12:00 AM", "8:00 AM", 9 * 60),
        ("America/New_York", "2026-11-01", "00:30", "01:30", 60),
        ("Australia/Lord_Howe", "2026-10-04", "00:00", "08:00", 7 * 60 + 30),
        ("Australia/Lord_Howe", "2026-04-05", "00:00", "08:00", 8 * 60 + 30),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "01:50", 5),
        ("Asia/Kathmandu", "2026-10-25", "22:00", "06:00", 8 * 60),
        // A whole day, and a night over the change.
        ("Europe/Berlin", "2026-10-25", "00:00", "24:00", 25 * 60),
        ("Australia/Lord_Howe", "2026-10-04", "00:00", "00:00", 23 * 60 + 30),
        ("America/New_York", "2026-10-31", "10:00 PM", "6:00 AM", 9 * 60),
    ] {
        assert_eq!(minutes(zone, date, &[(start, end)]), [expected], "{zone} {date} {start}");
    }
    // What follows upon what lies in a repeated hour begins where that ends, and not an hour before.
    let night = [("00:30", "01:30"), ("01:30", "02:30"), ("02:30", "03:30")];
    assert_eq!(minutes("America/New_York", "2026-11-01", &night).iter().sum::<i64>(), 4 * 60);
}

#[test]
fn clocks_may_have_am_and_pm_in_every_form() {
    for (start, end, expected) in [
        ("12:00 AM", "12:00 PM", "00:00-12:00"),
        ("12:30am", "1:15am", "00:30-01:15"),
        ("12:15 p.m.", "1 pm", "12:15-13:00"),
        ("9:00:00 AM", "5:30:00 PM", "09:00-17:30"),
        ("9AM", "5PM", "09:00-17:00"),
        ("11:00 PM", "12:00 AM", "23:00-1127 00:00"),
        ("10:00 PM", "6:00 AM", "22:00-1127 06:00"),
        ("0900", "1730", "09:00-17:30"),
        ("900", "2400", "09:00-1127 00:00"),
        ("09.00", "17.30", "09:00-17:30"),
        ("9h00", "17h30", "09:00-17:30"),
        ("0.375", "0.75", "09:00-18:00"),
    ] {
        let text = format!("agent,date,start,end,activity\n1,2026-11-26,{start},{end},Open\n");
        let (schedule, found) = held(&text, options()).unwrap();
        assert_eq!(remarks(&found), [""; 0], "{start}");
        let line = lines(&schedule).concat();
        assert_eq!(line, format!("1 1126 {expected} Open"), "{start}-{end}");
    }
}

#[test]
fn what_is_no_clock_is_refused_whatever_its_letters() {
    for start in ["é9", "9é", "昼", "09.60", "99.00", ".30", "1.5.00", "25:00", "-9:00", "9:5:x", "2560", "∞"]
    {
        let text = format!("agent,date,start,end,activity\n1,2026-11-26,{start},12:00,Open\n");
        let (schedule, found) = held(&text, options()).unwrap();
        assert_eq!(
            (lines(&schedule).len(), found.remarks.refused()),
            (0, 1),
            "{start}: {:?}",
            lines(&schedule)
        );
    }
}

#[test]
fn a_mark_before_an_id_is_no_comment() {
    let text = "# made by a program\nagent,start,end,activity\n#401,2026-11-26 09:00,2026-11-26 11:00,Open\n\
                # 401 is away,,,\n#fields|agent\n401,2026-11-26 12:00,2026-11-26 13:00,Open\n";
    let (schedule, found) = held(text, options()).unwrap();
    assert_eq!(lines(&schedule), ["#401 1126 09:00-11:00 Open", "401 1126 12:00-13:00 Open"]);
    assert_eq!((found.rows, remarks(&found)), (2, vec![]));
}

#[test]
fn files_of_iex_have_their_fields_in_any_order() {
    let day = ["401 1126 09:00-11:00 Open", "401 1126 11:00-11:15 Break"];
    for text in [
        "#fields|acdID|excDate|start|stop|excName\n401|11262026|09:00|11:00|Open\n401|11262026|11:00|11:15|Break\n",
        "#fields excName|stop|start|schedDate|logonID\nOpen|11:00|09:00|11262026|401\nBreak|11:15|11:00|11262026|401\n",
        "#fields=acdID|schedDate|TZ|startTime|stopTime|code\r\n401|11/26/2026|ET|03:00|05:00|Open\r\n401|11/26/2026|America/New_York|05:00|05:15|Break\r\n",
        "#FIELDS|acdID|excDate|start|length|excName\n401|11262026|0900|120|Open\n401|11262026|1100|15|Break\n",
    ] {
        let (schedule, _) = held(
            text,
            Options {
                zone: named(if text.contains("ET|") { "America/New_York" } else { "Europe/Berlin" }).unwrap(),
                ..options()
            },
        )
        .unwrap();
        assert_eq!(lines(&schedule), day, "{text}");
    }
    // A night under the day that it began on.
    let text = "#fields|acdID|schedDate|excDate|start|stop|excName\n401|11262026|11262026|22:00|06:00|Open\n401|11262026|11272026|06:00|06:15|Break\n";
    assert_eq!(told(text, options()), ["401 1126 22:00-1127 06:00 Open", "401 1127 06:00-06:15 Break"]);
}

#[test]
fn overlaps_reversals_and_repetitions_are_findings_with_lines_and_the_rest_counts() {
    let text = "agent|start|end|activity\n\
                1|2026-11-26 09:00|2026-11-26 12:00|Open\n\
                1|2026-11-26 11:00|2026-11-26 13:00|Training\n\
                1|2026-11-26 09:00|2026-11-26 12:00|Open\n\
                1|2026-11-26 16:00|2026-11-26 15:00|Open\n\
                1|2026-11-26 14:00|2026-11-26 14:00|Open\n\
                2|2026-11-26 09:00|2026-11-26 10:00|Open\n";
    let (schedule, _) = held(text, options()).unwrap();
    assert_eq!(
        lines(&schedule),
        ["1 1126 09:00-11:00 Open", "1 1126 11:00-13:00 Training", "2 1126 09:00-10:00 Open"]
    );
    let mut told: Vec<_> =
        schedule.findings.examples.iter().map(|one| (one.line, format!("{:?}", one.kind))).collect();
    told.sort();
    let expected = [(3, "Overlap"), (4, "Twice"), (5, "Reversed"), (6, "Reversed")];
    assert_eq!(told, expected.map(|(line, kind)| (line, kind.to_owned())));
}
