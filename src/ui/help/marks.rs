//! Marks as the timeline has them, small: the same colours, hatches and contours.

use leptos::prelude::*;

use crate::app::help::Mark;
use crate::ui::parts::swatch::{Look, look_swatch, swatch};
use crate::ui::parts::{colour, pattern};
use model::state::StateKind;
use scene::theme::Role;

/// Width and height of a mark, in CSS pixels.
const WIDTH: u32 = 48;
const HEIGHT: u32 = 20;

fn bar(x: f64, y: f64, width: f64, height: f64, fill: Role) -> AnyView {
    view! { <rect class=pattern(fill) x=x y=y width=width height=height style:fill=colour(fill)></rect> }
        .into_any()
}

/// As [`bar`], with the contour of ready.
fn hollow(x: f64, y: f64, width: f64, height: f64) -> AnyView {
    view! {
        <rect
            x=x + 0.75
            y=y + 0.75
            width=width - 1.5
            height=height - 1.5
            stroke-width="1.5"
            style:fill=colour(Role::ReadyFill)
            style:stroke=colour(Role::State(StateKind::Available))
        ></rect>
    }
    .into_any()
}

/// Stripes that rise to the right, over a bar.
fn stripes(x: f64, y: f64, width: f64, height: f64, step: f64) -> AnyView {
    let stripe = |at: f64| {
        let (low, high) = (y + height, y);
        view! { <path d=format!("M{at} {low}L{} {high}", at + height) stroke-width="2" style:stroke=colour(Role::WrapUpStripe)></path> }
    };
    let mut at = x;
    let mut all = Vec::new();
    while at + height <= x + width {
        all.push(stripe(at));
        at += step;
    }
    all.collect_view().into_any()
}

/// A not ready bar with its letter.
fn lettered(x: f64, width: f64, tint: Role, letter: &'static str) -> AnyView {
    view! {
        {bar(x, 2.0, width, 16.0, tint)}
        <text x=x + width / 2.0 y="14" text-anchor="middle" class="help-letter">{letter}</text>
    }
    .into_any()
}

fn line(x1: f64, y1: f64, x2: f64, y2: f64, role: Role) -> AnyView {
    view! { <line x1=x1 y1=y1 x2=x2 y2=y2 stroke-width="1.5" style:stroke=colour(role)></line> }.into_any()
}

/// What a mark looks like; `None` for those that the legend draws.
fn drawing(mark: Mark) -> Option<Vec<AnyView>> {
    const CONTACT: Role = Role::State(StateKind::OnContact);
    const WRAP_UP: Role = Role::State(StateKind::WrapUp);
    const NOT_READY: Role = Role::State(StateKind::NotReady);
    Some(match mark {
        Mark::State(StateKind::Available) => vec![hollow(2.0, 2.0, 44.0, 16.0)],
        Mark::State(StateKind::WrapUp) => {
            vec![bar(2.0, 2.0, 44.0, 16.0, WRAP_UP), stripes(2.0, 2.0, 44.0, 16.0, 6.0)]
        }
        Mark::State(StateKind::LoggedOut) => {
            vec![line(2.0, 10.0, 46.0, 10.0, Role::State(StateKind::LoggedOut))]
        }
        Mark::State(kind) if kind.is_absence() => return None,
        Mark::State(kind) => vec![bar(2.0, 2.0, 44.0, 16.0, Role::State(kind))],
        Mark::Letters => {
            vec![lettered(2.0, 20.0, NOT_READY, "B"), lettered(26.0, 20.0, Role::Reason(0), "L")]
        }
        Mark::Stacked => vec![
            bar(2.0, 8.0, 14.0, 11.0, CONTACT),
            bar(2.0, 5.0, 14.0, 3.0, WRAP_UP),
            hollow(2.0, 1.0, 14.0, 4.0),
            bar(17.0, 12.0, 14.0, 7.0, CONTACT),
            hollow(17.0, 1.0, 14.0, 11.0),
            bar(32.0, 3.0, 14.0, 16.0, CONTACT),
            bar(32.0, 1.0, 14.0, 2.0, WRAP_UP),
        ],
        Mark::Team => vec![
            bar(2.0, 13.0, 8.0, 6.0, CONTACT),
            bar(10.0, 9.0, 10.0, 10.0, CONTACT),
            bar(20.0, 6.0, 16.0, 13.0, CONTACT),
            bar(20.0, 3.0, 16.0, 3.0, NOT_READY),
            bar(36.0, 10.0, 10.0, 9.0, CONTACT),
        ],
        Mark::Planned => vec![
            bar(2.0, 2.0, 44.0, 16.0, Role::LineStrong),
            bar(3.0, 3.0, 42.0, 14.0, Role::PanelRaised),
        ],
        Mark::Exception => vec![
            bar(2.0, 3.0, 44.0, 10.0, CONTACT),
            bar(2.0, 15.0, 30.0, 2.0, Role::LineStrong),
            bar(24.0, 15.0, 12.0, 3.0, Role::Danger),
        ],
        Mark::Fold => vec![
            view! { <path d="M20 2l6 4-6 4 6 4-6 4" fill="none" stroke-width="1.2" style:stroke=colour(Role::InkFaint)></path> }
                .into_any(),
        ],
        Mark::Clocks => vec![
            bar(2.0, 2.0, 12.0, 16.0, CONTACT),
            bar(14.0, 2.0, 16.0, 8.0, NOT_READY),
            bar(14.0, 10.0, 16.0, 8.0, CONTACT),
            bar(30.0, 2.0, 16.0, 16.0, CONTACT),
            line(14.0, 0.0, 14.0, 20.0, Role::Warn),
            line(30.0, 0.0, 30.0, 20.0, Role::Warn),
        ],
        Mark::Selection => vec![
            bar(12.0, 0.0, 24.0, 20.0, Role::AccentSoft),
            line(12.0, 0.0, 12.0, 20.0, Role::Accent),
            line(36.0, 0.0, 36.0, 20.0, Role::Accent),
        ],
        Mark::Crosshair => vec![line(24.0, 0.0, 24.0, 20.0, Role::Ink)],
        Mark::Running | Mark::Carried | Mark::Passed => return None,
    })
}

/// A mark; its name stands beside it.
pub fn mark(mark: Mark) -> AnyView {
    if let Some(drawing) = drawing(mark) {
        return view! {
            <svg class="help-mark" width=WIDTH height=HEIGHT viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true">
                {drawing.collect_view()}
            </svg>
        }
        .into_any();
    }
    let legend = match mark {
        Mark::State(kind) => swatch(kind, Role::State(kind)).into_any(),
        Mark::Running => look_swatch(Look::Running).into_any(),
        Mark::Passed => look_swatch(Look::Passed).into_any(),
        _ => look_swatch(Look::Carried).into_any(),
    };
    view! { <span class="help-mark">{legend}</span> }.into_any()
}
