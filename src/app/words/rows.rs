//! Names and notes beside rows.

words! {
    FETCH_THIS_DAY = "Fetch this day";
    in_from_to(from, to) = "In from {from} to {to}";
    TIMELINE = "Timeline";
    STATE = "State";
    AGENT = "Agent";
    DAY = "Day";
    PART_NOT_FETCHED = "part not fetched";
    agents_at_most(all, most) = "{all} agents, {most} at most";
    agents(all) = "{all} agents";
    NO_TEAM = "No team";
}
