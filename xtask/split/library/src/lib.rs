//! The library `wasm_split_cli_support` as it is published, but for an order of parts (`order.rs`): the build script puts
//! the few lines that ask for it into a copy of its source (`build/changes.rs`).
//!
//! The library makes a chunk for each set of parts that need something; with ten parts that was 139 chunks for the part
//! `answer` alone, each a module of its own whose functions call each other through the shared table, so that nothing can
//! be inlined, specialised or left out. With the order, what a later part and an earlier one need lies in the earlier. It
//! took 20 KiB from a link and 10 KiB from a first visit, compressed. When the library can be told such an order, this
//! package goes.

#![allow(clippy::all, reason = "written by others, in their way")]

#[warn(clippy::all)]
mod order;

pub use order::Order;

include!(concat!(env!("OUT_DIR"), "/library/lib.rs"));
