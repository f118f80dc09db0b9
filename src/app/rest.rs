//! When something that moves is at rest.

/// What moves: where it is, and whether it has moved since it was looked at.
#[derive(Clone, Debug)]
pub struct Moving<T> {
    at: T,
    moved: bool,
}

impl<T: Clone + PartialEq> Moving<T> {
    /// Something that is `at` a place now.
    pub fn from(at: T) -> Self {
        Self { at, moved: false }
    }

    /// It is `at` another place now, or still there.
    pub fn to(&mut self, at: T) {
        if self.at != at {
            *self = Self { at, moved: true };
        }
    }

    /// Where it rests, if it has not moved since the last look: not even to and fro.
    pub fn look(&mut self) -> Option<T> {
        let moved = std::mem::take(&mut self.moved);
        (!moved).then(|| self.at.clone())
    }
}

#[cfg(test)]
mod tests;
