//! Answers of APIs.

use data::dialect::cxone::CxOne;
use data::dialect::reporting_v2::ReportingV2;
use data::dialect::{Dialect, LookupApi, PageCursor, PageRequest, Plan};
use data::query::{Agents, Query};
use data::source::{Headers, Response};
use data::token as tokens;
use model::page::{Part, Series};
use model::record::AgentId;
use model::state::Catalog;
use shiftline::app::jwt;

use super::figures::{NOW, YEAR, built};

/// A page of Reporting v2.
pub fn reporting_v2(body: &[u8]) {
    page(&ReportingV2, body);
}

/// A page of CXone's agent state history.
pub fn cxone(body: &[u8]) {
    page(&CxOne, body);
}

/// CXone's lists of agents and of unavailable codes.
pub fn lookups(body: &[u8]) {
    for token in [None, Some("2")] {
        if let Ok(people) = CxOne.read_people(body, token) {
            CxOne.people_request("27.0", people.next.as_deref()).target();
        }
    }
    let _ = CxOne.read_codes(body);
}

/// The answer of a token service, as JSON and as whatever a status makes of it; and a token's claims.
pub fn token(body: &[u8]) {
    let text = String::from_utf8_lossy(body);
    let words = Some(text.lines().next().unwrap_or_default().to_owned());
    let headers = Headers {
        content_type: words.clone(),
        retry_after: words.clone(),
        date: words,
        ..Headers::default()
    };
    for status in [200, 400, 429, 503] {
        let answer = Response { status, headers: headers.clone(), body: body.to_vec() };
        let _ = tokens::read(Ok(answer), NOW);
    }
    if let Ok(token) = tokens::read(Ok(Response::json(body)), NOW) {
        assert!(tokens::is_sendable(&token.secret), "a secret that no header can hold");
        let _ = (token.is_due(NOW), token.is_replaceable(NOW));
    }
    let base = jwt::claims(&text).and_then(|claims| claims.base);
    assert!(base.is_none_or(|base| base.as_str().starts_with("https://api-")), "a token's own address");
}

fn page(dialect: &dyn Dialect, body: &[u8]) {
    let _ = dialect.decoder().shape(&String::from_utf8_lossy(body));
    let agent: AgentId = "7".into();
    for agent in [Some(agent), None] {
        let named = agent.iter().cloned().collect();
        let query = Query::new(agent.as_ref().map_or(Agents::All, |_| Agents::Named(named)), YEAR);
        let plan = Plan { agent, span: YEAR };
        let place = PageCursor { number: 1, token: None };
        let mut catalog = Catalog::default();
        let ask = PageRequest { query: &query, plan: &plan, place: &place };
        let Ok(decoded) = dialect.decoder().decode(&ask, body, &mut catalog) else { continue };
        let parts = vec![Part::Page(decoded.page.into())];
        let series = Series::new(plan.agent, YEAR, parts, dialect.durations());
        built(&[series], catalog, YEAR, NOW);
    }
}
