//! What is known before anything is sent.

use super::Fetch;
use crate::acw::AcwRule;
use model::state::Catalog;

impl Fetch {
    /// The same with another rule for after-call work, which a look-up may have told meanwhile.
    #[must_use]
    pub fn with_acw(mut self, acw: AcwRule) -> Self {
        self.query.settings.acw = acw;
        self
    }

    /// The same with the agent states of a fetch before it from the same server, whose records it adds to, and
    /// the rows of its largest page.
    #[must_use]
    pub fn continuing(mut self, catalog: Catalog, max_rows: usize) -> Self {
        self.catalog = catalog;
        self.max_rows = max_rows;
        self
    }

    /// Most rows of a page that came: a server that gives fewer than it is asked for gives no more than these.
    pub fn max_rows(&self) -> usize {
        self.max_rows
    }
}
