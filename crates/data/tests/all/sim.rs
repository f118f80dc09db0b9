//! Loading from the simulated API over real HTTP, with each of its oddities: the totals are those that
//! the simulator adds up by brute force. Only the clock is virtual, so that waits take no time.

use crate::bench::{Bench, NUMBER, answer, compare, manners, query, range};
use cxone_sim::{
    Auth, Client, Cxone, Dialect, DurationForm, Emptiness, ErrorPlace, Fault, FaultKind, LoggedOutRow,
    Oddity, OddityKind, OpenRow, Paging, Scenario, TUTORIAL_AGENT, Wait,
};
use data::dialect::by_name;
use data::error::ErrorKind;
use data::fetch::{Fetch, FetchState};
use data::query::{Agents, Query};
use data::source::{Request, TransportError};
use data::token;
use model::dataset::Dataset;
use model::state::StateKind;
use model::time::{DAY, SECOND, Span};

fn v2(what: &str, scenario: Scenario, size: usize) {
    let bench = Bench::new(scenario);
    let mut query = query(TUTORIAL_AGENT);
    query.settings.page_size = Some(size);
    let data = bench.dataset(&bench.load("reporting-v2", query));
    compare(&data, &bench.truth(Dialect::ReportingV2, TUTORIAL_AGENT), what);
}

#[test]
fn reporting_v2_with_each_way_to_page() {
    for paging in [Paging::Number, Paging::Token, Paging::IgnoredToken] {
        v2(&format!("{paging:?}"), Scenario { paging, ..Scenario::default() }, 100);
    }
    let exact = Scenario { records: Some(2_345), ..Scenario::default() };
    v2("exactly so many", exact, 1_000);
}

#[test]
fn reporting_v2_with_each_oddity() {
    let odd = |every, kind| Oddity::new(every, kind);
    for kind in [
        OddityKind::MissingDuration,
        OddityKind::NullDuration,
        OddityKind::NegativeDuration,
        OddityKind::MissingTimestamp,
        OddityKind::BadTimestamp,
        OddityKind::EmptyRow,
        OddityKind::State("<img src=x onerror=alert(1)>".into()),
        OddityKind::State("READY".into()),
        OddityKind::SubState("Überstunden".into()),
    ] {
        let what = format!("{kind:?}");
        let scenario = Scenario {
            oddities: vec![odd(7, kind)],
            mixed_timestamps: true,
            null_sub_states: true,
            ..Scenario::default()
        };
        v2(&what, scenario, 100);
    }
}

#[test]
fn a_page_that_drifts_loses_and_doubles_nothing() {
    let bench = Bench::new(Scenario { drift_after_page: Some(2), ..Scenario::default() });
    let mut query = query(TUTORIAL_AGENT);
    query.settings.page_size = Some(100);
    let data = bench.dataset(&bench.load("reporting-v2", query));
    assert_eq!(data.losses.duplicates, 1);
    assert_eq!(data.records(), bench.truth(Dialect::ReportingV2, TUTORIAL_AGENT).placed);
}

#[test]
fn trouble_that_passes_changes_nothing() {
    let error = |status, place| FaultKind::Error { status, place, text: "Oops".into() };
    for kind in [
        error(500, ErrorPlace::Message),
        error(502, ErrorPlace::PlainText),
        FaultKind::RetryAfter { status: 429, wait: Wait::Seconds(3) },
        FaultKind::RetryAfter { status: 429, wait: Wait::Date(3) },
        FaultKind::RetryAfter { status: 503, wait: Wait::Seconds(3) },
        FaultKind::CutOffJson,
        FaultKind::DropMidBody,
        FaultKind::DropBeforeResponse,
    ] {
        let what = format!("{kind:?}");
        v2(&what, Scenario { faults: vec![Fault::on_page(2, 2, kind)], ..Scenario::default() }, 100);
    }
}

#[test]
fn trouble_that_stays_is_told_apart() {
    let error = |status, place| FaultKind::Error { status, place, text: "Oops".into() };
    for (kind, expected, words) in [
        (error(500, ErrorPlace::ErrorDescriptionMixed), ErrorKind::Server, Some("Oops")),
        (error(422, ErrorPlace::Header), ErrorKind::Refused, Some("Oops")),
        (error(403, ErrorPlace::Error), ErrorKind::Forbidden, Some("Oops")),
        (FaultKind::SignInPage, ErrorKind::SignInPage, None),
        (FaultKind::CutOffJson, ErrorKind::CutOff, None),
        (FaultKind::RecordsMissing, ErrorKind::NoRecords, None),
        (FaultKind::RecordsNull, ErrorKind::MissingPage, None),
        (error(200, ErrorPlace::ErrorDescription), ErrorKind::NoRecords, Some("Oops")),
        (FaultKind::ErrorBeside("Oops".into()), ErrorKind::SaidError, Some("Oops")),
        (FaultKind::DropBeforeResponse, ErrorKind::Network, None),
    ] {
        let what = format!("{kind:?}");
        let fault = Fault { page: Some(2), kind, ..Fault::default() };
        let bench = Bench::new(Scenario { faults: vec![fault], ..Scenario::default() });
        let mut query = query(TUTORIAL_AGENT);
        query.settings.page_size = Some(100);
        let mut fetch = Fetch::new(by_name("reporting-v2").unwrap(), query).unwrap();
        let FetchState::Failed { why } = bench.run(&mut fetch) else { panic!("{what}") };
        assert_eq!((why.kind, why.words.as_deref()), (expected, words), "{what}");
        assert!(fetch.progress().rows >= 100 && fetch.failures()[0].pages.contains(&2), "{what}");
    }
}

