//! The menu of exports, and what a print says above the timeline.

words! {
    EXPORT = "Export";
    PICTURE = "Picture (PNG)";
    PICTURE_IS_FOR = "for slides and mail";
    DRAWING = "Drawing (SVG)";
    DRAWING_IS_FOR = "sharp at any size";
    RECORDS = "Records (CSV)";
    RECORDS_ARE_FOR = "can be opened here again";
    RECORDS_PARQUET = "Records (Parquet)";
    PARQUET_IS_FOR = "for data tools, and here again";
    SUMMARY = "Summary (CSV)";
    SUMMARY_HOLDS = "a row an agent and state";
    COPY_PICTURE = "Copy picture";
    COPY_GOES = "to the clipboard";
    PRINT = "Print";
    PRINT_IS_FOR = "or save as PDF";
    PICTURE_SAVED = "Picture saved";
    DRAWING_SAVED = "Drawing saved";
    RECORDS_SAVED = "Records saved";
    SUMMARY_SAVED = "Summary saved";
    PICTURE_COPIED = "Picture copied";
    SMALLER = "So many rows made a smaller picture; the drawing (SVG) is sharp";
    SUMMARY_BY_DAY = "Summary by day";
    SUMMARY_BY_REASON = "Summary by reason";
    NO_CODE = "A part of the page did not come; try again";
    REFUSED = "The browser refused; try another export";
    figures_are_of(scope) = "Figures are of: {scope}";
}
