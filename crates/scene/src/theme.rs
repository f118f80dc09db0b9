//! Every colour of Shiftline, in one table. The style sheet's variables (`style/tokens.css`) are
//! made from it, and the canvas and the exports take theirs from it.

pub mod forced;
mod rgb;
#[cfg(test)]
mod tests;

use model::state::StateKind;

use forced::{Forced, Pattern, System};
pub use rgb::{Rgb, contrast};

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
    /// A tint of not ready, 0 to [`REASON_TINTS`] − 2: not ready's own colour is the first tint.
    Reason(u8),
    /// Inside a bar of ready, whose contour has the state's colour.
    ReadyFill,
    /// The stripes of wrap-up.
    WrapUpStripe,
}

impl Role {
    /// The colour of the state that a tint belongs to; any other colour is its own.
    #[must_use]
    pub fn of_state(self) -> Self {
        if let Self::Reason(_) = self { Self::State(StateKind::NotReady) } else { self }
    }
}

/// How many colours states of kind "other" have among them.
pub const OTHER_COLOURS: usize = 6;

/// How many tints not ready reasons have among them, not ready's own colour included.
pub const REASON_TINTS: usize = 7;

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
pub const TOKENS: [Row; 40] = [
    row(Role::Background, "bg", 0xf6f7f9, 0x0d1219),
    row(Role::Panel, "panel", 0xffffff, 0x151c26),
    row(Role::PanelRaised, "panel-2", 0xf1f4f8, 0x1c2532),
    row(Role::Line, "line", 0xe3e7ee, 0x263040),
    row(Role::LineStrong, "line-strong", 0x828ca0, 0x6b788c),
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
    state(StateKind::Available, "ready", 0x0e8a7d, 0x35c9b6),
    row(Role::ReadyFill, "ready-fill", 0xb5e4dc, 0x17453f),
    state(StateKind::OnContact, "on-contact", 0x2f6fed, 0x4d8df6),
    state(StateKind::WrapUp, "wrap-up", 0x5b2fc4, 0xd3c5ff),
    row(Role::WrapUpStripe, "wrap-up-stripe", 0x8e6be6, 0x9a7df0),
    state(StateKind::NotReady, "not-ready", 0xd07a12, 0xe9a03a),
    row(Role::Reason(0), "reason-lunch", 0xb98500, 0xd8b32e),
    row(Role::Reason(1), "reason-meeting", 0xcf6a4f, 0xe98a6c),
    row(Role::Reason(2), "reason-training", 0x8f8a2e, 0xb5b04a),
    row(Role::Reason(3), "reason-coaching", 0xb27d45, 0xd2a066),
    row(Role::Reason(4), "reason-system", 0xcc6284, 0xe88aa6),
    row(Role::Reason(5), "reason-restroom", 0xa3836a, 0xbfa08a),
    state(StateKind::LoggedIn, "logged-in", 0x5d6b80, 0x93a0b4),
    state(StateKind::LoggedOut, "logged-out", 0x828ca0, 0x6b778c),
    state(StateKind::Other, "other", 0xc6408f, 0xec7bbb),
    state(StateKind::Unknown, "unknown", 0x7d8798, 0x748298),
    state(StateKind::NoData, "no-data", 0x828ca0, 0x6b778c),
    state(StateKind::NotFetched, "not-fetched", 0x5f6a7c, 0x8e9baf),
    row(Role::OtherState(0), "other-2", 0x8f5b2e, 0xd09a6a),
    row(Role::OtherState(1), "other-3", 0x4f7a12, 0xa4cc5a),
    row(Role::OtherState(2), "other-4", 0x9a2fb5, 0xd98bf0),
    row(Role::OtherState(3), "other-5", 0x007aa5, 0x5cc4e8),
    row(Role::OtherState(4), "other-6", 0xb5422a, 0xf0947c),
];

/// Light on dark, dark on light, or what the system forces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light.
    #[default]
    Light,
    /// Light text on dark.
    Dark,
    /// The colours that a person chose for everything.
    Forced(Forced),
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
            Self::Forced(colours) => colours.colour(System::of(role)),
        }
    }
}

/// Text on coloured bars: one of these, whichever stands out more.
#[allow(clippy::unreadable_literal)] // colours are read as colours
const ON_BAR: [Rgb; 2] = [Rgb::hex(0xffffff), Rgb::hex(0x0d1219)];

impl Theme {
    /// The colour inside a bar.
    pub fn inside(self, bar: Role) -> Rgb {
        match self {
            Self::Forced(colours) if !Pattern::of(bar).is_filled() => colours.colour(System::Canvas),
            _ => self.colour(if bar == Role::State(StateKind::Available) { Role::ReadyFill } else { bar }),
        }
    }

    /// The colour of text that lies on a bar.
    pub fn on_bar(self, bar: Role) -> Rgb {
        let bar = self.inside(bar);
        let [white, black] = match self {
            Self::Forced(colours) => [System::Canvas, System::CanvasText].map(|of| colours.colour(of)),
            _ => ON_BAR,
        };
        if contrast(white, bar) >= contrast(black, bar) { white } else { black }
    }
}

/// The role of a state's colour; the `n`-th unknown state gets a colour of its own, as long as
/// they last.
pub fn state_role(kind: StateKind, n: usize) -> Role {
    match (kind, n % OTHER_COLOURS) {
        (StateKind::Other, n @ 1..) => Role::OtherState(n as u8 - 1),
        _ => Role::State(kind),
    }
}

/// The `n`-th tint of not ready; they come round again.
pub fn reason_role(n: usize) -> Role {
    match n % REASON_TINTS {
        0 => Role::State(StateKind::NotReady),
        n => Role::Reason(n as u8 - 1),
    }
}

/// The colour that a centre chose for a state or reason (see [`model::state::COLOURS`]): a tint of reasons, or a
/// colour of states that Shiftline does not know. All of them stand out from both grounds.
pub fn chosen_role(colour: u8) -> Role {
    match usize::from(colour) {
        tint if tint < REASON_TINTS => reason_role(tint),
        other => state_role(StateKind::Other, other - REASON_TINTS),
    }
}

/// The name of a role's style-sheet variable, without the dashes.
pub fn variable(role: Role) -> &'static str {
    TOKENS.iter().find(|(for_role, ..)| *for_role == role).map_or("ink", |(_, name, ..)| name)
}

/// The text of `style/tokens.css`.
pub fn tokens_css() -> String {
    let block = |indent: &str, pick: fn(&Row) -> String| {
        let lines = TOKENS.iter().map(|row| format!("{indent}  --{}: {};\n", row.1, pick(row)));
        lines.collect::<String>()
    };
    let light = |indent| block(indent, |row| row.2.css());
    let dark = |indent| block(indent, |row| row.3.css());
    let forced = block("  ", |row| System::of(row.0).css().to_owned());
    format!(
        "/* Made from crates/scene/src/theme: change it there, then run UPDATE_TOKENS=1 cargo test tokens. */\n\
         :root {{\n  color-scheme: light;\n{}}}\n\
         @media (prefers-color-scheme: dark) {{\n  :root:not([data-theme=\"light\"]) {{\n    color-scheme: dark;\n{}  }}\n}}\n\
         :root[data-theme=\"dark\"] {{\n  color-scheme: dark;\n{}}}\n\
         @media (forced-colors: active) {{\n  :root:root:root {{\n{forced}  }}\n}}\n",
        light(""),
        dark("  "),
        dark(""),
    )
}
