//! From what is fetched day by day to files and back, held against what was fetched.

mod api;
mod dropped;
mod exported;
mod file;
mod folder;
mod foreign;
mod forged;
mod hostile;
mod loaded;
mod made;
mod order;
mod same;
mod sums;
mod tail;
