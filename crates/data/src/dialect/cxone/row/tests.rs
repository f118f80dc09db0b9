use super::*;
use crate::dialect::cxone::CxOne;
use crate::dialect::{Decoded, Decoder, Next, PageCursor, PageRequest, Plan};
use crate::query::{Agents, Query};
use model::remark::RemarkKind;
use model::state::StateKind;
use model::time::{Millis, Span};

fn decode(agent: Option<&str>, body: &str, catalog: &mut Catalog) -> Decoded {
    let query = Query::new(Agents::All, Span::new(0, 1));
    let plan = Plan { agent: agent.map(Into::into), span: query.span };
    let ask = PageRequest { query: &query, plan: &plan, place: &PageCursor { number: 1, token: None } };
    CxOne.decode(&ask, body.as_bytes(), catalog).unwrap()
}

/// The only record of a body with this row.
fn record(row: &str) -> (Record, Catalog) {
    let mut catalog = Catalog::default();
    let decoded = decode(Some("100001"), &format!(r#"{{"agentStateHistory":[{row}]}}"#), &mut catalog);
    assert_eq!(decoded.page.rejected, []);
    (decoded.page.blocks[0].1.record(0), catalog)
}

const START: &str = r#""startDate":"2026-11-03T12:00:00.72Z""#;

#[test]
fn a_whole_row() {
    let (record, catalog) = record(
        r#"{"stateIndex":3,"startDate":"2026-11-03T12:00:00.72Z","agentId":100001,"agentStateId":3,
            "agentStateName":"InboundContact","agentSessionId":77,"contactId":42,"skillName":"Billing",
            "outStateId":null,"outStateDescription":null,"duration":"PT31M0.5S","isNaturualCalling":true}"#,
    );
    assert_eq!((record.at, record.reported_ms), (Millis(1_793_707_200_720), Some(1_860_500)));
    assert_eq!(record.key, RowKey { session: 77, index: Some(3) });
    assert_eq!(record.detail.as_deref(), Some("Skill: Billing · Contact: 42"));
    assert_eq!(catalog.code(record.activity), "InboundContact");
    assert_eq!(catalog.label(record.activity), "Inbound contact");
    assert_eq!(catalog.kind(record.activity), StateKind::OnContact);
}

#[test]
fn numbers_may_be_strings_and_anything_may_be_null() {
    let (text, _) = record(&format!(
        r#"{{{START},"stateIndex":"3","agentStateId":"1","agentSessionId":"77","contactId":"0","duration":"90"}}"#
    ));
    assert_eq!(
        (text.key, text.reported_ms, text.detail),
        (RowKey { session: 77, index: Some(3) }, Some(90_000), None)
    );
    let (bare, catalog) = record(&format!(
        r#"{{{START},"agentStateName":"Available","stateIndex":null,"agentSessionId":[],"duration":null}}"#
    ));
    assert_eq!((bare.key, bare.reported_ms), (RowKey::default(), None));
    assert_eq!(catalog.kind(bare.activity), StateKind::Available);
}

#[test]
fn durations_in_every_form() {
    for (json, expected) in [
        ("\"PT5H48M1.139S\"", Some(20_881_139)),
        ("\"12.007\"", Some(12_007)),
        ("90", Some(90_000)),
        ("1.5", Some(1_500)),
        ("9223372036854775807", Some(i64::MAX)),
        ("\"soon\"", None),
        ("\"\"", None),
        ("null", None),
        ("[]", None),
        ("true", None),
    ] {
        assert_eq!(duration_ms(&serde_json::from_str(json).unwrap()), expected, "{json}");
    }
}

/// One row with a unit tells what those without one would leave open, however many there are.
#[test]
fn figures_are_bare_where_none_says_what_it_counts() {
    let row = |duration: &str| format!(r#"{{{START},"agentStateId":1,"duration":{duration}}}"#);
    for (durations, expected) in [
        (&["90", "\"90\"", "null"][..], true),
        (&["90", "\"PT90S\""], false),
        (&["\"PT90S\"", "90"], false),
        (&["\"PT90S\"", "\"pt90s\""], false),
    ] {
        let rows: Vec<_> = durations.iter().map(|duration| row(duration)).collect();
        let decoded = decode(Some("7"), &format!("[{}]", rows.join(",")), &mut Catalog::default());
        assert_eq!(decoded.page.are_bare, expected, "{durations:?}");
    }
}

#[test]
fn what_else_a_row_says_is_named() {
    let (record, _) = record(&format!(
        r#"{{{START},"agentStateId":3,"skillName":"Billing","contactId":42,"mediaTypeName":"Call",
            "fromAddress":"+1","toAddress":"+2"}}"#
    ));
    let expected = "Skill: Billing · Contact: 42 · Media: Call · From: +1 · To: +2";
    assert_eq!(record.detail.as_deref(), Some(expected));
}

