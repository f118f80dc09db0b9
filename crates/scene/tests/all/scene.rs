//! Properties of what is drawn, held against brute force.

use model::dataset::Dataset;
use model::directory::Directory;
use model::page::Part;
use model::state::{ActivityId, Catalog, Reading, StateKind};
use model::testing::{Load, changes, page};
use model::time::{Millis, Span};
use model::zone::Zone;
use proptest::prelude::*;
use scene::bins::{Grid, Holds, Piece, bin_len, pieces};
use scene::hit::hit;
use scene::layout::{Beside, LayoutInput, RowLayout};
use scene::rows::{LaneMode, RowSlot, StateRows};
use scene::share::shares;
use scene::viewport::Viewport;

const WINDOW: Span = Span::new(0, 4_000_000);

/// One agent's changes between four states.
pub fn dataset(starts: &[(i64, u32)]) -> Dataset {
    let mut catalog = Catalog::default();
    for kind in [StateKind::Available, StateKind::NotReady, StateKind::LoggedOut, StateKind::WrapUp] {
        catalog.intern(kind.label(), None, |_| Reading::known(kind));
    }
    let starts = starts.iter().map(|&(at, activity)| (at, ActivityId(3 + activity % 4)));
    Load::new(catalog, WINDOW).series(Some("a"), [Part::Page(page(changes("a", starts)))]).build()
}

/// Bursts of short states between long ones.
fn starts() -> impl Strategy<Value = Vec<(i64, u32)>> {
    let burst = (0_i64..4_000_000, 1_i64..3_000, 1_usize..60);
    prop::collection::vec((burst, any::<u32>()), 0..12).prop_map(|bursts| {
        let one = |((start, step, n), seed): ((i64, i64, usize), u32)| {
            (0..n as i64).map(move |i| (start + i * step, seed.wrapping_add((i * i) as u32)))
        };
        bursts.into_iter().flat_map(one).filter(|(at, _)| *at < WINDOW.end.0).collect()
    })
}

fn view() -> impl Strategy<Value = Span> {
    (0_i64..3_999_000, 1_000_i64..4_000_000)
        .prop_map(|(start, len)| Span::new(start, (start + len).min(4_000_000)))
}

/// Time of one row in a span, segment by segment.
fn truth(data: &Dataset, legend: &StateRows, place: RowSlot, span: Span) -> i64 {
    let segments = data.agents[0].lane.segments().filter(|s| legend.place(s.activity) == place);
    segments.map(|s| s.span.intersect(span).len()).sum()
}

fn many() -> Dataset {
    dataset(&(0..60_000).map(|i| (i * 66 + (i * i) % 60, (i * 7 % 5) as u32)).collect::<Vec<_>>())
}

