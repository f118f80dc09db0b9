//! The buttons above the timeline.

words! {
    SELECT_HINT = "Dragging selects a span (or Shift + drag)";
    SELECT = "Select";
    ROWS_KIND = "Rows";
    VIEW = "View ";
    KEYS = "Keys";
    KEYS_AND_GESTURES = "Keys and gestures (?)";
    AGENT_SHOWN = "Agent shown";
    HOURS = "Hours ";
    HOURS_HINT = "Nights are cut off where nobody was logged in";
    SHIFTS = "Shifts";
    ALL_HOURS = "All 24 hours";
    ZOOMED_IN = "Zoomed in";
    ROWS_LABEL = "Rows ";
    GROUP = "Group ";
    SORT = "Sort ";
    TURN_THE_ORDER_ROUND = "Turn the order round";
    TYPE_THE_VIEW = "Type the start and end of the view";
    VISIBLE_PART = "Visible part";
    VIEW_FROM = "View from";
    VIEW_TO = "View to";
    SHOW = "Show";
    more_agents(more) = "{more} more: filter them under \"By agent\"";
    hours_of_shifts(hours) = "{hours} (shifts)";
    BY = "By ";
    STATE = "state";
    DAY = "day";
    AGENT = "agent";
    ZOOM_OUT = "Zoom out";
    ZOOM_OUT_KEY = "Zoom out (−)";
    ZOOM_IN = "Zoom in";
    ZOOM_IN_KEY = "Zoom in (+)";
    FIT = "Fit";
    FIT_KEY = "Fit the whole range (0)";
    BACK = "Back";
    BACK_KEY = "Back to the view before (Backspace)";
    TYPE_BOTH_TIMES = "Type both times in full";
    END_BEFORE_START = "End must be after start";
    NOTHING_LOADED_THERE = "Nothing was loaded there";
    SMALLEST_FIRST = "Smallest first";
    LARGEST_FIRST = "Largest first";
}
