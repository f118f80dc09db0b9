//! Fills an archive of agents' state history, checks it and deletes from it.
//!
//! ```text
//! api      the API over HTTP                      access    how it is signed in to
//! load     the fetch machine, carried out         source    days, with the ones beside them
//! fill     day after day into a folder            combine   what came, and what was there
//! folder   the archive: all or nothing            disk      what is asked of the file system
//! days     which days are meant                   check     whether an archive is what it says
//! delete   days, and agents                       kept      days of an archive as lanes
//! show     rows for standard output               totals    where the time went
//! words    what went wrong                        progress  how far a run is
//! people   who the agents are
//! ```

pub mod access;
pub mod api;
pub mod check;
pub mod combine;
pub mod days;
pub mod delete;
pub mod disk;
pub mod fill;
pub mod folder;
pub mod kept;
pub mod load;
pub mod people;
pub mod progress;
pub mod show;
pub mod source;
pub mod totals;
pub mod words;
