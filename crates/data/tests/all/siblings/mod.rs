//! Siblings of the trial cases: the same faults in other files, as other people, programs and countries
//! have them. Milliseconds unless a unit stands there.

mod agents;
mod bench;
mod cells;
mod clocks;
mod columns;
mod figures;
mod forms;
mod objects;
mod parts;
mod said;
mod sessions;
mod shapes;
mod tables;
mod told_by_all;
mod versions;
