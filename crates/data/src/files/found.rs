//! What a file was found to be, and what it held.

use super::columns::Preset;
use super::export::About;
use super::sink::Sink;
use super::{Dates, FileKind, Imported};
use model::time::{CALENDAR, DAY, Span};

/// Days of a year, in milliseconds.
const YEAR: i64 = 366 * DAY;

/// What was found out about a file.
#[derive(Debug)]
pub struct Found {
    /// What it is.
    pub kind: FileKind,
    /// What an export says about itself.
    pub about: Option<About>,
    /// How its dates were read.
    pub dates: Option<Dates>,
    /// What a person or a preset said of its columns.
    pub preset: Option<Preset>,
}

/// What a file held, whose rows are settled.
pub fn imported(mut sink: Sink, found: Found, has_lines: bool) -> Imported {
    let Found { kind, about, dates, preset } = found;
    let (reached, rows, rejected) = (sink.settle(), sink.rows, sink.rejected);
    let about = about.map(|about| About { window: within(about.window, reached), ..about });
    let span = about.map(|about| about.window).or(reached).unwrap_or_default();
    let (series, names) = sink.finish(span, about.is_none_or(|about| about.is_saved));
    Imported { kind, series, names, reached, about, dates, preset, rows, rejected, has_lines }
}

/// The window of an export, as far as its records make it likely: a year before and after them, and a year
/// in all without any.
fn within(window: Span, reached: Option<Span>) -> Span {
    let window = window.intersect(CALENDAR);
    let reached = reached.unwrap_or(Span { start: window.start, end: window.start });
    window.intersect(Span { start: reached.start + -YEAR, end: reached.end + YEAR })
}
