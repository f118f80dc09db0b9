//! Forced colours: what colours tell elsewhere is told by patterns.
//!
//! ```text
//! on contact ████  wrap-up ▞▞▞▞  ready ▭  not ready ▥  others ▤  logged in ▦
//! ```

use super::{Failure, Painter, PxRect, Surface, fill, hatch, solid, text};
use scene::theme::forced::Pattern;
use scene::theme::{Role, Theme};
use scene::{Anchor, Ink, Label};

/// Distance between the lines of a pattern and their width, in CSS pixels.
const STEP_PX: f64 = 4.0;
const LINE_PX: f64 = 1.5;

/// How far the ground of a label reaches beyond it, in CSS pixels.
const PAD_PX: f64 = 2.0;

impl Painter {
    pub(super) fn is_forced(self) -> bool {
        matches!(self.theme, Theme::Forced(_))
    }

    /// A whole bar: its pattern and its contour. What is narrow is filled.
    pub(super) fn by_pattern<S: Surface>(
        self,
        rect: PxRect,
        role: Role,
        surface: &mut S,
    ) -> Result<(), Failure<S>> {
        let is_narrow = f64::from(rect.x1 - rect.x0) < STEP_PX * self.scale;
        if is_narrow {
            return fill(surface, rect, solid(self.theme.colour(role)));
        }
        self.inside(rect, role, surface)?;
        hatch::outline(surface, rect, self.theme.colour(role), self.unit())
    }

    /// A share of a bin, without a contour; that of ready is a bar of its own.
    pub(super) fn share_by_pattern<S: Surface>(
        self,
        rect: PxRect,
        role: Role,
        surface: &mut S,
    ) -> Result<(), Failure<S>> {
        match Pattern::of(role) {
            Pattern::Hollow => fill(surface, rect, solid(self.theme.colour(role))),
            _ => self.inside(rect, role, surface),
        }
    }

    fn inside<S: Surface>(self, rect: PxRect, role: Role, surface: &mut S) -> Result<(), Failure<S>> {
        fill(surface, rect, solid(self.theme.inside(role)))?;
        match Pattern::of(role) {
            Pattern::Plain | Pattern::Hollow | Pattern::Hairline | Pattern::Hatched => Ok(()),
            Pattern::Striped => {
                hatch::stripes(surface, rect, self.theme.colour(Role::WrapUpStripe), self.scale)
            }
            Pattern::Upright => self.uprights(rect, role, surface),
            Pattern::Level => self.levels(rect, role, surface),
            Pattern::Checked => {
                self.uprights(rect, role, surface)?;
                self.levels(rect, role, surface)
            }
        }
    }

    fn uprights<S: Surface>(self, rect: PxRect, role: Role, surface: &mut S) -> Result<(), Failure<S>> {
        let colour = solid(self.theme.colour(role));
        self.lines(rect.x0, rect.x1).try_for_each(|(x0, x1)| fill(surface, PxRect { x0, x1, ..rect }, colour))
    }

    fn levels<S: Surface>(self, rect: PxRect, role: Role, surface: &mut S) -> Result<(), Failure<S>> {
        let colour = solid(self.theme.colour(role));
        self.lines(rect.y0, rect.y1).try_for_each(|(y0, y1)| fill(surface, PxRect { y0, y1, ..rect }, colour))
    }

    /// Where lines lie between two edges. They stand at multiples of their distance, so that neighbours share
    /// one pattern.
    fn lines(self, from: i32, to: i32) -> impl Iterator<Item = (i32, i32)> {
        let (step, width) = (self.px(STEP_PX).max(2), self.px(LINE_PX).max(1));
        let first = from.div_euclid(step) * step;
        (first..to)
            .step_by(step as usize)
            .map(move |at| (at.max(from), (at + width).min(to)))
            .filter(|(a, b)| a < b)
    }

    /// The ground of a label that lies on a pattern.
    pub(super) fn patch<S: Surface>(
        self,
        label: &Label,
        text: &str,
        surface: &mut S,
    ) -> Result<(), Failure<S>> {
        let Ink::On(bar) = label.ink else { return Ok(()) };
        let needs_none = matches!(Pattern::of(bar), Pattern::Plain | Pattern::Hollow | Pattern::Hairline);
        if !self.is_forced() || needs_none || text.is_empty() {
            return Ok(());
        }
        let width = text::width(text, label.size, label.strong);
        let left = match label.anchor {
            Anchor::Start => label.at.0,
            Anchor::Middle => label.at.0 - width / 2.0,
            Anchor::End => label.at.0 - width,
        };
        let half = label.size * 0.6;
        let from = self.point((left - PAD_PX, label.at.1 - half));
        let to = self.point((left + width + PAD_PX, label.at.1 + half));
        surface.draw_rect(from, to, &solid(self.theme.inside(bar)), true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display_list::{Command, DisplayList};
    use model::state::StateKind;
    use scene::theme::forced::Forced;
    use scene::theme::{Rgb, reason_role};
    use scene::{Bar, BarStyle, Scene};

    const INK: Rgb = Rgb(255, 255, 255);

    fn forced() -> Theme {
        Theme::Forced(Forced([Rgb(0, 0, 0), INK, Rgb(90, 90, 90), Rgb(9, 9, 200), Rgb(128, 128, 255)]))
    }

    fn painted(role: Role, style: BarStyle) -> Vec<Command> {
        let bar = Bar { x0: 10.0, x1: 70.0, y: 4.0, height: 24.0, role, style };
        let scene = Scene { width: 100.0, height: 40.0, bars: vec![bar], ..Scene::default() };
        DisplayList::of(&scene, forced(), 1.0).commands().to_vec()
    }

    #[test]
    fn every_kind_of_state_looks_different() {
        let kinds = [
            StateKind::OnContact,
            StateKind::WrapUp,
            StateKind::Available,
            StateKind::NotReady,
            StateKind::Other,
            StateKind::LoggedIn,
        ];
        for style in [BarStyle::Solid, BarStyle::Running, BarStyle::CarriedIn] {
            let all: Vec<_> = kinds.iter().map(|kind| painted(Role::State(*kind), style)).collect();
            for (i, one) in all.iter().enumerate() {
                let again = all[i + 1..].iter().position(|other| other == one);
                assert_eq!(again, None, "{style:?} {:?}", kinds[i]);
            }
        }
    }

    #[test]
    fn a_reason_is_told_by_its_letter_on_the_pattern_of_not_ready() {
        let not_ready = painted(Role::State(StateKind::NotReady), BarStyle::Solid);
        assert_eq!(painted(reason_role(3), BarStyle::Solid), not_ready);
        let label = Label {
            at: (40.0, 16.0),
            text: "L".to_owned(),
            ink: Ink::On(reason_role(1)),
            size: 11.0,
            strong: true,
            anchor: Anchor::Middle,
            max_width: 60.0,
            backed: false,
        };
        let scene = Scene { width: 100.0, height: 40.0, labels: vec![label], ..Scene::default() };
        let with = DisplayList::of(&scene, forced(), 1.0);
        let without = DisplayList::of(&scene, Theme::Light, 1.0);
        let rects = |list: &DisplayList| {
            list.commands().iter().filter(|command| matches!(command, Command::Rect { .. })).count()
        };
        assert_eq!(rects(&with), rects(&without) + 1, "the letter lies on a ground of its own");
    }
}
