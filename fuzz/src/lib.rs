//! Everything that reads what others wrote, as functions of any bytes. They panic where something is wrong.
//!
//! `fuzz_targets/` hands them to libFuzzer, one a program; `tests/fuzz.rs` calls them with changed seeds
//! whenever the tests run.

mod answers;
mod archives;
mod figures;
mod files;
mod plans;
mod seeds;
mod typed;

pub use answers::{cxone, lookups, reporting_v2, token};
pub use archives::{archive, groups, parquet};
pub use files::{export, files};
pub use plans::{plans, rules};
pub use seeds::seeds;
pub use typed::{cells, form, link};

/// Longest input, in bytes: what goes wrong goes wrong with less.
pub const LONGEST: usize = 4_096;

/// A target: its name, which is also that of its seeds' folder, and the function.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 14] = [
    ("archive", archive),
    ("cells", cells),
    ("lookups", lookups),
    ("cxone", cxone),
    ("export", export),
    ("files", files),
    ("form", form),
    ("groups", groups),
    ("link", link),
    ("parquet", parquet),
    ("plans", plans),
    ("reporting_v2", reporting_v2),
    ("rules", rules),
    ("token", token),
];
