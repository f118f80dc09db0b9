//! Schedules from the API, through the machine that fetches states.

use data::error::ErrorKind;
use data::fetch::{FetchState, FetchStep};
use data::schedule::fetch::PlanFetch;
use data::source::{Headers, Request, Response};
use model::time::{DAY, Millis, SECOND, Span, parse_strict_utc};

/// Midnight of 3 November 2026.
pub fn midnight() -> Millis {
    parse_strict_utc("2026-11-03T00:00:00Z").unwrap()
}

fn fetch(agents: usize, days: i64) -> PlanFetch {
    let agents = (0..agents).map(|number| (401 + number).to_string().into()).collect();
    PlanFetch::new(agents, Span { start: midnight(), end: midnight() + days * DAY }).unwrap()
}

#[test]
fn a_shift_that_began_before_the_range_is_there_and_one_that_ended_before_is_not() {
    let mut night = fetch(1, 1);
    // As a server that tells what begins in the time that is asked for.
    run(&mut night, |request, _| {
        let day = &request.get("startDate").unwrap()[..10];
        json(&match day {
            "2026-11-02" => format!(
                r#"{{"resultSet":[{{"scheduleResults":[{},{}]}}]}}"#,
                r#"{"activityName":"Open","startTimeUTC":"2026-11-02T08:00:00","endTimeUTC":"2026-11-02T12:00:00"}"#,
                r#"{"activityName":"Open","startTimeUTC":"2026-11-02T22:00:00","endTimeUTC":"2026-11-03T06:00:00"}"#
            ),
            _ => shift(day, "22:00:00", "2026-11-04T06:00:00"),
        })
    });
    let (entries, rows, _) = night.came();
    assert_eq!((entries.len(), rows), (2, 3));
    let hours = |hours: i64| midnight() + hours * 3_600 * SECOND;
    assert_eq!(entries.reached(), Some(Span { start: hours(-2), end: hours(30) }));
}

/// Drives it until it rests; what it asked for.
pub fn run(fetch: &mut PlanFetch, mut server: impl FnMut(&Request, usize) -> Response) -> Vec<String> {
    let (mut now, mut sent) = (midnight(), Vec::new());
    loop {
        match fetch.step(now) {
            FetchStep::Send { ticket, request } => {
                sent.push(request.target());
                let answer = server(&request, sent.len());
                fetch.arrived(ticket, Ok(answer), now, 0.5);
            }
            FetchStep::Wait { until } => now = until,
            FetchStep::Idle | FetchStep::Done => return sent,
        }
    }
}

pub fn json(text: &str) -> Response {
    Response::json(text.as_bytes().to_vec())
}

pub fn status(status: u16) -> Response {
    Response { status, headers: Headers::default(), body: Vec::new() }
}

fn shift(day: &str, from: &str, to: &str) -> String {
    format!(
        r#"{{"resultSet":[{{"scheduleResults":[{{"activityName":"Open","startTimeUTC":"{day}T{from}","endTimeUTC":"{to}"}}]}}]}}"#
    )
}

#[test]
fn each_agent_and_day_is_asked_for_and_what_goes_over_midnight_counts_once() {
    let mut fetch = fetch(2, 2);
    let night = shift("2026-11-03", "22:00:00", "2026-11-04T06:00:00");
    let sent = run(&mut fetch, |_, _| json(&night));
    assert_eq!(
        sent[0],
        "/incontactapi/services/v8.0/agents/401/wfm-schedule?startDate=2026-11-02T00%3A00%3A00Z&endDate=2026-11-03T00%3A00%3A00Z",
        "the day before: shifts may have begun then"
    );
    assert_eq!((sent.len(), fetch.state()), (6, FetchState::Finished));
    let (entries, rows, remarks) = fetch.came();
    assert_eq!((entries.len(), rows, remarks.refused()), (2, 6, 0));
    let schedule = entries.finish();
    assert_eq!(schedule.findings.total(), 0);
    let spans: Vec<_> = schedule.plans.iter().map(|(who, plan)| (&**who, plan.list()[0].span)).collect();
    let span = Span { start: midnight() + 22 * 3_600 * SECOND, end: midnight() + 30 * 3_600 * SECOND };
    assert_eq!(spans, [("401", span), ("402", span)]);
}

#[test]
fn a_tenant_without_schedules_is_known_by_a_few_answers() {
    let mut some = fetch(50, 7);
    assert_eq!(run(&mut some, |_, _| status(404)).len(), 6);
    assert!(some.is_absent());
    let mut two = fetch(2, 1);
    assert_eq!(run(&mut two, |_, _| status(404)).len(), 4);
    assert!(two.is_absent() && two.came().0.is_empty());
    // Whoever has none is no sign of that.
    let mut first = fetch(20, 1);
    let night = shift("2026-11-03", "22:00:00", "2026-11-04T06:00:00");
    assert_eq!(run(&mut first, |_, sent| if sent == 1 { json(&night) } else { status(404) }).len(), 40);
    assert!(!first.is_absent());
    let mut empty = fetch(2, 1);
    run(&mut empty, |_, _| json(r#"{"resultSet":[{"scheduleResults":[]}]}"#));
    assert!(!empty.is_absent() && empty.came().0.is_empty());
    assert_eq!(empty.state(), FetchState::Finished);
}

#[test]
fn trouble_is_met_as_with_states() {
    let night = shift("2026-11-03", "22:00:00", "2026-11-04T06:00:00");
    // A server that stumbles.
    let mut stumbling = fetch(1, 1);
    let sent = run(&mut stumbling, |_, sent| if sent < 3 { status(500) } else { json(&night) });
    assert_eq!((sent.len(), stumbling.state(), stumbling.came().1), (4, FetchState::Finished, 2));
    // One that forbids.
    let mut forbidden = fetch(50, 7);
    assert!(run(&mut forbidden, |_, _| status(403)).len() <= 8);
    let FetchState::Failed { why } = forbidden.state() else { panic!("{:?}", forbidden.state()) };
    assert_eq!(why.kind, ErrorKind::Forbidden);
    assert!(!forbidden.is_absent());
    // A token that expires, and another.
    let mut expired = fetch(2, 1);
    run(&mut expired, |_, sent| if sent == 2 { status(401) } else { json(&night) });
    assert!(matches!(expired.state(), FetchState::NeedsToken { .. }));
    expired.resume();
    run(&mut expired, |_, _| json(&night));
    assert_eq!((expired.state(), expired.came().0.len()), (FetchState::Finished, 2));
    // What is no schedule.
    for (body, kind) in [
        (r#"{"error":"no"}"#, ErrorKind::NoRecords),
        (r#"{"resultSet":["#, ErrorKind::CutOff),
        ("agent,start,end,activity\n401,2026-11-03 09:00,2026-11-03 10:00,Open", ErrorKind::NotJson),
    ] {
        let mut odd = fetch(1, 1);
        run(&mut odd, |_, _| json(body));
        let FetchState::Failed { why } = odd.state() else { panic!("{body}") };
        assert_eq!((why.kind, odd.came().1), (kind, 0), "{body}");
    }
}

#[test]
fn only_numbers_are_asked_for() {
    let span = Span { start: midnight(), end: midnight() + DAY };
    assert!(PlanFetch::new(vec!["../../x".into()], span).is_err());
    assert!(PlanFetch::new(Vec::new(), span).is_err());
}
