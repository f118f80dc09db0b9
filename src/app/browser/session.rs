//! The page's state beside what is looked at: host's settings, form, token, and the load.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::clock::now;
use super::load::{Load, SharedLoad, Source, Watcher, pump};
use super::sign_in::SignIn;
use super::{history, theme, zone};
use crate::app::config::Config;
use crate::app::form::{Form, FormError, Target, link_of};
use crate::app::link::{self, Link, Range};
use crate::app::shown::{Data, LaneMode, Shown};
use crate::data::demo::Demo;
use crate::data::dialect::{self, reporting_v2::ReportingV2};
use crate::data::fetch::{Failure, Fetch, FetchState, Progress};
use crate::data::http;
use crate::data::query::Query;
use crate::data::source::Request;
use crate::domain::dataset::{AgentTimeline, Dataset};
use crate::domain::time::{Millis, SECOND, Span};
use crate::domain::zone::Zone;

/// How long the view rests before the address follows it.
const ADDRESS_EVERY: Duration = Duration::from_millis(300);

/// What people see of a load.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// What it does, or how it ended.
    pub state: FetchState,
    /// How far it is.
    pub progress: Progress,
    /// What is missing, and why.
    pub failures: Vec<Failure>,
    /// Whether the records are sample data.
    pub is_demo: bool,
    /// Pages that are here, those of earlier loads of the same range included.
    pub pages: usize,
    /// Whether it only adds what is new to what is shown.
    pub is_refresh: bool,
}

/// Signals and state. Copied freely; all of it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Session {
    /// What is being looked at.
    pub shown: Shown,
    /// The host's settings.
    pub config: RwSignal<Config>,
    /// What is wrong with the host's settings, in the parser's words.
    pub config_error: RwSignal<Option<String>>,
    /// The form as it is filled in.
    pub form: RwSignal<Form>,
    /// Why the form was not sent.
    pub errors: RwSignal<Vec<FormError>>,
    /// Whether the form is open beside what is shown.
    pub editing: RwSignal<bool>,
    /// The load of the moment.
    pub status: RwSignal<Option<Status>>,
    /// A base that a link names: nothing is sent there before the person agrees.
    pub offered_base: RwSignal<Option<String>>,
    /// What was loaded, as a link; `None` before anything was.
    loaded: RwSignal<Option<Link>>,
    /// The access token.
    pub sign_in: SignIn,
    load: StoredValue<Option<SharedLoad>, LocalStorage>,
    /// What the first data set of a load is to be shown with.
    opening: StoredValue<Option<Link>>,
    target: StoredValue<Option<Target>>,
}

impl Session {
    /// Nothing loaded, nothing typed.
    pub fn new() -> Self {
        let config = Config::default();
        let form = Form::new(&config, &Link::default(), &Zone::utc());
        Self {
            shown: Shown::new(),
            config: RwSignal::new(config),
            config_error: RwSignal::new(None),
            form: RwSignal::new(form),
            errors: RwSignal::new(Vec::new()),
            editing: RwSignal::new(false),
            status: RwSignal::new(None),
            offered_base: RwSignal::new(None),
            loaded: RwSignal::new(None),
            sign_in: SignIn::new(),
            load: StoredValue::new_local(None),
            opening: StoredValue::new(None),
            target: StoredValue::new(None),
        }
    }

    /// Reads the host's settings and the address, and begins what they ask for.
    pub fn open(self) {
        theme::follow(self.shown.theme);
        self.sign_in.restore();
        self.follow_address();
        history::on_travel(move |link| self.travel(&link));
        spawn_local(async move {
            match http::get("", &Request::new("/config.json"), None, None).await {
                Ok(answer) if answer.status == 200 => {
                    match Config::parse(&String::from_utf8_lossy(&answer.body)) {
                        Ok(config) => self.config.set(config),
                        Err(words) => self.config_error.set(Some(words)),
                    }
                }
                // No settings at all is how most hosts begin.
                _ => {}
            }
            self.travel(&history::current());
        });
    }

    /// Goes to a link: loads what it asks for, unless that is loaded already.
    fn travel(self, link: &Link) {
        let config = self.config.get_untracked();
        let wanted = link.zone.clone().or(config.tz.clone()).unwrap_or_else(zone::own_zone_name);
        if !zone::choose(self.shown, &wanted) {
            zone::choose(self.shown, &zone::own_zone_name());
        }
        let zone = self.shown.zone.get_untracked();
        if self.loaded.get_untracked().is_some_and(|loaded| same_data(&loaded, link)) {
            self.show_as(link);
            return;
        }
        if let Some(records) = link.demo {
            self.load_demo(records as usize, link.clone());
            return;
        }
        self.form.set(Form::new(&config, link, &zone));
        self.offered_base.set(link.base.clone().filter(|base| config.base.as_ref() != Some(base)));
        let nobody = link.agents == link::Agents::Unsaid && config.agent.is_none();
        let no_base = config.base.is_none() || self.offered_base.get_untracked().is_some();
        if nobody || no_base {
            self.leave();
        } else {
            self.submit_with(link.clone());
        }
    }

