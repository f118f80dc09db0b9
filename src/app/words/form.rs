//! The form: what to load, and from where.

words! {
    ADVANCED_SETTINGS = "Advanced settings";
    ASK_FOR_CUSTOMERS_ADDRESSES = "Ask for customers' phone numbers and addresses";
    CONNECTED_TO = "Connected to ";
    USE_ANOTHER = "Use another";
    API_OR_PROXY_URL = "API or proxy URL";
    API_HINT = "Your CXone API address, or the proxy in front of it; a path such as /cxone is on this site.";
    ARCHIVE_FOLDER = "Archive folder";
    ARCHIVE_HINT = "The folder that shiftline-archive fills: archive/ is beside this page, /archive on this site.";
    API = "API";
    ARCHIVE_PARQUET_FILES = "Archive (Parquet files)";
    ALSO_FETCH_SCHEDULES = "Also fetch schedules";
    SHOW_TIMELINE = "Show timeline";
    CLOSE = "Close";
    WHO = "Who";
    AGENT_ID = "Agent ID";
    AGENT_HINT = "One, several with commas, or all";
    AGENT_HINT_NAMES = "Name, team or ID, several with commas, or all";
    TEAM_OF_ONE = "Team, 1 agent";
    team_of(agents) = "Team, {agents} agents";
    REMEMBER_AGENTS = "Remember recent agents on this computer";
    LINK_LOADS_FROM = "This link wants to load from ";
    GO_ON_IF_KNOWN = ". Go on only if you know this address: ";
    USE_THIS_ADDRESS = "Use this address";
    DO_NOT_USE_IT = "Do not";
    LOAD_ALL_OF_IT = "Load all of it";
    CHANGE_THE_FORM = "Change the form";
    RECORDS_PER_PAGE = "Records per page";
    AS_MANY_AS_THE_API_GIVES = "as many as the API gives";
    MAX_PAGES = "Most pages";
    INTERVAL = "Interval";
    NO_INTERVAL = "none";
    API_VERSION = "API version";
    DAYS_TO_LOOK_BACK = "Days to look back";
    ACW_NAMES = "After-call work is named";
    ACW_EXAMPLE = "ACW, after call";
    THIS_SITE = "this site";
    LOOKED_AT_BEFORE = "looked at before";
    LINKED_ARCHIVE_LEARNS = "it is told whose time you look at, and what it answers is shown as your centre's.";
    LINKED_API_LEARNS = "whatever you enter below is sent there.";
}
