//! Schedules of CXone WFM, where the host says how they are exported.

use std::collections::HashMap;

use leptos::prelude::*;

use super::super::Session;
use crate::app::base::BaseUrl;
use crate::app::browser::{http, zone};
use crate::app::messages::{UserMessage, export_unset};
use data::query::IdForm;
use data::schedule::export::{Export, ExportSettings, of_settings, read_users, users_request};
use model::record::AgentId;
use model::time::{DAY, Span};
use model::zone::Zone;

/// Most pages of the list of agents that are asked for.
const MAX_PAGES: usize = 100;

/// How the host says that schedules are exported: through a proxy on this origin, and not anywhere else.
pub(super) fn settings(session: Session, base: &BaseUrl, span: Span) -> Option<Result<Export, UserMessage>> {
    if base.is_full() {
        return None;
    }
    let said = session.config.with_untracked(|config| of_settings(&config.text))?;
    let Ok(ExportSettings { path, zone: name }) = said else { return Some(Err(export_unset(None))) };
    let around = Span { start: span.start + -7 * DAY, end: span.end + 7 * DAY };
    let zone = match &name {
        Some(name) => zone::zone(name, around),
        None => Some(Zone::utc()),
    };
    let export = zone.map(|zone| Export { path, zone, users: HashMap::new() });
    Some(export.ok_or_else(|| export_unset(name.as_deref())))
}

/// The user ids of agents who have numbers, as far as the API's list tells them. Without them numbers are asked for.
pub(super) async fn users(session: Session, base: &BaseUrl, agents: &[AgentId]) -> HashMap<AgentId, String> {
    let mut users = HashMap::new();
    if agents.iter().any(|agent| !IdForm::Number.fits(agent)) {
        return users;
    }
    let version = session
        .target
        .with_value(|target| target.as_ref().map(|target| target.query.settings.api_version.clone()));
    let version = version.unwrap_or_default();
    let mut came = 0;
    for _ in 0..MAX_PAGES {
        let request = users_request(&version, came);
        let token = session.sign_in.token_for(base).await;
        let answer = match http::get(base, &request, token.as_deref(), None).await {
            Ok(answer) if answer.status == 200 => answer,
            _ => break,
        };
        let page = read_users(&answer.body);
        came += page.rows;
        users.extend(page.known);
        if page.rows == 0 || agents.iter().all(|agent| users.contains_key(agent)) {
            break;
        }
    }
    users
}
