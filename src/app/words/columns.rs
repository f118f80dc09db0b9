//! The question about a table's columns.

words! {
    THE_FIRST_ROWS = "The first rows";
    TIMES_ARE_THOSE_OF = "Times are those of";
    IT_IS_A_SCHEDULE = "It is a schedule";
    WHICH_COLUMN_IS_WHAT = "Which column is what?";
    UNKNOWN_COLUMNS_OF = "Shiftline does not know the columns of ";
    SAY_WHAT_THEY_HOLD = ". Say what they hold: at least when a state began, and which one it is.";
    REMEMBER = "Remember on this computer, for files with the same columns (names of columns and states, no rows)";
    CANCEL = "Cancel";
    READ_THE_FILE = "Read the file";
    WHOSE = "Whose";
    WHEN = "When";
    WHAT = "What";
    CXONE = "CXone";
    UNIT_BY_THE_GAPS = "By the gaps, else seconds";
    MILLISECONDS = "Milliseconds";
    SECONDS = "Seconds";
    MINUTES = "Minutes";
    HOURS = "Hours";
    ORDER_AS_THEY_PROVE = "As they prove";
    MONTH_DAY_YEAR = "month/day/year";
    DAY_MONTH_YEAR = "day/month/year";
    THE_ROWS_OWN_STATE = "The row's own state";
    THE_STATE_BEFORE = "The state before";
    column(number) = "Column {number}";
    DURATION_IS_IN = "Duration is in";
    DURATION_IS_THAT_OF = "Duration is that of";
    DATES_ARE = "Dates are";
    WHAT_STATES_MEAN = "What the states mean";
    AS_THEIR_NAMES_SAY = "As their names say, if Shiftline knows them. Change what is meant otherwise.";
}
