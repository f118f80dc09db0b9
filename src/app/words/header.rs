//! The bar at the top.

words! {
    SHIFTLINE_START_PAGE = "Shiftline, start page";
    SHIFTLINE = "Shiftline";
    FIND = "Find";
    HELP = "Help";
    HELP_BY_KEY = "Help (?)";
    MORE = "More";
    TRY_AGAIN = "Try again";
    TIME_ZONE = "Time zone";
    TIME_ZONE_HINT = "City, country, PST";
    TIME_ZONES = "Time zones";
    CHANGE_AGENT_OR_RANGE = "Change agent or range";
    LIVE = "Live ";
    REFRESH = "Refresh";
    REFRESH_NOW = "Refresh now";
    SHOWING = "Showing: ";
    find_hint(key) = "Find agents, days, reasons, times, time zones ({key})";
    EVERY_30_SECONDS = "every 30 s";
    EVERY_MINUTE = "every minute";
    EVERY_5_MINUTES = "every 5 minutes";
    PAUSED = "paused";
    as_of(time) = "as of {time}";
    SHOW_WHOLE_RANGE = "Show the whole range";
    CLEAR_SELECTION = "Clear selection";
    BROWSERS_ZONE = "your browser's";
    NO_SUCH_ZONE = "No such zone";
    LIGHT_THEME = "Light theme";
    DARK_THEME = "Dark theme";
    agent(id) = "Agent {id}";
    LINK_COPIED = "Link copied";
    COPY_FROM_ADDRESS_BAR = "Copy it from the address bar";
    COPY_LINK = "Copy link";
    LATER_RANGE = "Later range";
    EARLIER_RANGE = "Earlier range";
    ALL_AGENTS = "All agents";
    part_of(shown, all) = "{shown} of {all}";
    agents(all) = "{all} agents";
    CTRL_K = "Ctrl K";
}
