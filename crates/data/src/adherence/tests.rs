use super::*;
use model::time::{HOUR, MINUTE};
use proptest::prelude::*;

const LONG: &str = r#"{ "activities": {
    "Phone,Chat": ["Available", "InboundContact", "OutboundContact", "ACW"],
    "Break": { "states": ["Break"], "grace": "5m" },
    "Project": { "neutral": true },
    "Mail": { "states": ["Mail*"], "open": true },
    "Off": ["LoggedOut"] },
  "grace": "1m", "beyond": "excess", "contactOverEdge": true, "outsideShift": true, "window": "2h" }"#;

#[test]
fn a_file_says_rows_and_options() {
    let rules = parse(LONG).unwrap();
    let told: Vec<_> = rules
        .rows
        .iter()
        .map(|row| (row.activities.texts().count(), row.is_open, row.is_neutral, row.grace_ms))
        .collect();
    let none = None;
    assert_eq!(
        told,
        [
            (2, true, false, none),
            (1, false, false, Some(5 * MINUTE)),
            (1, false, true, none),
            (1, true, false, none),
            (1, false, false, none),
        ]
    );
    assert_eq!(rules.rows[4].states.kinds, [StateKind::LoggedOut]);
    let expected = Options {
        grace_ms: MINUTE,
        beyond: Beyond::Excess,
        contact_over_edge: true,
        outside_shift: true,
        window_ms: Some(2 * HOUR),
    };
    assert_eq!(rules.options, expected);
    assert_eq!(parse(&format(&rules)), Ok(rules.clone()));
    // People's rows go before the usual ones.
    let table = rules.table();
    assert_eq!((table.row("Break"), table.row("Chat")), (Some(1), Some(0)));
    assert!(table.row("Lunch").is_some_and(|row| row >= 5));
}

#[test]
fn activities_may_be_the_file_by_themselves() {
    let short = r#"{"Open":["Available","InboundContact","OutboundContact","ACW"],"Break":["Break"],"Off":["LoggedOut"]}"#;
    let long = format!(r#"{{"activities":{short}}}"#);
    assert_eq!(parse(short), parse(&long));
    assert_eq!(parse(short).map(|rules| rules.rows.len()), Ok(3));
    assert_eq!(parse("{}"), Ok(AdherenceRules::default()));
    let usual = AdherenceRules { rows: Table::default().rows, ..AdherenceRules::default() };
    assert_eq!(parse(&format(&usual)), Ok(usual));
}

#[test]
fn what_is_wrong_is_told() {
    let length = |member: &str, text: &str| {
        Err(AdherenceFileError::Length { member: member.into(), text: text.into() })
    };
    for (text, expected) in [
        (r#"{"":["Break"]}"#, Err(AdherenceFileError::Names(String::new()))),
        (r#"{"!x":["Break"]}"#, Err(AdherenceFileError::Names("!x".into()))),
        (
            r#"{"Open":[""]}"#,
            Err(AdherenceFileError::States { activity: "Open".into(), states: String::new() }),
        ),
        (r#"{"Open":{"states":[],"grace":"soon"}}"#, length("Open: grace", "soon")),
        (r#"{"activities":{},"grace":"5"}"#, length("grace", "5")),
        (r#"{"activities":{},"window":"x"}"#, length("window", "x")),
        (r#"{"activities":{},"beyond":"half"}"#, Err(AdherenceFileError::Beyond("half".into()))),
    ] {
        assert_eq!(parse(text), expected, "{text}");
    }
    let many: Vec<String> = (0..=Table::MAX).map(|n| format!(r#""a{n}":[]"#)).collect();
    assert_eq!(parse(&format!("{{{}}}", many.join(","))), Err(AdherenceFileError::TooMany));
    // A name that is misspelt is not passed over.
    for text in
        [r#"{"activities":{},"graze":"5m"}"#, r#"{"Open":{"state":["a"]}}"#, "[]", "", r#"{"Open":7}"#]
    {
        assert!(matches!(parse(text), Err(AdherenceFileError::Json { .. })), "{text}");
    }
}

proptest! {
    #[test]
    fn any_change_of_a_file_is_read_or_refused(at in 0..LONG.len(), with in "[\\[\\]{}\",:a-z0-9!]{0,3}") {
        let changed = format!("{}{with}{}", &LONG[..at], &LONG[at + 1..]);
        if let Ok(rules) = parse(&changed) {
            prop_assert_eq!(parse(&format(&rules)), Ok(rules));
        }
    }
}

#[test]
fn what_is_meant_as_such_a_file_is_told_from_others() {
    for (text, expected) in [
        (r#"{"activities": {}}"#, true),
        (r#"{"activities": {"Open": ["Available", }}"#, true),
        (r#"{"grace": "5m", "activities": {"Open": ["Available"]}}"#, true),
        (r#"{"Open": ["Available"], "Break": ["Break"]}"#, true),
        (r#"{"rules": [{"kind": "acw", "max": "3m"}]}"#, false),
        (r#"{"rules": ["acw"], "agentStateHistory": [{"agentId": 1}]}"#, false),
        (r#"{"resultSet": []}"#, false),
        (r#"{"states": {"Lunch": "not ready"}}"#, false),
        // Each option by itself, and activities with all that may be said of them.
        (r#"{"grace": "5m"}"#, true),
        (r#"{"window": "2h", "grace": "5m"}"#, true),
        (r#"{"beyond": "excess"}"#, true),
        (r#"{"contactOverEdge": true}"#, true),
        (r#"{"outsideShift": true}"#, true),
        (r#"{"Break": {"states": ["Break"], "grace": "5m"}}"#, true),
        (r#"{"Open": ["ACW"], "Project": {"neutral": true}, "Mail": {"open": true}}"#, true),
        (r#"{"Break": {"minutes": 5}}"#, false),
        (r#"{"Break": {}}"#, false),
        // Schedules, and answers of APIs.
        (
            r#"{"activities": [{"agent_id": "a1", "activity_type_id": "phone", "start_time": 1, "end_time": 2}]}"#,
            false,
        ),
        (r#"{ "activities" : [] }"#, false),
        (r#"{"total": 1, "activities": [{"agent_id": "a1"}]}"#, false),
        (r#"{"window": {"from": 1}, "records": []}"#, false),
        ("{}", false),
        ("agent,start,end,activity", false),
        ("[1]", false),
    ] {
        assert_eq!(is_meant(text), expected, "{text}");
    }
}

#[test]
fn settings_of_a_host_may_hold_them() {
    let found =
        of_settings(r#"{"base": "/x", "adherence": {"activities": {"Open": ["ACW"]}, "grace": "1m"}}"#);
    assert_eq!(found.unwrap().unwrap().options.grace_ms, 60_000);
    assert!(of_settings(r#"{"adherence": {"grace": "long"}}"#).unwrap().is_err());
    assert!(of_settings(r#"{"base": "/x"}"#).is_none() && of_settings("no").is_none());
}
