//! Rows of an archive → records again.

use std::sync::Arc;

use chrono::NaiveDate;

use super::manifest::{Day, span_of};
use super::row::Row;
use crate::dialect::{Decoder, Dialect};
use model::dataset::{Dataset, DatasetInput};
use model::page::{Page, PageBuilder, Part, Series};
use model::record::Record;
use model::state::{ActivityId, Catalog, Reading};
use model::time::{Millis, Span};

/// A day of an archive as lanes, from what is known of it and its rows; those of the day before tell what was carried
/// in. A day of which nothing is known was not fetched.
pub fn dataset(
    dialect: &dyn Dialect,
    day: NaiveDate,
    [before, own]: [Option<(&Day, Vec<Row>)>; 2],
    now: Millis,
) -> Dataset {
    let durations = dialect.durations();
    let mut catalog = Catalog::default();
    let mut series = Vec::new();
    if own.is_none() {
        series.push(Series::new(None, span_of(day), vec![Part::Missing], durations));
    }
    for (known, rows) in [before, own].into_iter().flatten() {
        let page = page(&rows, dialect.decoder(), &mut catalog);
        series.push(Series::new(None, span_of(known.day), vec![Part::Page(Arc::new(page))], durations));
        // What came later is not known either.
        let later = Span { start: known.fetched, end: span_of(known.day).end };
        let failed = known.failed.iter().map(|failed| (failed.agent.clone(), failed.span));
        let missing = failed.chain([(None, later)]).filter(|(_, span)| !span.is_empty());
        series.extend(missing.map(|(agent, span)| Series::new(agent, span, vec![Part::Missing], durations)));
    }
    Dataset::build(DatasetInput { series: &series, catalog, window: span_of(day), now })
}

/// The records of rows, which stand by agent and time; their states are added to `catalog`. Derived rows follow
/// from the others.
pub fn page(rows: &[Row], decoder: &dyn Decoder, catalog: &mut Catalog) -> Page {
    let mut page = PageBuilder::new();
    for row in rows.iter().filter(|row| !row.is_derived) {
        page.push(&row.agent, record(row, decoder, catalog));
    }
    page.finish_settled()
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
