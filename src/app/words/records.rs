//! The table of records.

words! {
    RECORDS = "Records ";
    NO_RECORDS_SHOWN = "No record lies in what is shown.";
    DATA_QUALITY = "Data quality";
    NO_PROBLEMS_FOUND = "No problems found";
    NOTHING_LEFT_OUT_SILENTLY = "Nothing is left out without a word. ";
    UNPLACED_ROWS_MEAN = "They are in no figure. Their time counts as that of the row before, or as no data.";
    UNPLACED_ROWS = "Rows that could not be placed on the time line";
    part_of_a_stretch(length) = "part of a stretch of {length}";
    so_far(duration) = "{duration} so far";
    START = "Start";
    STATE = "State";
    REASON = "Reason";
    DURATION = "Duration";
    REPORTED_BY_CXONE = "Reported by CXone";
    first_of(shown, all) = "first {shown} of {all}";
    the_records(which) = "The {which} records";
}
