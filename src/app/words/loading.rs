//! How a load goes, and what stopped it.

words! {
    LOADING = "Loading";
    CANCEL = "Cancel";
    NEW_ACCESS_TOKEN = "New access token";
    RESUME = "Resume";
    FETCH_ONE_DAY = "Fetch 1 day";
    fetch_days(days) = "Fetch {days} days";
    RELOAD_THE_PAGE = "Reload the page";
    LOAD_MORE_PAGES = "Load more pages";
    CHANGE_THE_QUERY = "Change the query";
    RETRYING_IN = "Retrying in ";
    LOOK_FOR_THE_LAST_TIME = "Look for the last time";
    GETTING_THE_TIMELINE_READY = "Getting the timeline ready";
    TRY_AGAIN = "Try again";
    WHAT_TO_LOAD = "What to load";
    loaded_from_files(records) = "{records} records loaded from files";
    loaded_from_archive(records) = "{records} records loaded from the archive";
    loaded_from_both(records) = "{records} records loaded from the archive and the API";
    ONE_PAGE = "1 page";
    pages(count) = "{count} pages";
    OF_SAMPLE_DATA = " of sample data";
    loaded_in_pages(records, pages, of_what) = "{records} records loaded in {pages}{of_what}";
    CONNECTING = "Connecting…";
    parts_of_files(done, all) = "{done} of {all} parts of files";
    pages_of_about(done, all) = "{done} of about {all} pages";
    and_records(records) = " · {records} records";
    LOOKING = "Looking…";
    sign_in_failed(why) = "Sign-in failed. {why}";
    and_more(more) = "and {more} more";
    SETTINGS_CANNOT_BE_READ = "The settings of this site (config.json) cannot be read: ";
}
