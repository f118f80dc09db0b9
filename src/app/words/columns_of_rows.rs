//! Columns of figures beside rows.

words! {
    NOT_FETCHED = "not fetched";
    COMING = "not here yet";
    TIME = "Time";
    SHARE = "Share";
    COUNT = "Count";
    AVERAGE = "Average";
    LONGEST = "Longest";
    IN = "In";
    CONTACT = "Contact";
    NOT_READY = "Not ready";
    OCCUPANCY_SHORT = "Occup.";
    ADHERENCE = "Adherence";
    OUT = "Out";
    LIMITS = "Limits";
    OCCUPANCY = "Occupancy";
    LONGEST_NOT_READY = "Longest not ready";
    LIMITS_BROKEN = "Limits broken";
    BROKEN = "broken";
    NOT_READY_M_SS = "not ready, m:ss";
    TIME_IS = "Time in this state";
    SHARE_IS = "Time in this state ÷ logged-in time";
    COUNT_IS = "How often the state occurred; equal records that follow each other are one";
    AVERAGE_IS = "Time ÷ count";
    LONGEST_IS = "The longest stretch in this state";
    IN_IS = "Logged-in time";
    CONTACT_IS = "On contact ÷ logged-in time";
    NOT_READY_IS = "Time not ready";
    OCCUPANCY_IS = "(On contact + wrap-up) ÷ (on contact + wrap-up + ready)";
    LONGEST_NOT_READY_IS = "The longest stretch of not ready";
    ADHERENCE_IS = "In ÷ (in + out) of the time that was planned and of which a state is known, all states; the list of exceptions has the formula with its options";
    OUT_IS = "Time in which something else was done than was planned";
    LIMITS_ARE = "How often a limit was passed; the list below the timeline says which";
    ONCE = "once";
    times(count) = "{count} times";
    NONE = "none";
}
