//! Colours as numbers, and how well one can be read on another.

/// Red, green and blue, 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    pub(super) const fn hex(value: u32) -> Self {
        Self((value >> 16) as u8, (value >> 8) as u8, value as u8)
    }

    /// `#rrggbb`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Reads a colour as browsers write computed ones: `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`, whose strength is
    /// left out.
    pub fn parse(text: &str) -> Option<Self> {
        let inside =
            text.trim().strip_suffix(')')?.split_once('(').filter(|(name, _)| name.starts_with("rgb"))?.1;
        let mut channels = inside.split(',').map(|channel| channel.trim().parse::<u8>().ok());
        Some(Self(channels.next()??, channels.next()??, channels.next()??))
    }

    /// This colour laid over `under` with a strength from 0 (nothing of it) to 1.
    #[must_use]
    pub fn over(self, under: Self, strength: f64) -> Self {
        let mix = |a: u8, b: u8| (f64::from(a) * strength + f64::from(b) * (1.0 - strength)).round() as u8;
        Self(mix(self.0, under.0), mix(self.1, under.1), mix(self.2, under.2))
    }
}

/// WCAG 2 contrast ratio, 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |c: Rgb| 0.2126 * linear(c.0) + 0.7152 * linear(c.1) + 0.0722 * linear(c.2);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// An sRGB channel as light, 0 to 1.
pub(super) fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}
