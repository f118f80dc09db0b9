//! What people read of the page's own parts, by screen: labels, buttons, headings, hints. Together with
//! `messages` (what went wrong, and what to do) and `help` they are what a translation translates.

/// Texts, each under a name: what it says is all there is to say of it. A name with parameters is a text with
/// places for them.
macro_rules! words {
    () => {};
    ($name:ident = $text:literal; $($others:tt)*) => {
        #[allow(missing_docs, reason = "a text says itself what it is")]
        pub const $name: &str = $text;
        words! { $($others)* }
    };
    ($name:ident($($part:ident),+) = $text:literal; $($others:tt)*) => {
        #[allow(missing_docs, reason = "a text says itself what it is")]
        pub fn $name($($part: impl std::fmt::Display),+) -> String {
            format!($text)
        }
        words! { $($others)* }
    };
}

pub mod adherence;
pub mod adherence_editor;
pub mod agents;
pub mod answer;
pub mod cards;
pub mod columns;
pub mod columns_of_rows;
pub mod connection;
pub mod export;
pub mod files;
pub mod find;
pub mod form;
pub mod header;
pub mod help;
pub mod keys;
pub mod legend;
pub mod limits;
pub mod limits_editor;
pub mod listed;
pub mod loading;
pub mod locale;
pub mod low;
pub mod notice;
pub mod picture;
pub mod range;
pub mod records;
pub mod rows;
pub mod rules_sheet;
pub mod schedule_columns;
pub mod schedules;
pub mod scope;
pub mod settings;
pub mod sign_in;
pub mod spoken;
pub mod states_editor;
pub mod stopped;
pub mod sums;
pub mod timeline;
pub mod toolbar;
pub mod tooltip;
pub mod totals;
