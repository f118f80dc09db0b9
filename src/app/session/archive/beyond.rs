//! The API that goes on where an archive ends, if there is one that may be asked.

use leptos::prelude::*;

use super::super::Session;
use super::super::look_ups::{self, Found, Tenant};
use super::super::sign_in::SignIn;
use crate::app::base::BaseUrl;
use crate::app::config::Config;
use crate::app::form::Form;
use crate::app::target::Target;
use data::archive::{self, Manifest, Plan, Tail};
use data::dialect::{self, Decoder, ListedAgent};
use model::time::Millis;

/// The API behind an archive.
pub struct Beyond {
    /// Its address.
    pub base: BaseUrl,
    /// The token of the moment.
    pub sign_in: SignIn,
    /// What it is asked for.
    pub tail: Tail,
    /// The agents, as far as it says who they are.
    pub agents: Vec<ListedAgent>,
}

/// The API behind an archive, where this ends before the range does. What the tenant says of its codes goes into the
/// target's settings.
pub async fn beyond(
    session: Session,
    target: &mut Target,
    (manifest, plan): (&Manifest, &Plan),
    at: Millis,
) -> Option<Beyond> {
    let base = base(session).filter(|_| target.api == manifest.dialect)?;
    let span = target.query.span;
    let from = archive::missing_from(manifest, plan, &target.query.agents, (span, at))?;
    let (decoder, agents) = reading(session, target, &base).await?;
    let api = dialect::by_name(&target.api)?;
    let tail = Tail::new(api, decoder, &target.query, (plan, from))?;
    Some(Beyond { base, sign_in: session.sign_in, tail, agents })
}

/// The address of an API that can be asked without anything else: the host sees to tokens, or there is one for it.
fn base(session: Session) -> Option<BaseUrl> {
    let base = session.form.with_untracked(Form::api_base)?;
    let has_own_token = session.config.with_untracked(Config::has_own_token);
    let may_ask = has_own_token || untrack(|| session.sign_in.is_for(&base));
    may_ask.then_some(base)
}

/// How the API is read, and who its agents are.
async fn reading(
    session: Session,
    target: &mut Target,
    base: &BaseUrl,
) -> Option<(&'static dyn Decoder, Vec<ListedAgent>)> {
    if let Some(decoder) = dialect::plain_decoder(&target.api) {
        return Some((decoder, Vec::new()));
    }
    let settings = &mut target.query.settings;
    let (version, rule) = (settings.api_version.clone(), settings.acw.clone());
    let tenant = Tenant { api: target.api.clone(), base: base.clone(), sign_in: session.sign_in, version };
    let Found { decoder, agents, rule } = look_ups::begin(tenant, rule).await.ok()??.await;
    settings.acw = rule;
    Some((decoder, agents))
}
