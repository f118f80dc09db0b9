//! The pages of one series: which are here, which is next, and where the series ends.

use std::sync::Arc;

use super::dialect::{Decoded, Next, Place, Plan};
use super::error::{ApiError, ErrorKind};
use super::fetch::Ticket;
use crate::domain::record::{Durations, Page, Part, Series};
use crate::domain::time::Millis;

/// A page that is to be asked for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Not before this; `None` at once.
    pub not_before: Option<Millis>,
    /// How often it was asked for already.
    pub tries: u32,
    /// How often the server asked to come back later.
    pub refusals: u32,
    /// Why it did not come so far.
    pub why: Option<ApiError>,
}

/// What is known of a page.
#[derive(Clone, Debug)]
enum Slot {
    Wanted(Wish),
    Asked(Ticket, Wish),
    Here(Arc<Page>),
    Failed(ApiError),
}

/// The pages of one series.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The series.
    pub plan: Plan,
    slots: Vec<(Place, Slot)>,
    /// The last slot is the last page.
    ended: bool,
    /// Pages can be asked for by their number, several at once.
    numbered: bool,
    /// Rows in all, where the API says so.
    total_rows: Option<usize>,
}

impl Pages {
    /// Nothing is here yet, and the first page is wanted.
    pub fn new(plan: Plan) -> Self {
        let first = (Place { number: 1, token: None }, Slot::Wanted(Wish::default()));
        Self { plan, slots: vec![first], ended: false, numbered: false, total_rows: None }
    }

    /// Takes the next page to ask for at `now`, among the first `limit`.
    pub fn next(&mut self, now: Millis, limit: usize, ticket: Ticket) -> Option<usize> {
        let due = |wish: &Wish| wish.not_before.is_none_or(|at| at <= now);
        let wanted = |(_, slot): &(Place, Slot)| matches!(slot, Slot::Wanted(wish) if due(wish));
        let index = match self.slots.iter().take(limit).position(wanted) {
            Some(index) => index,
            None if self.may_open(limit) && self.may_ask_ahead() => {
                let place = Place { number: self.slots.len() + 1, token: None };
                self.slots.push((place, Slot::Wanted(Wish::default())));
                self.slots.len() - 1
            }
            None => return None,
        };
        let slot = &mut self.slots[index].1;
        if let Slot::Wanted(wish) = slot {
            wish.tries += 1;
            *slot = Slot::Asked(ticket, std::mem::take(wish));
        }
        Some(index)
    }

    /// Whether a page beyond those known may be asked for. A page that failed for good stops this:
    /// what is wrong with it is most likely wrong with those after it.
    fn may_open(&self, limit: usize) -> bool {
        self.numbered && !self.ended && self.slots.len() < limit && self.error().is_none()
    }

    /// Whether to ask for one already: at first for as many as are here, so that a series of two
    /// pages is not asked for seven.
    fn may_ask_ahead(&self) -> bool {
        let here = self.here().count();
        self.slots.len() - here < 2 * here
    }

    /// Where a page stands.
    pub fn place(&self, index: usize) -> &Place {
        &self.slots[index].0
    }

    /// The page that this ticket asks for.
    pub fn asked(&self, ticket: Ticket) -> Option<(usize, &Wish)> {
        self.slots.iter().enumerate().find_map(|(index, (_, slot))| match slot {
            Slot::Asked(by, wish) if *by == ticket => Some((index, wish)),
            _ => None,
        })
    }

    /// Until when and why pages wait at `now`, the first that will be due. Those that are due already
    /// wait for nothing but a free place.
    pub fn waiting(&self, now: Millis, limit: usize) -> Option<(Millis, &ApiError)> {
        let waits = self.slots.iter().take(limit).filter_map(|(_, slot)| match slot {
            Slot::Wanted(Wish { not_before: Some(at), why: Some(why), .. }) if *at > now => Some((*at, why)),
            _ => None,
        });
        waits.min_by_key(|(at, _)| *at)
    }

    /// Pages that wait after trouble at `now`.
    pub fn waiting_at(&self, now: Millis) -> usize {
        let waits = |wish: &Wish| wish.not_before.is_some_and(|at| at > now);
        self.slots.iter().filter(|(_, slot)| matches!(slot, Slot::Wanted(wish) if waits(wish))).count()
    }

    /// A page came. The series ends with the first page, in the order of pages, that says so,
    /// whatever came from beyond it.
    pub fn arrived(&mut self, index: usize, decoded: Decoded) {
        self.total_rows = decoded.total_rows.or(self.total_rows);
        self.slots[index].1 = Slot::Here(Arc::new(decoded.page));
        match decoded.next {
            Next::End => {
                self.slots.truncate(index + 1);
                self.ended = true;
            }
            Next::Number => self.numbered = true,
            Next::Token(token) if index + 1 == self.slots.len() && !self.numbered => {
                let place = Place { number: index + 2, token: Some(token) };
                self.slots.push((place, Slot::Wanted(Wish::default())));
            }
            Next::Token(_) => {}
        }
        for later in [index, index + 1] {
            self.fail_if_repeated(later);
        }
    }

