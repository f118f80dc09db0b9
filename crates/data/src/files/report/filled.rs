//! Which columns have a value in some row.

use crate::files::columns::Role;

/// Columns that have a value in some row of any report.
pub const FILLED: [Role; 4] = [Role::Session, Role::Index, Role::LogState, Role::Duration];

/// Which of them have one in some row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filled(pub [bool; FILLED.len()]);
