//! Tables with any headers, IEX files, our own form.

use data::files::FileError;
use data::files::when::DateOrder;
use data::schedule::{Options, PlanKind};

use super::{held, lines, options, remarks, told};

const DAY: [&str; 3] =
    ["401 1126 09:00-11:00 Open", "401 1126 11:00-11:15 Break", "401 1126 11:15-17:00 Open"];

#[test]
fn our_own_form_is_read() {
    let text = "agent,start,end,activity\n\
                401,2026-11-26T09:00+01:00,2026-11-26T11:00+01:00,Open\n\
                401,2026-11-26T11:00+01:00,2026-11-26T11:15+01:00,Break\n\
                401,2026-11-26T10:15Z,2026-11-26T16:00Z,Open\n";
    let (schedule, found) = held(text, options()).unwrap();
    assert_eq!(lines(&schedule), DAY);
    assert_eq!((found.kind, found.rows, found.needs_zone, found.dates), (PlanKind::Table, 3, false, None));
    assert_eq!(found.reached.map(|span| span.len() / 3_600_000), Some(8));
}

#[test]
fn the_same_day_under_many_headers() {
    let rows = [("9:00", "11:00", "Open"), ("11:00", "11:15", "Break"), ("11:15", "17:00", "Open")];
    let table = |header: &str, row: &dyn Fn(&str, &str, &str) -> String| {
        let rows = rows.map(|(start, end, activity)| row(start, end, activity));
        format!("{header}\n{}\n", rows.join("\n"))
    };
    for text in [
        table("Agent_ID;Date;Start Time;End Time;Activity", &|s, e, a| format!("401;26.11.2026;{s};{e};{a}")),
        table("logonID\tschedDate\tstart\tstop\tcode", &|s, e, a| format!("401\t11/26/2026\t{s}\t{e}\t{a}")),
        table("email,day,from,to,title", &|s, e, a| format!("401,2026-11-26,{s},{e},{a}")),
        table(
            "Schedules of November\n\nemployee|start date|starttime|end date|endtime|activity name",
            &|s, e, a| format!("401|Nov 26 2026|{s}|Nov 26 2026|{e}|{a}"),
        ),
        table("AgentID,AgentName,StartDateTime,EndDateTime,ActivityCode,ActivityDescription", &|s, e, a| {
            format!("401,Lee,2026-11-26 {s}:00,2026-11-26 {e}:00,7,{a}")
        }),
        table(
            "#fields|excdate|schedDate|TZ|custID|muID|tvID|acdID|logonID|start|stop|excName",
            &|s, e, a| format!("11262026|11252026|Europe/Berlin|1|2|3|401|ana|{s}|{e}|{a}"),
        ),
        table("#fields: agent,excdate,start,stop,code", &|s, e, a| {
            format!("401,11262026,{},{},{a}", s.replace(':', ""), e.replace(':', ""))
        }),
        table("agent,date,start,end,activity", &|s, e, a| {
            let clock = |text: &str| {
                let (hours, minutes) = text.split_once(':').unwrap();
                let hours: u32 = hours.parse().unwrap();
                format!("{}:{minutes} {}", (hours + 11) % 12 + 1, if hours < 12 { "AM" } else { "PM" })
            };
            format!("401,11/26/2026,{},{},{a}", clock(s), clock(e))
        }),
    ] {
        assert_eq!(told(&text, options()), DAY, "{text}");
    }
}

#[test]
fn ends_may_be_lengths() {
    for (header, length) in [
        ("duration", "0:15"),
        ("Duration (min)", "15"),
        ("minutes", "15"),
        ("duration", "15"),
        ("length", "15 min"),
        ("length", "PT15M"),
        ("hours", "0.25"),
        ("duration seconds", "900"),
        ("duration", "00:15:00"),
        ("Duration (mm:ss)", "15:00"),
    ] {
        let text = format!("agent,start,{header},activity\n401,2026-11-26 11:00,{length},Break\n");
        assert_eq!(told(&text, options()), ["401 1126 11:00-11:15 Break"], "{header} {length}");
    }
}

