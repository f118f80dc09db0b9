//! The timeline, its overview and what is selected in it.

words! {
    TIMELINE = "Timeline";
    of_each_day(length) = "{length} of each day";
    NOT_READY = "Not ready";
    CONTACT = "Contact";
    OPEN_FOLD = "Show all 24 hours";
    staffing(most, all) = "How many agents were in each state; {most} of {all} at most";
    VIEW_START = "Start of the view";
    VIEW_END = "End of the view";
    ROWS_WITH_FIGURES = "Agent state timeline: rows with their figures. Press ? for the keys";
    BACK_TO_THE_TIMELINE = "Back to the timeline";
}