#[test]
fn a_token_by_client_credentials_that_expires_on_the_way() {
    let client = Client { id: "shiftline".into(), secret: "s&cret=".into() };
    let scenario = Scenario {
        client: Some(client.clone()),
        auth: Auth::BearerFor { requests: 2 },
        ..Scenario::default()
    };
    let mut bench = Bench::new(scenario);
    let sign_in = |bench: &Bench, secret: &str| {
        let sent = bench
            .http
            .post(format!("{}{}", bench.base, token::PATH))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(token::form(&client.id, secret))
            .send();
        token::read(sent.and_then(answer).map_err(|_| TransportError::Network), bench.now)
    };
    assert_eq!(sign_in(&bench, "wrong").unwrap_err().kind, ErrorKind::Unauthorized);
    let mut query = query(TUTORIAL_AGENT);
    query.settings.page_size = Some(100);
    let mut fetch = Fetch::new(by_name("reporting-v2").unwrap(), query).unwrap();
    let mut tokens = 0;
    loop {
        let good = sign_in(&bench, &client.secret).unwrap();
        assert_eq!(good.expires, bench.now + 3_600 * SECOND);
        bench.token = good.secret;
        tokens += 1;
        fetch.resume();
        match bench.run(&mut fetch) {
            FetchState::Finished => break,
            FetchState::NeedsToken { .. } => assert!(tokens < 20),
            other => panic!("{other:?}"),
        }
    }
    assert!(tokens > 2);
    compare(&bench.dataset(&fetch), &bench.truth(Dialect::ReportingV2, TUTORIAL_AGENT), "many tokens");
}

fn cxone(what: &str, scenario: Scenario, span: Span) {
    let bench = Bench::new(scenario);
    let mut query = Query { span, ..query(NUMBER) };
    query.settings.look_back_ms = 0;
    let data = bench.dataset(&bench.load("cxone", query));
    compare(&data, &bench.truth_of(Dialect::Cxone, NUMBER, span), what);
}

#[test]
fn cxone_with_each_of_its_manners() {
    for (what, cxone_manners) in [
        ("plain", Cxone::default()),
        ("seconds", Cxone { duration: DurationForm::Seconds, ..Cxone::default() }),
        ("strings", Cxone { numbers_as_strings: true, duration: DurationForm::Seconds, ..Cxone::default() }),
        ("other names", Cxone { team_no: true, naturual: true, ..Cxone::default() }),
        ("small pages", Cxone { max_rows: 40, ..Cxone::default() }),
        (
            "foreign links",
            Cxone { max_rows: 40, next_origin: Some("http://192.0.2.1:9".into()), ..Cxone::default() },
        ),
        ("a row for nothing", Cxone { logged_out: LoggedOutRow::Zero, ..Cxone::default() }),
        ("no logged out row", Cxone { logged_out: LoggedOutRow::Absent, ..Cxone::default() }),
        ("an open row", Cxone { open_row: OpenRow::Null, ..Cxone::default() }),
        ("no more than a day", Cxone { max_range_days: Some(1), ..Cxone::default() }),
    ] {
        cxone(what, manners(cxone_manners), range());
    }
}

#[test]
fn cxone_with_each_oddity() {
    for kind in [
        OddityKind::MissingDuration,
        OddityKind::NullDuration,
        OddityKind::TextDuration,
        OddityKind::NegativeDuration,
        OddityKind::MissingTimestamp,
        OddityKind::BadTimestamp,
        OddityKind::EmptyRow,
        OddityKind::State("Hovering".into()),
        OddityKind::SubState("Paperwork".into()),
        OddityKind::MissingFields,
        OddityKind::StateId(42, "State of grace".into()),
        OddityKind::StateId(1, "Available".into()),
        OddityKind::OutState(-4, "Outbound pending".into()),
        OddityKind::Hole(5_000),
        OddityKind::Overlap(90_000),
    ] {
        let what = format!("{kind:?}");
        // Which rows are odd goes by their number in what is asked for, which is one day.
        let day = Span { start: range().start + DAY, end: range().start + 2 * DAY };
        cxone(&what, Scenario { oddities: vec![Oddity::new(7, kind)], ..manners(Cxone::default()) }, day);
    }
}