#[test]
fn times_go_on_over_midnight() {
    let text = "agent,date,start,end,activity\n\
                1,2026-11-26,22:00,06:00,Open\n\
                2,2026-11-26,20:00,24:00,Open\n\
                3,2026-11-26,00:00,00:00,Vacation\n\
                4,2026-11-26,20:00,0:00,Open\n";
    let (schedule, _) = held(text, options()).unwrap();
    assert_eq!(
        lines(&schedule),
        [
            "1 1126 22:00-1127 06:00 Open",
            "2 1126 20:00-1127 00:00 Open",
            "3 1126 00:00-1127 00:00 Vacation",
            "4 1126 20:00-1127 00:00 Open",
        ]
    );
    // The day may stand in the beginning alone.
    assert_eq!(
        told("agent,start,end,activity\n1,2026-11-26 22:00,06:00,Open\n", options()),
        ["1 1126 22:00-1127 06:00 Open"]
    );
    // One that ends when it begins is none.
    let text = "agent,date,start,end,activity\n1,2026-11-26,09:00,09:00,Open\n";
    let (schedule, _) = held(text, options()).unwrap();
    assert_eq!((lines(&schedule).len(), schedule.findings.examples.len()), (0, 1));
    // Two dates are taken at their word.
    let text = "agent,start,end,activity\n1,2026-11-26 22:00,2026-11-26 06:00,Open\n";
    let (schedule, _) = held(text, options()).unwrap();
    assert!(lines(&schedule).is_empty());
    assert_eq!(schedule.findings.examples[0].line, 2);
    // Days alone take all of the last one.
    assert_eq!(
        told("agent,start,end,activity\n1,2026-11-26,2026-11-27,Vacation\n", options()),
        ["1 1126 00:00-1128 00:00 Vacation"]
    );
}

#[test]
fn days_on_which_clocks_change_have_their_true_length() {
    let hours = |text: &str| {
        let (schedule, _) = held(text, options()).unwrap();
        schedule
            .plans
            .iter()
            .flat_map(|(_, plan)| plan.list())
            .map(|one| one.span.len() / 60_000)
            .collect::<Vec<_>>()
    };
    let row = |date: &str, start: &str, end: &str| {
        format!("agent,date,start,end,activity\n1,{date},{start},{end},Open\n")
    };
    assert_eq!(hours(&row("2026-03-28", "22:00", "06:00")), [7 * 60]);
    assert_eq!(hours(&row("2026-10-24", "22:00", "06:00")), [9 * 60]);
    // In the hour that is repeated: the end is the first one after the beginning.
    assert_eq!(hours(&row("2026-10-25", "01:30", "02:30")), [60]);
    assert_eq!(hours(&row("2026-10-25", "02:45", "02:15")), [30]);
    assert_eq!(hours(&row("2026-10-25", "02:30", "03:30")), [2 * 60]);
    // In the hour that is skipped: from the moment of the change.
    assert_eq!(hours(&row("2026-03-29", "02:30", "03:30")), [30]);
}

#[test]
fn zones_may_be_those_of_rows() {
    let text = "agent,date,start,end,activity,tz\n\
                1,2026-11-26,09:00,10:00,Open,America/New_York\n\
                2,2026-11-26,09:00,10:00,Open,UTC\n\
                3,2026-11-26,09:00,10:00,Open,+05:30\n\
                4,2026-11-26,09:00,10:00,Open,CET\n\
                5,2026-11-26,09:00,10:00,Open,Mars/Base\n";
    let (schedule, found) = held(text, options()).unwrap();
    assert_eq!(
        lines(&schedule),
        [
            "1 1126 15:00-16:00 Open",
            "2 1126 10:00-11:00 Open",
            "3 1126 04:30-05:30 Open",
            "4 1126 09:00-10:00 Open",
            "5 1126 09:00-10:00 Open",
        ]
    );
    assert_eq!(remarks(&found), ["UnknownZone 6: Mars/Base"]);
    // An abbreviation of several zones is the file's, if it is in force there.
    let text = |tz: &str| format!("agent,date,start,end,activity,tz\n1,2026-11-26,09:00,10:00,Open,{tz}\n");
    let new_york = || Options { zone: super::named("America/New_York").unwrap(), ..options() };
    assert_eq!(told(&text("EST"), new_york()), ["1 1126 15:00-16:00 Open"]);
    for tz in ["EST", "CST"] {
        assert_eq!(remarks(&held(&text(tz), options()).unwrap().1), [format!("UnknownZone 2: {tz}")]);
    }
    assert!(found.needs_zone);
    assert_eq!(
        told(
            "agent,startTimeUTC,endTimeUTC,activityName\n1,2026-11-26 09:00,2026-11-26 10:00,Open\n",
            options()
        ),
        ["1 1126 10:00-11:00 Open"]
    );
}

#[test]
fn dates_that_could_be_two_follow_those_that_could_not() {
    let text = |last: &str| {
        format!("agent,date,start,end,activity\n1,03/11/2026,09:00,10:00,Open\n1,{last},09:00,10:00,Open\n")
    };
    let read = |last: &str, options: Options| {
        let (schedule, found) = held(&text(last), options).unwrap();
        (lines(&schedule)[0].clone(), found.dates.map(|dates| (dates.order, dates.certain)))
    };
    let (march, november) = ("1 0311 09:00-10:00 Open".to_owned(), "1 1103 09:00-10:00 Open".to_owned());
    assert_eq!(read("04/11/2026", options()), (march.clone(), Some((DateOrder::MonthFirst, false))));
    assert_eq!(read("11/26/2026", options()), (march, Some((DateOrder::MonthFirst, true))));
    assert_eq!(read("26/11/2026", options()), (november.clone(), Some((DateOrder::DayFirst, true))));
    // Where dates contradict each other most of them count, and it is said.
    let many = text("26/11/2026") + "1,27/11/2026,9:00,10:00,Open\n1,11/28/2026,9:00,10:00,Open\n";
    let (schedule, found) = held(&many, options()).unwrap();
    assert_eq!(lines(&schedule)[0], november);
    assert_eq!(found.dates.map(|dates| (dates.order, dates.certain)), Some((DateOrder::DayFirst, false)));
    let chosen = Options { date_order: Some(DateOrder::DayFirst), ..options() };
    assert_eq!(read("04/11/2026", chosen).0, november);
}

