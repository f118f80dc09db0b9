//! Finding whatever is there: agents, days, times, states and reasons, stretches, time zones.
//!
//! ```text
//! asked      what a person typed, understood      fold   text as it is compared
//! results    what fits it, in groups              fit    how well words fit
//! stretches  occurrences that fit                 steps  stepping along them
//! offers     results as they are shown            zones  time zones by city, country, abbreviation
//! ```

pub mod asked;
pub mod fit;
pub mod fold;
pub mod offers;
pub mod results;
pub mod steps;
pub mod stretches;
pub mod zones;
