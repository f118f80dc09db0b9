//! A small client for the tests.

#![allow(dead_code, reason = "each test binary uses its own part")]

use cxone_sim::{Scenario, Sim};
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::Value;

/// An agent of Reporting v2 with weekends.
pub const AGENT: &str = "7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1";

/// A simulator with one scenario, and a client that has a token for it.
pub struct Bench {
    pub sim: Sim,
    pub base: String,
    pub token: String,
    pub client: Client,
}

impl Bench {
    pub fn new(scenario: Scenario) -> Self {
        let sim = Sim::start().unwrap();
        let base = sim.scenario(scenario);
        let token = sim.token(&base);
        Self { sim, base, token, client: Client::new() }
    }

    pub fn get(&self, path: &str, query: &[(&str, &str)]) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.base)).query(query).bearer_auth(&self.token)
    }

    pub fn post(&self, path: &str) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.base))
    }

    pub fn bare(&self, path: &str, query: &[(&str, &str)]) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.base)).query(query)
    }

    /// One page of Reporting v2.
    pub fn page(
        &self,
        agent: &str,
        (start, end): (&str, &str),
        size: usize,
        number: usize,
    ) -> RequestBuilder {
        let (size, number) = (size.to_string(), number.to_string());
        let query = [
            ("startTime", start),
            ("endTime", end),
            ("agentId", agent),
            ("pageSize", &size),
            ("pageNumber", &number),
        ];
        self.get("/api/reporting/v2/agent-state-history", &query)
    }

    /// All records of Reporting v2, read as the tutorial does: until a short page.
    pub async fn records(&self, agent: &str, range: (&str, &str), size: usize) -> Vec<Value> {
        let mut all = Vec::new();
        for number in 1.. {
            let (status, body) = answer(self.page(agent, range, size, number)).await;
            assert_eq!(status, StatusCode::OK, "{body}");
            let records = body["records"].as_array().unwrap().clone();
            let short = records.len() < size;
            all.extend(records);
            if short {
                break;
            }
        }
        all
    }
}

/// Status and JSON body of an answer; null when the body is something else.
pub async fn answer(request: RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.unwrap();
    let status = response.status();
    (status, serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or_default())
}

/// Unix ms of an RFC 3339 time.
pub fn ms(text: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
}
