//! Who can be asked about, before anything is loaded.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use super::look_ups::{self, Tenant};
use crate::app::base::BaseUrl;
use crate::app::source::SourceKind;
use data::dialect::{Dialect, ListedAgent, by_name};
use model::directory::Directory;

impl Session {
    /// Asks the API for its directory where that needs nobody's consent any more: the connection is made, and names
    /// are not known yet. Without an answer ids go on to be typed.
    pub fn learn_people(self) {
        let Some(tenant) = untrack(|| self.may_learn()) else { return };
        let base = tenant.base.clone();
        self.is_learning.set_value(true);
        spawn_local(async move {
            let agents = match look_ups::agents(tenant).await {
                Ok(Some(asking)) => asking.await,
                _ => Vec::new(),
            };
            self.is_learning.set_value(false);
            let is_wanted =
                untrack(|| self.is_nothing_shown() && self.connection().base.as_ref() == Some(&base));
            if is_wanted && !agents.is_empty() {
                self.know_people(agents, base);
            }
        });
    }

    /// Takes over the directory of an address.
    pub(super) fn know_people(self, agents: Vec<ListedAgent>, base: BaseUrl) {
        self.know_user_names(&agents);
        let people = agents.into_iter().map(|agent| (agent.id, agent.person));
        self.set_people(Directory::new(people), Some(base));
    }

    /// Names that are hidden stay so. `of`: the address whose directory it is, if it is one's.
    pub(super) fn set_people(self, mut people: Directory, of: Option<BaseUrl>) {
        people.hide(self.shown.people.with_untracked(Directory::is_hidden));
        self.directory_of.set(of);
        self.shown.people.set(people);
    }

    /// Whether the names that are known are those of where the form would ask.
    pub fn knows_people(self) -> bool {
        let base = self.form.with(|form| form.checked_base().ok());
        base.is_some() && self.directory_of.with(|of| *of == base)
    }

    /// Whom to ask, if it is to be asked now.
    fn may_learn(self) -> Option<Tenant> {
        let connection = self.connection();
        let (api, source, version) = self.form.with(|form| (form.api.clone(), form.source, form.version()));
        let is_open = self.is_nothing_shown() && self.shown.people.with(Directory::is_empty);
        let tells = source == SourceKind::Api && by_name(&api).is_some_and(Dialect::has_lookups);
        let may = is_open && tells && connection.is_made() && !self.is_learning.get_value();
        let base = connection.base.filter(|_| may)?;
        Some(Tenant { api, base, sign_in: self.sign_in, version })
    }

    /// Whether names of another source can stand beside nothing.
    fn is_nothing_shown(self) -> bool {
        self.shown.data.with(Option::is_none) && !self.awaiting.get()
    }
}
