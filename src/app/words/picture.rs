//! Heads and captions of exported pictures.

words! {
    first_rows(shown, all) = "the first {shown} of {all}";
    rows_of(first, last, all) = "Rows {first} to {last} of {all}";
    NO_AGENT = "No agent";
    agent(name) = "Agent {name}";
    times_in(zone) = "Times in {zone}";
    times_in_at(zone, offset) = "Times in {zone} ({offset})";
    logged_in(time) = "{time} logged in; percentages are of logged-in time";
    SOME_STATES_ARE_HIDDEN = "Some states are hidden";
    LIMIT_PASSED = "Limit passed";
    agents(all) = "{all} agents";
}
