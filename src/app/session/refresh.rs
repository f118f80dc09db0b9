//! What is new in a range that ends now.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::Session;
use super::load::Load;
use super::load::pump::pump;
use super::source::Source;
use crate::app::browser::clock::now;
use crate::app::browser::lazy::lazy;
use crate::app::range::Range;
use crate::app::source::SourceKind;
use crate::app::target::Target;
use data::dialect;
use data::fetch::{Fetch, FetchState};
use data::query::Query;
use model::time::{MINUTE, Millis, SECOND, Span};

/// How late a record may come and still be seen by a refresh, in milliseconds. NICE's reports are
/// fed every 5 minutes.
const LATE: i64 = 10 * MINUTE;

/// An archive has nothing new until its program runs again.
fn is_archive(target: &Target) -> bool {
    target.source == SourceKind::Archive
}

lazy! { late:
    /// Fetches what is new in a range that ends now.
    pub fn refresh(session: Session) -> () {
        session.refresh();
    }
}

impl Session {
    /// Whether what is shown ends now, so that it can be followed.
    pub fn is_live(self) -> bool {
        let relative = self.loaded.with(|link| link.as_ref().and_then(|link| link.range));
        let from_archive = self.target.with_value(|target| target.as_ref().is_some_and(is_archive));
        !from_archive && matches!(relative, Some(Range::Relative(range)) if range.ends_now())
    }

    /// Fetches what is new in a range that ends now, and shows it with the rest.
    fn refresh(self) {
        let load = self.load.try_with_value(Clone::clone).flatten();
        let (Some(before), Some(target)) = (load, self.target.get_value()) else { return };
        let is_over = before.borrow().is_http() && before.borrow().fetch.state() == FetchState::Finished;
        if !is_over || !untrack(|| self.is_live()) {
            return;
        }
        let (Some(dialect), Some(added)) = (dialect::by_name(&target.api), self.newest_span()) else {
            return;
        };
        let query = Query { span: added, ..target.query.clone() };
        let held = before.borrow();
        let Ok(fetch) = Fetch::with(dialect, held.fetch.decoder(), query) else { return };
        let fetch = fetch.continuing(held.fetch.catalog().clone(), held.fetch.max_rows());
        let source = Source::Http { base: target.base.clone(), sign_in: self.sign_in };
        let window = Span { start: held.window.start, end: added.end };
        let load = Rc::new(RefCell::new(Load::after(&held, fetch, source, window)));
        drop(held);
        self.load.set_value(Some(load.clone()));
        pump(self, &load);
    }

    /// From a while before the last load to the present, in whole seconds: records come late.
    fn newest_span(self) -> Option<Span> {
        let end = Millis(now().0.div_euclid(SECOND) * SECOND);
        let window = self.shown.data.with_untracked(|data| data.as_ref().map(|data| data.window))?;
        let start = (window.end + -LATE).max(window.start);
        (start < end).then_some(Span { start, end })
    }
}
