//! Every pair of colours that is seen together can be told apart.

use super::rgb::linear;
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
    let [r, g, b] = vision.map(|row| row.iter().zip(rgb).map(|(m, c)| m * c).sum::<f64>().clamp(0.0, 1.0));
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

/// Every colour that a bar can have.
fn bars() -> impl Iterator<Item = Role> {
    let states =
        StateKind::ALL.into_iter().flat_map(|kind| (0..OTHER_COLOURS).map(move |n| state_role(kind, n)));
    states.chain((0..REASON_TINTS).map(reason_role))
}

#[test]
fn text_on_bars_is_readable() {
    let is_absence =
        |role: &Role| matches!(role, Role::State(kind) if kind.is_absence() || *kind == StateKind::LoggedOut);
    for bar in bars().filter(|bar| !is_absence(bar)) {
        for theme in THEMES {
            let ratio = contrast(theme.on_bar(bar), theme.inside(bar));
            assert!(ratio >= 4.5, "{theme:?} on {bar:?}: {ratio:.2}");
        }
    }
}

#[test]
fn all_that_is_drawn_stands_out_on_panel_and_page() {
    let controls = [Role::LineStrong, Role::Focus, Role::Danger];
    for mark in bars().chain(controls) {
        for theme in THEMES {
            for ground in [Role::Panel, Role::Background] {
                let ratio = contrast(theme.colour(mark), theme.colour(ground));
                assert!(ratio >= 3.0, "{theme:?} {mark:?} on {ground:?}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn stripes_are_seen_on_wrap_up_and_the_contour_on_ready() {
    let wrap_up = (Role::WrapUpStripe, Role::State(StateKind::WrapUp));
    let ready = (Role::State(StateKind::Available), Role::ReadyFill);
    for (mark, ground) in [wrap_up, ready] {
        for theme in THEMES {
            let ratio = contrast(theme.colour(mark), theme.colour(ground));
            assert!(ratio >= 1.8, "{theme:?} {mark:?}: {ratio:.2}");
        }
    }
}

/// Pure lightness, 0 to 100 (CIE L*).
fn lightness(colour: Rgb) -> f64 {
    let Rgb(r, g, b) = colour;
    let y = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    116.0 * y.cbrt() - 16.0
}

/// In grey ready is hollow and not ready lettered; contact and wrap-up have nothing else to tell them apart.
#[test]
fn contact_wrap_up_and_the_inside_of_ready_are_apart_in_grey() {
    let seen = [Role::State(StateKind::OnContact), Role::State(StateKind::WrapUp), Role::ReadyFill];
    for theme in THEMES {
        for (i, a) in seen.iter().enumerate() {
            for b in &seen[i + 1..] {
                let apart = (lightness(theme.colour(*a)) - lightness(theme.colour(*b))).abs();
                assert!(apart >= 15.0, "{theme:?}: {a:?} and {b:?} are {apart:.1} apart");
            }
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
                    // Ready is hollow: it is its inside that lies beside other bars.
                    let (x, y) = (theme.inside(Role::State(*a)), theme.inside(Role::State(*b)));
                    let apart = distance(x, y, vision);
                    assert!(apart >= 0.055, "{theme:?} vision {v}: {a:?} and {b:?} are {apart:.3} apart");
                }
            }
        }
    }
}

#[test]
fn colours_are_read_as_browsers_write_them() {
    for (text, expected) in [
        ("rgb(1, 20, 255)", Some(Rgb(1, 20, 255))),
        (" rgba(0,0,0,0.5) ", Some(Rgb(0, 0, 0))),
        ("rgb(1, 2)", None),
        ("rgb(1, 2, 256)", None),
        ("color(srgb 1 0 0)", None),
        ("red", None),
        ("", None),
    ] {
        assert_eq!(Rgb::parse(text), expected, "{text:?}");
    }
}

/// White on black, with links as Windows has them.
const FORCED: Theme = Theme::Forced(Forced([
    Rgb(0, 0, 0),
    Rgb(255, 255, 255),
    Rgb(160, 160, 160),
    Rgb(214, 180, 253),
    Rgb(128, 128, 255),
]));

#[test]
fn where_colours_are_forced_states_differ_in_their_patterns() {
    let kinds = [
        StateKind::Available,
        StateKind::OnContact,
        StateKind::WrapUp,
        StateKind::NotReady,
        StateKind::LoggedIn,
        StateKind::LoggedOut,
        StateKind::Other,
        StateKind::NoData,
    ];
    let patterns: Vec<_> = kinds.iter().map(|kind| Pattern::of(Role::State(*kind))).collect();
    for (i, pattern) in patterns.iter().enumerate() {
        assert!(!patterns[i + 1..].contains(pattern), "{pattern:?} stands for two kinds");
    }
    for tint in 0..REASON_TINTS {
        assert_eq!(Pattern::of(reason_role(tint)), Pattern::Upright, "reasons are lettered");
    }
}

#[test]
fn where_colours_are_forced_everything_has_one_that_the_system_vouches_for() {
    for bar in bars() {
        assert_eq!(FORCED.colour(bar), Rgb(255, 255, 255), "{bar:?}");
        assert!(contrast(FORCED.on_bar(bar), FORCED.inside(bar)) >= 21.0, "on {bar:?}");
    }
    for (text, ground) in
        [(Role::Accent, Role::Panel), (Role::OnAccent, Role::Accent), (Role::Danger, Role::DangerSoft)]
    {
        let pair = [System::of(text), System::of(ground)];
        assert!(pair.contains(&System::LinkText) && pair.contains(&System::Canvas), "{text:?} on {ground:?}");
    }
}

#[test]
fn every_colour_that_a_centre_can_choose_is_another() {
    let roles: std::collections::HashSet<_> =
        (0..model::state::COLOURS.len()).map(|colour| variable(chosen_role(colour as u8))).collect();
    assert_eq!(roles.len(), model::state::COLOURS.len());
}
