//! Rows that name their agent in saved pages: no figure of one agent under another's name.

use super::bench::{Totals, figures, text};

/// READY for half an hour, then logged out.
fn rows(agent: &str) -> [String; 2] {
    [("09:00:00", "READY", 0), ("09:30:00", "LOGOUT", 1_800_000)].map(|(at, state, ms)| {
        format!(r#"{{"timestamp":"2026-11-13T{at}Z","state":"{state}","duration":{ms}{agent}}}"#)
    })
}

fn totals(agents: &[&str]) -> Totals {
    agents.iter().map(|agent| ((*agent).to_owned(), figures("Ready 1800"))).collect()
}

#[test]
fn each_agent_of_a_saved_list_has_rows_of_its_own() {
    let (a, b) = (rows(r#","agentId":"aa""#), rows(r#","agentId":"bb""#));
    let (mixed, in_turns) = ([&a[..], &b].concat(), [&a[0], &b[0], &b[1], &a[1]].map(Clone::clone));
    for rows in [mixed.join(","), in_turns.join(",")] {
        for file in [format!(r#"{{"records":[{rows}]}}"#), format!("[{rows}]"), rows.replace("},{", "}\n{")] {
            let came = text(&file, "UTC");
            assert_eq!(
                (came.totals(), came.said()),
                (totals(&["aa", "bb"]), vec!["OpenEnd".to_owned()]),
                "{file}"
            );
        }
    }
}

/// Rows that name their agent by another member than `agentId`, or by an object.
#[test]
fn each_agent_has_rows_of_its_own_whatever_member_names_it() {
    for name in [
        r#""agent":{"id":"ID"}"#,
        r#""agent":{"name":"Somebody","id":"ID","team":{"id":7}}"#,
        r#""agent":{"agentId":"ID","id":5}"#,
        r#""Agent":{"Id":"ID"}"#,
        r#""agent":"ID""#,
        r#""agentId":{"id":"ID"}"#,
        r#""agentId":null,"agent":{"id":"ID"}"#,
        r#""agent":{"id":"ID"},"agentId":null"#,
        r#""agent":{"id":null,"userId":"ID"}"#,
        r#""agentName":"Somebody","agent":{"id":"ID"}"#,
        r#""agent":{"id":"ID"},"agentName":"Somebody""#,
        r#""agentNo":"ID""#,
        r#""agent_number":"ID""#,
        r#""user":{"id":"ID"}"#,
        r#""userId":"ID""#,
        r#""agentName":"ID""#,
    ] {
        let all = ["aa", "bb"].map(|id| rows(&format!(",{}", name.replace("ID", id))));
        for file in [format!("[{}]", all.concat().join(",")), all.concat().join("\n")] {
            let came = text(&file, "UTC");
            assert_eq!(came.totals(), totals(&["aa", "bb"]), "{file}");
            assert_eq!(came.said(), vec!["OpenEnd".to_owned()], "{file}");
        }
    }
}

#[test]
fn what_a_row_says_twice_is_said() {
    for (members, is_said) in [
        (r#","agentId":"aa","agentId":"aa""#, false),
        (r#","agentId":"bb","agentId":"aa""#, true),
        (r#","agentID":"bb","agentId":"aa""#, true),
        (r#","agentId":"aa","agentID":"bb""#, true),
        (r#","agentId":"aa","agentID":null"#, false),
        (r#","agentId":"aa","duration":0"#, true),
        (r#","agentId":"aa","other":0,"other":1"#, false),
    ] {
        let [first, last] = rows(r#","agentId":"aa""#);
        let second = rows(members)[1].clone();
        for file in [format!("[{first},{second}]"), format!("[{first},{last},{second}]")] {
            let came = text(&file, "UTC");
            assert_eq!(came.totals().keys().collect::<Vec<_>>(), ["aa"], "{file}");
            assert_eq!(came.said().contains(&"Unread".to_owned()), is_said, "{file}");
        }
    }
}

#[test]
fn an_agent_that_cannot_be_read_is_said() {
    for agent in [r#","agentId":[1]"#, r#","agentId":{"x":1}"#, r#","agent":{}"#] {
        let came = text(&format!("[{}]", rows(agent).join(",")), "UTC");
        assert!(came.said().contains(&"Unread".to_owned()), "{agent} {:?}", came.said());
    }
}

#[test]
fn names_of_members_are_known_in_any_case_and_with_marks_between_their_words() {
    for name in ["agentID", "AgentId", "agent_id", "AGENT-ID"] {
        let all = ["aa", "bb"].map(|id| rows(&format!(r#","{name}":"{id}""#)));
        let came = text(&format!("[{}]", all.concat().join(",")), "UTC");
        assert_eq!(came.totals(), totals(&["aa", "bb"]), "{name}");
    }
    let file = r#"[{"StartDate":"2026-11-13T09:00:00Z","agentStateId":1,"AgentID":7,"Duration":60,"State_Index":1}]"#;
    assert_eq!(text(file, "UTC").totals(), Totals::from([("7".to_owned(), figures("Ready 60"))]));
}

#[test]
fn pages_that_name_the_agent_themselves_are_that_agents() {
    let rows = rows("").join(",");
    for name in [r#""agentId":"ID""#, r#""agent":{"name":"x","id":"ID"}"#, r#""agentNo":"ID""#] {
        let page = |agent: &str| format!(r#"{{"records":[{rows}],{}}}"#, name.replace("ID", agent));
        let came = text(&format!("[{},{}]", page("aa"), page("bb")), "UTC");
        assert_eq!((came.totals(), came.said()), (totals(&["aa", "bb"]), vec!["OpenEnd".to_owned()]));
    }
    let cxone = |agent: u32| {
        format!(
            r#"{{"agentId":{agent},"agentStateHistory":[{{"startDate":"2026-11-13T09:00:00Z","agentStateId":1,"duration":1800}}]}}"#
        )
    };
    let came = text(&[cxone(401), cxone(402)].join("\n"), "UTC");
    assert_eq!((came.totals(), came.said()), (totals(&["401", "402"]), vec![]));
}

#[test]
fn a_row_that_names_no_agent_among_others_that_do_is_refused() {
    let [first, last] = rows(r#","agentId":"aa""#);
    let [nameless, _] = rows("");
    let came = text(&format!(r#"{{"records":[{first},{nameless},{last}]}}"#), "UTC");
    assert_eq!(
        (came.totals(), came.said()),
        (totals(&["aa"]), vec!["OpenEnd".to_owned(), "Refused".to_owned()])
    );
}

#[test]
fn a_row_that_names_nobody_is_nobodys_where_others_name_theirs() {
    let file = |agents: [&str; 3]| {
        let [a, b, c] = agents;
        format!(
            "Agent_No,Agent_Name,Start_Date,State,Duration\n{a},11/13/2026 09:00:00,Ready,300\n\
             {b},11/13/2026 09:05:00,Not Ready,300\n{c},11/13/2026 09:10:00,Ready,300\n"
        )
    };
    let whole = Totals::from([("401".to_owned(), figures("Ready 600, Not ready 300"))]);
    let holed = Totals::from([("401".to_owned(), figures("Ready 600, No data 300"))]);
    let came = text(&file(["401,Ana", ",", "401,Ana"]), "UTC");
    assert_eq!((came.totals(), came.said()), (holed, vec!["Refused".to_owned()]));
    // A name that is one agent's says who it is, wherever the id stands.
    for agents in [["401,Ana", ",Ana", "401,Ana"], [",Ana", "401,Ana", ",Ana"]] {
        let came = text(&file(agents), "UTC");
        assert_eq!((came.totals(), came.said()), (whole.clone(), vec![]), "{agents:?}");
    }
    let came = text(&file(["401,Ana", ",Ana", "402,Ana"]), "UTC");
    assert!(came.totals().contains_key("Ana"), "of two agents of one name it may be either");
    let came = text(&file([",", ",", ","]), "UTC");
    assert_eq!(came.totals().into_keys().collect::<Vec<_>>(), ["file"], "nothing names anybody");
}

#[test]
fn headings_name_the_agent_of_the_rows_below() {
    let rows = ["11/13/2026 09:00:00,Ready,300", "11/13/2026 09:05:00,Not Ready,300"];
    let expected = ["Ana Ruiz", "Bo Li"];
    let expected: Totals =
        expected.map(|agent| (agent.to_owned(), figures("Ready 300, Not ready 300"))).into();
    for (header, heading, before) in [
        ("Agent,Start,State,Duration", "NAME,,,", ","),
        ("Start,State,Duration,Agent Name", ",,,NAME", ""),
        ("Start,State,Duration", "Agent: NAME,,", ""),
        ("Start,State,Duration", "Agent Name:,NAME,", ""),
        ("Start,State,Duration", "Agent,NAME", ""),
    ] {
        let group = |name: &str| {
            let rows = rows.map(|row| format!("{before}{row}\n")).concat();
            format!("{}\n{rows}", heading.replace("NAME", name))
        };
        let file = format!("{header}\n{}{}", group("Ana Ruiz"), group("Bo Li"));
        let came = text(&file, "UTC");
        assert_eq!(came.totals(), expected, "{file}");
        assert_eq!(came.rows, came.data.records() + came.data.losses.rejected_count, "{file}");
    }
}

#[test]
fn a_second_list_in_a_page_is_said() {
    let rows = rows("");
    let file = |name: &str| format!(r#"{{"records":[{}],"{name}":[{}]}}"#, rows[0], rows[1]);
    assert_eq!(text(&file("items"), "UTC").said(), ["Incomplete", "OpenEnd"]);
    let file = format!(r#"{{"records":[{}],"links":[{{"href":"x"}}]}}"#, rows.join(","));
    assert_eq!(text(&file, "UTC").said(), ["OpenEnd"]);
}
