//! The pages of one series: which are here, which is next, and where the series ends.

mod came;
mod end;
mod report;

use std::sync::Arc;

use super::dialect::{Decoded, Next, PageCursor, Plan};
use super::error::{ApiError, ErrorKind};
use super::request_id::RequestId;
use came::Came;
use model::page::Page;
use model::time::Millis;

/// A page that is to be asked for.
#[derive(Clone, Debug, Default)]
pub struct Attempt {
    /// Not before this; `None` at once.
    pub not_before: Option<Millis>,
    /// How often it was asked for already.
    pub tries: u32,
    /// How often the server asked to come back later.
    pub refusals: u32,
    /// Why it did not come so far.
    pub why: Option<ApiError>,
}

/// How a page stands.
#[derive(Clone, Debug)]
enum State {
    Pending(Attempt),
    InFlight(RequestId, Attempt),
    Loaded,
    Failed(ApiError),
}

/// What is known of a page.
#[derive(Clone, Debug)]
struct Slot {
    place: PageCursor,
    state: State,
    /// Its last answer. Of one that is not all of the page the rows are kept until there is a better.
    came: Option<Came>,
    /// It is asked for because the page before it may have been cut short.
    is_doubt: bool,
}

impl Slot {
    fn pending(number: usize, token: Option<Arc<str>>) -> Self {
        let place = PageCursor { number, token };
        Self { place, state: State::Pending(Attempt::default()), came: None, is_doubt: false }
    }

    fn is_loaded(&self) -> bool {
        matches!(self.state, State::Loaded)
    }

    fn is_pending(&self) -> bool {
        matches!(self.state, State::Pending(_) | State::InFlight(..))
    }

    /// Whether it failed for good, and asking again would change nothing.
    fn is_refused(&self) -> bool {
        matches!(&self.state, State::Failed(error) if !error.kind.is_passing())
    }

    fn rows(&self) -> usize {
        self.came.as_ref().map_or(0, Came::rows)
    }

    /// The page, if it is here or has rows.
    fn page(&self) -> Option<&Arc<Page>> {
        let came = self.came.as_ref().filter(|came| self.is_loaded() || came.rows() > 0);
        came.map(|came| &came.page)
    }
}

/// The pages of one series.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The series.
    pub plan: Plan,
    slots: Vec<Slot>,
    /// Whether the API knows pages by their numbers.
    has_numbers: bool,
    /// Pages can be asked for by their number, several at once.
    numbered: bool,
    /// Whether the last slot is the last page, once nothing more will be asked for: what is missing
    /// then lies beyond what can be had.
    ended: Option<bool>,
    /// Most rows that the server gave on one page before, of this series or another.
    most: usize,
}

impl Pages {
    /// Nothing is here yet, and the first page is wanted. `has_numbers`: pages can be asked for by
    /// their number alone.
    pub fn new(plan: Plan, has_numbers: bool) -> Self {
        Self { plan, slots: vec![Slot::pending(1, None)], has_numbers, numbered: false, ended: None, most: 0 }
    }

    /// Takes the next page to ask for at `now`, among the first `limit`.
    pub fn next(&mut self, now: Millis, limit: usize, ticket: RequestId) -> Option<usize> {
        let due = |attempt: &Attempt| attempt.not_before.is_none_or(|at| at <= now);
        let pending = |slot: &Slot| matches!(&slot.state, State::Pending(attempt) if due(attempt));
        let index = match self.slots.iter().take(limit.min(self.reach_known())).position(pending) {
            Some(index) => index,
            None if self.may_ask_ahead() && self.may_open(limit) => {
                self.slots.push(Slot::pending(self.slots.len() + 1, None));
                self.slots.len() - 1
            }
            None => return None,
        };
        let state = &mut self.slots[index].state;
        if let State::Pending(attempt) = state {
            attempt.tries += 1;
            *state = State::InFlight(ticket, std::mem::take(attempt));
        }
        Some(index)
    }

    /// Whether a page beyond those known may be asked for. A page that failed for good stops this:
    /// what is wrong with it is most likely wrong with those after it.
    fn may_open(&self, limit: usize) -> bool {
        let stops =
            |slot: &Slot| matches!(&slot.state, State::Failed(error) if error.kind != ErrorKind::MissingPage);
        self.ended.is_none() && !self.slots.iter().any(stops) && self.wants_more(limit)
    }

    /// Whether there may be a page beyond those known.
    fn wants_more(&self, limit: usize) -> bool {
        self.numbered && self.slots.len() < limit && self.slots.len() < self.reach()
    }

    /// Whether to ask for one already: at first for as many as are here, so that a series of two
    /// pages is not asked for seven, unless what is here tells that there are many.
    fn may_ask_ahead(&self) -> bool {
        let here = self.slots.iter().filter(|slot| slot.is_loaded()).count();
        self.slots.len() < 3 * here || self.slots.len() < self.likely(here)
    }

    /// Whether a page is on its way or will be asked for.
    fn is_pending(&self, limit: usize) -> bool {
        let reach = self.reach_known();
        let is_open = |(index, slot): (usize, &Slot)| match slot.state {
            State::InFlight(..) => true,
            State::Pending(_) => index < reach,
            State::Loaded | State::Failed(_) => false,
        };
        self.slots.iter().take(limit).enumerate().any(is_open)
    }

    /// Where a page stands.
    pub fn place(&self, index: usize) -> &PageCursor {
        &self.slots[index].place
    }

