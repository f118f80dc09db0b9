//! The editor of states as a centre calls them.

words! {
    AS_USUAL = "as usual";
    TITLE = "States as your centre calls them";
    ABOUT = "Say what a state or reason is called and what it means. Its time then counts there: in the answer, the bar, rows, tables and exports. What is said of a state holds for its reasons, unless they have something of their own.";
    STATES_AND_REASONS = "States and reasons";
    STATE_AND_REASON = "State and reason";
    SHOWN_AS = "Shown as";
    MEANS = "Means";
    COLOUR = "Colour";
    COLOURS_HINT = "Every colour on offer stands out from the ground in light and dark. A file saved here can be dropped on this page, or set by a host as states in config.json.";
    REMEMBER = "Remember on this computer";
    AS_THEY_CAME = "As they came";
    SAVE_AS_A_FILE = "Save as a file";
    CANCEL = "Cancel";
    USE_THESE = "Use these";
    NAME_STATES = "Name states…";
    TRY_AGAIN = "Try again";
    as_it_came(kind) = "as it came: {kind}";
    label_of(state) = "{state}, shown as";
    meaning_of(state) = "{state}, means";
    colour_of(state) = "{state}, colour";
    AS_THIS_SITE_CALLS_THEM = "as this site calls them";
    AS_KEPT_HERE = "as kept on this computer";
    as_in_file(file) = "as in the file {file}";
    AS_YOU_CHANGED_THEM = "as you changed them";
    states(whose) = "States {whose}.";
}
