//! What Shiftline says of itself on the first page. `index.html` says the same until the program runs.

/// The question that it answers.
pub const QUESTION: &str = "Where did this agent's time go?";

/// What it does.
pub const WHAT: &str = "Shiftline fetches an agent's state history from NICE CXone, page by page, and draws it as a timeline: \
     ready, on contact, wrap-up, not ready and why.";

/// Where data goes.
pub const PRIVACY: &str = "Everything happens in this browser. Nothing is uploaded, and your token goes to your own API address alone.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_the_same_before_the_program_runs() {
        let page = include_str!("../../index.html");
        for words in [QUESTION, WHAT, PRIVACY] {
            assert!(page.contains(&format!(">{words}</")), "{words}");
        }
    }
}
