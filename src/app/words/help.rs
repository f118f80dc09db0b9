//! The frame of the page's help.

words! {
    COMMAND = "Command";
    HELP = "Help";
    CLOSE = "Close";
    TOPICS = "Topics";
    TOPIC = "Topic";
}
