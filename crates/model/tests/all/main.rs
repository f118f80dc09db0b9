//! The model against brute force. One program, so that it is linked once.

mod adherence;
mod days;
mod ends;
mod limits;
mod load;
mod own_rows;
mod painted;
mod properties;
mod sources;
mod summary;
