//! The legend, and the figures of a selection.

words! {
    SELECTION = "Selection";
    ZOOM_TO_IT = "Zoom to it";
    CLEAR = "Clear";
    TIME_IN_THE_SELECTION = "Time in the selection";
    UNKNOWN_MEANS = "Before the first record: nothing says which state this was. ";
    NO_DATA_MEANS = "The API has nothing for this time. ";
    NOT_FETCHED_MEANS = "This part was not fetched. ";
    LOGGED_OUT_MEANS = "Logged out: known, and no working time. ";
    IN_THE_SELECTION = "in the selection";
    IN_THE_VIEW = "in the view";
    IN_THE_RANGE = "in the range";
    legend_of(scope) = "Legend: states {scope}";
    entry_hint(about) = "{about}Click to hide or show, Alt + click to show alone";
    IN_PROGRESS = "in progress";
    IN_PROGRESS_MEANS = "The last state, up to now; paler since the last load";
    STARTED_EARLIER = "started earlier";
    STARTED_EARLIER_MEANS = "The state had begun before the range";
    LIMIT_PASSED = "limit passed";
    LIMIT_PASSED_MEANS = "A post where a limit is passed, a roof over what is beyond it";
    SCHEDULED = "scheduled";
    SCHEDULED_MEANS = "What the schedule planned";
    SCHEDULED_OPEN = "scheduled open";
    SCHEDULED_OPEN_MEANS = "The time in which contacts were to be taken, as a line below the bars";
    EXCEPTION = "exception";
    EXCEPTION_MEANS = "Something else was done than was planned";
    HEIGHT_IS_SHARE = "height = share";
    HEIGHT_IS_SHARE_MEANS = "Where states change often, each is as high as its share of some minutes: on contact at the foot, then wrap-up and ready";
    STATE_AND_REASON = "State and reason";
    TIME = "Time";
    SHARE = "Share";
    SHARE_OF_SELECTION = "of selection";
    COUNT = "Count";
    AVERAGE = "Average";
    LONGEST = "Longest";
}
