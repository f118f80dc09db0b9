//! What is wrong with the host's settings.

words! {
    BASE_MISSING = "the base is missing";
    BASE_BAD = "the base is no plain https address, and no path such as /cxone";
    BASE_INSECURE = "the base is plain http to another machine";
    ARCHIVE_BAD = "“archive” is to be a folder below the page such as archive/, a path such as /archive, or an https address";
    SCHEDULE_BAD = "“schedule” is to be a path of a file below the page, such as schedules/{agent}.csv";
}
