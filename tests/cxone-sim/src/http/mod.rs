//! The server: connections, scenarios by base path, tokens, faults, and what was asked.

pub mod answer;
mod ask;
mod auth;
mod control;
mod cors;
mod fault;
mod guard;
mod live;
mod log;
mod oauth;
mod server;
mod sim;
mod token;

pub use ask::{Ask, Params, page_of_token, page_token};
pub use live::Live;
pub use log::Seen;
pub use sim::{Options, Sim};
pub use token::token_label;
