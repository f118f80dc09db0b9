//! What keys do when the timeline has the focus, and how they move the view.

use crate::app::words::keys as words;
use model::time::{Millis, Span};
use scene::viewport::{Viewport, around};

/// Something a person can do to the timeline without a pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Zoom in around the middle.
    ZoomIn,
    /// Zoom out around the middle.
    ZoomOut,
    /// Show earlier times.
    Earlier,
    /// Show later times.
    Later,
    /// Show the whole range.
    Fit,
    /// Show what was shown before.
    Back,
    /// Mark the next stretch.
    Next,
    /// Mark the stretch before.
    Previous,
    /// Bring the marked stretch to the middle; once more, zoom to it.
    Centre,
    /// Extend the selection to earlier times.
    SelectEarlier,
    /// Extend the selection to later times.
    SelectLater,
    /// Go to the row above: to the heads of the columns from the first.
    RowAbove,
    /// Go to the row below.
    RowBelow,
    /// Go up by as many rows as are seen.
    PageAbove,
    /// Go down by as many rows as are seen.
    PageBelow,
    /// Go to what is left in the row: the stretch before, the name, the figure; close the row.
    Left,
    /// Go to what is right in the row: open it, the next stretch, the next figure.
    Right,
    /// Go to the first cell of the row; from there to the first row.
    First,
    /// Go to the last cell of the row; from there to the last row.
    Last,
    /// Mark the next broken limit.
    NextLimit,
    /// Mark the broken limit before.
    PreviousLimit,
    /// Sort by the column that has the focus; once more, turn the order round.
    Sort,
    /// Zoom to the selection; without one open the row: an agent's state rows, or a day's.
    Open,
    /// Take away mark and tooltip; then the selection; then the zoom.
    Clear,
}

/// Every key with the command it gives and what the help says of it.
pub const KEYS: [(&str, Command, &str); 24] = [
    ("↑", Command::RowAbove, words::ROW_ABOVE),
    ("↓", Command::RowBelow, words::ROW_BELOW),
    ("←", Command::Left, words::LEFT),
    ("→", Command::Right, words::RIGHT),
    (words::HOME, Command::First, words::FIRST),
    (words::END, Command::Last, words::LAST),
    (words::PAGE_UP, Command::PageAbove, words::PAGE_ABOVE),
    (words::PAGE_DOWN, Command::PageBelow, words::PAGE_BELOW),
    (words::WITH_SHIFT_LEFT, Command::SelectEarlier, words::SELECT_EARLIER),
    (words::WITH_SHIFT_RIGHT, Command::SelectLater, words::SELECT_LATER),
    (words::ENTER, Command::Open, words::OPEN),
    (words::ESC, Command::Clear, words::CLEAR),
    ("S", Command::Sort, words::SORT),
    ("N", Command::NextLimit, words::NEXT_LIMIT),
    ("P", Command::PreviousLimit, words::PREVIOUS_LIMIT),
    (".", Command::Next, words::NEXT),
    (",", Command::Previous, words::PREVIOUS),
    ("F", Command::Centre, words::CENTRE),
    ("+", Command::ZoomIn, words::ZOOM_IN),
    ("−", Command::ZoomOut, words::ZOOM_OUT),
    ("A", Command::Earlier, words::EARLIER),
    ("D", Command::Later, words::LATER),
    ("0", Command::Fit, words::FIT),
    (words::BACKSPACE, Command::Back, words::BACK),
];

/// The command of a key, by its DOM name; keys with Ctrl, Alt or ⌘ belong to the browser.
pub fn command(key: &str, shift: bool, other_modifier: bool) -> Option<Command> {
    if other_modifier {
        return None;
    }
    let command = match (key, shift) {
        ("ArrowLeft", true) => Command::SelectEarlier,
        ("ArrowRight", true) => Command::SelectLater,
        ("ArrowLeft", _) => Command::Left,
        ("ArrowRight", _) => Command::Right,
        ("ArrowUp", _) => Command::RowAbove,
        ("ArrowDown", _) => Command::RowBelow,
        ("Home", _) => Command::First,
        ("End", _) => Command::Last,
        ("PageUp", _) => Command::PageAbove,
        ("PageDown", _) => Command::PageBelow,
        ("w" | "W" | "+" | "=", _) => Command::ZoomIn,
        ("-" | "_" | "−", _) => Command::ZoomOut,
        ("a" | "A", _) => Command::Earlier,
        ("d" | "D", _) => Command::Later,
        ("0", _) => Command::Fit,
        ("Backspace", _) => Command::Back,
        (".", _) => Command::Next,
        (",", _) => Command::Previous,
        ("f" | "F", _) => Command::Centre,
        ("n" | "N", _) => Command::NextLimit,
        ("p" | "P", _) => Command::PreviousLimit,
        ("s" | "S", _) => Command::Sort,
        ("Enter", _) => Command::Open,
        ("Escape", _) => Command::Clear,
        _ => return None,
    };
    Some(command)
}

