//! Limits as the page has them.
//!
//! ```text
//! link, file, computer, host  ->  the rules in force         sources
//! what is over them           ->  lines, their order, sums   list
//! what was passed since        ->  a notification            news
//! rules and excess            ->  words                      words
//! the rules, as they are typed                               draft, entry, amount
//! ```

pub mod amount;
pub mod card;
pub mod draft;
pub mod entry;
pub mod list;
pub mod news;
pub mod sources;
pub mod words;
