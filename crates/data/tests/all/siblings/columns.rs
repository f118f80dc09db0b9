//! Columns of the report that are not there: what they would say is missing, and that is said.

use super::bench::{HEADER, Row, check, report, text, without};

const CONTROL: &str = "Ready 1500, Not ready/Lunch 1800";

fn rows() -> [Row<'static>; 2] {
    [
        ("9001", "401", 0, "11/13/2026 09:05:00", 'A', 0, "1500"),
        ("9001", "401", 1, "11/13/2026 09:30:00", 'L', 2, "1800"),
    ]
}

/// What is named as missing.
fn named(file: &str) -> Vec<String> {
    use model::remark::RemarkKind;
    let came = text(file, "UTC");
    came.data
        .losses
        .remarks
        .examples_of(RemarkKind::MissingColumn)
        .map(|place| place.column.clone())
        .collect()
}

#[test]
fn whatever_figures_or_order_depend_on_is_named_when_it_is_missing() {
    for column in ["Agent_Session_ID", "StateIndex", "Working", "Outstate_Code", "Outstate", "Log_State"] {
        let file = without(&rows(), &[column]);
        assert_eq!(named(&file), [column]);
        assert_eq!(named(&file.to_lowercase()), [column], "in lower case");
        assert_eq!(named(&format!("Agent State Log\n\n{file}")), [column], "below a title");
        let (one, two) = (file, report(&rows(), ","));
        assert_eq!(named(&format!("{two}{one}")), [column], "below another header");
        assert_eq!(named(&format!("{one}{two}")), [column], "above another header");
    }
    // Two agents of one name would be one.
    assert_eq!(named(&without(&rows(), &["Agent_No"])), ["Agent_No"]);
    for column in ["Agent_Name", "Team_No", "Bus_No", "Skill_No", "Skill_Name"] {
        check(column, &without(&rows(), &[column]), "UTC", CONTROL, &[]);
    }
    let few = ["Agent_Name", "Team_No", "Bus_No", "Skill_No", "Skill_Name", "Agent_Session_ID", "StateIndex"];
    let few = [&few[..], &["Log_State"]].concat();
    assert_eq!(named(&without(&rows(), &few)), ["Agent_Session_ID", "StateIndex", "Log_State"]);
}

#[test]
fn a_column_without_a_value_in_any_row_is_as_good_as_missing() {
    for column in ["Agent_Session_ID", "StateIndex", "Log_State", "Duration"] {
        let place = HEADER.iter().position(|name| *name == column).unwrap();
        for nothing in ["", "NULL"] {
            let lines = report(&rows(), ",");
            let lines = lines.lines().enumerate().map(|(line, text)| {
                let mut cells: Vec<&str> = text.split(',').collect();
                if line > 0 {
                    cells[place] = nothing;
                }
                cells.join(",") + "\n"
            });
            assert_eq!(named(&lines.collect::<String>()), [column]);
        }
    }
}

#[test]
fn rows_of_xml_name_what_all_of_them_lack() {
    let row = |(_, agent, index, start, ..): &Row| {
        format!(
            "<row Agent_Session_ID='9001' Agent_No='{agent}' StateIndex='{index}' Start_Date='{start}' \
             Working='0' Available='1' Outstate_Code='0' Outstate='' Duration='60'/>"
        )
    };
    let rows: String = rows().iter().map(row).collect();
    assert_eq!(named(&format!("<list>{rows}</list>")), ["Log_State"]);
}

#[test]
fn other_tables_lack_nothing() {
    for file in [
        "Agent_No,State,Start_Date,Duration\n401,Ready,11/13/2026 09:00:00,60\n",
        "Agent,Date,Time,State,Reason,Duration\n401,11/13/2026,09:00:00,Ready,,60\n",
        "Agent ID,Session ID,Start,State,Reason\n401,1,11/13/2026 09:00:00,Ready,\n",
    ] {
        assert!(named(file).is_empty(), "{file}");
    }
}

#[test]
fn a_second_column_for_the_same_thing_is_named() {
    let file = report(&rows(), ",").replacen("Skill_Name", "Duration (ms)", 1);
    let said = |file: &str| text(file, "UTC").said();
    assert!(said(&file).contains(&"SecondColumn".to_owned()), "{:?}", said(&file));
    let file = report(&rows(), ",").replacen("Bus_No", "Reason", 1);
    assert!(said(&file).contains(&"SecondColumn".to_owned()));
    assert!(
        said(&report(&rows(), ",").replacen("Team_No", "Agent", 1)).is_empty(),
        "of agents there are many"
    );
    assert_eq!(said(&report(&rows(), ",").replacen("Team_No", "Agent_No", 1)), ["SecondColumn"]);
}

#[test]
fn numbers_that_the_report_does_not_have_are_said() {
    for (from, to) in [(",0,0,12,Lunch,2", ",5,0,12,Lunch,2"), (",Lunch,2,", ",Lunch,3,")] {
        let file = report(&rows(), ",").replacen(from, to, 1);
        check(to, &file, "UTC", CONTROL, &["Unread"]);
    }
    let file = report(&rows(), ",").replacen(",0,0,12,Lunch,2", ",-1,0,12,Lunch,2", 1);
    check("a database's yes", &file, "UTC", "Ready 1500, On contact 1800", &[]);
}

#[test]
fn a_length_under_an_unknown_name_is_missed() {
    let file = "Agent_No,State,Start_Date,Total Time\n401,Ready,11/13/2026 10:00:00,600\n";
    assert_eq!(named(file), ["Duration"]);
    for known in ["Duration", "End_Date", "Time Zone"] {
        assert!(named(&file.replace("Total Time", known)).is_empty(), "{known}");
    }
}
