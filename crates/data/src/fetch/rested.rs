//! Sums over the series that rest.

use crate::paging::Pages;

/// What came of the series that nothing more comes of by itself, so that nobody need look at them again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rested {
    /// Those that are complete.
    pub complete: usize,
    /// Those that are not: something failed, or there are more pages than allowed.
    pub partial: usize,
    pub pages: usize,
    pub rows: usize,
    /// Sum of what is here of each, from 0 to 1.
    pub share: f64,
}

impl Rested {
    pub fn add(&mut self, pages: &Pages) {
        let is_complete = pages.is_complete();
        self.complete += usize::from(is_complete);
        self.partial += usize::from(!is_complete);
        self.pages += pages.here().count();
        self.rows += pages.here().map(|page| page.rows).sum::<usize>();
        self.share += pages.share();
    }
}
