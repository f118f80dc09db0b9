//! Lists of stretches.

words! {
    LISTED = "Listed: ";
    ONE_STRETCH_IS_SHOWN = "; the timeline shows one stretch of it. ";
    LIST_WHAT_IS_SHOWN = "List what is shown";
}
