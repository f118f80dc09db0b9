//! Where a series ends. An end counts only where nothing contradicts it: no token or link, no higher
//! total, no later page with rows. Else something is missing, and is named.

use super::{Attempt, Came, Pages, Slot, State};
use crate::dialect::is_round;
use crate::error::{ApiError, ErrorKind};

impl Pages {
    /// Rows that are here.
    pub(super) fn rows(&self) -> usize {
        self.slots.iter().map(Slot::rows).sum()
    }

    /// Rows in all, as the last page says that says so.
    pub(super) fn total(&self) -> Option<usize> {
        self.slots.iter().rev().find_map(|slot| slot.came.as_ref()?.total)
    }

    /// Whether rows are missing, going by the number of them.
    fn owes_rows(&self) -> bool {
        self.total().is_some_and(|total| total > self.rows())
    }

    /// Pages in all, as the last page says that says so; where rows are counted these count alone.
    fn owed_pages(&self) -> Option<usize> {
        let pages = || self.slots.iter().rev().find_map(|slot| slot.came.as_ref()?.pages);
        self.total().map_or_else(pages, |_| None)
    }

    /// Whether the server counts as many rows, or pages, as there are.
    fn counts(&self, pages: usize) -> bool {
        self.total() == Some(self.rows()) || self.owed_pages() == Some(pages)
    }

    /// The answer for a page, unless it is asked for again.
    fn known(&self, index: usize) -> Option<&Came> {
        self.slots.get(index).filter(|slot| !slot.is_pending())?.came.as_ref()
    }

    /// Where pages that are known by their numbers end, as far as can be told: at the last page with
    /// rows if it is not full, else at the first without rows after it.
    fn end(&self) -> Option<usize> {
        let last = self.slots.iter().rposition(|slot| slot.rows() > 0).unwrap_or(0);
        let leads_on = |index: usize, came: &Came| {
            let is_owed = self.owed_pages().is_some_and(|pages| pages > index + 1);
            came.leads_on() || is_owed || (came.rows() > 0 && self.owes_rows())
        };
        (last..self.slots.len()).find(|&index| self.known(index).is_some_and(|came| !leads_on(index, came)))
    }

    /// Whether a page that is not full may be all that the server gives at once, and not all there is: nobody
    /// counts, and it never gave more. A limit of its own may be any number; round ones are what people set.
    pub(super) fn may_be_cut(&self, index: usize) -> bool {
        let rows = self.slots[index].rows();
        is_round(rows) || (rows > 0 && rows >= self.most && !self.counts(index + 1))
    }

    /// Whether a page with rows ends the series by itself, whatever is said of those after it.
    fn is_sure(&self, end: usize) -> bool {
        self.slots[end].rows() > 0 && (end > 0 || !self.may_be_cut(0))
    }

    /// How many pages are to be asked for. The page after the end is, unless the count is right, so that
    /// a server that left one out is found out, whatever arrives first; but one page that is not full is
    /// enough by itself, unless it may have been cut.
    pub(super) fn reach(&self) -> usize {
        match self.end() {
            Some(end) if end > 0 => end + 1 + usize::from(!self.counts(end + 1)),
            Some(_) => 1 + usize::from(self.may_be_cut(0)),
            None => self.expected().map_or(usize::MAX, |pages| pages.max(self.unbroken() + 1)),
        }
    }

    /// The same of pages that were asked for already: those beyond are not asked for again.
    pub(super) fn reach_known(&self) -> usize {
        self.end().filter(|_| self.numbered).map_or(usize::MAX, |_| self.reach())
    }

    /// Pages in all, by the number of rows and those of the first page.
    pub(super) fn expected(&self) -> Option<usize> {
        let first = self.slots.first().map(Slot::rows).filter(|rows| *rows > 0)?;
        self.total().map(|total| total.div_ceil(first)).or_else(|| self.owed_pages())
    }

    /// Pages from the first on that came.
    fn unbroken(&self) -> usize {
        self.slots.iter().take_while(|slot| slot.came.is_some() && !slot.is_pending()).count()
    }

    /// Whether a page lies beyond one that ends the series by itself: whatever is wrong with it is
    /// what servers say to such questions.
    pub fn is_beyond_end(&self, index: usize) -> bool {
        let end = self.end().filter(|_| self.numbered);
        end.is_some_and(|end| end < index && self.is_sure(end))
    }

    /// How a page stands that lies beyond the end and did not come: only the one right after it is missed.
    pub(super) fn beyond_end(&self, index: usize, why: ApiError) -> State {
        if index < self.reach() { State::Failed(why) } else { State::Pending(Attempt::default()) }
    }

    /// Draws the conclusions from what has come.
    pub(super) fn settle(&mut self, limit: usize) {
        if self.numbered {
            self.pass_by_beyond_end();
            self.miss_empty_pages();
        }
        if !self.is_pending(limit) && (self.ended == Some(true) || !self.wants_more(limit)) {
            self.conclude();
        }
    }

