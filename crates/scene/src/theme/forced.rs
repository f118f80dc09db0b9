//! Forced colours: the few that a person chose for everything, which of them stands for which role, and the patterns
//! that tell kinds of states where all have one colour.

use super::{Rgb, Role};
use model::state::StateKind;

/// A colour of the system, as style sheets name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Behind everything.
    Canvas,
    /// Text and marks.
    CanvasText,
    /// What matters less: grid lines.
    GrayText,
    /// Focus rings.
    Highlight,
    /// What stands out from other marks, and can be read all the same.
    LinkText,
}

impl System {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::Canvas, Self::CanvasText, Self::GrayText, Self::Highlight, Self::LinkText];

    /// Its name in style sheets.
    pub const fn css(self) -> &'static str {
        match self {
            Self::Canvas => "Canvas",
            Self::CanvasText => "CanvasText",
            Self::GrayText => "GrayText",
            Self::Highlight => "Highlight",
            Self::LinkText => "LinkText",
        }
    }

    /// The one that stands for a role.
    pub fn of(role: Role) -> Self {
        match role {
            Role::Background
            | Role::Panel
            | Role::PanelRaised
            | Role::AccentSoft
            | Role::DangerSoft
            | Role::WarnSoft
            | Role::Shadow
            | Role::ReadyFill
            | Role::WrapUpStripe
            | Role::OnAccent => Self::Canvas,
            Role::Line => Self::GrayText,
            Role::Focus => Self::Highlight,
            Role::Accent | Role::Danger => Self::LinkText,
            _ => Self::CanvasText,
        }
    }
}

/// The colours that they are, in the order of [`System::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forced(pub [Rgb; 5]);

impl Forced {
    /// One of them.
    pub fn colour(self, system: System) -> Rgb {
        self.0[system as usize]
    }
}

/// How a kind of state is told where all have one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Filled: on contact, and what is no state.
    Plain,
    /// Filled, with stripes: wrap-up.
    Striped,
    /// A contour: ready.
    Hollow,
    /// Upright lines: not ready.
    Upright,
    /// Level lines: states that Shiftline does not know.
    Level,
    /// Lines both ways: logged in.
    Checked,
    /// A thin line: logged out.
    Hairline,
    /// Slanting lines: no state is known.
    Hatched,
}

impl Pattern {
    /// The pattern of what has a role's colour.
    pub fn of(role: Role) -> Self {
        match role.of_state() {
            Role::State(StateKind::WrapUp) => Self::Striped,
            Role::State(StateKind::Available) => Self::Hollow,
            Role::State(StateKind::NotReady) => Self::Upright,
            Role::State(StateKind::Other) | Role::OtherState(_) => Self::Level,
            Role::State(StateKind::LoggedIn) => Self::Checked,
            Role::State(StateKind::LoggedOut) => Self::Hairline,
            Role::State(kind) if kind.is_absence() => Self::Hatched,
            _ => Self::Plain,
        }
    }

    /// Its name in style sheets.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Striped => "striped",
            Self::Hollow => "hollow",
            Self::Upright => "upright",
            Self::Level => "level",
            Self::Checked => "checked",
            Self::Hairline => "hairline",
            Self::Hatched => "hatched",
        }
    }

    /// Whether more of it is filled than not.
    pub fn is_filled(self) -> bool {
        matches!(self, Self::Plain | Self::Striped | Self::Hairline)
    }
}
