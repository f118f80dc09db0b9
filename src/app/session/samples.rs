//! Sample data: made up in the place of a server's answers. Its code comes with links to it, and when it is wanted.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use super::load::Load;
use super::source::{MadeUp, Source};
use crate::app::browser::clock::now;
use crate::app::browser::lazy::lazy;
use crate::app::link::Link;
use crate::app::range::Range;
use data::demo::{Demo, Sample};
use data::dialect::reporting_v2::ReportingV2;
use data::fetch::Fetch;
use data::source::{Request, Response};
use model::schedule::ScheduleBuilder;

impl MadeUp for Demo {
    fn answer(&mut self, request: &Request) -> Response {
        self.answer(request)
    }

    fn agents(&self) -> usize {
        self.agents()
    }

    fn plan(&self, number: usize, schedule: &mut ScheduleBuilder) {
        self.plan(number, schedule);
    }
}

lazy! { sample:
    /// Fetches the code.
    fn fetch_code() -> () {}
}

lazy! { sample:
    fn start_demo(session: Session, sample: Sample, initial_view: Link) -> () {
        session.start_demo(sample, initial_view);
    }
}

/// Fetches the code before it is needed; nobody is told if that fails.
pub(super) fn expect_sample() {
    spawn_local(async { drop(fetch_code().await) });
}

impl Session {
    /// Loads sample data of so many records.
    pub fn load_demo(self, sample: Sample, initial_view: Link) {
        self.large.set(None);
        self.awaiting.set(true);
        self.ensure_code(start_demo(self, sample, initial_view));
    }

    fn start_demo(self, sample: Sample, initial_view: Link) {
        self.files.stop();
        // A copied link says until when its sample reaches.
        let pinned = initial_view.range.filter(|range| matches!(range, Range::Typed(_)));
        let at = match pinned {
            Some(Range::Typed(span)) => span.end,
            _ => now(),
        };
        let demo = Demo::new(sample, at, &self.shown.zone.get_untracked());
        let query = demo.query();
        let window = query.span;
        let Ok(fetch) = Fetch::with(&ReportingV2, &ReportingV2, query) else { return };
        self.set_people(demo.directory().clone(), None);
        let loaded = Link { demo: Some(sample), range: pinned, ..Link::default() };
        self.target.set_value(None);
        self.start(Load::new(fetch, Source::MadeUp(Box::new(demo)), window), loaded, initial_view);
    }
}
