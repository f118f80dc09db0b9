//! What the page does: the state beside what is looked at (host's settings, form, token, load), and what changes
//! it. The browser itself is asked through `browser` alone.
//!
//! ```text
//! asking               from the form, or a link, to a load
//! loading, refresh     a load, its progress, its data set; what is new in one that ends now
//! load                 a fetch under way, and the data set that grows from it
//! archive              a load from an archive: its manifest, its plan, its bytes
//! samples              sample data in the place of a server's
//! look_ups, sign_in    what is asked beside state history, with whose token
//! asked                what was asked for, in words
//! last_seen            when an agent was seen before and after a range in which nothing came
//! days                 fetching a day that is missing, from its row
//! address              links: read, written, followed back and forward
//! files                reports and exports instead of an API
//! schedules            what was planned: of files, of the host, of the API
//! recent, kept_presets what is kept on this computer
//! accepted             addresses that were agreed to in this tab
//! limits               limits from the host, this computer and files
//! live                 when what moves is followed
//! locale               how dates, times and numbers are written
//! shown_zone           the time zone of what is shown
//! states               states as the centre calls them
//! ```

mod accepted;
mod address;
mod adherence;
mod archive;
mod asked;
mod asking;
mod days;
pub mod files;
mod kept_presets;
mod last_seen;
mod limits;
pub mod live;
mod load;
mod loading;
pub mod locale;
mod look_ups;
mod people;
pub mod recent;
pub mod refresh;
mod samples;
pub mod schedules;
pub mod shown_zone;
pub mod sign_in;
mod source;
mod states;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::load::SharedLoad;
use self::schedules::Schedules;
use self::sign_in::SignIn;
use crate::app::base::BaseUrl;
use crate::app::browser::clock::{now, sleep};
use crate::app::browser::lazy::{CodeState, Missing};
use crate::app::browser::{history, http, theme};
use crate::app::config::Config;
use crate::app::connection::Connection;
use crate::app::form::Form;
use crate::app::link::Link;
use crate::app::locale::Choice;
use crate::app::look::Look;
use crate::app::source::SourceKind;
use crate::app::states::InForce;
use crate::app::target::{FormError, Target};
use crate::app::view_state::ViewState;
use data::query::Amount;
use data::states::StatesError;
use model::zone::Zone;

pub use files::Files;
pub use loading::Status;

/// A link that asks for a lot.
#[derive(Clone, Debug, PartialEq)]
pub struct Large {
    /// How much.
    pub amount: Amount,
    /// Of an archive: what may come.
    pub records: Option<Records>,
    target: Target,
    link: Link,
}

/// What may come of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Records {
    /// As many records.
    pub count: u64,
    /// In so many bytes.
    pub bytes: u64,
    /// Whether a page can hold them.
    pub is_too_much: bool,
    /// What the sums of days weigh, in bytes, where there are some.
    pub sums: Option<u64>,
}

/// What is drawn in the place of an answer.
pub type Draw = Arc<dyn Fn(Session) -> AnyView + Send + Sync>;

/// Signals and state. Copied freely; all of it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Session {
    /// What is being looked at.
    pub shown: ViewState,
    /// The host's settings.
    pub config: RwSignal<Config>,
    /// Whether the host's settings were read, and the form is filled in from them.
    pub is_configured: RwSignal<bool>,
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
    pub offered_base: RwSignal<Option<BaseUrl>>,
    /// What a link asks for that is too much to be loaded without a question.
    pub large: RwSignal<Option<Large>>,
    /// Agents × days, in the place of what is too much to be loaded.
    pub sums: RwSignal<Option<Draw>>,
    /// The same as it was last, and what it was asked for.
    kept_sums: StoredValue<Option<(Target, Draw)>>,
    /// What was loaded, as a link; `None` before anything was.
    loaded: RwSignal<Option<Link>>,
    /// Whether what this computer or the host says of states was taken over.
    has_states: StoredValue<bool>,
    /// Whether an answer was asked for of which nothing can be told yet.
    pub awaiting: RwSignal<bool>,
    /// The code that loads and draws answers.
    pub code: RwSignal<CodeState>,
    /// Counts what is shown in the place of something else, without a load: it is drawn from the beginning.
    pub fresh: RwSignal<u64>,
    /// The access token.
    pub sign_in: SignIn,
    /// The files that are shown instead of an API's answers.
    pub files: Files,
    /// What was chosen of how dates, times and numbers are written.
    pub locale: RwSignal<Choice>,
    /// Schedules beside what is shown.
    pub schedules: Schedules,
    /// States as the centre calls them.
    pub states: RwSignal<InForce>,
    /// Why the host's settings of states cannot be used.
    pub states_error: RwSignal<Option<StatesError>>,
    load: StoredValue<Option<SharedLoad>, LocalStorage>,
    /// What the link said that a load began with, and how that was understood: what it names may come later
    /// than the first records.
    wish: StoredValue<Option<(Link, Option<Look>)>>,
    target: StoredValue<Option<Target>>,
    /// The address whose directory is known; `None` where names are those of files or samples.
    directory_of: RwSignal<Option<BaseUrl>>,
    /// Whether a directory is asked for.
    is_learning: StoredValue<bool>,
    /// Counts what was begun, so that what comes late is known to be late.
    generation: StoredValue<u64>,
}

