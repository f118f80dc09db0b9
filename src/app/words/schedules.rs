//! Schedules beside what is shown.

words! {
    SCHEDULES = "Schedules";
    CHOOSE_THE_COLUMNS_ANEW = "Choose the columns anew";
    SCHEDULE = "Schedule";
    REMOVE = "Remove";
    ZONE_NOT_SAID = "Times that say no zone were read as ";
    IF_IN_ANOTHER_ZONE = "If they are in another:";
    READ_THE_SCHEDULE_AGAIN = "Read the schedule again";
    ORDER_OF_DATES_IN = "Order of dates in ";
    MONTH_DAY_YEAR = "month/day/year";
    DAY_MONTH_YEAR = "day/month/year";
    IS_WHOM = " is ";
    NOBODY_WHO_IS_LOADED = "nobody who is loaded";
    SAVE_NAMES = "Save the names that were given to agents as a file";
    FETCH_SCHEDULES_AGAIN = "Fetch schedules again";
    CANCEL = "Cancel";
    unnamed(number) = "Name {number}";
    remove(schedule) = "Remove the schedule {schedule}";
}
