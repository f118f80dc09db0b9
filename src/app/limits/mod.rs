//! Limits as the page has them.
//!
//! ```text
//! link, file, computer, host  ->  the rules in force         sources
//! what is over them           ->  lines, their order, sums   list
//! rules and excess            ->  words                      words
//! ```

pub mod card;
pub mod list;
pub mod sources;
pub mod words;
