//! Rows of an archive → records again.

use super::row::Row;
use crate::dialect::Decoder;
use model::page::{Page, PageBuilder};
use model::record::Record;
use model::state::{ActivityId, Catalog, Reading};

/// The records of rows, which stand by agent and time; their states are added to `catalog`. Derived rows follow
/// from the others.
pub fn page(rows: &[Row], decoder: &dyn Decoder, catalog: &mut Catalog) -> Page {
    let mut page = PageBuilder::new();
    for row in rows.iter().filter(|row| !row.is_derived) {
        page.push(&row.agent, record(row, decoder, catalog));
    }
    page.finish()
}

fn record(row: &Row, decoder: &dyn Decoder, catalog: &mut Catalog) -> Record {
    let activity = activity(row, decoder, catalog);
    let plain = Record::new(row.start, activity, row.reported_ms);
    Record { key: row.key, detail: row.detail.clone(), ..plain }
}

/// The activity of a row. What a state means may have been said otherwise for another row.
fn activity(row: &Row, decoder: &dyn Decoder, catalog: &mut Catalog) -> ActivityId {
    let reading = || Reading { kind: row.kind, ..decoder.reading(&row.state) };
    let reason = row.reason.as_deref();
    let known = catalog.intern(&row.state, reason, |_| reading());
    if catalog.kind(known) == row.kind {
        return known;
    }
    let state = catalog.given(&row.state, reading());
    catalog.intern_in(state, reason, row.kind)
}
