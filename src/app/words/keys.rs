//! Keys, and what they do.

words! {
    HOME = "Home";
    END = "End";
    PAGE_UP = "PageUp";
    PAGE_DOWN = "PageDown";
    ENTER = "Enter";
    ESC = "Esc";
    BACKSPACE = "Backspace";
    ROW_ABOVE = "The row above; above the first one the heads of the columns";
    ROW_BELOW = "The row below";
    LEFT = "The stretch before in the row; before the first one its name, there close the row";
    RIGHT = "On a name open the row in place; then the next stretch, after the last one the figures";
    FIRST = "The first cell of the row; again the first row";
    LAST = "The last cell of the row; again the last row";
    PAGE_ABOVE = "A page of rows up";
    PAGE_BELOW = "A page of rows down";
    SELECT_EARLIER = "Extend the selection to earlier times";
    SELECT_LATER = "Extend the selection to later times";
    OPEN = "Zoom to the selection; without one open the row: one agent, one day";
    CLEAR = "Back: from the mark, then from the selection, then from the zoom";
    SORT = "Sort by the column of the focus; again turn the order round";
    NEXT_LIMIT = "The next broken limit";
    PREVIOUS_LIMIT = "The broken limit before";
    NEXT = "The next stretch, wherever the focus is";
    PREVIOUS = "The stretch before";
    CENTRE = "Centre the marked stretch; again to fit it";
    ZOOM_IN = "Zoom in (also W)";
    ZOOM_OUT = "Zoom out";
    EARLIER = "Earlier";
    LATER = "Later";
    FIT = "Fit the whole range";
    BACK = "Back to the view before";
    WITH_SHIFT_LEFT = "Shift + ←";
    WITH_SHIFT_RIGHT = "Shift + →";
}