#[test]
fn no_data_in_every_form_is_no_error() {
    for emptiness in [
        Emptiness::NoContent,
        Emptiness::EmptyBody,
        Emptiness::EmptyArray,
        Emptiness::TotalZero,
        Emptiness::TotalAlone,
        Emptiness::EmptyObject,
        Emptiness::EmptyText,
        Emptiness::BareObject,
        Emptiness::BareArray,
        Emptiness::BareNull,
    ] {
        let scenario = Scenario { empty: true, ..manners(Cxone { emptiness, ..Cxone::default() }) };
        let bench = Bench::new(scenario);
        assert_eq!(bench.load("cxone", query(NUMBER)).progress().rows, 0, "{emptiness:?}");
        assert_eq!(bench.load("reporting-v2", query(TUTORIAL_AGENT)).progress().rows, 0);
    }
    let bench = Bench::new(Scenario { known_agents: Some(Vec::new()), ..Scenario::default() });
    assert_eq!(bench.load("reporting-v2", query(TUTORIAL_AGENT)).progress().rows, 0);
}

/// Case 41-carried-in.
#[test]
fn the_state_carried_in_is_known_by_looking_back() {
    for by_overlap in [false, true] {
        let mut scenario = manners(Cxone { by_overlap, ..Cxone::default() });
        scenario.zone = chrono_tz::Asia::Tokyo;
        let bench = Bench::new(scenario);
        let data = bench.dataset(&bench.load("cxone", query(NUMBER)));
        let agent = &data.agents[0];
        let first = agent.lane.segment(0).unwrap();
        let carried = bench.truth(Dialect::Cxone, NUMBER).carried_in.unwrap();
        assert_eq!(data.catalog.code(first.activity), carried.state, "by overlap: {by_overlap}");
        assert!(first.since.is_some());
        let total = |kind| data.summary(data.window).kind(kind).ms;
        assert_eq!(total(StateKind::Unknown), 0);
        assert_eq!(data.agents.iter().map(|a| a.findings.total()).sum::<usize>(), 0);
    }
}

#[test]
fn everyone_at_once_is_the_same_as_each_by_name() {
    let bench = Bench::new(manners(Cxone { agents: 5, max_rows: 500, ..Cxone::default() }));
    let all = bench.dataset(&bench.load("cxone", Query::new(Agents::All, range())));
    let fetch = bench.load("cxone", query("100003"));
    let one = bench.dataset(&fetch);
    assert_eq!(all.agents.len(), 5);
    let segments = |data: &Dataset| -> Vec<_> {
        let agent = data.agents.iter().find(|agent| &*agent.id == "100003").unwrap();
        agent.lane.segments().map(|s| (s.span, data.catalog.code(s.activity).to_owned(), s.detail)).collect()
    };
    assert_eq!(segments(&all), segments(&one));
    assert_eq!(fetch.team("100003").map(|team| &**team), Some("2001"));
}

#[test]
fn lookups_tell_names_and_after_call_work() {
    let name = "Nacharbeit".to_owned();
    let calls = data::dialect::lookups("cxone").unwrap().calls;
    for (pascal_case_codes, counts) in [(false, true), (true, true), (false, false)] {
        let acw_name = name.clone();
        let cxone = Cxone { acw_name, agents: 7, max_rows: 3, pascal_case_codes, counts, ..Cxone::default() };
        let bench = Bench::new(manners(cxone));
        let body = |request: &Request| bench.ask(request).unwrap().body;
        let (mut people, mut token) = (Vec::new(), None);
        loop {
            let page = calls
                .read_people(&body(&calls.people_request("27.0", token.as_deref())), token.as_deref())
                .unwrap();
            people.extend(page.agents);
            token = page.next;
            if token.is_none() {
                break;
            }
        }
        assert_eq!((people.len(), &*people[0].person.name), (7, "Ada Alvarez"));
        let team = people[0].team_id.clone().unwrap();
        for request in [calls.codes_request("27.0"), calls.team_codes_request("27.0", &team).unwrap()] {
            let mut query = query(NUMBER);
            let codes = calls.read_codes(&body(&request)).unwrap();
            query.settings.acw.known.extend(codes.into_iter().map(|code| (code.name, code.is_acw)));
            assert!(query.settings.acw.holds(&name));
            let data = bench.dataset(&bench.load("cxone", query));
            assert!(data.summary(data.window).kind(StateKind::WrapUp).ms > 0);
        }
    }
}