#[test]
fn unavailable_codes_and_after_call_work() {
    let kind_and_reason = |reason: &str| {
        let (record, catalog) = record(&format!(r#"{{{START},"agentStateId":2,{reason}}}"#));
        let activity = catalog.activity(record.activity);
        (activity.kind, activity.reason.as_deref().map(str::to_owned))
    };
    let not_ready = |reason: &str| (StateKind::NotReady, Some(reason.to_owned()));
    assert_eq!(kind_and_reason(r#""outStateId":0,"outStateDescription":"""#), (StateKind::NotReady, None));
    assert_eq!(kind_and_reason(r#""outStateId":5,"outStateDescription":"Lunch""#), not_ready("Lunch"));
    assert_eq!(kind_and_reason(r#""outStateId":20061"#), not_ready("Code 20061"));
    assert_eq!(kind_and_reason(r#""outStateId":-1"#), not_ready("Refused"));
    let acw = kind_and_reason(r#""outStateId":9,"outStateDescription":"After Call Work""#);
    assert_eq!(acw, (StateKind::WrapUp, Some("After Call Work".into())));
}

#[test]
fn unknown_states_keep_their_name_or_number() {
    let (record, catalog) = record(&format!(r#"{{{START},"agentStateId":99,"agentStateName":"Hover"}}"#));
    assert_eq!((catalog.code(record.activity), catalog.kind(record.activity)), ("Hover", StateKind::Other));
    let (record, catalog) = self::record(&format!(r#"{{{START},"agentStateId":-4}}"#));
    assert_eq!(catalog.code(record.activity), "State -4");
}

#[test]
fn rows_of_all_agents_name_theirs() {
    let mut catalog = Catalog::default();
    let row = |agent: &str| format!(r#"{{{START},"agentStateId":1{agent}}}"#);
    let rows = [
        row(r#","agentId":1,"teamId":2001"#),
        row(r#","agentId":"2","teamNo":"2002""#),
        row(""),
        row(r#","agentId":1,"teamId":9"#),
        "{}".into(),
    ];
    let decoded = decode(None, &format!(r#"{{"agentStateHistory":[{}]}}"#, rows.join(",")), &mut catalog);
    let agents: Vec<_> = decoded.page.blocks.iter().map(|(id, block)| (&**id, block.len())).collect();
    assert_eq!(agents, [("1", 2), ("2", 1)]);
    let reasons: Vec<_> = decoded.page.rejected.iter().map(|r| (r.row, r.reason)).collect();
    assert_eq!(reasons, [(3, RejectReason::NoAgent), (5, RejectReason::NotARow)]);
    let team = |id: &str| decoded.teams.get(id).map(|team| &**team);
    assert_eq!((team("1"), team("2")), (Some("2001"), Some("2002")));
}

#[test]
fn rows_of_another_agent_are_not_the_asked_ones() {
    let row = |agent: &str| format!(r#"{{{START},"agentStateId":1{agent}}}"#);
    let rows = [r#","agentId":7"#, r#","agentId":8"#, r#","agentId":"7""#, "", r#","agentId":"8""#].map(row);
    for (before, refused) in
        [("", &[2, 5][..]), (r#""agentId":"7","#, &[2, 5]), (r#""agentId":8,"#, &[2, 4, 5])]
    {
        let body = format!(r#"{{{before}"agentStateHistory":[{}]}}"#, rows.join(","));
        let page = decode(Some("7"), &body, &mut Catalog::default()).page;
        assert!(page.blocks.iter().all(|(agent, _)| &**agent == "7"));
        assert!(page.rejected.iter().all(|row| row.reason == RejectReason::OtherAgent));
        assert_eq!(page.rejected.iter().map(|row| row.row).collect::<Vec<_>>(), refused);
        assert!(page.rejected[0].excerpt.contains(r#""agentId":8"#), "it is named");
    }
}

#[test]
fn values_that_are_lost_are_said() {
    let unread = |members: &str| {
        let row = format!(r#"[{{{START},"agentStateId":1{members}}}]"#);
        let page = decode(Some("7"), &row, &mut Catalog::default()).page;
        page.remarks.examples_of(RemarkKind::Unread).map(|place| place.column.clone()).collect::<Vec<_>>()
    };
    for (members, expected) in [
        (r#","stateIndex":"third""#, &["stateIndex"][..]),
        (r#","stateIndex":{},"agentSessionId":"s-1""#, &["stateIndex", "agentSessionId"]),
        (r#","outStateDescription":{"name":"Lunch"}"#, &["outStateDescription"]),
        (r#","stateIndex":"","agentSessionId":null,"outStateDescription":null"#, &[]),
        (r#","stateIndex":"3","agentSessionId":77.0,"outStateDescription":"Lunch""#, &[]),
    ] {
        assert_eq!(unread(members), expected, "{members}");
    }
}

#[test]
fn no_data_in_every_form() {
    for body in [
        "{}",
        r#"{"agentStateHistory":[]}"#,
        r#"{"totalRecords":"0","agentStateHistory":null}"#,
        r#"{"businessUnitId":1,"totalRecords":0,"_links":null}"#,
        "[]",
    ] {
        let decoded = decode(Some("7"), body, &mut Catalog::default());
        assert_eq!((decoded.page.rows, decoded.next), (0, Next::End), "{body}");
    }
}

#[test]
fn lists_without_a_wrapper_and_lists_with_links() {
    let row = format!(r#"{{{START},"agentStateId":1,"duration":12.5}}"#);
    let bare = decode(Some("7"), &format!("[{row}]"), &mut Catalog::default());
    assert_eq!((bare.page.rows, bare.next), (1, Next::Doubt("skip=1".into())));
    let body = format!(
        r#"{{"totalRecords":"2","_links":{{"next":"https://api-na1.niceincontact.com/x?top=1&skip=1"}},"agentStateHistory":[{row}]}}"#
    );
    let linked = decode(Some("7"), &body, &mut Catalog::default());
    assert_eq!((linked.total_rows, linked.next), (Some(2), Next::Token("top=1&skip=1".into())));
}
