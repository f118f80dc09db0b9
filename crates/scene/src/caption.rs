//! A picture to take away: what the timeline shows, with title, range, zone, legend and totals.

use super::layout::AXIS_PX;
use super::text::{self, FONT_PX};
use super::theme::Role;
use super::{Anchor, Bar, BarStyle, Ink, Label, Scene};

/// One entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What.
    pub label: String,
    /// Its colour.
    pub role: Role,
    /// Whether it stands for an absence, and is hatched.
    pub absent: bool,
    /// Time, share and count in words.
    pub figures: String,
}

/// What is written around the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// Agent.
    pub title: String,
    /// Range, zone, and what the figures are of.
    pub lines: Vec<String>,
    /// The legend with its totals.
    pub entries: Vec<Entry>,
}

/// Room around everything.
const MARGIN: f64 = 20.0;
const LINE: f64 = 18.0;
const TITLE: f64 = 24.0;
/// Least width of a legend entry.
const ENTRY: f64 = 330.0;
/// Room between the figures of one and the next.
const GAP: f64 = 16.0;
/// Room for its label, before the figures.
const ENTRY_LABEL: f64 = 120.0;

/// Puts a caption around a scene.
pub fn with_caption(scene: Scene, caption: &Caption) -> Scene {
    let head = MARGIN + TITLE + LINE * caption.lines.len() as f64 + 8.0;
    let width = scene.width + 2.0 * MARGIN;
    let widths =
        caption.entries.iter().map(|entry| ENTRY_LABEL + text::width(&entry.figures, FONT_PX, false));
    let entry_width = widths.fold(ENTRY - GAP, f64::max) + GAP;
    let columns = ((scene.width / entry_width).floor() as usize).max(1);
    let legend_top = head + scene.height + LINE;
    let rows = caption.entries.len().div_ceil(columns);
    let mut page = shifted(scene, MARGIN, head);
    page.width = width;
    page.height = legend_top + LINE * rows as f64 + MARGIN;
    page.labels.push(label(MARGIN, MARGIN + TITLE / 2.0, &caption.title, Role::Ink, true));
    for (i, line) in caption.lines.iter().enumerate() {
        let y = MARGIN + TITLE + LINE * (i as f64 + 0.5);
        page.labels.push(label(MARGIN, y, line, Role::InkSoft, false));
    }
    for (i, entry) in caption.entries.iter().enumerate() {
        let x = MARGIN + entry_width * (i % columns) as f64;
        let y = legend_top + LINE * (i / columns) as f64;
        let style = BarStyle::whole(entry.absent);
        page.bars.push(Bar { x0: x, x1: x + 12.0, y: y - 6.0, height: 12.0, role: entry.role, style });
        page.labels.push(label(x + 18.0, y, &entry.label, Role::Ink, true));
        page.labels.push(label(x + ENTRY_LABEL, y, &entry.figures, Role::InkSoft, false));
    }
    page
}

fn label(x: f64, y: f64, words: &str, role: Role, strong: bool) -> Label {
    Label {
        at: (x, y),
        text: words.to_owned(),
        ink: Ink::Of(role),
        size: FONT_PX,
        strong,
        anchor: Anchor::Start,
        max_width: f64::INFINITY,
        backed: false,
    }
}

fn shifted(mut scene: Scene, dx: f64, dy: f64) -> Scene {
    let moved = |(x, y): (f64, f64)| (x + dx, y + dy);
    for line in &mut scene.lines {
        line.from = moved(line.from);
        line.to = moved(line.to);
    }
    for strip in &mut scene.strips {
        (strip.x, strip.y) = moved((strip.x, strip.y));
    }
    for bar in &mut scene.bars {
        (bar.x0, bar.y) = moved((bar.x0, bar.y));
        bar.x1 += dx;
    }
    for label in &mut scene.labels {
        label.at = moved(label.at);
    }
    scene
}

/// Height of a timeline with all of its rows, in CSS pixels, so that nothing is cut off.
pub fn full_height(rows_height: f64) -> f64 {
    rows_height + AXIS_PX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lies_inside_the_page() {
        let scene = Scene { width: 700.0, height: 200.0, ..Scene::default() };
        let entry = |i: usize| Entry {
            label: format!("State {i}"),
            role: Role::Ink,
            absent: i == 3,
            figures: "1 h · 50.0 % · 3×".to_owned(),
        };
        let caption = Caption {
            title: "Agent".to_owned(),
            lines: vec!["Range".to_owned(), "Zone".to_owned()],
            entries: (0..5).map(entry).collect(),
        };
        let page = with_caption(scene, &caption);
        assert_eq!(page.labels.len(), 3 + 2 * 5);
        for label in &page.labels {
            assert!(label.at.0 < page.width && label.at.1 < page.height - 5.0, "{label:?}");
        }
        assert_eq!(page.bars.iter().filter(|bar| bar.style == BarStyle::Absent).count(), 1);
    }

    #[test]
    fn entries_have_room_for_their_figures() {
        for figures in ["1×", "77,262 h 44 min · 34% · 275,081×", &"1 h · ".repeat(99)] {
            let entry = |i: usize| Entry {
                label: format!("State {i}"),
                role: Role::Ink,
                absent: false,
                figures: figures.to_owned(),
            };
            let entries = (0..7).map(entry).collect();
            let caption = Caption { title: String::new(), lines: Vec::new(), entries };
            let page = with_caption(Scene { width: 1_000.0, ..Scene::default() }, &caption);
            for pair in page.bars.windows(2).filter(|pair| pair[0].y.to_bits() == pair[1].y.to_bits()) {
                let end = pair[0].x0 + ENTRY_LABEL + text::width(figures, FONT_PX, false);
                assert!(end < pair[1].x0, "{figures}");
            }
        }
    }
}
