//! Made-up working days, without a word about how they are served.

pub mod activity;
pub mod feed;
pub mod mix;
pub mod shift;
