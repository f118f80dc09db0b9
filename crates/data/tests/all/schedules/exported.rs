//! Schedules from CXone WFM.

use std::collections::HashMap;

use data::error::ErrorKind;
use data::fetch::FetchState;
use data::schedule::export::{
    BadExport, Export, ExportSettings, body, of_settings, read_users, users_request,
};
use data::schedule::fetch::PlanFetch;
use data::source::Request;
use model::record::AgentId;
use model::time::{DAY, Span};
use model::zone::Zone;

use super::fetched::{json, midnight, run, status};
use crate::zoned::zone;

const PATH: &str = "/wfm/schedules/export";
const ANA: &str = "7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1";
const BEN: &str = "00000000-0000-4000-8000-000000000402";

fn export(zone: Zone, users: &[(&str, &str)]) -> Export {
    let users = users.iter().map(|(agent, user)| ((*agent).into(), (*user).to_owned()));
    Export { path: PATH.into(), zone, users: users.collect() }
}

fn fetch(agents: &[&str], days: i64, export: Export) -> PlanFetch {
    let agents: Vec<AgentId> = agents.iter().map(|agent| (*agent).into()).collect();
    PlanFetch::exported(agents, Span { start: midnight(), end: midnight() + days * DAY }, export).unwrap()
}

/// An answer with one shift of whoever is asked for.
fn answer(request: &Request, start: &str, end: &str) -> String {
    format!(
        r#"{{"agentSchedules":[{{"userID":"{}","shifts":[{{"start":"{start}","end":"{end}",
            "baseActivityCode":{{"title":"Open","open":true}},"activityIntervals":[]}}]}}]}}"#,
        request.get("userID").unwrap().to_uppercase()
    )
}

