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
};

/// Rows of the timeline.
pub static ROWS: RowWords =
    RowWords { schedule: "Schedule", exceptions: "Exceptions", all_agents: "All agents" };

/// What so many things say together that have no row of their own.
pub fn others(count: usize) -> String {
    if count == 1 { "1 other".to_owned() } else { format!("{} others", number(count)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::plain::STATES;

    #[test]
    fn in_english_people_read_of_states_what_files_say() {
        // Documents and files of people name states so.
        assert_eq!(WORDS.states, STATES);
    }
}
