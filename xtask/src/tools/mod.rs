//! What the tasks need: found, or installed once, or named with the command to type.
//!
//! Everything of our own goes to a per-user cache, so that a fresh checkout does not build it again.
//! Once all is there, nothing here touches the network.

mod browser;
mod cached;
mod debian;
mod extras;
pub mod lock;
mod wanted;

pub use browser::{Browser, browser, fonts, other_browsers};
pub use extras::{axe, engines, python, web_servers};
pub use wanted::{BIND, For, Helper, SPLIT, TARGET, Tools, build, helper, tools};
