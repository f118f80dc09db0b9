//! What the rows of all files mean together, worked out step by step.

use std::pin::pin;

use super::{Ended, Job};
use crate::app::browser::clock::sleep;
use crate::app::browser::timing::measured;
use data::files::turns::step;
use data::files::{Imported, Read, settle_in_turns};

impl Job {
    /// What each file holds; the page has its turn between two steps.
    pub(super) async fn settled(&self, read: Vec<Read>) -> Result<Vec<Imported>, Ended> {
        let mut work = pin!(settle_in_turns(read));
        loop {
            if let Some(settled) = measured("shiftline:decode", || step(work.as_mut())) {
                return Ok(settled);
            }
            sleep(0).await;
            if self.session.files.is_late(self.turn) {
                return Err(Ended);
            }
        }
    }
}
