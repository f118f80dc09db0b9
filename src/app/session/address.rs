//! Links: read, written, followed back and forward.

use std::time::Duration;

use leptos::prelude::*;

use super::{Session, accepted, shown_zone};
use crate::app::browser::clock::now;
use crate::app::browser::{history, zone};
use crate::app::form::{Form, wall_clock};
use crate::app::limits::sources::{InForce, Sources};
use crate::app::link::Link;
use crate::app::look::Look;
use crate::app::range::Range;
use crate::app::source::SourceKind;
use crate::app::target::{FormError, Target};
use crate::app::view_state::effect::effect;
use data::query::Query;

/// How long the view rests before the address follows it.
const ADDRESS_EVERY: Duration = Duration::from_millis(300);

impl Session {
    /// Goes to a link: loads what it asks for, unless that is loaded already.
    pub(super) fn navigate(self, link: &Link) {
        let config = self.config.get_untracked();
        self.choose_zone(link);
        if self.shown.rules.with_untracked(Sources::in_link) != link.rules {
            self.shown.rules.update(|rules| rules.take_link(link.rules.as_deref()));
        }
        let zone = self.shown.zone.get_untracked();
        if self.loaded.get_untracked().is_some_and(|loaded| same_data(&loaded, link)) {
            self.show_as(link);
            return;
        }
        self.large.set(None);
        if let Some(sample) = link.demo {
            if sample.is_small_enough() {
                self.load_demo(sample, link.clone());
            } else {
                self.reset();
                self.not_sent(vec![FormError::SampleTooLarge]);
            }
            return;
        }
        self.form.set(Form::new(&config, link, &zone));
        let source = link.source.unwrap_or(config.source());
        let set = config.base_of(source);
        let named = link.base.clone().filter(|base| set != Some(base));
        let (accepted, offered): (Option<_>, Option<_>) = match named {
            Some(base) if accepted::holds(source, &base) => (Some(base), None),
            named => (None, named),
        };
        if let Some(base) = &accepted {
            self.form.update(|form| form.use_base(base));
        }
        self.offered_base.set(offered);
        let nobody = link.agents.is_none() && config.agent.is_none();
        let no_base = set.is_none() && accepted.is_none() || self.offered_base.get_untracked().is_some();
        let no_token =
            source == SourceKind::Api && config.token == Some(true) && !self.sign_in.present.get_untracked();
        if nobody || no_base || no_token {
            self.files.stop();
            self.files.clear();
            self.reset();
        } else {
            self.follow(link.clone());
        }
    }

    /// Shows times in the zone that a link says, or the host's settings, or the browser.
    pub(super) fn choose_zone(self, link: &Link) {
        let settled = self.config.with_untracked(|config| config.tz.clone());
        let wanted = link.zone.clone().or(settled).unwrap_or_else(zone::own_zone_name);
        if !shown_zone::choose(self.shown, &wanted) {
            shown_zone::choose(self.shown, &zone::own_zone_name());
        }
    }

    /// Back to the form, with nothing shown.
    pub(super) fn reset(self) {
        self.stop();
        self.forget_loaded_plans();
        self.awaiting.set(false);
        self.loaded.set(None);
        self.status.set(None);
        self.large.set(None);
        self.sums.set(None);
        self.shown.data.set(None);
    }

    /// Whether there are ranges before and after: not of samples and files.
    pub fn can_step(self) -> bool {
        self.shown.data.track();
        self.has_link() && self.target.with_value(Option::is_some)
    }

    /// The range before or after the one that was asked for, where there is one.
    pub fn neighbour(self, forward: bool) -> Option<Range> {
        let asked = self.target.with_value(|target| target.as_ref().map(|target| target.range))?;
        self.shown.zone.with(|zone| asked.stepped(forward, now(), zone))
    }

    /// Asks the same of the range before or after, to be looked at in the same way.
    pub fn step(self, forward: bool) {
        let Some(range) = untrack(|| self.neighbour(forward)) else { return };
        let (Some(target), Some(link)) = (self.target.get_value(), untrack(|| self.link())) else { return };
        let zone = self.shown.zone.get_untracked();
        let span = range.span(now(), &zone);
        self.form.update(|form| {
            form.range = None;
            form.from = wall_clock(span.start, &zone);
            form.to = wall_clock(span.end, &zone);
        });
        let query = Query { span, ..target.query.clone() };
        let link = Link { view: None, selection: None, moment: None, ..link };
        self.load_target(Target { range, query, ..target }, link);
    }

    /// Whether a link leads to what is shown: none does to files.
    pub fn has_link(self) -> bool {
        self.loaded.with(Option::is_some)
    }

    /// The link to exactly this; relative ranges stay relative. What is visible and selected is not tracked.
    fn link(self) -> Option<Link> {
        let loaded = self.loaded.get()?;
        let shown = self.shown;
        let look = shown.look();
        let mut link = shown.with_loaded(|there| look.link(&loaded, there));
        link.zone = Some(shown.zone.with(|zone| zone.name().to_owned()))
            .filter(|name| *name != zone::own_zone_name());
        Some(link)
    }

    /// The address that shows a colleague exactly this, with the range as fixed times.
    pub fn address_to_copy(self) -> Option<String> {
        let mut link = untrack(|| self.link())?;
        let window = untrack(|| self.shown.window());
        if !window.is_empty() {
            link.range = Some(Range::Typed(window));
        }
        link.zone = link.zone.or_else(|| Some(zone::own_zone_name()));
        link.rules = self.shown.limits.with_untracked(InForce::to_share).or(link.rules);
        Some(history::full_address(&link))
    }

    /// Keeps the address bar at what is shown: another question, zone, rows or hidden states are a
    /// step that "back" undoes; moving the view is not.
    pub fn follow_address(self) {
        let before = StoredValue::new(None::<Link>);
        let steps =
            |link: &Link| Link { view: None, hours: None, selection: None, moment: None, ..link.clone() };
        let mut write = debounce(ADDRESS_EVERY, move |link: Link| {
            // What has moved on rests later, and is written then.
            if untrack(|| self.link()).as_ref() == Some(&link) {
                history::show(&link, false);
            }
        });
        effect(move || {
            // Links are made when these rest, of what is seen then.
            self.shown.told.track();
            let link = self.link();
            let Some(link) = link.filter(|_| self.shown.data.with(Option::is_some)) else { return };
            let last = before.get_value();
            before.set_value(Some(link.clone()));
            let is_step = last.is_none_or(|last| steps(&last) != steps(&link));
            if is_step {
                let here = history::current();
                let same = steps(&here) == steps(&link) || Link::default() == here && link == Link::default();
                history::show(&link, !same);
            } else {
                write(link);
            }
        });
    }

    /// Shows loaded data the way a link says.
    pub(super) fn show_as(self, link: &Link) {
        let look = untrack(|| self.shown.with_loaded(|loaded| Look::of(link, loaded)));
        self.shown.show_look(&look);
    }
}

/// Whether two links ask for the same records.
fn same_data(a: &Link, b: &Link) -> bool {
    let question = |link: &Link| {
        (link.agents.clone(), link.range, link.api.clone(), link.source, link.base.clone(), link.demo)
    };
    question(a) == question(b)
}