impl Session {
    /// Nothing loaded, nothing typed.
    pub fn new() -> Self {
        let config = Config::default();
        let form = Form::new(&config, &Link::default(), &Zone::utc());
        Self {
            shown: ViewState::new(),
            config: RwSignal::new(config),
            is_configured: RwSignal::new(false),
            config_error: RwSignal::new(None),
            form: RwSignal::new(form),
            errors: RwSignal::new(Vec::new()),
            editing: RwSignal::new(false),
            status: RwSignal::new(None),
            offered_base: RwSignal::new(None),
            large: RwSignal::new(None),
            sums: RwSignal::new(None),
            kept_sums: StoredValue::new(None),
            loaded: RwSignal::new(None),
            has_states: StoredValue::new(false),
            awaiting: RwSignal::new(false),
            code: RwSignal::new(CodeState::Unasked),
            fresh: RwSignal::new(0),
            sign_in: SignIn::new(),
            files: Files::new(),
            locale: RwSignal::new(Choice::default()),
            schedules: Schedules::new(),
            states: RwSignal::new(InForce::default()),
            states_error: RwSignal::new(None),
            load: StoredValue::new_local(None),
            wish: StoredValue::new(None),
            target: StoredValue::new(None),
            directory_of: RwSignal::new(None),
            is_learning: StoredValue::new(false),
            generation: StoredValue::new(0),
        }
    }

    /// Knows from the beginning whether the address asks for an answer.
    pub fn expect_link(self) {
        self.awaiting.set(history::current() != Link::default());
    }

    /// Reads the host's settings and the address, and begins what they ask for.
    pub fn open(self) {
        theme::follow(self.shown.theme);
        self.sign_in.restore();
        history::on_travel(move |link| self.navigate(&link));
        if self.awaiting.get_untracked() {
            self.expect_answer();
        }
        if history::current().demo.is_some() {
            samples::expect_sample();
        }
        spawn_local(async move {
            match http::get_beside("config.json").await {
                Ok(answer) if answer.status == 200 => {
                    match Config::parse(&String::from_utf8_lossy(&answer.body)) {
                        Ok(config) => self.config.set(config),
                        Err(words) => self.config_error.set(Some(words)),
                    }
                }
                // No settings at all is how most hosts begin.
                _ => {}
            }
            // The answer was a task of its own, and so is each thing that it begins: the first question
            // about a time zone can take a browser 20 to 50 ms.
            sleep(0).await;
            self.choose_zone(&history::current());
            sleep(0).await;
            // Somebody may have dropped files meanwhile.
            if self.files.are_untouched() {
                self.navigate(&history::current());
            } else {
                self.awaiting.set(false);
            }
            self.is_configured.set(true);
        });
    }

    /// Where the form would ask now, and with what.
    pub fn connection(self) -> Connection {
        let base = self.form.with(|form| form.checked_base().ok());
        let is_signed_in = base.as_ref().is_some_and(|base| self.sign_in.is_for(base));
        Connection {
            is_archive: self.form.with(|form| form.source == SourceKind::Archive),
            base,
            has_own_token: self.config.with(Config::has_own_token),
            is_signed_in,
            left_ms: self.sign_in.expires.get().map(|expires| expires - now()),
        }
    }

    /// Fetches the code for answers before it is needed; nobody is told if that fails.
    pub fn expect_answer(self) {
        spawn_local(async { drop(loading::fetch_code().await) });
    }

    /// Sees to it that the code for answers is here, and does `work` of it.
    pub fn ensure_code(self, work: impl Future<Output = Result<(), Missing>> + 'static) {
        if self.code.get_untracked() != CodeState::Here {
            self.code.set(CodeState::Coming);
        }
        spawn_local(async move {
            // Whatever asks for it is a task already.
            sleep(0).await;
            let came = self.names_states().await.is_ok() && work.await.is_ok();
            self.code.set(if came { CodeState::Here } else { CodeState::Missing });
            if !came {
                self.awaiting.set(false);
            }
        });
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}
