//! How the page is used, and what it does with data.

use super::Part;
use crate::app::command::KEYS;
use crate::app::messages;
use model::findings::FindingKind;
use model::remark::RemarkKind;

/// Keys that work everywhere.
const EVERYWHERE: [(&str, &str); 3] =
    [("Ctrl + K", "Find (⌘ K on a Mac)"), ("?", "These keys"), ("Esc", "Close what is open")];

/// What hands do on the timeline.
const GESTURES: [(&str, &str); 10] = [
    ("Drag", "Pan"),
    ("Ctrl + wheel, pinch", "Zoom"),
    ("Shift + drag", "Select; over several rows those rows"),
    ("Drag an edge of the selection", "Makes it longer or shorter"),
    ("Alt + drag, drag on the axis", "Moves the selection"),
    ("Click", "Keep the details of a stretch open"),
    ("Click on a name", "Open that agent or day; on a team fold it"),
    ("Click on ▸ before a name", "Open the agent's states in place"),
    ("Click on a head", "Sort; once more turns it round"),
    ("Double-click", "Fit the whole range"),
];

pub fn keys() -> Vec<Part> {
    vec![
        Part::Keys(EVERYWHERE.into()),
        Part::Text("With the focus on the timeline:"),
        Part::Keys(KEYS.map(|(key, _, meaning)| (key, meaning)).into()),
        Part::Text("With a mouse or a finger:"),
        Part::Keys(GESTURES.into()),
    ]
}

pub fn finding() -> Vec<Part> {
    vec![
        Part::Text(
            "One field finds whatever is there. Capital letters, accents and small slips do not matter. Enter takes the first result, ↑ and ↓ choose another.",
        ),
        Part::Terms(vec![
            ("`okafor`, `1000501`, `west`", "Agents by name, id or team: opens the agent"),
            ("`lunch`, `not ready`, `wrap-up`", "States and reasons: steps along all their stretches"),
            (
                "`lunch > 40 min`",
                "Stretches by length: also `< 30 s`, `at least 1 h 30`, `over 18:40` (minutes and seconds)",
            ),
            (
                "`okafor lunch yesterday`, `longest lunch`",
                "Words, lengths, times and days together, in any order",
            ),
            ("`12:05 PM`, `15:30`, `noon`", "A time of day: moves the view there, on each day of the range"),
            ("`yesterday`, `wed`, `25 nov`, `11/25`", "A day of the range"),
            (
                "`Phoenix`, `PST`, `Eastern`, `Spain`",
                "Time zones by city, abbreviation, country and others of their names",
            ),
        ]),
        Part::Text(
            "Found stretches are stepped along with the bar at the foot of the page: Enter goes to the next, Shift + Enter to the one before. States that are hidden are not found, and among rows by agent neither are agents that are filtered out.",
        ),
    ]
}

pub fn records() -> Vec<Part> {
    vec![
        Part::Text(
            "Nothing is left out without a word: rows read and rows refused are all rows that came. What was odd is listed under “Data quality”, with its place. What each line there means:",
        ),
        Part::Terms(FindingKind::ALL.into_iter().map(messages::finding).collect()),
        Part::Text("And of files and answers as they came:"),
        Part::Terms(RemarkKind::ALL.into_iter().map(messages::remark).collect()),
    ]
}

pub fn privacy() -> Vec<Part> {
    vec![Part::Terms(vec![
        (
            "Records and files",
            "Stay in this browser's memory and go when the page is closed. Nothing is uploaded",
        ),
        (
            "Token",
            "Kept in memory and sent to the address that it was pasted for, and nowhere else. With “Stay signed in until I close this tab” the tab keeps it until it is closed",
        ),
        ("Secret", "Never stored"),
        (
            "Recent agents",
            "Their ids are kept on this computer, if “Remember recent agents on this computer” is ticked",
        ),
        (
            "Dates and numbers",
            "How they are to be written is kept on this computer, if another way than the browser's is chosen",
        ),
        ("Columns of files", "Names of columns and of states are kept on this computer, never rows"),
        ("Link", "Says agent, range and what is looked at. It never holds a token or a record"),
        (
            "Customers",
            "Phone numbers and addresses of customers are not asked for, unless you say so in the advanced settings",
        ),
        ("Exports", "Files are made here. “Hide names” makes pictures and files show ids alone"),
    ])]
}
