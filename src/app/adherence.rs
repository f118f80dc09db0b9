//! Adherence as the page has it.
//!
//! ```text
//! file, computer, host          ->  the rules in force            sources
//! figures                       ->  formula, options, card        words, card
//! what was not kept             ->  lines, their order            list
//! activities and their states, as they are typed                  draft
//! ```

pub mod card;
pub mod draft;
pub mod list;
pub mod sources;
pub mod words;
