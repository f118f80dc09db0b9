//! Siblings of the trial cases: the same faults in other files, as other people, programs and countries
//! have them. Milliseconds unless a unit stands there.

#[path = "siblings/bench.rs"]
mod bench;
#[path = "siblings/cells.rs"]
mod cells;
#[path = "siblings/clocks.rs"]
mod clocks;
#[path = "siblings/figures.rs"]
mod figures;
#[path = "siblings/sessions.rs"]
mod sessions;
#[path = "siblings/shapes.rs"]
mod shapes;
#[path = "siblings/tables.rs"]
mod tables;
mod zoned;
