//! Parquet, as much of it as is read: the columns of tables without nesting, packed with snappy or not at all.
//!
//! ```text
//! PAR1 │ group: column: [header, page] … │ group … │ footer │ its length │ PAR1
//! ```
//! Whatever the bytes are, what they claim (rows, lengths, sizes) takes neither time nor memory: rows come one by one out of
//! what is there.

mod bits;
mod cells;
mod columns;
mod footer;
mod page;
mod thrift;

pub use cells::{Cell, Cells, Shape};
pub use columns::{Field, Kind, Meaning};
pub use footer::{Chunk, Footer, Group, Packing};

/// What files begin and end with.
pub const MAGIC: &[u8; 4] = b"PAR1";

/// Most rows for each byte of a file: no file of use has more.
pub const ROWS_A_BYTE: u64 = 64;

/// Bytes that are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;
