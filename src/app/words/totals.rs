//! Where the time went.

words! {
    WHERE_THE_TIME_WENT = "Where the time went";
    TIME_BY_STATE = "Time by state";
    STATE_AND_REASON = "State and reason";
    STRETCHES = "Stretches";
    REPORTED_IS = "Sum of the duration figures in the state's own records, as the API or the file gives them";
    RECONCILE = "Reconcile ";
    STATE = "State";
    MEASURED = "Measured";
    REPORTED_BY_CXONE = "Reported by CXone";
    DIFFERENCE = "Difference";
    SHARES_LEAVE_OUT = "Shares are of logged-in time; time that is unknown or was not fetched has none.";
    TIME = "Time";
    SHARE = "Share";
    OF_LOGGED_IN = "of logged in";
    LONGEST = "Longest";
    DURATIONS_OF_PREVIOUS = "Each record's duration is the time in the state before it, so a script that adds it to the record's own state gives the time to the wrong one. Shiftline measures from one timestamp to the next.";
    DURATIONS_OF_OWN = "Each record's duration is the time in its own state, counted from when it began to when it ended. Shiftline cuts it at the edges of the range and where the next state begins.";
    DURATIONS_OF_BOTH = "Some records' durations are the time in the state before them, those of others the time in their own state: they came from different sources. Shiftline gives each to the state that it measures.";
    reported_and_measured(reported, state, measured) = "{reported} {state} (measured: {measured})";
    add_up_to(figures) = "The reported durations add up to {figures}.";
    AND = " and ";
    NO_REASON_GIVEN = "no reason given";
}