#[test]
fn one_agent_and_at_most_seven_days_are_asked_for_at_once_and_no_day_is_left_out() {
    for days in [1, 5, 6, 7, 28, 31] {
        let mut fetch = fetch(&["401"], days, export(Zone::utc(), &[("401", ANA)]));
        let mut asked = Vec::new();
        run(&mut fetch, |request, _| {
            asked.push(["startDate", "endDate"].map(|name| request.get(name).unwrap().to_owned()));
            json(r#"{"agentSchedules":[]}"#)
        });
        let date = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        let dates: Vec<_> = asked.iter().map(|[from, to]| (date(from), date(to))).collect();
        assert!(dates.iter().all(|(from, to)| (1..=6).contains(&(*to - *from).num_days())), "{dates:?}");
        // Whether the last date is one of those asked for or not.
        assert!(dates.windows(2).all(|two| two[0].1 == two[1].0), "{dates:?}");
        let (first, last) = (dates[0].0, dates[dates.len() - 1].1);
        assert_eq!((first, last), (date("2026-11-02"), date("2026-11-03") + chrono::TimeDelta::days(days)));
    }
}

#[test]
fn what_is_sent_is_dates_and_a_user_id() {
    let users = [("401", ANA)];
    let mut both = fetch(&["401", "402"], 1, export(Zone::utc(), &users));
    let mut sent = Vec::new();
    run(&mut both, |request, _| {
        sent.push((request.path.clone(), body(request)));
        json(r#"{"agentSchedules":[]}"#)
    });
    let of = |user: &str| {
        (PATH.to_owned(), format!(r#"{{"endDate":"2026-11-04","startDate":"2026-11-02","userID":"{user}"}}"#))
    };
    assert_eq!(sent, [of(ANA), of("402")]);
    assert!(both.is_export() && both.came().0.is_empty());
    assert_eq!((both.state(), both.without_user_id()), (FetchState::Finished, 1));
    // UUIDs are user ids as they are; both kinds at once are none.
    let mut uuids = fetch(&[ANA, BEN], 1, export(Zone::utc(), &[]));
    assert_eq!(run(&mut uuids, |_, _| json(r#"{"agentSchedules":[]}"#)).len(), 2);
    assert_eq!(uuids.without_user_id(), 0);
    let span = Span { start: midnight(), end: midnight() + DAY };
    assert!(PlanFetch::exported(vec![ANA.into(), "401".into()], span, export(Zone::utc(), &[])).is_err());
    assert!(PlanFetch::exported(vec!["../x".into()], span, export(Zone::utc(), &[])).is_err());
}

#[test]
fn dates_and_bare_times_are_those_of_the_zone_that_the_host_says() {
    let users = [("401", ANA)];
    for (of, first, last, start) in [
        (Zone::utc(), "2026-11-02", "2026-11-04", 8),
        (zone("America/New_York"), "2026-11-01", "2026-11-04", 13),
        (zone("Europe/Berlin"), "2026-11-02", "2026-11-05", 7),
    ] {
        let mut fetch = fetch(&["401"], 1, export(of, &users));
        run(&mut fetch, |request, _| {
            assert_eq!([request.get("startDate"), request.get("endDate")], [Some(first), Some(last)]);
            json(&answer(request, "2026-11-03T08:00:00", "2026-11-03T23:00:00Z"))
        });
        let (entries, rows, remarks) = fetch.came();
        assert_eq!((entries.whose().collect::<Vec<_>>(), rows, remarks.refused()), (vec!["401"], 1, 0));
        let reached = entries.reached().unwrap();
        assert_eq!((reached.start - midnight()) / 3_600_000, start);
    }
}

#[test]
fn what_comes_twice_counts_once_and_what_lies_beside_the_range_does_not() {
    let mut week = fetch(&["401"], 7, export(Zone::utc(), &[("401", ANA)]));
    let sent = run(&mut week, |request, _| json(&answer(request, "2026-11-08T08:00Z", "2026-11-08T16:00Z")));
    assert_eq!((sent.len(), week.came().0.len()), (2, 1));
    let mut beside = fetch(&["401"], 1, export(Zone::utc(), &[("401", ANA)]));
    run(&mut beside, |request, _| json(&answer(request, "2026-11-02T08:00Z", "2026-11-02T16:00Z")));
    assert!(beside.came().0.is_empty());
}

#[test]
fn somebody_elses_schedule_stays_somebody_elses() {
    let mut one = fetch(&["401"], 1, export(Zone::utc(), &[("401", ANA)]));
    run(&mut one, |request, _| {
        json(&answer(request, "2026-11-03T08:00Z", "2026-11-03T16:00Z").replace(&ANA.to_uppercase(), BEN))
    });
    assert_eq!(one.came().0.whose().collect::<Vec<_>>(), [BEN]);
}

#[test]
fn what_does_not_forward_the_call_is_known_by_a_few_answers() {
    for code in [404, 405, 501] {
        let agents: Vec<String> = (401..441).map(|number| number.to_string()).collect();
        let agents: Vec<&str> = agents.iter().map(String::as_str).collect();
        let mut fetch = fetch(&agents, 1, export(Zone::utc(), &[]));
        assert_eq!(run(&mut fetch, |_, _| status(code)).len(), 6, "{code}");
        assert!(fetch.is_absent(), "{code}");
    }
    let mut forbidden = fetch(&["401"], 1, export(Zone::utc(), &[]));
    run(&mut forbidden, |_, _| status(403));
    let FetchState::Failed { why } = forbidden.state() else { panic!("{:?}", forbidden.state()) };
    assert_eq!((why.kind, forbidden.is_absent()), (ErrorKind::Forbidden, false));
    for (text, kind) in [
        (r#"{"error":"no"}"#, ErrorKind::NoRecords),
        (r#"{"agentSchedules":["#, ErrorKind::CutOff),
        ("userID,start", ErrorKind::NotJson),
    ] {
        let mut odd = fetch(&["401"], 1, export(Zone::utc(), &[]));
        run(&mut odd, |_, _| json(text));
        let FetchState::Failed { why } = odd.state() else { panic!("{text}") };
        assert_eq!((why.kind, odd.came().1), (kind, 0), "{text}");
    }
}

#[test]
fn a_host_says_where_the_call_is() {
    let read = |said: &str| of_settings(&format!(r#"{{"base":"/cxone","scheduleExport":{said}}}"#));
    let good =
        |zone: Option<&str>| Some(Ok(ExportSettings { path: PATH.into(), zone: zone.map(str::to_owned) }));
    assert_eq!(read(&format!(r#""{PATH}""#)), good(None));
    assert_eq!(read(&format!(r#"{{"path":"{PATH}"}}"#)), good(None));
    assert_eq!(read(&format!(r#"{{"path":"{PATH}","zone":null}}"#)), good(None));
    assert_eq!(read(&format!(r#"{{"path":"{PATH}","zone":"Europe/Berlin"}}"#)), good(Some("Europe/Berlin")));
    for bad in [
        "7",
        "true",
        r#""""#,
        r#""/""#,
        r#""wfm/export""#,
        r#""//evil.example/export""#,
        r#""/wfm/../export""#,
        r#""/wfm//export""#,
        r#""/wfm/export/""#,
        r#""/wfm/export?x=1""#,
        r#""/wfm/%2e%2e/export""#,
        r#""https://evil.example/export""#,
        r#"{"zone":"Europe/Berlin"}"#,
        r#"{"path":"/wfm/export","zone":7}"#,
    ] {
        assert_eq!(read(bad), Some(Err(BadExport)), "{bad}");
    }
    assert_eq!((read("null"), of_settings("{}"), of_settings("no")), (None, None, None));
}

#[test]
fn user_ids_come_from_the_list_of_agents() {
    let text = format!(
        r#"{{"totalRecords":5,"agents":[{{"agentId":401,"userID":"{ANA}"}},{{"agentId":"402","userId":"{BEN}"}},
            {{"agentId":403,"userID":null}},{{"agentId":404,"userID":"7"}},{{"userID":"{ANA}"}}]}}"#
    );
    let users = read_users(text.as_bytes());
    let known: HashMap<_, _> = users.known.into_iter().collect();
    let expected = [("401".into(), ANA.to_owned()), ("402".into(), BEN.to_owned())];
    assert_eq!((known, users.rows), (HashMap::from(expected), 5));
    for nothing in ["", "{}", r#"{"agents":{}}"#, "<html>"] {
        assert_eq!(read_users(nothing.as_bytes()).rows, 0, "{nothing}");
    }
    assert_eq!(
        users_request("27.0", 20_000).target(),
        "/incontactapi/services/v27.0/agents?fields=agentId%2CuserID&top=10000&skip=20000"
    );
}