    /// Back to the form, with nothing shown.
    fn leave(self) {
        self.cancel();
        self.load.set_value(None);
        self.loaded.set(None);
        self.status.set(None);
        self.shown.data.set(None);
    }

    /// Takes over the base that a link named, now that the person agreed.
    pub fn accept_base(self) {
        if let Some(base) = self.offered_base.get_untracked() {
            self.form.update(|form| {
                form.base = base;
                form.base_is_set = false;
            });
            self.offered_base.set(None);
            let link = history::current();
            if link.agents != link::Agents::Unsaid {
                self.submit_with(link);
            }
        }
    }

    /// Sends the form.
    pub fn submit(self) {
        self.submit_with(Link::default());
    }

    fn submit_with(self, opening: Link) {
        let target = self.form.with_untracked(|form| form.target(now(), &self.shown.zone.get_untracked()));
        match target {
            Ok(target) => {
                self.errors.set(Vec::new());
                self.begin(target, opening);
            }
            Err(errors) => self.errors.set(errors),
        }
    }

    fn begin(self, target: Target, opening: Link) {
        let Some(dialect) = dialect::by_name(&target.api) else { return };
        match Fetch::new(dialect, target.query.clone()) {
            Err(error) => self.errors.set(vec![FormError::Query(error)]),
            Ok(fetch) => {
                let source = Source::Http { base: target.base.clone(), sign_in: self.sign_in };
                let loaded = link_of(&target, &self.config.get_untracked());
                let window = target.query.span;
                self.target.set_value(Some(target));
                self.start(Load::new(fetch, source, window), loaded, opening);
            }
        }
    }

    /// Loads sample data of so many records.
    pub fn load_demo(self, records: usize, opening: Link) {
        let demo = Demo::new(records, now(), &self.shown.zone.get_untracked());
        let query = demo.query();
        let window = query.span;
        let Ok(fetch) = Fetch::new(&ReportingV2, query) else { return };
        let loaded = Link { demo: u32::try_from(records).ok(), ..Link::default() };
        self.target.set_value(None);
        self.start(Load::new(fetch, Source::Demo(Box::new(demo)), window), loaded, opening);
    }

    fn start(self, load: Load, loaded: Link, opening: Link) {
        self.cancel();
        self.editing.set(false);
        self.shown.data.set(None);
        self.shown.marked.set(None);
        self.opening.set_value(Some(opening));
        self.loaded.set(Some(loaded));
        let load = Rc::new(RefCell::new(load));
        self.load.set_value(Some(load.clone()));
        self.progressed(&load);
        pump(self, &load);
    }

    /// Ends the requests under way; what came stays.
    pub fn cancel(self) {
        self.with_load(|load| load.borrow_mut().cancel());
    }

    /// Goes on where the load stopped.
    pub fn resume(self) {
        self.with_load(|load| load.borrow_mut().fetch.resume());
    }

    /// Whether what is shown ends now, so that it can be followed.
    pub fn is_live(self) -> bool {
        let relative = self.loaded.with(|link| link.as_ref().and_then(|link| link.range));
        matches!(relative, Some(Range::Relative(range)) if range.ends_now())
    }

    /// Fetches what is new in a range that ends now, and shows it with the rest.
    pub fn refresh(self) {
        let load = self.load.try_with_value(Clone::clone).flatten();
        let (Some(before), Some(target)) = (load, self.target.get_value()) else { return };
        if before.borrow().fetch.state() != FetchState::Finished || !untrack(|| self.is_live()) {
            return;
        }
        let (Some(dialect), Some(added)) = (dialect::by_name(&target.api), self.newest_span()) else {
            return;
        };
        let query = Query { span: added, ..target.query.clone() };
        let Ok(fetch) = Fetch::new(dialect, query) else { return };
        let held = before.borrow();
        let fetch = fetch.continuing(held.fetch.catalog().clone());
        let source = Source::Http { base: target.base.clone(), sign_in: self.sign_in };
        let window = Span { start: held.window.start, end: added.end };
        let load = Rc::new(RefCell::new(Load::after(&held, fetch, source, window)));
        drop(held);
        self.load.set_value(Some(load.clone()));
        pump(self, &load);
    }

    /// From the record before which nothing new can come to the present, in whole seconds.
    fn newest_span(self) -> Option<Span> {
        let end = Millis(now().0.div_euclid(SECOND) * SECOND);
        let start = self.shown.data.with_untracked(|data| {
            let data = data.as_ref()?;
            let newest = |agent: &AgentTimeline| {
                let real = agent.lane.segments().rev().find(|segment| !segment.activity.is_absence());
                real.map_or(data.window.start, |segment| segment.span.start)
            };
            Some(data.agents.iter().map(newest).min().unwrap_or(data.window.start))
        })?;
        let start = Millis(start.0.div_euclid(SECOND) * SECOND);
        (start < end).then_some(Span { start, end })
    }

    /// Goes on past the limit of pages.
    pub fn more_pages(self) {
        self.with_load(|load| load.borrow_mut().fetch.more_pages());
    }

