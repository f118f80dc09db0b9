//! Every colour of Shiftline, in one table. The style sheet's variables (`style/tokens.css`) are
//! made from it, and the canvas and the exports take theirs from it.

use model::state::StateKind;

/// Red, green and blue, 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    const fn hex(value: u32) -> Self {
        Self((value >> 16) as u8, (value >> 8) as u8, value as u8)
    }

    /// `#rrggbb`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// This colour laid over `under` with a strength from 0 (nothing of it) to 1.
    #[must_use]
    pub fn over(self, under: Self, strength: f64) -> Self {
        let mix = |a: u8, b: u8| (f64::from(a) * strength + f64::from(b) * (1.0 - strength)).round() as u8;
        Self(mix(self.0, under.0), mix(self.1, under.1), mix(self.2, under.2))
    }
}

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Behind everything.
    Background,
    /// Cards and panels.
    Panel,
    /// Inside panels: table heads, hovered rows.
    PanelRaised,
    /// Borders and grid lines.
    Line,
    /// Borders of inputs and buttons, which must be seen.
    LineStrong,
    /// Text.
    Ink,
    /// Secondary text.
    InkSoft,
    /// Captions.
    InkFaint,
    /// Links, primary buttons, the selection.
    Accent,
    /// Behind what is chosen.
    AccentSoft,
    /// Text on the accent.
    OnAccent,
    /// Focus rings.
    Focus,
    /// Errors.
    Danger,
    /// Behind errors.
    DangerSoft,
    /// Warnings.
    Warn,
    /// Behind warnings.
    WarnSoft,
    /// Under what floats.
    Shadow,
    /// A kind of agent state.
    State(StateKind),
    /// The second to sixth colour of states that Shiftline does not know, 0 to 4; the first is
    /// that of [`StateKind::Other`].
    OtherState(u8),
}

/// How many colours states of kind "other" have among them.
pub const OTHER_COLOURS: usize = 6;

/// One row of the table: what for, the name of its variable, the light and the dark colour.
type Row = (Role, &'static str, Rgb, Rgb);

const fn row(role: Role, name: &'static str, light: u32, dark: u32) -> Row {
    (role, name, Rgb::hex(light), Rgb::hex(dark))
}

const fn state(kind: StateKind, name: &'static str, light: u32, dark: u32) -> Row {
    row(Role::State(kind), name, light, dark)
}

/// The table.
#[allow(clippy::unreadable_literal)] // colours are read as colours
pub const TOKENS: [Row; 32] = [
    row(Role::Background, "bg", 0xf6f7f9, 0x0d1219),
    row(Role::Panel, "panel", 0xffffff, 0x151c26),
    row(Role::PanelRaised, "panel-2", 0xf1f4f8, 0x1c2532),
    row(Role::Line, "line", 0xe3e7ee, 0x263040),
    row(Role::LineStrong, "line-strong", 0x8691a3, 0x6b788c),
    row(Role::Ink, "ink", 0x18212f, 0xe8edf4),
    row(Role::InkSoft, "ink-2", 0x4d5969, 0xb1bccb),
    row(Role::InkFaint, "ink-3", 0x5f6a7c, 0x8e9baf),
    row(Role::Accent, "accent", 0x2457d6, 0x7aa2ff),
    row(Role::AccentSoft, "accent-soft", 0xe9effc, 0x1b2740),
    row(Role::OnAccent, "on-accent", 0xffffff, 0x0d1219),
    row(Role::Focus, "focus", 0x2457d6, 0x9db9ff),
    row(Role::Danger, "danger", 0xb42318, 0xff9b90),
    row(Role::DangerSoft, "danger-soft", 0xfdecea, 0x3a1c1e),
    row(Role::Warn, "warn", 0x8a5a00, 0xf2c166),
    row(Role::WarnSoft, "warn-soft", 0xfdf3dd, 0x332918),
    row(Role::Shadow, "shadow", 0xc3cad6, 0x05070a),
    state(StateKind::Available, "ready", 0x10a37f, 0x34d1b0),
    state(StateKind::OnContact, "on-contact", 0x2563d8, 0x4f93f7),
    state(StateKind::WrapUp, "wrap-up", 0x8f6bff, 0xb8a3ff),
    state(StateKind::NotReady, "not-ready", 0xd98a04, 0xf0ad3a),
    state(StateKind::LoggedIn, "logged-in", 0x475467, 0x93a0b4),
    state(StateKind::LoggedOut, "logged-out", 0xb4bcc8, 0x4a5568),
    state(StateKind::Other, "other", 0xc6408f, 0xec7bbb),
    state(StateKind::Unknown, "unknown", 0x98a2b3, 0x5d6a7e),
    state(StateKind::NoData, "no-data", 0xcdd4de, 0x333e4f),
    state(StateKind::NotFetched, "not-fetched", 0xb42318, 0xff9b90),
    row(Role::OtherState(0), "other-2", 0x8f5b2e, 0xd09a6a),
    row(Role::OtherState(1), "other-3", 0x4f7a12, 0xa4cc5a),
    row(Role::OtherState(2), "other-4", 0x9a2fb5, 0xd98bf0),
    row(Role::OtherState(3), "other-5", 0x007aa5, 0x5cc4e8),
    row(Role::OtherState(4), "other-6", 0xb5422a, 0xf0947c),
];

/// Light on dark, or dark on light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light.
    #[default]
    Light,
    /// Light text on dark.
    Dark,
}

