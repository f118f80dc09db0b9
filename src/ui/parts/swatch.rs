//! Patches of how things look on the timeline.

use leptos::prelude::*;

use super::{colour, pattern};
use model::state::StateKind;
use scene::theme::Role;

/// A patch of a state's colour; absences are hatched as on the timeline.
pub fn swatch(kind: StateKind, role: Role) -> impl IntoView {
    let look = match kind {
        StateKind::Unknown => "swatch unknown",
        StateKind::NoData => "swatch no-data",
        StateKind::NotFetched => "swatch not-fetched",
        _ => "swatch",
    };
    let look = format!("{look} {}", pattern(role));
    view! { <span class=look style:color=colour(role)></span> }
}

/// What is no state and looks different all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Still going on.
    Running,
    /// Begun before the range.
    Carried,
    /// Several states in one place.
    Mixed,
    /// A limit is passed.
    Passed,
    /// Planned.
    Planned,
    /// Not kept of what was planned.
    Exception,
    /// Open time that is planned, as a line below bars.
    PlannedLine,
    /// Not kept of what was planned, in that line.
    ExceptionLine,
}

/// A patch of such a look.
pub fn look_swatch(look: Look) -> impl IntoView {
    let class = match look {
        Look::Running => "swatch running",
        Look::Carried => "swatch carried",
        Look::Mixed => "swatch mixed",
        Look::Passed => "swatch passed",
        Look::Planned => "swatch planned",
        Look::Exception => "swatch exception",
        Look::PlannedLine => "swatch planned-line",
        Look::ExceptionLine => "swatch exception-line",
    };
    view! { <span class=class aria-hidden="true"></span> }
}
