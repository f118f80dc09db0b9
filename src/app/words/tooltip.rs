//! What is said of a stretch that is pointed at.

words! {
    AGENT = "Agent";
    STARTED_EARLIER = " (started earlier)";
    START = "Start";
    DURATION = "Duration";
    END = "End";
    so_far(end) = "{end} (so far)";
    PART_OF = "Part of";
    a_stretch_of(length) = "a stretch of {length}";
    REPORTED_OF_STATE_BEFORE = "Reported by CXone (state before)";
    REPORTED_BY_CXONE = "Reported by CXone";
    ROW = "Row";
    NO_ROW_OF_ITS_OWN = "none of its own: it follows from those around it";
    RECORD = "Record";
    changes_mostly(changes, state, share) = "{changes} changes under this pixel, mostly {state} ({share})";
    SCHEDULED = "Scheduled";
    OUT_OF_ADHERENCE = "Out of adherence";
    LIMIT = "Limit";
    CLOSE_DETAILS = "Close details";
    CLOSE_ESC = "Close (Esc)";
}
