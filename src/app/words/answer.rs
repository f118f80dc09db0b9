//! The answer in a sentence.

words! {
    ON_CONTACT = "On contact";
    WRAP_UP = "Wrap-up";
    READY = "Ready";
    NOT_READY = "Not ready";
    OTHER_STATES = "Other states";
    LOGGED_IN = "Logged in";
    SO_FAR = " so far";
    of_time(time, so_far) = " of {time}{so_far}";
    not_ready(time) = "; {time} not ready";
    LONGEST = ", longest ";
    NO_MATCHING_AGENTS = "No matching agents";
    ON_THIS_DAY = "on this day";
    IN_THIS_TIME = "in this time";
    AS_FAR_AS_FETCHED = "as far as it was fetched";
    not_logged_in(when) = "Not logged in {when}.";
    NOT_FETCHED = "Not fetched";
    NO_STATE_CHANGES = "No state changes";
}
