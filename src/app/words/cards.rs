//! The figures above the timeline.

words! {
    SHOW_THE_LIST = "Show the list";
    SUMMARY = "Summary";
    BAR = "Time logged in, by state: click shows one alone, Shift + click hides it";
    OCCUPANCY_IS = "Estimated from states: (on contact + wrap-up) ÷ (on contact + wrap-up + ready). NICE takes talk time where this takes the time in contact states.";
    WORKING_RATE_IS = "Estimated from states: (logged in − not ready, wrap-up not counted as such) ÷ logged in.";
    NOT_FETCHED = "not fetched";
    STATE_CHANGES = "State changes";
    LOGGED_IN_BEFORE = "logged in since before";
    FIRST_LOGIN = "First login";
    NO_LOGOUT = "no logout after it";
    NO_LOGOUT_HERE = "no logout in what is here";
    LAST_LOGOUT = "Last logout";
    OCCUPANCY = "Occupancy";
    WORKING_RATE = "Working rate";
    NEVER = "never in this time";
    of_day(figure) = "day {figure}";
    of_range(figure) = "range {figure}";
    ONE_SESSION = "1 session";
    LOGGED_IN = "Logged in";
    of_all_states(time) = "of {time} in all states";
    ONE_STRETCH = "1 stretch";
    LONGEST_STRETCH = "Longest stretch";
    NOT_COUNTED_YET = "not counted yet";
    NO_LIMIT_SET = "none is set";
    by_agents(agents) = "by {agents} agents";
    most_over(time) = "most +{time}";
    LIMITS_BROKEN = "Limits broken";
    LIMITS_BROKEN_HELP = "Each counts where its limit is passed. The list below the timeline says which limits these are.";
    ADHERENCE_IS = "In ÷ (in + out) of the time that was planned and of which a state is known. The formula with its options stands below the timeline.";
    NO_PLAN = "no plan";
    planned_unknown(time) = "{time} planned, no state known";
    out_of(out, planned) = "out {out} of {planned}";
    ADHERENCE = "Adherence";
    sessions(count) = "{count} sessions";
    from_time(time) = "from {time}";
    stretches(count) = "{count} stretches";
    average(time) = "avg {time}";
    longest_note(state, reason, time) = "{state}{reason}, from {time}";
}
