//! The figures and how each is worked out.

use super::Part;
use crate::app::cards::{OCCUPANCY, WORKING_RATE};
use crate::app::row_figures::Column;
use scene::rows::LaneMode;

pub fn parts() -> Vec<Part> {
    let columns = |mode| Column::all(mode).iter().map(|column| (column.label(), column.help())).collect();
    vec![
        Part::Text(
            "Every figure is of the range, the zoom or the selection, whichever the chip at the top says, and of the agents and states that are shown. “–” means that there is no such figure, “?” that its time was not fetched.",
        ),
        Part::Terms(vec![
            (
                "Logged in",
                "All states but logged out, without time that is unknown, without data or not fetched",
            ),
            ("Share", "Of logged-in time, unless the column says otherwise"),
            ("Occupancy", OCCUPANCY),
            ("Working rate", WORKING_RATE),
            ("State changes", "Stretches that come from records"),
            (
                "First login, last logout",
                "Of the range; “since before” where the agent was logged in when it began",
            ),
            (
                "Longest",
                "The longest stretch, of not ready where nothing else is said; cut at the edges of what the figures are of",
            ),
            (
                "Limits broken",
                "How often a limit for breaks, lunch, wrap-up, sessions or rest was passed; each counts where that was",
            ),
            (
                "Adherence",
                "In ÷ (in + out), of the time that was planned and of which a state is known. In is a state that fits what was planned, out any other; what nothing is known of is neutral. The options of grace, of contacts that run over an edge and of work outside shifts stand beside the figure",
            ),
            (
                "Conformance",
                "Time worked ÷ open time planned, whenever it was worked; beside it the same of work while open time was planned. It may be over 100 %",
            ),
            (
                "Late, left early, overtime",
                "First and last work against the first and last open time of each planned shift; work where nothing is planned",
            ),
            (
                "Reported",
                "Sum of the durations in the records themselves; compared with what was measured where they differ by over 1 %",
            ),
        ]),
        Part::Text("Beside rows by state:"),
        Part::Terms(columns(LaneMode::State)),
        Part::Text("Beside rows by agent and by day:"),
        Part::Terms(columns(LaneMode::Agent)),
        Part::Text(
            "A stretch is one state without a break, over midnight, pages and sessions too: equal records that follow each other are one. Times of work are in hours and minutes, never in days. The time in all states, with what is unknown, without data and not fetched, is the length of the range.",
        ),
    ]
}
