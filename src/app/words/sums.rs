//! Agents and days of an archive.

words! {
    FIGURES_FIRST = "Figures by agent and day";
    AGENTS_AND_DAYS = "Agents and days";
    parts_of_files(done, all) = "{done} of {all} parts of files";
    TRY_AGAIN = "Try again";
    FIGURE = "Figure";
    FIND = "Find";
    NAME_TEAM_OR_ID = "Name, team or ID";
    AGENT = "Agent";
    ALL_DAYS = "All days";
    EARLIER_AGENTS = "Previous agents";
    LATER_AGENTS = "Next agents";
    EARLIER_DAYS = "Earlier days";
    LATER_DAYS = "Later days";
    agents_of(from, to, all) = "{from} to {to} of {all} agents";
    NO_AGENT = "No agent matches.";
    SAVE_AS_CSV = "Save as CSV";
    days_of(zone) = "Days of {zone}. Each day opens the agent's timeline.";
    DAYS_OF_UTC = "Days of UTC: those of your time zone do not begin on a half hour of it. Each day opens the agent's timeline.";
    NOT_WHOLE = "* Not all of it was fetched.";
    NOTHING_KNOWN = "– Not fetched, or not summed up yet.";
    LOGGED_IN = "Logged in";
    READY = "Ready";
    ON_CONTACT = "On contact";
    WRAP_UP = "After-call work";
    NOT_READY = "Not ready";
    OCCUPANCY = "Occupancy";
    not_whole(figure) = "{figure}*";
}
