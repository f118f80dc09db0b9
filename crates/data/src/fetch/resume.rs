//! Calling off, and going on with what is not here.

use super::{Fetch, Pages, Rested};
use model::time::Span;

impl Fetch {
    /// Calls everything off. What came is kept, and [`Self::resume`] goes on from there.
    pub fn cancel(&mut self) {
        if self.is_over() {
            return;
        }
        self.cancelled = true;
        self.flights.clear();
        self.series.iter_mut().for_each(Pages::call_off);
    }

    /// Goes on after a new token, a failure or a cancellation: only with what is not here.
    pub fn resume(&mut self) {
        self.go_on();
        self.series.iter_mut().for_each(|pages| pages.resume(self.limit));
        self.wake();
    }

    /// As [`Self::resume`], with the series alone that reach into `span`: the others stay as they are.
    pub fn resume_within(&mut self, span: Span) {
        self.go_on();
        let dialect = self.dialect;
        let pages = |plan| {
            let has_numbers = dialect.numbers_pages_of(&plan);
            Pages::new(plan, has_numbers)
        };
        let rest = (self.series.len()..).map_while(|number| self.plans.get(number));
        self.series.extend(rest.map(pages));
        let is_wanted = |pages: &Pages| !pages.plan.span.intersect(span).is_empty();
        self.series.iter_mut().filter(|pages| is_wanted(pages)).for_each(|pages| pages.resume(self.limit));
        self.wake();
        let (wanted, held) = self.active.iter().partition(|number| is_wanted(&self.series[**number]));
        (self.active, self.held) = (wanted, held);
    }

    fn go_on(&mut self) {
        self.cancelled = false;
        self.failures_in_a_row = 0;
        self.paused_until = None;
        if self.token_refused.take().is_some() {
            self.token += 1;
        }
    }

    /// Allows as many pages again as before.
    pub fn more_pages(&mut self) {
        self.limit = self.limit.saturating_add(self.query.settings.max_pages.max(1));
        self.wake();
    }

    /// Looks at all series again: what was over may go on.
    fn wake(&mut self) {
        self.rested = Rested::default();
        self.active.clear();
        self.held.clear();
        for number in 0..self.series.len() {
            if self.series[number].is_over(self.limit) {
                self.rested.add(&self.series[number]);
            } else {
                self.active.push(number);
            }
        }
    }
}
