//! From the form, or a link to an API, to a load.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::archive::How;
use super::{Large, Session, accepted, loading, look_ups};
use crate::app::browser::clock::now;
use crate::app::browser::history;
use crate::app::browser::lazy::{CodeState, lazy};
use crate::app::form::Form;
use crate::app::link::Link;
use crate::app::source::SourceKind;
use crate::app::target::{FormError, Target, link_of};
use crate::app::who::ids_of;
use data::dialect::{Dialect, by_name};
use data::query::MAX_UNASKED;
use model::directory::Directory;

lazy! { api:
    /// Loads what a link asks for, unless another was gone to meanwhile.
    fn follow_link(session: Session, link: Link) -> () {
        if history::current() == link {
            session.follow_now(link);
        }
    }
}

impl Session {
    /// Takes over the base that a link named, now that the person agreed.
    pub fn accept_base(self) {
        if let Some(base) = self.offered_base.get_untracked() {
            accepted::note(self.form.with_untracked(|form| form.source), &base);
            self.form.update(|form| form.use_base(&base));
            self.offered_base.set(None);
            let link = history::current();
            if link.agents.is_some() {
                self.follow(link);
            }
        }
    }

    /// Loads what a link asks of an API, with the code for that.
    pub(super) fn follow(self, link: Link) {
        self.awaiting.set(true);
        if self.form.with_untracked(|form| form.source) == SourceKind::Archive {
            return self.follow_to_archive(link);
        }
        spawn_local(async move {
            if follow_link(self, link).await.is_err() {
                self.code.set(CodeState::Missing);
                self.awaiting.set(false);
            }
        });
    }

    /// The same; of a lot only once a person agrees.
    fn follow_now(self, link: Link) {
        let target = match self.target_of_form() {
            Ok(target) => target,
            Err(errors) => return self.not_sent(errors),
        };
        let amount = by_name(&target.api).and_then(|api| Some(api.plan(&target.query).ok()?.amount()));
        match amount.filter(|amount| amount.agent_days() > MAX_UNASKED) {
            None => self.load_target(target, link),
            Some(amount) => self.ask_of_large(Large { amount, records: None, target, link }),
        }
    }

    /// Asks whether to load a lot.
    pub(super) fn ask_of_large(self, large: Large) {
        self.files.stop();
        self.files.clear();
        self.reset();
        self.large.set(Some(large));
    }

    /// The person agreed to load a lot.
    pub fn accept_large(self) {
        let Some(Large { target, link, .. }) = self.large.get_untracked() else { return };
        if target.source == SourceKind::Archive {
            self.large.set(None);
            self.awaiting.set(true);
            self.load_archive(target, link, How::Agreed);
        } else {
            self.load_target(target, link);
        }
    }

    /// Sends the form.
    pub fn submit(self) {
        self.sign_in.ask_again();
        // Whoever followed a link and had to type something first sees it as the link says.
        let here = history::current();
        match self.named_target() {
            Ok(target) => {
                let link = link_of(&target, &self.config.get_untracked());
                let is_same = link.agents == here.agents && link.range == here.range;
                self.load_target(target, if is_same { here } else { Link::default() });
            }
            Err(errors) => self.not_sent(errors),
        }
    }

    /// What the form asks for now.
    pub(super) fn target_of_form(self) -> Result<Target, Vec<FormError>> {
        self.form.with_untracked(|form| form.target(now(), &self.shown.zone.get_untracked()))
    }

    /// The same where somebody typed it: names and teams are those of the directory.
    fn named_target(self) -> Result<Target, Vec<FormError>> {
        let (form, zone) = (self.form.get_untracked(), self.shown.zone.get_untracked());
        let named = |people: &Directory| ids_of(&form.agent, people);
        let is_known = untrack(|| self.knows_people());
        let agent = if is_known { self.shown.people.with_untracked(named) } else { Ok(form.agent.clone()) };
        let agent = agent.map_err(|error| vec![error])?;
        Form { agent, ..form }.target(now(), &zone)
    }

    pub(super) fn load_target(self, target: Target, initial_view: Link) {
        self.errors.set(Vec::new());
        self.large.set(None);
        self.awaiting.set(true);
        if target.source == SourceKind::Archive {
            return self.load_archive(target, initial_view, How::Typed);
        }
        if by_name(&target.api).is_some_and(Dialect::has_lookups) {
            // At once, beside the code that will ask for it.
            spawn_local(async { drop(look_ups::fetch_code().await) });
        }
        self.ensure_code(loading::prepare(self, target, initial_view));
    }

    pub(super) fn not_sent(self, why: Vec<FormError>) {
        self.sums.set(None);
        self.errors.set(why);
        self.awaiting.set(false);
    }

    /// Takes a token for the API that is being loaded from; an archive never gets one.
    pub fn renew_token(self, text: &str) {
        let base = self.target.get_value().and_then(|target| match target.source {
            SourceKind::Api => Some(target.base),
            SourceKind::Archive => self.form.with_untracked(Form::api_base),
        });
        if let Some(base) = base {
            self.sign_in.paste(base, text, false);
        }
    }
}
