//! The question about a schedule's columns.

words! {
    IS_THIS_A_SCHEDULE = "Is this a schedule?";
    THE_COLUMNS_OF = "The columns of ";
    FIT_A_SCHEDULE_TOO = " fit a schedule (what was planned) as well as agent states (what happened).";
    CANCEL = "Cancel";
    AGENT_STATES = "Agent states";
    A_SCHEDULE = "A schedule";
    NO_AGENT_COLUMN = "No column names the agent: the schedule is that of one, named after the file.";
    WHICH_COLUMN_IS_WHAT = "Which column of the schedule is what?";
    UNKNOWN_COLUMNS_OF = "Shiftline does not know the columns of ";
    SAY_WHAT_THEY_HOLD = ". Say what they hold: at least when an activity begins, when it ends, and what is planned.";
    THE_FIRST_ROWS = "The first rows";
    REMEMBER = "Remember on this computer, for schedules with the same columns (names of columns, no rows)";
    READ_THE_SCHEDULE = "Read the schedule";
    column(number) = "Column {number}";
}
