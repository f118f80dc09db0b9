//! The model: times, agent states, records, lanes, totals and findings.
//!
//! It knows the standard library and chrono: no browser, no wire format and no pixel.
//!
//! ```
//! use std::sync::Arc;
//!
//! use model::dataset::{Dataset, DatasetInput};
//! use model::page::{PageBuilder, Part, Series};
//! use model::record::{Durations, Record};
//! use model::state::{Catalog, Reading, StateKind};
//! use model::time::{MINUTE, Millis, Span};
//!
//! let mut catalog = Catalog::default();
//! let ready = catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
//! let lunch = catalog.intern("NOT_READY", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
//! let mut page = PageBuilder::new();
//! page.push(&"ana".into(), Record::new(Millis(0), ready, None));
//! page.push(&"ana".into(), Record::new(Millis(50 * MINUTE), lunch, None));
//! let window = Span::new(0, 60 * MINUTE);
//! let parts = vec![Part::Page(Arc::new(page.finish()))];
//! let series = [Series::new(Some("ana".into()), window, parts, Durations::OfPreviousState)];
//! let data = Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end });
//! assert_eq!(data.summary(window).kind(StateKind::Available).ms, 50 * MINUTE);
//! ```

pub mod adherence;
pub mod attendance;
pub mod bare;
pub mod block;
pub mod build;
pub mod bytes;
pub mod columns;
pub mod dataset;
pub mod directory;
pub mod findings;
pub mod format;
mod gather;
pub mod index;
pub mod lane;
pub mod limits;
pub mod locale;
pub mod merge;
mod missing;
pub mod occurrence;
pub mod page;
pub mod plain;
pub mod record;
pub mod remark;
pub mod schedule;
pub mod sorting;
pub mod state;
pub mod summary;
pub mod sweep;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod time;
pub mod timeline;
pub mod words;
pub mod zone;