    /// Rows a page that the server gives, where these are fewer than it was asked for.
    pub fn size(&self) -> Option<usize> {
        let first = self.slots.first().filter(|_| self.numbered)?.came.as_ref()?;
        (!first.full && first.rows() > 0).then(|| first.rows())
    }

    /// The page that this ticket asks for.
    pub fn asked(&self, ticket: RequestId) -> Option<(usize, &Attempt)> {
        self.slots.iter().enumerate().find_map(|(index, slot)| match &slot.state {
            State::InFlight(by, attempt) if *by == ticket => Some((index, attempt)),
            _ => None,
        })
    }

    /// Until when and why pages wait at `now`, the first that will be due. Those that are due already
    /// wait for nothing but a free place.
    pub fn waiting(&self, now: Millis, limit: usize) -> Option<(Millis, &ApiError)> {
        let due = self.slots.iter().take(limit.min(self.reach_known()));
        let waits = due.filter_map(|slot| match &slot.state {
            State::Pending(Attempt { not_before: Some(at), why: Some(why), .. }) if *at > now => {
                Some((*at, why))
            }
            _ => None,
        });
        waits.min_by_key(|(at, _)| *at)
    }

    /// Pages that wait after trouble at `now`.
    pub fn waiting_at(&self, now: Millis) -> usize {
        let waits = |attempt: &Attempt| attempt.not_before.is_some_and(|at| at > now);
        let due = self.slots.iter().take(self.reach_known());
        due.filter(|slot| matches!(&slot.state, State::Pending(attempt) if waits(attempt))).count()
    }

    /// The server gave so many rows on a page before.
    pub fn heard_of(&mut self, rows: usize) {
        self.most = self.most.max(rows);
    }

    /// A page came. `said`: the answer as an error, in case it turns out to be none to rely on.
    pub fn arrived(&mut self, index: usize, decoded: Decoded, said: Option<ApiError>, limit: usize) {
        let is_last = index + 1 == self.slots.len();
        let Decoded { error, next, .. } = &decoded;
        let (error, next) = (*error, next.clone());
        let came = Came::new(decoded, said);
        let slot = &mut self.slots[index];
        slot.state = match came.said.clone().filter(|_| error) {
            Some(why) => State::Failed(why),
            None => State::Loaded,
        };
        let goes_by_number = slot.place.token.is_none() || came.more == Some(true);
        slot.came = Some(came);
        match next {
            Next::Token(token) if is_last && !self.numbered => {
                self.slots.push(Slot::pending(index + 2, Some(token)));
            }
            Next::Doubt(token) if is_last && self.may_be_cut(index) => {
                self.slots.push(Slot { is_doubt: true, ..Slot::pending(index + 2, Some(token)) });
            }
            Next::Token(_) | Next::Doubt(_) => {}
            Next::Number | Next::End => self.numbered |= self.has_numbers && is_last && goes_by_number,
        }
        self.compare(index);
        self.settle(limit);
    }

    /// A page that came before was not what was asked for, and neither is what follows.
    fn compare(&mut self, index: usize) {
        let slots = &self.slots;
        let equal = (0..slots.len()).find(|&other| other != index && repeats(slots, index, other));
        let Some(other) = equal else { return };
        let (earlier, later) = (index.min(other), index.max(other));
        // Beyond a page that is not full, the last page or the only one is repeated by some servers.
        let is_full = self.slots[earlier].came.as_ref().is_none_or(Came::leads_on);
        if self.slots[later].is_doubt || (self.numbered && !is_full) {
            self.slots[later].came = Some(Came::nothing());
            if self.slots[later].is_doubt {
                self.slots.truncate(later + 1);
            }
            return;
        }
        self.slots.truncate(later + 1);
        self.slots[later].state = State::Failed(ApiError::new(ErrorKind::RepeatedPage));
        self.slots[later].came = None;
        self.ended = None;
    }

    /// A page is to be asked for again.
    pub fn again(&mut self, index: usize, attempt: Attempt, limit: usize) {
        self.slots[index].state = State::Pending(attempt);
        self.settle(limit);
    }

    /// A page will not come.
    pub fn failed(&mut self, index: usize, error: ApiError, limit: usize) {
        self.slots[index].state = State::Failed(error);
        self.settle(limit);
    }

    /// A page beyond the end did not come: it is wanted only if it turns out not to be beyond.
    pub fn passed_by(&mut self, index: usize, error: ApiError, limit: usize) {
        self.slots[index].state = self.beyond_end(index, error);
        self.settle(limit);
    }

    /// What was asked for is called off; it is wanted as before.
    pub fn call_off(&mut self) {
        for slot in &mut self.slots {
            if matches!(slot.state, State::InFlight(..)) {
                slot.state = State::Pending(Attempt::default());
            }
        }
    }

    /// What failed or waits is wanted at once.
    pub fn resume(&mut self, limit: usize) {
        for slot in &mut self.slots {
            if !slot.is_loaded() {
                slot.state = State::Pending(Attempt::default());
            }
        }
        self.ended = self.ended.filter(|ended| *ended);
        self.settle(limit);
    }

    /// Whether nothing more will come of it by itself.
    pub fn is_over(&self, limit: usize) -> bool {
        !self.is_pending(limit) && !self.may_open(limit)
    }
}

/// Whether two pages are the same, or the later one begins again what its token led to before.
fn repeats(slots: &[Slot], a: usize, b: usize) -> bool {
    let (Some(one), Some(other)) = (&slots[a].came, &slots[b].came) else { return false };
    let same_token = slots[a].place.token.is_some() && slots[a].place.token == slots[b].place.token;
    one.is_same(other) || (same_token && one.begins_like(other))
}
