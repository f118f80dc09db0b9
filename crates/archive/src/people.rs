//! Who the agents are, where the API says it. A client may well not be allowed to ask: nothing depends on it.

use std::collections::BTreeSet;

use data::archive::{People, people_text};
use data::dialect::lookups;
use data::query::Agents;
use model::record::AgentId;
use shiftline_proxy::NoAccess;

use crate::api::Api;
use crate::disk::Disk;
use crate::folder::{Folder, FolderError};
use crate::source::Question;

/// Most pages that are asked for: a centre has some thousand agents.
const MAX_PAGES: usize = 200;

/// The people among whom is asked for; `None` where the API does not say all of it.
///
/// # Errors
/// When the API cannot be signed in to.
pub async fn ask(api: &Api, question: &Question) -> Result<Option<People>, NoAccess> {
    let Some(lookups) = lookups(question.dialect.name()) else { return Ok(None) };
    let wanted: Option<BTreeSet<&AgentId>> = match &question.agents {
        Agents::All => None,
        Agents::Named(ids) => Some(ids.iter().collect()),
    };
    let mut people = People::new();
    let mut token = None;
    for _ in 0..MAX_PAGES {
        let request = lookups.calls.people_request(&question.settings.api_version, token.as_deref());
        let answer = api.get(&request).await?.result.ok().filter(|answer| answer.status == 200);
        let page = answer.and_then(|answer| lookups.calls.read_people(&answer.body, token.as_deref()).ok());
        let Some(page) = page else { return Ok(None) };
        // A server without pages says the same again.
        let is_again = page.agents.first().is_some_and(|first| people.contains_key(&first.id));
        people.extend(page.agents.into_iter().map(|agent| (agent.id, agent.person)));
        token = page.next.filter(|_| !is_again);
        if token.is_none() {
            break;
        }
    }
    people.retain(|id, _| wanted.as_ref().is_none_or(|wanted| wanted.contains(id)));
    Ok((!people.is_empty()).then_some(people))
}

/// Puts them into a folder, beside those who were there before and are not said any more: their rows stay, too.
///
/// # Errors
/// When the folder cannot be read or written.
pub fn keep<D: Disk>(folder: &mut Folder<D>, people: People) -> Result<(), FolderError> {
    let mut all = match folder.people() {
        Err(error) if error.is_damage() => People::new(),
        known => known?,
    };
    let before = people_text(&all);
    all.extend(people);
    if people_text(&all) == before { Ok(()) } else { folder.keep_people(&all) }
}
