//! What a person can call up from anywhere.

/// What is called up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aid {
    /// The field that finds whatever is there.
    Find,
}
