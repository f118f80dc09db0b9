//! How adherence is judged.

/// What is forgiven of an exception that is longer than its grace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beyond {
    /// Nothing: all of it is out.
    #[default]
    Whole,
    /// The grace: what exceeds it is out.
    Excess,
}

/// The choices, all of which stand beside the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// An exception no longer than this is forgiven, in milliseconds; a row of the table may say otherwise.
    pub grace_ms: i64,
    /// What is forgiven of a longer one.
    pub beyond: Beyond,
    /// Whether a contact that runs over an edge of the plan is neutral.
    pub contact_over_edge: bool,
    /// Whether work outside what is planned is an exception.
    pub outside_shift: bool,
    /// What counts as worked for conformance: work in shifts and so many milliseconds around them; `None` counts
    /// the whole range.
    pub window_ms: Option<i64>,
}
