//! What is drawn against brute force. One program, so that it is linked once.

mod clocks;
mod fold;
mod groups;
mod limits;
mod plans;
mod rows;
mod scene;
mod staffing;
mod zones;
