//! Calls beside state history.

use std::sync::Arc;

use super::Decoder;
use crate::acw::UnavailableCode;
use crate::error::ErrorKind;
use crate::source::Request;
use model::directory::Person;
use model::record::AgentId;

/// What an API needs that has calls beside state history.
#[derive(Clone, Copy)]
pub struct Lookups {
    /// How its answers are read.
    pub decoder: &'static dyn Decoder,
    /// The calls.
    pub calls: &'static dyn LookupApi,
}

/// Calls beside state history: who the agents are, and which unavailable codes are after-call work.
/// A client may well not be allowed to make them; nothing depends on them.
pub trait LookupApi: Sync {
    /// Asks for a page of the agents. `version` was checked with the query; `token` comes from the
    /// page before.
    fn people_request(&self, version: &str, token: Option<&str>) -> Request;

    /// Reads a page of agents; `token` is what it was asked with. An empty body is an empty list.
    ///
    /// # Errors
    /// `CutOff` or `NotJson`.
    fn read_people(&self, body: &[u8], token: Option<&str>) -> Result<People, ErrorKind>;

    /// Asks for the unavailable codes of all teams.
    fn codes_request(&self, version: &str) -> Request;

    /// Asks for the unavailable codes of one team; `None` when the id is none.
    fn team_codes_request(&self, version: &str, team: &str) -> Option<Request>;

    /// Reads unavailable codes, of a team or of all.
    ///
    /// # Errors
    /// `CutOff` or `NotJson`.
    fn read_codes(&self, body: &[u8]) -> Result<Vec<UnavailableCode>, ErrorKind>;
}

/// An agent, as a list shows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedAgent {
    /// The agent's id.
    pub id: AgentId,
    /// Who that is: first and last name, or the user name; the team's name, or its id.
    pub person: Person,
    /// The team's id.
    pub team_id: Option<String>,
    /// What the agent signs in with.
    pub user_name: Option<String>,
}

/// A page of the list of agents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// The agents.
    pub agents: Vec<ListedAgent>,
    /// To be handed to [`LookupApi::people_request`] for the next page.
    pub next: Option<Arc<str>>,
}
