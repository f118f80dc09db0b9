//! What the editors of limits and of adherence have in common.

words! {
    CANCEL = "Cancel";
    APPLY = "Apply";
    SAVING_REFUSED = "The browser refused to save it.";
}
