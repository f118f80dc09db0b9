//! What the model and the scene say: kinds of states, dates, units, rows without a name of their own.

use model::format::number;
use model::words::Words;
use scene::layout::RowWords;

/// What the page says in the model's place, from its start on.
pub static WORDS: Words = Words {
    states: [
        "Ready",
        "On contact",
        "Wrap-up",
        "Not ready",
        "Logged in",
        "Logged out",
        "Other",
        "Unknown",
        "No data",
        "Not fetched",
    ],
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    halves: ["AM", "PM"],
    units: ["h", "min", "s", "ms"],
    // No line ends inside a length.
    gap: "\u{a0}",
};

/// Rows of the timeline.
pub static ROWS: RowWords =
    RowWords { schedule: "Schedule", exceptions: "Exceptions", all_agents: "All agents", cut: " cut" };

/// What so many things say together that have no row of their own.
pub fn others(count: usize) -> String {
    if count == 1 { "1 other".to_owned() } else { format!("{} others", number(count)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::format::{duration_words, exact_words};
    use model::plain::STATES;
    use model::words::put_in_force;

    #[test]
    fn no_line_of_the_page_ends_inside_a_length() {
        put_in_force(&WORDS);
        let lengths = [850, 9_250, 59_000, 3_600_000, 3_900_000, 4_758_008_000, -3_908_000];
        for text in lengths.into_iter().flat_map(|ms| [duration_words(ms), exact_words(ms)]) {
            assert!(text.contains('\u{a0}') && !text.contains(' '), "{text:?}");
        }
        put_in_force(&Words::PLAIN);
    }

    #[test]
    fn in_english_people_read_of_states_what_files_say() {
        // Documents and files of people name states so.
        assert_eq!(WORDS.states, STATES);
    }
}
