//! The editor of what adherence is judged by.

words! {
    AS_ALL = "as all";
    TABLE = "Which states fit which activity";
    PLANNED = "Planned";
    OPEN_TIME = "Open time";
    NEUTRAL = "Neutral";
    FORGIVE = "Forgive";
    FORGIVE_EXCEPTIONS_UP_TO = "Forgive exceptions up to ";
    OF_LONGER_ONES_THE_EXCESS = "of longer ones too: only what exceeds it counts";
    CONTACT_OVER_EDGE = "A contact that runs over an edge of the plan is neutral";
    UNPLANNED_WORK = "Work where nothing is planned is an exception";
    CONFORMANCE_COUNTS_UP_TO = "Conformance counts work in shifts and around them up to ";
    ALL_OF_IT = "all of it";
    TITLE = "Which states fit which planned activity";
    ABOUT = "A state that fits is in, any other is out; a neutral activity is neither. Open time is when contacts are taken: conformance is of it.";
    REMEMBER = "Remember this on this computer";
    NOT_UNDERSTOOD_ALL = "A length cannot be understood: see the marked field.";
    SAVE_AS_ADHERENCE_JSON = "Save as adherence.json";
    SAVED = "Saved as adherence.json.";
    STATE_NOTHING_IS_KNOWN_OF = " – nothing is known of it";
    is_open_time(activity) = "{activity} is open time";
    is_neutral(activity) = "{activity} is neutral";
    forgiven_of(activity) = "Forgiven of {activity}";
    more_activities(left_out) = "{left_out} more activities have no room here: a file can say what fits them.";
    fits(state, activity) = "{state} fits {activity}";
}
