//! What stands on the page when the program has stopped.

words! {
    UNKNOWN_PLACE = "an unknown place";
    error_named(name) = "a {name}";
    REPORT = "Report";
    RELOAD_THE_PAGE = "Reload the page";
}
