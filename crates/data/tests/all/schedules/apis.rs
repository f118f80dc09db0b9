//! Answers of APIs, and lists of objects.

use data::schedule::{Options, PlanKind};

use super::{held, lines, options, remarks, told};

#[test]
fn the_acds_answer_has_times_of_utc_without_saying_so() {
    let text = r#"{"resultSet":[{"scheduleResults":[
        {"activityName":"Open","startTimeUTC":"2026-11-26T08:00:00","endTimeUTC":"2026-11-26T10:00:00"},
        {"activityName":"Break","startTimeUTC":"2026-11-26T10:00:00","endTimeUTC":"2026-11-26T10:15:00"}]}]}"#;
    let of = |agent: Option<&str>| Options { agent: agent.map(str::to_owned), ..options() };
    let (schedule, found) = held(text, of(Some("401"))).unwrap();
    assert_eq!(lines(&schedule), ["401 1126 09:00-11:00 Open", "401 1126 11:00-11:15 Break"]);
    assert_eq!((found.kind, found.rows, found.needs_zone), (PlanKind::Json, 2, false));
    let (_, nobodys) = held(text, of(None)).unwrap();
    assert_eq!(nobodys.remarks.refused(), 2);
    for empty in
        [r#"{"resultSet":[{"scheduleResults":[]}]}"#, r#"{"agentSchedules":[{"userID":"a","shifts":[]}]}"#]
    {
        let (schedule, found) = held(empty, of(Some("401"))).unwrap();
        assert!(schedule.is_empty() && found.rows == 0);
    }
}

#[test]
fn the_export_has_shifts_with_intervals_inside() {
    let text = r#"{"agentSchedules":[{"userID":"ana","shifts":[{"shiftNotes":"","start":"2026-11-26T08:00:00Z",
        "end":"2026-11-26T16:00:00Z","baseActivityCode":{"title":"Support","attributes":{"open":true}},
        "activityIntervals":[
          {"activityCode":{"title":"Break","open":false},"start":"2026-11-26T10:00:00Z","end":"2026-11-26T10:15:00Z"},
          {"activityCode":"Lunch","start":"2026-11-26T12:00:00Z","end":"2026-11-26T12:30:00Z"}]}]},
        {"userId":"ben","shifts":[{"start":"2026-11-26T08:00:00Z","end":"2026-11-26T09:00:00Z",
          "baseActivityCode":{"title":"Support","attributes":{"open":true}}}]}]}"#;
    let (schedule, _) = held(text, options()).unwrap();
    assert_eq!(
        lines(&schedule),
        [
            "ana 1126 09:00-11:00 Support",
            "ana 1126 11:00-11:15 Break",
            "ana 1126 11:15-13:00 Support",
            "ana 1126 13:00-13:30 Lunch",
            "ana 1126 13:30-17:00 Support",
            "ben 1126 09:00-10:00 Support",
        ]
    );
    // A shift without a name is what its intervals are.
    let text = r#"{"agentSchedules":[{"userID":"ana","shifts":[{"start":"2026-11-26T08:00:00Z",
        "end":"2026-11-26T16:00:00Z","activityIntervals":[
          {"activityCode":"Open","start":"2026-11-26T08:00:00Z","end":"2026-11-26T16:00:00Z"}]}]}]}"#;
    assert_eq!(told(text, options()), ["ana 1126 09:00-17:00 Open"]);
    let open: Vec<_> = schedule.activities.iter().map(|one| (&*one.name, one.is_open)).collect();
    assert_eq!(open, [("Support", Some(true)), ("Break", Some(false)), ("Lunch", None)]);
}

#[test]
fn the_agents_own_schedule_is_read_where_somebody_says_whose_it_is() {
    let text = r#"{"schedules":[{"shifts":[{"start":"2026-11-26T08:00:00Z","end":"2026-11-26T16:00:00Z",
        "baseActivityCode":{"id":"7","title":"Open"}}],
        "activityIntervals":[{"activityNotes":"","activityCode":{"id":"1","title":"Break"},
          "start":"2026-11-26T10:00:00Z","end":"2026-11-26T10:15:00Z"}]}]}"#;
    assert_eq!(
        told(text, Options { agent: Some("401".into()), ..options() }),
        ["401 1126 09:00-11:00 Open", "401 1126 11:00-11:15 Break", "401 1126 11:15-17:00 Open"]
    );
}

#[test]
fn lists_of_objects_are_tables() {
    let text = r#"{"activities":[
        {"agent_id":"a1","activity_type_id":"phone","start_time":1795680000,"end_time":1795683600},
        {"agent_id":"a1","activity_type_id":"phone","start_time":"x","end_time":1795683600}]}"#;
    let (schedule, found) = held(text, options()).unwrap();
    assert_eq!(lines(&schedule), ["a1 1126 09:00-10:00 phone"]);
    assert_eq!(remarks(&found).len(), 1);
    assert!(remarks(&found)[0].starts_with("NoStart 2: "), "{:?}", remarks(&found));
}

