//! When the program itself stopped.

use super::{Action, UserMessage};

/// The program met a fault of its own and does nothing more.
pub fn stopped() -> UserMessage {
    UserMessage::error(
        "Shiftline stopped",
        "It met a fault of its own, so nothing is shown any more that may be wrong. The address of this page still \
         says what you looked at: reload to load it again (open files again yourself). If it stops again, send \
         the report below to whoever runs this page. It holds no names, no records and no token.",
        Action::None,
    )
}

/// What helps to find the fault: version, place in the program, and browser.
pub fn report(place: &str, browser: &str) -> String {
    format!("Shiftline {} stopped at {}\n{browser}", env!("CARGO_PKG_VERSION"), short_place(place))
}

/// A place without the folders of whoever built the program.
fn short_place(place: &str) -> &str {
    let library = place.split_once("/registry/src/").and_then(|(_, rest)| rest.split_once('/'));
    let core = || place.split_once("/library/").map(|(_, rest)| rest);
    library.map(|(_, rest)| rest).or_else(core).unwrap_or(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::messages::is_complete;

    #[test]
    fn a_report_names_version_place_and_browser_alone() {
        is_complete(&stopped());
        for (place, shown) in [
            ("crates/model/src/index.rs:33:5", "crates/model/src/index.rs:33:5"),
            (
                "/home/ann/.cargo/registry/src/index.crates.io-1949/leptos-0.8.2/src/x.rs:1:2",
                "leptos-0.8.2/src/x.rs:1:2",
            ),
            ("/rustc/5980/library/core/src/slice.rs:7:9", "core/src/slice.rs:7:9"),
        ] {
            let expected = format!("Shiftline {} stopped at {shown}\nMozilla/5.0", env!("CARGO_PKG_VERSION"));
            assert_eq!(report(place, "Mozilla/5.0"), expected);
        }
    }
}
