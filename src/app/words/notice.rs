//! What stands in every notice.

words! {
    WHY = "Why?";
    FOR_SUPPORT = "For support: ";
}
