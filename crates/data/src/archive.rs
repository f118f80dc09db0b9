//! An archive: Parquet files in a plain folder, one a day, which the page and every engine read.
//!
//! ```text
//! _shiftline.json                                          the manifest: what is there, replaced last
//! agents/HASH.json                                         who was asked for, where it was not everyone
//! agents/people.HASH.json                                  who the agents are
//! states/year=2026/month=11/2026-11-25.HASH.parquet        rows that began on this day of UTC
//! agents/sums.HASH.json                                    which days have sums
//! sums/year=2026/month=11/2026-11-25.HASH.parquet          what agents' time of it adds up to
//! ```
//! Rows are sorted by agent and time, so that an agent's day is a group or two of a file, which is read by one
//! request for a range of bytes.
//!
//! ```text
//! day ─▶ rows ─▶ write ─▶ bytes and groups ─▶ manifest
//! manifest ─▶ plan ─▶ bytes ─▶ answer ─▶ read ─▶ Series
//! ```

pub mod again;
pub mod day;
pub mod detail;
pub mod export;
pub mod manifest;
pub mod row;
pub mod schema;
pub mod stored;
pub mod sums;
pub mod write;

mod answer;
mod error;
mod exported;
mod fetch;
mod foreign;
mod format;
mod people;
mod plan;
mod read;
mod table;
mod tail;
mod told;

pub use answer::{Answer, answer_of, is_compressed, manifest, people, piece_in, roster, sums_list};
pub use error::{ArchiveError, TableError};
pub use fetch::{attributed, beside, body, fetch, no_body};
pub use manifest::{Manifest, ManifestError, NAME as MANIFEST, people_path, roster_path, sums_path};
pub use people::{People, people_text, read_people};
pub use plan::{LOOK_BACK, Lacking, MAX_GROUPS, Piece, Plan, Rosters, Shape, plan, rosters_of};
pub use table::{is_parquet, table};
pub use tail::{Tail, missing_from};
pub use told::{FromApi, Told};
