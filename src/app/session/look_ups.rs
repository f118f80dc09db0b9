//! What is asked beside state history: which unavailable codes are after-call work, and who the
//! agents are. Whatever fails or takes long is done without.

use futures::future::{Either, select};

use super::sign_in::SignIn;
use crate::app::base::BaseUrl;
use crate::app::browser::clock::sleep;
use crate::app::browser::http;
use data::acw::AcwRule;
use data::dialect::{ListedAgent, LookupApi};
use data::source::Request;

/// Longest wait for an answer that only makes things nicer, in milliseconds.
const PATIENCE: i64 = 5_000;

/// Most pages of agents.
const MAX_PAGES: usize = 20;

/// Most teams whose codes are asked for.
const MAX_TEAMS: usize = 20;

/// Where to ask.
#[derive(Clone)]
pub struct LookupClient {
    /// The API's base.
    pub base: BaseUrl,
    /// The token of the moment.
    pub sign_in: SignIn,
    /// The calls.
    pub calls: &'static dyn LookupApi,
    /// Version in the paths.
    pub version: String,
}

impl LookupClient {
    async fn ask(&self, request: Request) -> Option<Vec<u8>> {
        let answer = Box::pin(async {
            let token = self.sign_in.token_for(&self.base).await;
            http::get(&self.base, &request, token.as_deref(), None).await
        });
        match select(answer, Box::pin(sleep(PATIENCE))).await {
            Either::Left((Ok(answer), _)) if answer.status == 200 => Some(answer.body),
            _ => None,
        }
    }

    /// The rule with what the tenant says of its codes; of the teams' codes where the list of all is
    /// not allowed.
    pub async fn acw(&self, rule: AcwRule, agents: &[ListedAgent]) -> AcwRule {
        let read = |body: Vec<u8>| self.calls.read_codes(&body).ok();
        if let Some(codes) = self.ask(self.calls.codes_request(&self.version)).await.and_then(read) {
            return rule.with(codes);
        }
        let mut rule = rule;
        let mut teams: Vec<&str> = agents.iter().filter_map(|agent| agent.team_id.as_deref()).collect();
        teams.sort_unstable();
        teams.dedup();
        for team in teams.into_iter().take(MAX_TEAMS) {
            let Some(request) = self.calls.team_codes_request(&self.version, team) else { continue };
            let Some(codes) = self.ask(request).await.and_then(read) else { break };
            rule = rule.with(codes);
        }
        rule
    }

    /// The agents, as far as they may be known.
    pub async fn agents(&self) -> Vec<ListedAgent> {
        let mut agents = Vec::new();
        let mut token = None;
        for _ in 0..MAX_PAGES {
            let request = self.calls.people_request(&self.version, token.as_deref());
            let Some(body) = self.ask(request).await else { break };
            let Ok(page) = self.calls.read_people(&body, token.as_deref()) else { break };
            agents.extend(page.agents);
            token = page.next;
            if token.is_none() {
                break;
            }
        }
        agents
    }
}
