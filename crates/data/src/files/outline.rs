//! A long document of JSON, divided: what is in its long lists and objects, down to what is short and stays text.
//!
//! ```text
//! {"total":2,"shifts":[{…},{…}, … 1,000,000]}   the document: an object of two members
//!            └ long: a list of 1,000,000 texts
//! ```

mod scan;

use super::FileError;
use super::json::broken;
use super::turns::Pace;
use crate::dialect::read_json;
use scan::Scan;

/// Longest list or object that is short, in bytes: some milliseconds of work.
const SHORT: usize = 1 << 16;

/// Lists and objects inside each other, at most, as `serde_json` has it.
const DEEPEST: usize = 127;

/// A value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// A short one, or one that is neither a list nor an object, as it stands.
    Short(&'a str),
    /// A long list.
    List {
        /// As it stands.
        text: &'a str,
        /// What is in it.
        items: Vec<Node<'a>>,
    },
    /// A long object.
    Object {
        /// As it stands.
        text: &'a str,
        /// Names, as they stand ([`name`]), and values, in their order.
        members: Vec<(&'a str, Node<'a>)>,
    },
}

impl<'a> Node<'a> {
    /// A document, divided. It is a list or an object however short these are; what is short was not read: errors in it
    /// come to light when it is.
    ///
    /// # Errors
    /// When it is no JSON.
    pub async fn of(text: &'a str, pace: &mut Pace) -> Result<Self, FileError> {
        let mut scan = Scan::new(text);
        loop {
            if let Some(node) = scan.step(Pace::PIECE)? {
                return Ok(node);
            }
            pace.spend(Pace::PIECE).await;
        }
    }

    /// The value as it stands.
    pub const fn text(&self) -> &'a str {
        match self {
            Self::Short(text) | Self::List { text, .. } | Self::Object { text, .. } => text,
        }
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        self.text().starts_with('{')
    }

    /// A short list or object, divided as well.
    ///
    /// # Errors
    /// When it is no JSON.
    pub fn opened(self) -> Result<Self, FileError> {
        match self {
            Self::Short(text) if text.starts_with(['{', '[']) => {
                Scan::new(text).step(usize::MAX)?.ok_or(FileError::CutOff)
            }
            node => Ok(node),
        }
    }
}

/// A name of a member, from how it stands.
///
/// # Errors
/// When it is no text of JSON.
pub fn name(text: &str) -> Result<String, FileError> {
    read_json(text).map_err(|error| broken(&error))
}
