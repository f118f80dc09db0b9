//! Days of an archive as lanes.

use std::sync::Arc;

use chrono::NaiveDate;
use data::archive::again;
use data::archive::manifest::span_of;
use model::dataset::{Dataset, DatasetInput};
use model::page::{Part, Series};
use model::state::Catalog;

use crate::disk::Disk;
use crate::folder::{Folder, FolderError};
use crate::load::now;

/// A day of an archive; the day before tells what was carried in.
///
/// # Errors
/// When a file cannot be read.
pub fn dataset<D: Disk>(folder: &Folder<D>, day: NaiveDate) -> Result<Dataset, FolderError> {
    let dialect = folder.dialect();
    let durations = dialect.durations();
    let mut catalog = Catalog::default();
    let mut series = Vec::new();
    for date in [day.pred_opt(), Some(day)].into_iter().flatten() {
        let span = span_of(date);
        let Some(known) = folder.manifest().day(date) else {
            if date == day {
                series.push(Series::new(None, span, vec![Part::Missing], durations));
            }
            continue;
        };
        let page = again::page(&folder.rows(date)?, dialect.decoder(), &mut catalog);
        series.push(Series::new(None, span, vec![Part::Page(Arc::new(page))], durations));
        let missing = known
            .failed
            .iter()
            .map(|failed| Series::new(failed.agent.clone(), failed.span, vec![Part::Missing], durations));
        series.extend(missing);
    }
    Ok(Dataset::build(DatasetInput { series: &series, catalog, window: span_of(day), now: now() }))
}
