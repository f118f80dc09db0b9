//! Which files are schedules, and which are reports of states.

use std::path::PathBuf;

use data::files::columns::{Preset, Role};
use data::schedule::{Chosen, HEAD, PlanRole, Sort, sort_of};

fn sort(text: &str) -> Sort {
    sort_of(text.as_bytes(), Chosen::default())
}

#[test]
fn every_report_that_people_have_stays_one() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let head = &bytes[..bytes.len().min(HEAD)];
        assert_eq!(sort_of(head, Chosen::default()), Sort::Other, "{}", path.display());
        count += 1;
    }
    assert!(count > 30, "{count} files");
}

#[test]
fn schedules_are_told_from_reports() {
    for text in [
        "agent,start,end,activity\n401,2026-11-26T09:00+01:00,2026-11-26T11:00+01:00,Open\n",
        "Agent_ID;Date;Start Time;End Time;Activity\n",
        "logonID\tschedDate\tstart\tstop\tcode\n",
        "email,day,from,to,title\n",
        "Schedules of November\n\nemployee|start date|starttime|end date|endtime|activity name\n",
        "AgentID,AgentName,StartDateTime,EndDateTime,ActivityCode,ActivityDescription\n",
        "#fields|excdate|schedDate|TZ|custID|muID|tvID|acdID|logonID|start|stop|excName\n",
        "#fields: agent,excdate,start,stop,code\n",
        "#fields|a|b|c\n",
        "agent,start,Duration (min),activity\n",
        "start,end,activity\n",
        "agent,startTimeUTC,endTimeUTC,activityName\n",
        "agent,date,start,end,activity,tz\n",
        "\u{feff}agent,start,end,activity\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        r#"{"resultSet":[{"scheduleResults":[{"activityName":"Open","startTimeUTC":"2026-11-26T08:00:00"#,
        r#"{"agentSchedules":[{"userID":"ana","shifts":[]}]}"#,
        r#"{"schedules":[{"shifts":[{"start":"x","baseActivityCode":{"title":"Open"}}]}]}"#,
        r#"[{"agent":"401","start":"2026-11-26","end":"2026-11-26","activity":"Open"}]"#,
        r#"{"activities":[{"agent_id":"a1","activity_type_id":"phone","start_time":1795680000,"end_time":1795683600}]}"#,
    ] {
        assert_eq!(sort(text), Sort::Schedule, "{text}");
    }
    let wide: Vec<u8> = "agent,start,end,activity\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(sort_of(&[&[0xff, 0xfe], &wide[..]].concat(), Chosen::default()), Sort::Schedule);
}

#[test]
fn what_has_states_is_a_report_and_what_may_have_them_is_asked() {
    for (text, expected) in [
        ("agent,state,start,end,type\n", Sort::Other),
        ("Agent_No,State,Reason,Start_Time,End_Time,Activity\n", Sort::Other),
        ("agent,status,start,end,activity\n", Sort::Doubtful),
        ("agent,start,end,activity,reason\n", Sort::Doubtful),
        ("agent,activity,started at,ended at\n", Sort::Doubtful),
        ("user,event,begin,stop,not ready reason\n", Sort::Doubtful),
        ("user,status,since,secs\n", Sort::Other),
        ("user,start,end\n", Sort::Other),
        ("date,price\n", Sort::Other),
        ("name,agent\nann,401\n", Sort::Aliases),
        ("ann,401\n", Sort::Other),
        (r#"{"records":[{"timestamp":"x","state":"READY"}]}"#, Sort::Other),
        (r#"[{"user":"a","status":"x","activity":"y","start":1,"end":2}]"#, Sort::Doubtful),
        ("<xml/>", Sort::Other),
        ("", Sort::Other),
        ("PK\u{3}\u{4}agent,start,end,activity", Sort::Other),
        ("agent,start\0,end,activity", Sort::Other),
    ] {
        assert_eq!(sort(text), expected, "{text}");
    }
}

#[test]
fn what_a_person_said_of_such_columns_counts() {
    let header = ["wer", "wann", "bis", "was"];
    let text = "wer;wann;bis;was\n401;26.11.2026 09:00;26.11.2026 11:00;Offen\n";
    let roles = [PlanRole::Agent, PlanRole::Start, PlanRole::End, PlanRole::Activity];
    let schedule: Vec<_> = header.iter().map(|name| (*name).to_owned()).zip(roles).collect();
    assert_eq!(sort(text), Sort::Other);
    let chosen = Chosen { schedules: &[schedule], ..Chosen::default() };
    assert_eq!(sort_of(text.as_bytes(), chosen), Sort::Schedule);
    let columns = ["agent", "start", "end", "activity"].map(str::to_owned);
    let roles = [Role::Agent, Role::Start, Role::End, Role::State];
    let report = Preset { columns: columns.into_iter().zip(roles).collect(), ..Preset::default() };
    let chosen = Chosen { reports: &[report], ..Chosen::default() };
    assert_eq!(sort_of(b"agent,start,end,activity\n1,2,3,4\n", chosen), Sort::Other);
}