#[test]
fn whose_it_is_may_be_said_in_many_ways() {
    let who = |header: &str, cells: &str, agent: Option<&str>| {
        let text = format!("{header},start,end,activity\n{cells},2026-11-26 09:00,2026-11-26 10:00,Open\n");
        let options = Options { agent: agent.map(str::to_owned), ..options() };
        held(&text, options)
            .map(|(schedule, _)| schedule.plans.iter().map(|plan| plan.0.to_string()).collect::<Vec<_>>())
    };
    for (header, cells, agent, expected) in [
        ("Agent Name,Agent ID", "Lee,401", None, "401"),
        ("Agent Name,Agent ID", "Lee,", None, "Lee"),
        ("First Name,Last Name", "Ann,Lee", None, "Ann Lee"),
        ("employee,email", "E7,ann@example.com", None, "ann@example.com"),
        ("acdID,logonID", "401,ann", None, "401"),
        ("note", "x", Some("401"), "401"),
        ("agent id", "401.0", None, "401"),
    ] {
        assert_eq!(who(header, cells, agent), Ok(vec![expected.to_owned()]), "{header}");
    }
    let FileError::UnknownColumns { found, rows } = who("note", "x", None).unwrap_err() else { panic!() };
    assert_eq!((found.len(), rows.len()), (4, 1));
}

#[test]
fn bad_rows_are_named_with_their_lines_and_the_rest_counts() {
    let text = "agent,start,end,activity\n\
                401,soon,2026-11-26 11:00,Open\n\
                401,2026-11-26 09:00,later,Open\n\
                ,2026-11-26 09:00,2026-11-26 11:00,Open\n\
                401,2026-11-26 09:00,2026-11-26 11:00,\n\
                # a comment\n\
                \n\
                401,1900-01-01 09:00,2026-11-26 11:00,Open\n\
                401,2026-11-26 09:00,2026-11-26 11:00,Open\n\
                401,2026-11-26 12:00,2026-11-26 11:00,Open\n\
                401,2026-11-26 10:00,2026-11-26 12:00,Break\n";
    let (schedule, found) = held(text, options()).unwrap();
    assert_eq!(
        remarks(&found),
        [
            "NoStart 2: 401,soon,2026-11-26 11:00,Open",
            "NoEnd 3: 401,2026-11-26 09:00,later,Open",
            "NoAgent 4: ,2026-11-26 09:00,2026-11-26 11:00,Open",
            "NoActivity 5: 401,2026-11-26 09:00,2026-11-26 11:00,",
            "NoStart 8: 401",
        ]
    );
    assert_eq!((found.rows, found.remarks.refused()), (8, 5));
    assert_eq!(lines(&schedule), ["401 1126 09:00-10:00 Open", "401 1126 10:00-12:00 Break"]);
    let findings: Vec<_> = schedule.findings.examples.iter().map(|one| (one.kind, one.line)).collect();
    assert_eq!(format!("{findings:?}"), "[(Reversed, 10), (Overlap, 11)]");
}

#[test]
fn several_files_make_one_schedule() {
    let mut builder = model::schedule::ScheduleBuilder::new();
    for (agent, activity) in [("1", "Open"), ("2", "Open"), ("1", "Break")] {
        let hour = if activity == "Open" { 9 } else { 10 };
        let text = format!(
            "agent,start,end,activity\n{agent},2026-11-26 {hour:02}:00,2026-11-26 12:00,{activity}\n"
        );
        data::schedule::read(text.as_bytes(), options(), &mut builder).unwrap();
    }
    let schedule = builder.finish();
    assert_eq!(schedule.activities.len(), 2);
    assert_eq!(
        lines(&schedule),
        ["1 1126 09:00-10:00 Open", "1 1126 10:00-12:00 Break", "2 1126 09:00-12:00 Open"]
    );
}

#[test]
fn what_is_no_schedule_is_said() {
    for (text, expected) in [
        ("", FileError::Empty),
        (" \n", FileError::Empty),
        ("PK\x03\x04", FileError::Spreadsheet),
        ("<!doctype html><html>", FileError::WebPage),
        ("{\"a\":", FileError::CutOff),
        ("{]", FileError::NotJson),
        ("{\"a\":1}", FileError::UnknownJson),
    ] {
        assert_eq!(held(text, options()).unwrap_err(), expected, "{text:?}");
    }
}
