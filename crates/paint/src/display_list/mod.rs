//! A picture as the list of what is painted, so that it can be painted elsewhere: by a script
//! (`src/screen/painter.js`), on the page's own thread or in a worker.

mod backend;
mod command;

use super::overview_brush::{OverviewBrush, paint_overview_brush};
use super::paint;
use scene::Scene;
use scene::theme::{Rgb, Theme};

pub use command::Command;

/// A picture that was painted, in the order of painting. Complete in itself: it takes nothing over
/// from what a canvas showed before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DisplayList {
    width: u32,
    height: u32,
    commands: Vec<Command>,
    texts: String,
    strengths: Vec<u8>,
    colour: Option<(Rgb, f32)>,
    font: Option<Font>,
    anchor: Option<(u8, u8)>,
}

/// What tells fonts apart.
#[derive(Clone, Debug, PartialEq)]
struct Font {
    style: String,
    size: f64,
    family: String,
}

impl DisplayList {
    /// Numbers before the commands in [`Self::write`].
    const HEAD: usize = 6;

    /// An empty picture of so many pixels.
    pub fn new(width: u32, height: u32) -> Self {
        Self { width, height, ..Self::default() }
    }

    /// The same of so many CSS pixels, each of which becomes `scale` pixels.
    fn sized((width, height): (f64, f64), scale: f64) -> Self {
        let px = |css: f64| (css * scale).round().max(1.0) as u32;
        Self::new(px(width), px(height))
    }

    /// A scene, painted; a CSS pixel becomes `scale` pixels.
    pub fn of(scene: &Scene, theme: Theme, scale: f64) -> Self {
        let mut picture = Self::sized((scene.width, scene.height), scale);
        // Writing down does not fail.
        let _ = paint(scene, theme, scale, &mut picture);
        picture
    }

    /// A window over a strip, painted alike.
    pub fn of_brush(window: &OverviewBrush, theme: Theme, scale: f64) -> Self {
        let mut picture = Self::sized(window.size, scale);
        let _ = paint_overview_brush(window, theme, scale, &mut picture);
        picture
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// What was painted, in order.
    pub fn commands(&self) -> &[Command] {
        &self.commands
    }

    /// What [`Command::Font`] and [`Command::Text`] take their bytes from, one after the other.
    pub fn texts(&self) -> &str {
        &self.texts
    }

    /// What [`Command::Row`] takes the strengths of its cells from, one row after the other.
    pub fn strengths(&self) -> &[u8] {
        &self.strengths
    }

    /// Adds the picture in one piece, for the canvas of this number. All numbers are little-endian and
    /// four bytes long, and pictures begin at multiples of four bytes.
    ///
    /// ```text
    /// u32  canvas, width, height, numbers of all commands, bytes of all texts, number of strengths
    /// f32  the commands: each the number of its kind, then what it says
    /// u8   texts (UTF-8), strengths, then zeros up to a multiple of four
    /// ```
    pub fn write(&self, canvas: u32, bytes: &mut Vec<u8>) {
        let start = bytes.len();
        let (texts, strengths) = (self.texts.len(), self.strengths.len());
        bytes.reserve(4 * (Self::HEAD + 8 * self.commands.len()) + texts + strengths);
        let head = [canvas, self.width, self.height, 0, texts as u32, strengths as u32];
        bytes.extend(head.into_iter().flat_map(u32::to_le_bytes));
        let commands = bytes.len();
        self.commands
            .iter()
            .for_each(|command| command.write(&mut |value| bytes.extend(value.to_le_bytes())));
        let numbers = ((bytes.len() - commands) / 4) as u32;
        bytes[start + 12..start + 16].copy_from_slice(&numbers.to_le_bytes());
        bytes.extend(self.texts.as_bytes());
        bytes.extend(&self.strengths);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    }
}

#[cfg(test)]
mod tests {
    use plotters_backend::{BackendColor, DrawingBackend};

    use super::*;
    use scene::text::FONT_PX;
    use scene::theme::Role;
    use scene::{Anchor, Bar, BarStyle, Ink, Label, Line, Strip};

