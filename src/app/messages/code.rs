//! When a part of the program itself does not come.

use super::{Action, UserMessage};

/// The code that loads and draws answers could not be fetched.
pub fn code_missing() -> UserMessage {
    UserMessage::error(
        "A part of Shiftline could not be fetched",
        "The connection may have failed, or this site was renewed since the page was opened. Try again; \
         if that does not help, reload the page.",
        Action::None,
    )
}
