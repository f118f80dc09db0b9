//! The marks on the timeline.

use super::Part;
use model::state::StateKind;

/// A mark, as it is drawn beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A bar of a state.
    State(StateKind),
    /// Not ready stretches with letters for their reasons.
    Letters,
    /// Shares of some minutes, stacked.
    Stacked,
    /// A state that goes on.
    Running,
    /// A state that had begun before.
    Carried,
    /// The row of all agents together.
    Team,
    /// A limit that is passed.
    Passed,
    /// What was planned.
    Planned,
    /// What was not kept of it.
    Exception,
    /// Hours that are cut out.
    Fold,
    /// Where clocks change.
    Clocks,
    /// What is selected.
    Selection,
    /// The moment under the pointer.
    Crosshair,
}

const STATES: &[(Mark, &str, &str)] = &[
    (
        Mark::State(StateKind::OnContact),
        "On contact",
        "The agent works on a contact: a call, a chat, another medium.",
    ),
    (Mark::State(StateKind::WrapUp), "Wrap-up", "Work on a contact after it has ended (after-call work)."),
    (Mark::State(StateKind::Available), "Ready", "Waiting for a contact."),
    (
        Mark::State(StateKind::NotReady),
        "Not ready",
        "Logged in, and takes no contacts: break, lunch, meeting and so on.",
    ),
    (
        Mark::Letters,
        "Reasons",
        "Each not ready reason has a tint. Its name stands in the bar where there is room, else its first letter, or two letters where two reasons begin with the same.",
    ),
    (Mark::State(StateKind::LoggedOut), "Logged out", "Known, and no working time: a thin line."),
    (
        Mark::State(StateKind::Other),
        "Other states",
        "States that Shiftline does not know keep their name and have a colour of their own. “Name states…” below the timeline says what they mean here.",
    ),
];

const GAPS: &[(Mark, &str, &str)] = &[
    (
        Mark::State(StateKind::Unknown),
        "Unknown",
        "Before the first record: nothing says which state this was.",
    ),
    (Mark::State(StateKind::NoData), "No data", "The source has nothing for this time."),
    (
        Mark::State(StateKind::NotFetched),
        "Not fetched",
        "This part could not be loaded. Resume asks for it again.",
    ),
];

const LOOKS: &[(Mark, &str, &str)] = &[
    (
        Mark::Running,
        "In progress",
        "The last state, up to now. It gets paler after the last load; its figures are “so far”.",
    ),
    (Mark::Carried, "Started earlier", "The state had begun before the range."),
    (
        Mark::Stacked,
        "Height = share",
        "In rows by agent and by day, where states change often: each is as high as its share of some minutes. On contact at the foot, then wrap-up, ready on top.",
    ),
    (Mark::Team, "All agents", "Over rows by agent: how many were in each state, at every moment."),
    (
        Mark::Passed,
        "Limit passed",
        "A red post where a limit is passed, a roof over what is beyond it. The list below the timeline says which limit, and by how much.",
    ),
    (
        Mark::Planned,
        "Scheduled",
        "What a schedule planned: outlined above rows by state, a line below bars where contacts were to be taken, a broken line over the row of all agents.",
    ),
    (
        Mark::Exception,
        "Exception",
        "Something else was done than was planned: hatched below the schedule, with its length, and a thick broken red line below bars.",
    ),
    (
        Mark::Fold,
        "Hours cut out",
        "Rows by day, and those of one day, leave out the hours before the first and after the last shift. A click on its mark, or “All 24 hours”, shows them.",
    ),
    (
        Mark::Clocks,
        "Clocks change",
        "Rows by day follow the clock. On a day on which it is set forward, the hour that it leaves out stays empty between two broken lines; where it is set back, the hour that it shows twice is halved: the first time above, the second below.",
    ),
    (
        Mark::Selection,
        "Selection",
        "Shift + drag selects a time, over some rows if you drag across them. All figures are of it until you clear it.",
    ),
    (
        Mark::Crosshair,
        "Pointer",
        "The line shows the time under the pointer. A click keeps the details open.",
    ),
];

pub fn parts() -> Vec<Part> {
    vec![
        Part::Marks(STATES),
        Part::Text(
            "Where no state is known, the row is hatched. Three things look different, and none of them counts as working time:",
        ),
        Part::Marks(GAPS),
        Part::Marks(LOOKS),
        Part::Text(
            "The bar above the timeline is its legend and a filter: a click shows one state alone, Shift + click hides it. Everything on the page is of the range, the zoom or the selection; the chip at the top says of which.",
        ),
    ]
}
