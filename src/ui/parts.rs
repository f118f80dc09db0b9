//! Small parts that the page is made of, each with its style beside it.
//!
//! ```text
//! dot        ■ Ready        a state's colour before its name
//! swatch     ▨ No data      the same in the legend, where absences are hatched
//! segmented  [By state|By day]   buttons of which one is pressed
//! progress   ▰▰▰▱▱▱         how far something has come
//! choice     [in any state ▾]   one of several, in a list that opens
//! drawn                     rows whose elements stay while what they say changes
//! gone_to                   what a card or a link leads to
//! listed                    what a list of stretches is of
//! long_rows                 a list of which only what is seen is laid out
//! modal                     a dialog: how it opens, closes and is called
//! notice                    what a person is told, and what can be done about it
//! rules_sheet               what rules are changed on
//! scroll_area               what scrolls, and how far it is
//! ```

pub mod choice;
pub mod dot;
pub mod drawn;
pub mod gone_to;
pub mod listed;
pub mod long_rows;
pub mod modal;
pub mod notice;
pub mod progress;
pub mod rules_sheet;
pub mod scroll_area;
pub mod segmented;
pub mod swatch;

use scene::theme::forced::Pattern;
use scene::theme::{Role, variable};

/// A colour as style sheets name it: `var(--ready)`.
pub fn colour(role: Role) -> String {
    format!("var(--{})", variable(role))
}

/// The class of the pattern that tells a colour where colours are forced.
pub fn pattern(role: Role) -> &'static str {
    Pattern::of(role).word()
}

/// What an attribute of assistive technology says of something that is so or not.
pub fn aria(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}