#[test]
fn odd_items_are_named() {
    let text = r#"{"agentSchedules":[{"userID":"ana","shifts":[7,{"start":"x","end":"2026-11-26T16:00:00Z",
        "baseActivityCode":{"title":"Open"}},{"start":"2026-11-26T08:00:00Z","end":"2026-11-26T16:00:00Z"}]}]}"#;
    let (schedule, found) = held(text, options()).unwrap();
    let kinds: Vec<_> =
        remarks(&found).iter().map(|told| told.split(':').next().unwrap().to_owned()).collect();
    assert_eq!(kinds, ["NotARow 1", "NoStart 2", "NoActivity 3"]);
    assert!(schedule.is_empty());
}

#[test]
fn names_of_members_may_vary_and_what_is_empty_is_empty() {
    for text in [
        r#"{"AgentSchedules":[{"UserId":"ana","Shifts":[{"Start":"2026-11-26T08:00:00Z","End":"2026-11-26T09:00:00Z",
            "BaseActivityCode":{"Title":"Open","Attributes":{"Open":true}},"ActivityIntervals":null}]}]}"#,
        r#"{"agent_schedules":[{"user_id":"ana","shifts":[{"start_time":"2026-11-26T09:00+01:00",
            "end_time":"2026-11-26T10:00+01:00","base_activity_code":{"title":"Open","open":"true"}}]}]}"#,
        r#"{"agentSchedules":[{"userID":"ana","shifts":[{"start":"2026-11-26T08:00:00","end":"2026-11-26T09:00:00",
            "activityIntervals":[{"activity":{"title":"Open","isOpen":true},"start":"2026-11-26T08:00:00",
            "end":"2026-11-26T09:00:00"}]}]}]}"#,
    ] {
        assert_eq!(told(text, options()), ["ana 1126 09:00-10:00 Open"], "{text}");
        let (schedule, _) = held(text, options()).unwrap();
        assert_eq!(schedule.activities[0].is_open, Some(true), "{text}");
    }
    for empty in [
        r#"{"agentSchedules":[]}"#,
        r#"{"agentSchedules":null}"#,
        r#"{"agentSchedules":[{"userID":"ana","shifts":null}]}"#,
    ] {
        let (schedule, found) = held(empty, options()).unwrap();
        assert!(schedule.is_empty() && found.rows == 0 && found.remarks.refused() == 0, "{empty}");
    }
    for broken in [r#"{"agentSchedules":[{"userID":"ana"},7]}"#, r#"{"agentSchedules":[{"shifts":"x"},[]]}"#]
    {
        let (schedule, found) = held(broken, options()).unwrap();
        assert!(schedule.is_empty(), "{broken}");
        assert_eq!(found.remarks.refused(), 2, "{broken}");
    }
}

#[test]
fn bare_times_of_an_answer_are_in_the_zone_that_somebody_says() {
    let of = |zone_of_answers| Options { zone_of_answers, ..options() };
    let text = |time: &str| {
        format!(
            r#"{{"agentSchedules":[{{"userID":"ana","shifts":[{{"start":"2026-11-26T{time}","end":"2026-11-26T18:00Z",
                "baseActivityCode":"Open"}}]}}]}}"#
        )
    };
    let new_york = || Some(crate::zoned::zone("America/New_York"));
    assert_eq!(told(&text("08:00:00"), of(None)), ["ana 1126 09:00-19:00 Open"]);
    assert_eq!(told(&text("08:00:00"), of(new_york())), ["ana 1126 14:00-19:00 Open"]);
    for as_told in ["08:00:00Z", "09:00:00+01:00"] {
        assert_eq!(told(&text(as_told), of(new_york())), ["ana 1126 09:00-19:00 Open"]);
    }
    // What says UTC in its name is UTC.
    let utc = r#"{"resultSet":[{"scheduleResults":[{"activityName":"Open","startTimeUTC":"2026-11-26T08:00:00",
        "endTimeUTC":"2026-11-26T09:00:00"}]}]}"#;
    let of_ana = Options { agent: Some("ana".into()), ..of(new_york()) };
    assert_eq!(told(utc, of_ana), ["ana 1126 09:00-10:00 Open"]);
}

#[test]
fn an_agent_is_known_by_another_name_and_nobody_else_is_taken_for_one() {
    let text = |who: &str| {
        format!(
            r#"{{"agentSchedules":[{{"userID":"{who}","shifts":[{{"start":"2026-11-26T08:00Z",
                "end":"2026-11-26T09:00Z","baseActivityCode":"Open"}}]}}]}}"#
        )
    };
    let of = || Options { agent: Some("401".into()), alias: Some("7F-a".into()), ..options() };
    assert_eq!(told(&text("7f-A"), of()), ["401 1126 09:00-10:00 Open"]);
    assert_eq!(told(&text("7f-b"), of()), ["7f-b 1126 09:00-10:00 Open"]);
}