    /// A page that equals the one before it was not what was asked for, and neither is what follows.
    fn fail_if_repeated(&mut self, index: usize) {
        let here = |index: usize| match self.slots.get(index) {
            Some((_, Slot::Here(page))) => Some(page),
            _ => None,
        };
        let before = index.checked_sub(1).and_then(here);
        if let (Some(before), Some(page)) = (before, here(index))
            && page.rows > 1
            && !page.blocks.is_empty()
            && page.blocks == before.blocks
        {
            self.slots.truncate(index + 1);
            self.slots[index].1 = Slot::Failed(ApiError::new(ErrorKind::RepeatedPage));
            self.ended = false;
        }
    }

    /// A page is to be asked for again.
    pub fn again(&mut self, index: usize, wish: Wish) {
        self.slots[index].1 = Slot::Wanted(wish);
    }

    /// A page will not come.
    pub fn failed(&mut self, index: usize, error: ApiError) {
        self.slots[index].1 = Slot::Failed(error);
    }

    /// What was asked for is called off; it is wanted as before.
    pub fn call_off(&mut self) {
        for (_, slot) in &mut self.slots {
            if let Slot::Asked(_, wish) = slot {
                *slot = Slot::Wanted(Wish { tries: 0, not_before: None, ..std::mem::take(wish) });
            }
        }
    }

    /// What failed or waits is wanted at once.
    pub fn resume(&mut self) {
        for (_, slot) in &mut self.slots {
            if matches!(slot, Slot::Failed(_) | Slot::Wanted(_)) {
                *slot = Slot::Wanted(Wish::default());
            }
        }
    }

    /// Whether nothing more will come of it by itself.
    pub fn is_over(&self, limit: usize) -> bool {
        let open = |(_, slot): &(Place, Slot)| matches!(slot, Slot::Wanted(_) | Slot::Asked(..));
        !self.slots.iter().take(limit).any(open) && !self.may_open(limit)
    }

    /// Whether all of it is here.
    pub fn is_complete(&self) -> bool {
        self.ended && self.slots.iter().all(|(_, slot)| matches!(slot, Slot::Here(_)))
    }

    /// Whether only the limit keeps it from going on.
    pub fn is_at_limit(&self, limit: usize) -> bool {
        !self.is_complete() && self.is_over(limit) && self.error().is_none()
    }

    /// The first page's error.
    pub fn error(&self) -> Option<&ApiError> {
        self.slots.iter().find_map(|(_, slot)| match slot {
            Slot::Failed(error) => Some(error),
            _ => None,
        })
    }

    /// Numbers of the pages that are not here, and whether more may follow the last one known.
    pub fn missing(&self) -> (Vec<usize>, bool) {
        let away = self.slots.iter().filter(|(_, slot)| !matches!(slot, Slot::Here(_)));
        (away.map(|(place, _)| place.number).collect(), !self.ended)
    }

    /// The pages that are here.
    pub fn here(&self) -> impl DoubleEndedIterator<Item = &Arc<Page>> {
        self.slots.iter().filter_map(|(_, slot)| match slot {
            Slot::Here(page) => Some(page),
            _ => None,
        })
    }

    /// How much of it is here, from 0 to 1: of the rows where their number is known, of the time
    /// that the pages have reached otherwise.
    pub fn share(&self) -> f64 {
        if self.is_complete() {
            return 1.0;
        }
        let rows: usize = self.here().map(|page| page.rows).sum();
        let share = if let Some(total) = self.total_rows {
            rows as f64 / total.max(1) as f64
        } else {
            let blocks = self.here().flat_map(|page| &page.blocks);
            let reached = blocks.map(|(_, block)| block.last()).max();
            let span = self.plan.span;
            reached.map_or(0.0, |at| (span.clamp(at) - span.start) as f64 / span.len().max(1) as f64)
        };
        // It is not complete, whatever the figures say.
        share.min(0.99)
    }

    /// What is here, in order, with the gaps that are known to be gaps: those before a page that is
    /// here, and, once the fetch is `over`, all others.
    pub fn series(&self, over: bool, durations: Durations) -> Series {
        let mut parts = Vec::with_capacity(self.slots.len() + 1);
        let mut gap = false;
        for (_, slot) in &self.slots {
            if let Slot::Here(page) = slot {
                if std::mem::take(&mut gap) {
                    parts.push(Part::Missing);
                }
                parts.push(Part::Page(page.clone()));
            } else {
                gap = true;
            }
        }
        if over && !self.is_complete() && (gap || !self.ended) {
            parts.push(Part::Missing);
        }
        Series::new(self.plan.agent.clone(), self.plan.span, parts, durations)
    }
}