impl Theme {
    /// The colour of a role.
    pub fn colour(self, role: Role) -> Rgb {
        let found = TOKENS.iter().find(|(for_role, ..)| *for_role == role);
        // Every role has a row: a test holds the table to it.
        let (.., light, dark) = found.unwrap_or(&TOKENS[0]);
        match self {
            Self::Light => *light,
            Self::Dark => *dark,
        }
    }
}

/// Text on coloured bars: one of these, whichever stands out more.
#[allow(clippy::unreadable_literal)] // colours are read as colours
const ON_BAR: [Rgb; 2] = [Rgb::hex(0xffffff), Rgb::hex(0x0d1219)];

impl Theme {
    /// The colour of text that lies on a bar.
    pub fn on_bar(self, bar: Role) -> Rgb {
        let bar = self.colour(bar);
        let [white, black] = ON_BAR;
        if contrast(white, bar) >= contrast(black, bar) { white } else { black }
    }
}

/// WCAG 2 contrast ratio, 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |c: Rgb| 0.2126 * linear(c.0) + 0.7152 * linear(c.1) + 0.0722 * linear(c.2);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// An sRGB channel as light, 0 to 1.
fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// The role of a state's colour; the `n`-th unknown state gets a colour of its own, as long as
/// they last.
pub fn state_role(kind: StateKind, n: usize) -> Role {
    match (kind, n % OTHER_COLOURS) {
        (StateKind::Other, n @ 1..) => Role::OtherState(n as u8 - 1),
        _ => Role::State(kind),
    }
}

/// The name of a role's style-sheet variable, without the dashes.
pub fn variable(role: Role) -> &'static str {
    TOKENS.iter().find(|(for_role, ..)| *for_role == role).map_or("ink", |(_, name, ..)| name)
}