    /// One of everything that is ever painted.
    fn scene() -> Scene {
        let bar =
            Bar { x0: 10.0, x1: 60.0, y: 4.0, height: 20.0, role: Role::Accent, style: BarStyle::Solid };
        let label = Label {
            at: (3.0, 9.0),
            text: "Größe".to_owned(),
            ink: Ink::Of(Role::Ink),
            size: FONT_PX,
            strong: false,
            anchor: Anchor::Start,
            max_width: f64::INFINITY,
            backed: false,
        };
        Scene {
            width: 100.0,
            height: 40.0,
            lines: vec![Line { from: (5.0, 0.0), to: (5.0, 40.0), role: Role::Line, dashed: false }],
            strips: vec![Strip {
                x: 20.0,
                y: 30.0,
                height: 5.0,
                cell: 0.5,
                role: Role::Accent,
                strengths: vec![0, 128, 255],
            }],
            bars: vec![bar, Bar { style: BarStyle::Absent, ..bar }],
            labels: vec![label.clone(), Label { text: "end".to_owned(), anchor: Anchor::End, ..label }],
        }
    }

    fn recorded(scale: f64) -> DisplayList {
        DisplayList::of(&scene(), Theme::Light, scale)
    }

    #[test]
    fn what_stays_the_same_is_said_once() {
        let picture = recorded(1.0);
        let count = |wanted: fn(&Command) -> bool| picture.commands().iter().filter(|c| wanted(c)).count();
        assert_eq!(count(|c| matches!(c, Command::Font(_))), 1);
        assert_eq!(count(|c| matches!(c, Command::Anchor(..))), 2);
        assert_eq!(count(|c| matches!(c, Command::Text { .. })), 2);
        assert!(count(|c| matches!(c, Command::Line { .. })) > 1, "a hatch has slanting lines");
        let colours: Vec<_> =
            picture.commands().iter().filter(|c| matches!(c, Command::Colour(..))).collect();
        assert!(colours.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn rows_are_stretched_between_rounded_edges() {
        let picture = recorded(2.0);
        let rows: Vec<_> = picture.commands().iter().filter(|c| matches!(c, Command::Row { .. })).collect();
        let colour = Theme::Light.colour(Role::Accent);
        assert_eq!(rows, [&Command::Row { colour, cells: 3, at: (40.0, 60.0), size: (3.0, 10.0) }]);
        assert_eq!(picture.strengths(), [0, 128, 255]);
    }

    #[test]
    fn every_byte_of_texts_and_strengths_is_asked_for_once() {
        let picture = recorded(1.0);
        let (mut texts, mut cells) = (0, 0);
        for command in picture.commands() {
            match command {
                Command::Font(len) | Command::Text { len, .. } => texts += len,
                Command::Row { cells: more, .. } => cells += more,
                _ => {}
            }
        }
        assert_eq!((texts, cells), (picture.texts().len(), picture.strengths().len()));
        assert!(picture.texts().ends_with("Größeend"));
    }

    #[test]
    fn one_piece_holds_it_all() {
        let mut picture = DisplayList::new(7, 300);
        picture.draw_rect((1, 2), (11, 22), &BackendColor { alpha: 0.5, rgb: (1, 2, 255) }, true).unwrap();
        picture.texts += "é";
        picture.strengths.push(9);
        let mut bytes = Vec::new();
        picture.write(3, &mut bytes);
        let words: Vec<[u8; 4]> = bytes.chunks(4).map(|four| four.try_into().unwrap()).collect();
        let head: Vec<u32> = words[..6].iter().map(|word| u32::from_le_bytes(*word)).collect();
        assert_eq!(head, [3, 7, 300, 8, 2, 1]);
        let numbers: Vec<f32> = words[6..14].iter().map(|word| f32::from_le_bytes(*word)).collect();
        assert_eq!(numbers, [0.0, 66_303.0, 0.5, 1.0, 1.0, 2.0, 10.0, 20.0]);
        assert_eq!(words[14..], [[0xc3, 0xa9, 9, 0]]);
        let one = bytes.clone();
        picture.write(3, &mut bytes);
        assert_eq!(bytes, [&one[..], &one[..]].concat(), "one after the other");
    }
}
