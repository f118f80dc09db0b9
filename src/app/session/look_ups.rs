//! What is asked beside state history: which unavailable codes are after-call work, and who the
//! agents are. Whatever fails or takes long is done without. Their code, and how such an API is read, are a part of the
//! program of their own.

use std::future::Future;
use std::pin::Pin;

use futures::future::{Either, select};

use super::sign_in::SignIn;
use crate::app::base::BaseUrl;
use crate::app::browser::clock::sleep;
use crate::app::browser::http;
use crate::app::browser::lazy::lazy;
use data::acw::AcwRule;
use data::dialect::{Decoder, ListedAgent, LookupApi, Lookups, lookups};
use data::source::Request;

/// Longest wait for an answer that only makes things nicer, in milliseconds.
const PATIENCE: i64 = 5_000;

/// Most pages of agents.
const MAX_PAGES: usize = 20;

/// Most teams whose codes are asked for.
const MAX_TEAMS: usize = 20;

/// Whom to ask.
pub struct Tenant {
    /// Name of the API.
    pub api: String,
    /// The API's base.
    pub base: BaseUrl,
    /// The token of the moment.
    pub sign_in: SignIn,
    /// Version in the paths.
    pub version: String,
}

/// What was found.
pub struct Found {
    /// How the API's answers are read.
    pub decoder: &'static dyn Decoder,
    /// The agents, as far as they may be known.
    pub agents: Vec<ListedAgent>,
    /// The rule, with what the tenant says of its codes.
    pub rule: AcwRule,
}

/// Look-ups under way.
type LookingUp = Pin<Box<dyn Future<Output = Found>>>;

lazy! { api:
    /// Fetches the code.
    pub fn fetch_code() -> () {}
}

lazy! { api:
    /// Begins to look up who the agents are, then what the codes mean; `None` of an API that has no such calls.
    pub fn begin(tenant: Tenant, rule: AcwRule) -> Option<LookingUp> {
        lookups(&tenant.api).map(|lookups| look_up(tenant, lookups, rule))
    }
}

/// The agents of a tenant, asked for alone.
type Asking = Pin<Box<dyn Future<Output = Vec<ListedAgent>>>>;

lazy! { api:
    /// Asks who the agents are; `None` of an API that does not tell.
    pub fn agents(tenant: Tenant) -> Option<Asking> {
        lookups(&tenant.api).map(|Lookups { calls, .. }| ask_agents(LookupClient { tenant, calls }))
    }
}

fn ask_agents(client: LookupClient) -> Asking {
    Box::pin(async move { client.agents().await })
}

fn look_up(tenant: Tenant, lookups: Lookups, rule: AcwRule) -> LookingUp {
    Box::pin(async move {
        let Lookups { decoder, calls } = lookups;
        let client = LookupClient { tenant, calls };
        let agents = client.agents().await;
        let rule = client.acw(rule, &agents).await;
        Found { decoder, agents, rule }
    })
}

struct LookupClient {
    tenant: Tenant,
    calls: &'static dyn LookupApi,
}

impl LookupClient {
    async fn ask(&self, request: Request) -> Option<Vec<u8>> {
        let answer = Box::pin(async {
            let token = self.tenant.sign_in.token_for(&self.tenant.base).await;
            http::get(&self.tenant.base, &request, token.as_deref(), None).await
        });
        match select(answer, Box::pin(sleep(PATIENCE))).await {
            Either::Left((Ok(answer), _)) if answer.status == 200 => Some(answer.body),
            _ => None,
        }
    }

    /// The rule with what the tenant says of its codes; of the teams' codes where the list of all is
    /// not allowed.
    async fn acw(&self, rule: AcwRule, agents: &[ListedAgent]) -> AcwRule {
        let read = |body: Vec<u8>| self.calls.read_codes(&body).ok();
        if let Some(codes) = self.ask(self.calls.codes_request(&self.tenant.version)).await.and_then(read) {
            return rule.with(codes);
        }
        let mut rule = rule;
        let mut teams: Vec<&str> = agents.iter().filter_map(|agent| agent.team_id.as_deref()).collect();
        teams.sort_unstable();
        teams.dedup();
        for team in teams.into_iter().take(MAX_TEAMS) {
            let Some(request) = self.calls.team_codes_request(&self.tenant.version, team) else { continue };
            let Some(codes) = self.ask(request).await.and_then(read) else { break };
            rule = rule.with(codes);
        }
        rule
    }

    /// The agents, as far as they may be known.
    async fn agents(&self) -> Vec<ListedAgent> {
        let mut agents = Vec::new();
        let mut token = None;
        for _ in 0..MAX_PAGES {
            let request = self.calls.people_request(&self.tenant.version, token.as_deref());
            let Some(body) = self.ask(request).await else { break };
            let Ok(page) = self.calls.read_people(&body, token.as_deref()) else { break };
            // A server without pages says the same again.
            if page
                .agents
                .first()
                .is_some_and(|first| agents.iter().any(|known: &ListedAgent| known.id == first.id))
            {
                break;
            }
            agents.extend(page.agents);
            token = page.next;
            if token.is_none() {
                break;
            }
        }
        agents
    }
}
