use super::*;
use crate::dialect::PageCursor;
use crate::query::Agents;

fn query(agents: Agents) -> Query {
    Query::new(agents, Span::new(1_793_664_000_000, 1_793_664_000_000 + 2 * DAY + 1))
}

fn request(query: &Query, token: Option<&str>) -> Request {
    let plan = CxOne.plan(query).unwrap().get(0).unwrap();
    let place = PageCursor { number: 1, token: token.map(Into::into) };
    CxOne.request(&PageRequest { query, plan: &plan, place: &place })
}

#[test]
fn a_range_is_asked_for_day_by_day_from_a_day_before() {
    let query = query(Agents::Named(vec!["7".into(), "8".into()]));
    let plans = |query: &Query| {
        let plans = CxOne.plan(query).unwrap();
        (0..plans.len()).map(|number| plans.get(number).unwrap().span).collect::<Vec<_>>()
    };
    let lengths: Vec<_> = plans(&query).iter().map(|span| span.len()).collect();
    assert_eq!(lengths, [DAY, DAY, DAY, 1, DAY, DAY, DAY, 1]);
    assert_eq!(plans(&query)[0].end, query.span.start);
    let mut no_look_back = query.clone();
    no_look_back.settings.look_back_ms = 0;
    assert_eq!(plans(&no_look_back).len(), 6);
    let first_day =
        Query { span: Span::new(-62_167_219_200_000, -62_167_219_200_000 + DAY), ..query.clone() };
    assert_eq!(plans(&first_day).len(), 2, "no days before the calendar");
    let mut half_day = query;
    half_day.settings.look_back_ms = DAY * 3 / 2;
    assert_eq!(plans(&half_day)[1].len(), DAY / 2);
}

#[test]
fn a_request_names_no_customer_unless_it_is_told_to() {
    let mut query = query(Agents::Named(vec!["100001".into()]));
    let plain = request(&query, None);
    assert_eq!(plain.path, "/incontactapi/services/v27.0/agents/100001/state-history");
    assert_eq!(plain.get("startDate"), Some("2026-11-02T00:00:00Z"));
    assert_eq!((plain.get("top"), plain.get("skip")), (Some("10000"), Some("0")));
    assert!(!plain.target().contains("Address"));
    query.settings.addresses = true;
    assert!(request(&query, None).get("fields").unwrap().ends_with("fromAddress,toAddress"));
    query.agents = Agents::All;
    query.settings.api_version = "34".into();
    assert_eq!(request(&query, None).path, "/incontactapi/services/v34/agents/state-history");
}

#[test]
fn versions_cannot_lead_elsewhere() {
    for bad in ["", ".", "27.", "27.0.0", "27/../..", "v27", "2700.0", "27.0?x"] {
        let mut query = query(Agents::All);
        query.settings.api_version = bad.into();
        assert_eq!(CxOne.plan(&query), Err(QueryError::BadVersion { text: bad.into() }));
    }
}

#[test]
fn of_a_link_only_the_query_is_followed() {
    let next = |link: &str, rows| {
        let list = List { links: true, next: Some(link.into()), ..List::default() };
        super::next(&list, None, rows, 10_000)
    };
    let link = "https://evil.example/x?startDate=1970&fields=fromAddress&top=50&skip=100&cursor=a%2Fb#y";
    let Next::Token(token) = next(link, 100) else { panic!() };
    let followed = request(&query(Agents::Named(vec!["7".into()])), Some(&token));
    assert_eq!(followed.path, "/incontactapi/services/v27.0/agents/7/state-history");
    let get = |name| followed.get(name);
    assert_eq!((get("top"), get("skip"), get("cursor")), (Some("50"), Some("100"), Some("a/b")));
    assert_eq!(get("startDate"), Some("2026-11-02T00:00:00Z"));
    assert!(!followed.target().contains("evil") && !followed.target().contains("Address"));
    assert_eq!(next("https://evil.example/x", 100), Next::End);
    assert_eq!(next(link, 0), Next::Token(token), "a page may be empty and lead on");
}

#[test]
fn without_a_link_the_figures_decide() {
    let next = |total, links, token, rows| {
        super::next(&List { total, links, ..List::default() }, token, rows, 1_000)
    };
    assert_eq!(next(Some(250), true, Some("top=100&skip=100"), 100), Next::Token("skip=200".into()));
    assert_eq!(next(Some(250), true, Some("skip=200"), 50), Next::End);
    assert_eq!(next(Some(250), true, Some("cursor=x"), 50), Next::End, "nobody knows what to skip");
    assert_eq!(next(Some(250), true, Some("skip=200"), 0), Next::End);
    assert_eq!(next(None, false, None, 1_000), Next::Token("skip=1000".into()));
    assert_eq!(
        next(None, false, None, 999),
        Next::Doubt("skip=999".into()),
        "a limit of the server's, perhaps"
    );
    assert_eq!(next(None, false, Some("skip=999"), 1), Next::Doubt("skip=1000".into()));
    assert_eq!(next(None, false, Some("skip=999"), 0), Next::End);
    assert_eq!(next(Some(999), false, None, 999), Next::End);
    assert_eq!(next(None, true, None, 1_000), Next::End);
}
