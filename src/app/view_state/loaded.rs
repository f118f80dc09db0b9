//! What was fetched.

use std::sync::Arc;

use model::dataset::Dataset;

/// A data set that compares by identity, so that no memo compares a million segments.
#[derive(Clone, Debug)]
pub struct Data(pub Arc<Dataset>);

impl PartialEq for Data {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Data {
    type Target = Dataset;
    fn deref(&self) -> &Dataset {
        &self.0
    }
}
