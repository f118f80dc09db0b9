//! What is here of a series, and what is not.

use std::sync::Arc;

use super::{Pages, Slot, State, came};
use crate::error::ApiError;
use model::page::{Page, Part, Series};
use model::record::Durations;

impl Pages {
    /// Whether all of it is here.
    pub fn is_complete(&self) -> bool {
        self.ended == Some(true) && self.slots.iter().all(Slot::is_loaded)
    }

    /// Whether only the limit keeps it from going on.
    pub fn is_at_limit(&self, limit: usize) -> bool {
        !self.is_complete() && self.is_over(limit) && self.error().is_none()
    }

    /// The first page's error.
    pub fn error(&self) -> Option<&ApiError> {
        self.slots.iter().find_map(|slot| match &slot.state {
            State::Failed(error) => Some(error),
            _ => None,
        })
    }

    /// Numbers of the pages that are not here, or not all of them, and whether more may follow the
    /// last one known.
    pub fn missing(&self) -> (Vec<usize>, bool) {
        let away = self.slots.iter().filter(|slot| !slot.is_loaded());
        (away.map(|slot| slot.place.number).collect(), self.ended != Some(true))
    }

    /// The pages that are here.
    pub fn here(&self) -> impl DoubleEndedIterator<Item = &Arc<Page>> {
        self.slots.iter().filter_map(Slot::page)
    }

    /// The first answer as an error, if it brought no rows.
    pub fn silence(&self) -> Option<&ApiError> {
        self.slots.first()?.came.as_ref()?.said.as_ref()
    }

    /// How much of it is here, from 0 to 1: of the rows where their number is known, of the time
    /// that the pages have reached otherwise.
    pub fn share(&self) -> f64 {
        if self.is_complete() {
            return 1.0;
        }
        // It is not complete, whatever the figures say.
        self.told().min(0.99)
    }

    /// The same by the figures alone; 0 where they tell nothing.
    fn told(&self) -> f64 {
        if let Some(total) = self.total() {
            return self.rows() as f64 / total.max(1) as f64;
        }
        let blocks = self.here().flat_map(|page| &page.blocks);
        let reached = blocks.map(|(_, block)| block.last()).max();
        let span = self.plan.span;
        reached.map_or(0.0, |at| (span.clamp(at) - span.start) as f64 / span.len().max(1) as f64)
    }

    /// Pages that there are most likely, at least, when so many are `here`: as many as are counted, else half as many
    /// as by the time that was reached, since the rest of it may hold fewer rows.
    pub(super) fn likely(&self, here: usize) -> usize {
        let by_time = || {
            let told = self.told();
            if told > 0.0 { (here as f64 / told / 2.0) as usize } else { 0 }
        };
        self.expected().unwrap_or_else(by_time)
    }

    /// What is here, in order, with the gaps that are known to be gaps: those before a page that is
    /// here, and all others where what is not here counts as missing.
    pub fn series(&self, is_rest_missing: bool, durations: Durations) -> Series {
        let mut parts = Vec::with_capacity(self.slots.len() + 1);
        let mut gap = false;
        for slot in &self.slots {
            match slot.page() {
                Some(page) => {
                    if std::mem::take(&mut gap) {
                        parts.push(Part::Missing);
                    }
                    parts.push(Part::Page(page.clone()));
                    gap = !slot.is_loaded();
                }
                None => gap = true,
            }
        }
        if is_rest_missing && !self.is_complete() && (gap || self.ended != Some(true)) {
            parts.push(Part::Missing);
        }
        // Gaps lie between the pages before and after them, the earlier ones first.
        if self.is_newest_first() {
            parts.reverse();
        }
        Series::new(self.plan.agent.clone(), self.plan.span, parts, durations)
    }

    fn is_newest_first(&self) -> bool {
        let mut first = self.here().filter_map(|page| came::first(page)).map(|record| record.at);
        let newest = first.next();
        newest.is_some_and(|newest| first.next_back().is_some_and(|oldest| oldest < newest))
    }
}