/// How much a key or button zooms.
const ZOOM_STEP: f64 = 1.5;

/// How far a key pans, as a share of the view.
const PAN_STEP: f64 = 0.15;

/// How far a key extends the selection, as a share of the view.
const SELECT_STEP: f64 = 0.05;

/// The view after a command that moves it by a step; `None` for the others.
pub fn moved(command: Command, viewport: &Viewport, bounds: Span) -> Option<Span> {
    let middle = viewport.width_px / 2.0;
    Some(match command {
        Command::ZoomIn => viewport.zoom(ZOOM_STEP, middle, bounds),
        Command::ZoomOut => viewport.zoom(1.0 / ZOOM_STEP, middle, bounds),
        Command::Earlier => viewport.pan(-PAN_STEP * viewport.width_px, bounds),
        Command::Later => viewport.pan(PAN_STEP * viewport.width_px, bounds),
        _ => return None,
    })
}

/// The selection after it was extended by a key. It begins at `anchor` (a mark, or the middle of
/// the view) when there is none.
pub fn extended(command: Command, selection: Option<Span>, anchor: Millis, view: Span, bounds: Span) -> Span {
    let step = ((view.len() as f64 * SELECT_STEP) as i64).max(1);
    let from = selection.unwrap_or(Span { start: anchor, end: anchor });
    let extended = match command {
        Command::SelectEarlier => Span { start: from.start + -step, ..from },
        _ => Span { end: from.end + step, ..from },
    };
    extended.intersect(bounds)
}

/// The view that "centre" leads to: the segment in the middle, or, when it is there already,
/// the segment filling the view.
pub fn centred(segment: Span, view: Span, bounds: Span) -> Span {
    let middle = segment.start + segment.len() / 2;
    let centred = scene::viewport::fit(middle + -(view.len() / 2), view.len(), bounds);
    if centred == view { around(segment, bounds) } else { centred }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Span = Span::new(0, 86_400_000);

    #[test]
    fn every_key_of_the_help_does_what_it_says() {
        for (key, expected, _) in KEYS {
            let (name, shift) = match key {
                "Esc" => ("Escape", false),
                "↑" => ("ArrowUp", false),
                "↓" => ("ArrowDown", false),
                "←" => ("ArrowLeft", false),
                "→" => ("ArrowRight", false),
                "Shift + ←" => ("ArrowLeft", true),
                "Shift + →" => ("ArrowRight", true),
                name => (name, false),
            };
            assert_eq!(command(name, shift, false), Some(expected), "{key}");
            assert_eq!(command(name, shift, true), None, "{key}");
        }
    }

    #[test]
    fn no_key_is_said_twice() {
        let mut keys: Vec<&str> = KEYS.iter().map(|(key, ..)| *key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), KEYS.len());
    }

    #[test]
    fn keys_move_the_view_inside_the_range() {
        let viewport = Viewport { span: Span::new(10_000_000, 20_000_000), width_px: 1_000.0 };
        let view = |command| moved(command, &viewport, DAY);
        assert_eq!(view(Command::Earlier), Some(Span::new(8_500_000, 18_500_000)));
        assert_eq!(view(Command::Fit), None, "no step");
        assert!(view(Command::ZoomIn).unwrap().len() < 10_000_000);
        assert_eq!(view(Command::Clear), None);
    }

    #[test]
    fn a_selection_begins_at_the_anchor_and_grows_both_ways() {
        let view = Span::new(0, 1_000_000);
        let first = extended(Command::SelectLater, None, Millis(500_000), view, DAY);
        assert_eq!(first, Span::new(500_000, 550_000));
        let more = extended(Command::SelectEarlier, Some(first), Millis(0), view, DAY);
        assert_eq!(more, Span::new(450_000, 550_000));
    }

    #[test]
    fn centring_twice_fits() {
        let segment = Span::new(1_000_000, 1_600_000);
        let once = centred(segment, Span::new(0, 4_000_000), DAY);
        assert_eq!(once, Span::new(940_000, 1_660_000), "what is seen already fits at once");
        let view = centred(Span::new(40_000_000, 40_600_000), Span::new(0, 4_000_000), DAY);
        assert_eq!(view, Span::new(38_300_000, 42_300_000));
        let twice = centred(Span::new(40_000_000, 40_600_000), view, DAY);
        assert_eq!(twice, Span::new(39_940_000, 40_660_000));
    }
}