    /// Pages beyond the end that had trouble before the end was known are no more wanted than those that
    /// had it afterwards.
    fn pass_by_beyond_end(&mut self) {
        for index in 0..self.slots.len() {
            if let State::Pending(Attempt { why: Some(why), .. }) = &self.slots[index].state
                && self.is_beyond_end(index)
            {
                self.slots[index].state = self.beyond_end(index, why.clone());
            }
        }
    }

    /// A page without rows before one with rows is missing, unless it said itself that more follows.
    fn miss_empty_pages(&mut self) {
        let last = self.slots.iter().rposition(|slot| slot.rows() > 0).unwrap_or(0);
        for index in 0..last {
            let is_empty = |came: &Came| came.rows() == 0 && !came.leads_on();
            if self.slots[index].is_loaded() && self.known(index).is_some_and(is_empty) {
                self.miss(index);
            }
        }
    }

    /// Nothing more will come by itself: whether this is the end, and what is missing.
    fn conclude(&mut self) {
        let Some(end) = self.closed() else {
            self.ended = None;
            return;
        };
        self.slots.truncate(end + 1);
        let is_short = self.owes_rows() && !self.lacks_a_page();
        let gaps = match self.total() {
            None if self.numbered => self.gaps(end),
            // A token or a link leads to what is missing, numbers may lead beyond it.
            Some(_) if is_short && (self.numbered || self.slots[end].rows() > 0) => self.smaller(end),
            _ => Vec::new(),
        };
        let explains_all = is_short && !gaps.is_empty();
        for index in gaps {
            self.miss(index);
        }
        let is_owed = self.owed_pages().is_some_and(|pages| pages > end + 1)
            || (is_short && !explains_all)
            || self.is_promised(end);
        if is_owed && self.slots[end].is_loaded() {
            self.miss(end);
        }
        self.ended = Some(!is_owed);
    }

    /// The last page, if the series is over: nothing after it has rows or may still have some.
    fn closed(&self) -> Option<usize> {
        if !self.numbered {
            let last = self.slots.len() - 1;
            let is_refused = self.slots[last].is_doubt && self.slots[last].is_refused();
            return if is_refused { Some(last - 1) } else { self.known(last).map(|_| last) };
        }
        let end = self.end()?;
        let (is_sure, reach) = (self.is_sure(end), self.reach());
        let is_nothing = |(index, slot): (usize, &Slot)| match &slot.state {
            State::Loaded => true,
            State::Failed(error) if error.kind == ErrorKind::RepeatedPage => false,
            State::Failed(_) => is_sure || index > end + 1 || slot.is_refused(),
            State::Pending(_) => index >= reach,
            State::InFlight(..) => false,
        };
        self.slots.iter().enumerate().skip(end + 1).all(is_nothing).then_some(end)
    }

    /// Whether a page that failed has no rows: what is owed may be there.
    fn lacks_a_page(&self) -> bool {
        self.slots.iter().any(|slot| slot.rows() == 0 && !slot.is_loaded())
    }

    /// Pages that are not full though others follow them, and whose records do not join those: a server
    /// may give as many rows as it likes. Of the first nobody knows how many these are, until another has more.
    fn gaps(&self, end: usize) -> Vec<usize> {
        let joins = |index: usize| {
            let before = if index > 0 { Some(self.known(index - 1)?) } else { None };
            Some(self.known(index)?.joins(before, self.known(index + 1)?))
        };
        let is_part = |came: &Came| came.rows() > 0 && !came.leads_on();
        let is_gap = |index: &usize| {
            let is_part = self.slots[*index].is_loaded() && self.known(*index).is_some_and(is_part);
            is_part && joins(*index) != Some(true)
        };
        let first = self.slots[0].rows();
        let begin = usize::from(self.slots.iter().all(|slot| slot.rows() <= first));
        (begin..end).filter(is_gap).collect()
    }

    /// Pages before the last that have fewer rows than others.
    fn smaller(&self, end: usize) -> Vec<usize> {
        let most = self.slots.iter().map(Slot::rows).max().unwrap_or_default();
        (0..end).filter(|&index| self.slots[index].is_loaded() && self.slots[index].rows() < most).collect()
    }

    /// Whether the server said that there is something where there is nothing, by a token, a link or
    /// in words, and does not take it back or count no more rows than there are.
    fn is_promised(&self, end: usize) -> bool {
        let Some(came) = self.known(end).filter(|came| came.rows() == 0) else {
            return self.known(end).is_some_and(|came| came.more == Some(true));
        };
        let before = end.checked_sub(1).and_then(|before| self.known(before));
        let is_promised = before.is_some_and(|before| before.more == Some(true));
        let has_all = self.total().is_some_and(|total| total <= self.rows());
        came.more == Some(true) || (is_promised && came.more.is_none() && !has_all)
    }

    /// A page is missing, or a part of it; its rows are kept.
    fn miss(&mut self, index: usize) {
        let slot = &mut self.slots[index];
        let said = slot.came.as_ref().and_then(|came| came.said.clone());
        slot.state = State::Failed(said.unwrap_or(ApiError::new(ErrorKind::MissingPage)));
    }
}
