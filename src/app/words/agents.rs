//! The filter of agents, and everyone's state at a moment.

words! {
    AGENTS = "Agents";
    FILTER_AGENTS = "Filter agents";
    NAME_OR_ID = "Name or id";
    WAS = "Was ";
    IN_ANY_STATE = "in any state";
    TEAM = "Team ";
    HIDE_NAMES = "Hide names";
    MARK_IT_ON_THE_TIMELINE = "Mark it on the timeline";
    STATES_AT_A_MOMENT = "States at a moment";
    STATE_AT = "State at ";
    STATE_AT_LABEL = "State at";
    LATEST = "Latest";
    SAVE_AS_CSV = "Save as CSV";
    AGENTS_IN_EACH_STATE = "Agents in each state";
    STATES_OF_ALL_AGENTS = "States of all agents";
    NO_MATCHING_AGENTS = "No matching agents";
    agents_of(left, all) = "{left} of {all} agents";
    all_agents(all) = "{all} agents";
    more_teams(more) = "{more} more teams";
    AGENT = "Agent";
    STATE = "State";
    REASON = "Reason";
    FOR_HOW_LONG = "For";
    more_agents(more) = "And {more} more agents: filter them above, or save all as CSV.";
}