    fn with_load(self, change: impl FnOnce(&SharedLoad)) {
        let load = self.load.try_with_value(Clone::clone).flatten();
        if let Some(load) = load {
            change(&load);
            pump(self, &load);
        }
    }

    /// Takes a token for the address that is being loaded from.
    pub fn renew_token(self, text: &str) {
        if let Some(base) = self.target.with_value(|target| target.as_ref().map(|t| t.base.clone())) {
            self.sign_in.paste(base, text, false);
        }
    }

    /// The link to exactly this; relative ranges stay relative.
    pub fn link(self) -> Option<Link> {
        let mut link = self.loaded.get()?;
        let shown = self.shown;
        let window = shown.window();
        link.zone = Some(shown.zone.with(|zone| zone.name().to_owned()))
            .filter(|name| *name != zone::own_zone_name());
        link.view = Some(shown.view.get()).filter(|view| *view != window && !view.is_empty());
        link.lanes = Some(shown.lanes.get()).filter(|lanes| *lanes != LaneMode::State);
        link.hidden = shown.hidden.get();
        link.selection = shown.selection.get().filter(|span| !span.is_empty());
        Some(link)
    }

    /// The address that shows a colleague exactly this, with the range as fixed times.
    pub fn address_to_copy(self) -> Option<String> {
        let mut link = untrack(|| self.link())?;
        let window = untrack(|| self.shown.window());
        if link.demo.is_none() && !window.is_empty() {
            link.range = Some(Range::Typed(window));
        }
        link.zone = link.zone.or_else(|| Some(zone::own_zone_name()));
        Some(history::full_address(&link))
    }

    /// Keeps the address bar at what is shown: another question, zone, rows or hidden states are a
    /// step that "back" undoes; moving the view is not.
    fn follow_address(self) {
        let before = StoredValue::new(None::<Link>);
        let steps = |link: &Link| Link { view: None, selection: None, ..link.clone() };
        let mut write = debounce(ADDRESS_EVERY, move |link: Link| history::show(&link, false));
        Effect::new(move |_| {
            let Some(link) = self.link().filter(|_| self.shown.data.with(Option::is_some)) else { return };
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
    fn show_as(self, link: &Link) {
        let shown = self.shown;
        let window = untrack(|| shown.window());
        let inside = |span: Span| Some(span.intersect(window)).filter(|span| !span.is_empty());
        shown.view.set(link.view.and_then(inside).unwrap_or(window));
        shown.selection.set(link.selection.and_then(inside));
        shown.hidden.set(link.hidden.clone());
        let many = shown.data.with_untracked(|data| data.as_ref().is_some_and(|d| d.agents.len() > 1));
        let usual = if many { LaneMode::Agent } else { LaneMode::State };
        shown.lanes.set(link.lanes.unwrap_or(usual));
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether two links ask for the same records.
fn same_data(a: &Link, b: &Link) -> bool {
    let question =
        |link: &Link| (link.agents.clone(), link.range, link.api.clone(), link.base.clone(), link.demo);
    question(a) == question(b)
}

impl Watcher for Session {
    fn is_current(self, load: &SharedLoad) -> bool {
        self.load.with_value(|current| current.as_ref().is_some_and(|c| Rc::ptr_eq(c, load)))
    }

    fn progressed(self, load: &SharedLoad) {
        let held = load.borrow();
        let status = Status {
            state: held.fetch.state(),
            progress: held.fetch.progress(),
            failures: held.fetch.failures(),
            is_demo: !held.is_http(),
            pages: held.pages(),
            is_refresh: held.is_refresh,
        };
        drop(held);
        if matches!(status.state, FetchState::NeedsToken { .. }) {
            self.sign_in.was_refused();
            if self.sign_in.can_renew() {
                // Not now: whoever told of the progress still holds the load.
                spawn_local(async move { self.resume() });
                return;
            }
        }
        if self.status.with_untracked(|old| old.as_ref() != Some(&status)) {
            self.status.set(Some(status));
        }
    }

    fn built(self, _load: &SharedLoad, data: Dataset) {
        let shown = self.shown;
        let window = data.window;
        zone::cover(shown, window);
        let agents = data.agents.len();
        let opening = self.opening.try_update_value(Option::take).flatten();
        keep_order(shown, agents);
        let before = shown.data.with_untracked(|old| old.as_ref().map_or(Span::default(), |old| old.window));
        // Whoever looks at the whole range goes on looking at the whole of it when it grows.
        if opening.is_some() || shown.view.get_untracked() == before {
            shown.view.set(window);
        }
        shown.data.set(Some(Data(data.into())));
        if let Some(link) = opening {
            self.show_as(&link);
        }
    }
}

/// Rows by agent stand in the order of arrival until the person chooses another.
fn keep_order(shown: Shown, agents: usize) {
    if shown.order.with_untracked(Vec::len) != agents {
        shown.order.set((0..agents).collect());
    }
    if shown.agent.get_untracked() >= agents {
        shown.agent.set(0);
    }
}
