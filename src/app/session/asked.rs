//! What was asked for, in words: who and when.

use leptos::prelude::*;

use super::Session;
use crate::app::answer::when;
use crate::app::words::header as words;
use data::query::Agents;
use model::format::number;

impl Session {
    /// Who and when, before anything of it is shown; `None` while it is only awaited, and for samples and files.
    pub fn asked(self) -> Option<(String, String)> {
        self.status.track();
        if self.awaiting.get() {
            return None;
        }
        self.target.with_value(|target| {
            let query = &target.as_ref()?.query;
            let who = match &query.agents {
                Agents::Named(ids) if ids.len() == 1 => words::agent(&ids[0]),
                Agents::Named(ids) => words::agents(number(ids.len())),
                Agents::All => words::ALL_AGENTS.to_owned(),
            };
            Some((who, when(query.span, None, &self.shown.zone.read()).0))
        })
    }
}
