//! Reading files.

words! {
    ORDER_OF_DATES_IN = "Order of dates in ";
    MONTH_DAY_YEAR = "month/day/year";
    DAY_MONTH_YEAR = "day/month/year";
    CHOOSE_THE_COLUMNS_ANEW = "Choose the columns anew";
    ZONE_NOT_SAID = "A report does not say its time zone. Its times were read as ";
    IF_IN_ANOTHER_ZONE = "; if they are in another zone, choose that at the top and ";
    READ_THE_FILES_AGAIN = "read the files again";
    READING = "Reading";
    FILES = "Files";
    OPEN_FILES = "Open files";
    WHAT_CAN_BE_OPENED = "Or drop them anywhere: the CXone report “Agent State Log” (CSV, XML or JSON), saved JSON pages of the API, a Shiftline export, or another table of agent states; beside them schedules (CSV, .ics or IEX). A file never leaves this browser. ";
    HOW_TO_EXPORT_THE_REPORT = "How to export the report";
    choose_columns_of(file) = "Choose the columns anew: {file}";
    reading_rows(file, rows) = "Reading {file}: {rows} rows";
}
