//! Archives filled from the simulated API over real HTTP, and folders whose every step fails.

mod bench;
mod fetched;
mod folders;
mod later;
mod people;
