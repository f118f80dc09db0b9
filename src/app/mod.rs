//! What the page knows and does: state, loading, links and words.