/// Each cell's share of each row against brute force; wide bars count in the cells they cover.
fn check_shares(data: &Dataset, view: Span, cells: usize) {
    let legend = StateRows::new(&data.catalog);
    let viewport = Viewport { span: view, width_px: cells as f64 };
    let shares = shares(&data.agents[0], &legend, &viewport, cells);
    let places = (0..legend.rows.len()).map(RowSlot::Row).chain([RowSlot::Band]);
    for (place, strip) in places.zip(&shares.strips) {
        let narrow: f64 = strip.iter().map(|s| f64::from(s.max(0.0))).sum::<f64>() * viewport.ms_per_px();
        let wide: i64 = shares.wide.iter().filter(|w| w.place == place).map(|w| w.span.len()).sum();
        let all = truth(data, &legend, place, view);
        let error = (narrow + wide as f64 - all as f64).abs();
        assert!(error <= 2.0 + all as f64 * 1e-4, "{place:?}: {narrow} + {wide} is not {all}");
        for (cell, share) in strip.iter().enumerate().step_by(7) {
            let edge = |c: usize| view.start + (view.len() as f64 * c as f64 / cells as f64).round() as i64;
            let span = Span { start: edge(cell), end: edge(cell + 1) };
            let bars: i64 =
                shares.wide.iter().filter(|w| w.place == place).map(|w| w.span.intersect(span).len()).sum();
            let exact = (truth(data, &legend, place, span) - bars) as f64 / viewport.ms_per_px();
            let tolerance = 2.5 / viewport.ms_per_px() + 1e-3;
            assert!(
                (f64::from(share.max(0.0)) - exact).abs() <= tolerance,
                "{place:?} {cell}: {share} {exact}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_cell_shows_the_exact_share(starts in starts(), view in view(), cells in 50_usize..400) {
        check_shares(&dataset(&starts), view, cells);
    }

    #[test]
    fn pieces_fill_the_view_and_hold_the_exact_shares(
        starts in starts(), view in view(), bin in 5_000_i64..300_000, mark in 1_i64..200_000, origin in -9_999_i64..9_999,
    ) {
        let grid = Grid { bin, origin: Millis(origin), mark: mark.min(2 * bin) };
        check_pieces(&dataset(&starts), view, grid);
    }

    #[test]
    fn panning_never_changes_a_piece(starts in starts(), view in view(), shift in -500_000_i64..500_000) {
        let data = dataset(&starts);
        let moved = Span::new(view.start.0 + shift, view.end.0 + shift).intersect(WINDOW);
        let ms_per_px = view.len() as f64 / 300.0;
        let grid = Grid::new(bin_len(ms_per_px, 26.0, 300.0), Millis(0), ms_per_px);
        let both = view.intersect(moved);
        let legend = StateRows::new(&data.catalog);
        let seen = |view: Span| -> Vec<_> {
            let all = pieces_of(&data, &legend, view, grid);
            all.into_iter().filter(|p| !p.span.intersect(both).is_empty()).collect()
        };
        prop_assert_eq!(seen(view), seen(moved));
    }
}

/// A piece that is kept.
#[derive(Debug, PartialEq)]
struct Held {
    span: Span,
    /// Its shares, or which segment it is.
    holds: Result<Vec<(usize, i64)>, usize>,
}

/// The pieces of the first lane.
fn pieces_of(data: &Dataset, legend: &StateRows, view: Span, grid: Grid) -> Vec<Held> {
    let mut all = Vec::new();
    pieces(&data.agents[0], &data.catalog, legend, view, grid, &mut |Piece { span, holds }| {
        let holds = match holds {
            Holds::Segment { segment, .. } => Err(segment),
            Holds::Shares(shares) => Ok(shares.to_vec()),
        };
        all.push(Held { span, holds });
    });
    all
}

/// Pieces follow each other; those of one segment are all that is long enough; the others hold what brute force
/// finds in them.
fn check_pieces(data: &Dataset, view: Span, grid: Grid) {
    let (agent, legend) = (&data.agents[0], StateRows::new(&data.catalog));
    let all = pieces_of(data, &legend, view, grid);
    assert!(all[0].span.start <= view.start && all.last().unwrap().span.end >= view.end);
    assert!(all.windows(2).all(|pair| pair[0].span.end == pair[1].span.start));
    let long = |activity: ActivityId| match data.catalog.kind(activity) {
        StateKind::Available | StateKind::WrapUp => 2 * grid.bin,
        _ => grid.mark,
    };
    let whole: Vec<usize> = agent
        .lane
        .segments()
        .filter(|s| s.len() >= long(s.activity) && s.span.start < view.end && s.span.end > view.start)
        .map(|s| s.index)
        .collect();
    let found = all.iter().filter_map(|piece| piece.holds.as_ref().err().copied());
    assert_eq!(found.collect::<Vec<_>>(), whole);
    for Held { span, holds } in &all {
        let Ok(shares) = holds else { continue };
        let bin = |t: Millis| (t - grid.origin).div_euclid(grid.bin);
        assert_eq!(bin(span.start), bin(span.end + -1), "a piece lies in one bin");
        let mut sums = vec![None; legend.stack.len()];
        let touched = agent.lane.before(span.start).saturating_sub(1)..agent.lane.before(span.end);
        for s in touched.filter_map(|i| agent.lane.segment(i)) {
            let inside = s.span.intersect(*span).len();
            if let Some(layer) =
                legend.layer(s.activity).filter(|_| inside > 0 || span.contains(s.span.start))
            {
                *sums[layer].get_or_insert(0) += inside;
            }
        }
        let expected: Vec<(usize, i64)> =
            sums.into_iter().enumerate().filter_map(|(layer, ms)| Some((layer, ms?))).collect();
        assert_eq!(*shares, expected, "{span:?}");
    }
}

#[test]
fn pieces_are_exact_where_bins_hold_many_segments() {
    let data = many();
    for (view, bin, mark) in [
        (WINDOW, 60_000, 20_000),
        (Span::new(123, 3_999_001), 17_000, 1),
        (Span::new(1_000_000, 1_600_000), 600_000, 40),
    ] {
        check_pieces(&data, view, Grid { bin, origin: Millis(77), mark });
    }
}

#[test]
fn shares_are_exact_where_cells_hold_many_segments() {
    let data = many();
    for (view, cells) in
        [(WINDOW, 600), (Span::new(123, 3_999_001), 171), (Span::new(1_000_000, 1_600_000), 300)]
    {
        check_shares(&data, view, cells);
    }
}

#[test]
fn events_of_no_length_leave_a_mark() {
    let data = dataset(&[(0, 0), (1_000_000, 1), (1_000_000, 0)]);
    let legend = StateRows::new(&data.catalog);
    let viewport = Viewport { span: WINDOW, width_px: 400.0 };
    let strips = shares(&data.agents[0], &legend, &viewport, 400).strips;
    let RowSlot::Row(row) = legend.place(ActivityId(4)) else { panic!("not ready has a row") };
    assert_eq!(strips[row].iter().filter(|share| **share < 0.0).count(), 1);
    assert!(strips[row][100] < 0.0);
}

/// A pixel that two records of one occurrence share is not mixed.
#[test]
fn only_what_changes_under_a_pixel_is_mixed() {
    let hour = 3_600_000;
    let data = dataset(&[(0, 0), (hour / 2, 0), (hour, 1)]);
    let (legend, zone) = (StateRows::new(&data.catalog), Zone::utc());
    let layout = RowLayout::new(&LayoutInput {
        grouping: scene::layout::Grouping::default(),
        data: &data,
        people: &Directory::default(),
        legend: &legend,
        zone: &zone,
        mode: LaneMode::Agent,
        agent: 0,
        order: &[0],
        width: 900.0,
        beside: Beside::default(),
        plans: None,
        words: &scene::layout::RowWords::default(),
    });
    let row = &layout.rows[0];
    let viewport = layout.viewport(WINDOW);
    let under = |at: i64| {
        let x = layout.gutter + viewport.px(Millis(at));
        hit(&data, &legend, (&layout, viewport), (x, row.y + 1.0)).unwrap()
    };
    let (same, other) = (under(hour / 2), under(hour));
    assert!(same.column.contains(Millis(hour / 2)) && other.column.contains(Millis(hour)));
    assert!(data.agents[0].lane.range(same.column).len() == 2 && same.mixed.is_none());
    assert!(other.mixed.is_some());
}