/// The text of `style/tokens.css`.
pub fn tokens_css() -> String {
    let block = |indent: &str, pick: fn(&Row) -> Rgb| {
        let lines = TOKENS.iter().map(|row| format!("{indent}  --{}: {};\n", row.1, pick(row).css()));
        lines.collect::<String>()
    };
    let light = |indent| block(indent, |row| row.2);
    let dark = |indent| block(indent, |row| row.3);
    format!(
        "/* Made from crates/scene/src/theme.rs: change it there, then run UPDATE_TOKENS=1 cargo test tokens. */\n\
         :root {{\n  color-scheme: light;\n{}}}\n\
         @media (prefers-color-scheme: dark) {{\n  :root:not([data-theme=\"light\"]) {{\n    color-scheme: dark;\n{}  }}\n}}\n\
         :root[data-theme=\"dark\"] {{\n  color-scheme: dark;\n{}}}\n",
        light(""),
        dark("  "),
        dark(""),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

    /// Linear RGB as seen with full vision, without red, green and blue cones (Machado, Oliveira
    /// and Fernandes 2009, severity 1).
    const VISIONS: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ];

    /// Oklab (Ottosson 2020) of a colour as seen with a vision.
    #[allow(clippy::many_single_char_names)] // the names of its paper
    fn seen(colour: Rgb, vision: &[[f64; 3]; 3]) -> [f64; 3] {
        let rgb = [linear(colour.0), linear(colour.1), linear(colour.2)];
        let [r, g, b] =
            vision.map(|row| row.iter().zip(rgb).map(|(m, c)| m * c).sum::<f64>().clamp(0.0, 1.0));
        let l = (0.412_221_47 * r + 0.536_332_54 * g + 0.051_445_99 * b).cbrt();
        let m = (0.211_903_5 * r + 0.680_699_55 * g + 0.107_396_96 * b).cbrt();
        let s = (0.088_302_46 * r + 0.281_718_84 * g + 0.629_978_7 * b).cbrt();
        [
            0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_05 * s,
            1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
            0.025_904_04 * l + 0.782_771_77 * m - 0.808_675_77 * s,
        ]
    }

    fn distance(a: Rgb, b: Rgb, vision: &[[f64; 3]; 3]) -> f64 {
        let (a, b) = (seen(a, vision), seen(b, vision));
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn tokens_in_the_style_sheet_are_those_of_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../style/tokens.css");
        if std::env::var_os("UPDATE_TOKENS").is_some() {
            std::fs::write(path, tokens_css()).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(written, tokens_css(), "run UPDATE_TOKENS=1 cargo test tokens");
    }

    #[test]
    fn every_role_has_a_colour() {
        for kind in StateKind::ALL {
            for n in 0..OTHER_COLOURS {
                let role = state_role(kind, n);
                assert!(TOKENS.iter().any(|(for_role, ..)| *for_role == role), "{role:?}");
            }
        }
    }

    #[test]
    fn text_is_readable_on_every_surface() {
        let surfaces = [Role::Background, Role::Panel, Role::PanelRaised, Role::AccentSoft];
        let texts = [Role::Ink, Role::InkSoft, Role::InkFaint, Role::Accent];
        let pairs = surfaces.iter().flat_map(|s| texts.iter().map(move |t| (*t, *s)));
        let more = [
            (Role::OnAccent, Role::Accent),
            (Role::Danger, Role::DangerSoft),
            (Role::Danger, Role::Panel),
            (Role::Ink, Role::DangerSoft),
            (Role::Warn, Role::WarnSoft),
            (Role::Ink, Role::WarnSoft),
        ];
        for (text, surface) in pairs.chain(more) {
            for theme in THEMES {
                let ratio = contrast(theme.colour(text), theme.colour(surface));
                assert!(ratio >= 4.5, "{theme:?} {text:?} on {surface:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn text_on_bars_is_readable() {
        for kind in StateKind::ALL.into_iter().filter(|kind| !kind.is_absence()) {
            for n in 0..OTHER_COLOURS {
                for theme in THEMES {
                    let bar = state_role(kind, n);
                    let ratio = contrast(theme.on_bar(bar), theme.colour(bar));
                    assert!(ratio >= 4.5, "{theme:?} on {bar:?}: {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn borders_of_controls_focus_rings_and_working_states_stand_out() {
        let marks = [Role::LineStrong, Role::Focus].into_iter().chain(
            [
                StateKind::Available,
                StateKind::OnContact,
                StateKind::WrapUp,
                StateKind::LoggedIn,
                StateKind::Other,
            ]
            .map(Role::State),
        );
        for mark in marks {
            for theme in THEMES {
                let ratio = contrast(theme.colour(mark), theme.colour(Role::Panel));
                assert!(ratio >= 3.0, "{theme:?} {mark:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn states_stay_apart_for_every_eye() {
        let kinds = [
            StateKind::Available,
            StateKind::OnContact,
            StateKind::WrapUp,
            StateKind::NotReady,
            StateKind::LoggedIn,
            StateKind::LoggedOut,
        ];
        for theme in THEMES {
            for (i, a) in kinds.iter().enumerate() {
                for b in &kinds[i + 1..] {
                    for (v, vision) in VISIONS.iter().enumerate() {
                        let (x, y) = (theme.colour(Role::State(*a)), theme.colour(Role::State(*b)));
                        let apart = distance(x, y, vision);
                        assert!(apart >= 0.055, "{theme:?} vision {v}: {a:?} and {b:?} are {apart:.3} apart");
                    }
                }
            }
        }
    }
}
