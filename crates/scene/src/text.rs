//! About how wide text is. No font is asked, so that screen and exports cut at the same place, and what has
//! room here has it wherever it is painted.

/// Size of text in drawings, in CSS pixels.
pub const FONT_PX: f64 = 12.0;

/// The same of words on bars.
pub const BAR_FONT_PX: f64 = 11.0;

/// The same of letters on bars.
pub const LETTER_FONT_PX: f64 = 10.0;

/// Mean width of a character, as a share of the font's size.
const CHARACTER_EM: f64 = 0.56;

/// The same of a bold one.
const STRONG_CHARACTER_EM: f64 = 0.62;

fn character(size: f64, strong: bool) -> f64 {
    size * if strong { STRONG_CHARACTER_EM } else { CHARACTER_EM }
}

/// Width of a text in a font of `size`, in CSS pixels.
pub fn width(text: &str, size: f64, strong: bool) -> f64 {
    text.chars().count() as f64 * character(size, strong)
}

/// Text that fits into `max_width` CSS pixels, ended with an ellipsis where it was cut. Control
/// characters, which no picture format takes, are replaced; spaces that hold a line together are plain ones.
pub fn cut(text: &str, size: f64, strong: bool, max_width: f64) -> String {
    let fitting = (max_width / character(size, strong)) as usize;
    let clean = |c: char| match c {
        '\u{a0}' => ' ',
        _ if c.is_control() => '\u{fffd}',
        _ => c,
    };
    if text.chars().count() <= fitting {
        return text.chars().map(clean).collect();
    }
    let kept = text.chars().take(fitting.saturating_sub(1)).map(clean);
    kept.chain(std::iter::once('…')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_to_their_room() {
        assert_eq!(cut("Not ready", FONT_PX, false, 1_000.0), "Not ready");
        assert_eq!(cut("A very long reason", FONT_PX, false, 50.0), "A very…");
        assert_eq!(cut("A very long reason", FONT_PX, true, 50.0), "A ver…");
        assert_eq!(cut("a\u{0}b", FONT_PX, false, f64::INFINITY), "a\u{fffd}b");
        assert_eq!(cut("1\u{a0}h", FONT_PX, false, f64::INFINITY), "1 h");
        assert_eq!(cut("abc", FONT_PX, false, 0.0), "…");
    }

    #[test]
    fn what_was_cut_has_room() {
        for strong in [false, true] {
            for room in [7.5, 50.0, 106.0, 119.9] {
                let text = cut("Größe: a reason that goes on and on", FONT_PX, strong, room);
                let width = width(&text, FONT_PX, strong);
                assert!(width <= room && width > room - 8.0, "{text}");
            }
        }
    }
}
