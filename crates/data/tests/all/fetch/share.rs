//! How much of a list is here while it comes.

use crate::world::list::{List, Way};
use crate::world::load::{came, query_of, world};
use data::fetch::FetchState;

#[test]
fn it_is_that_of_the_rows_where_they_are_counted_and_that_of_the_time_otherwise() {
    let ways = Way::ALL.into_iter().flat_map(|way| [false, true].map(|total| (way, total)));
    for (way, says_total) in ways.filter(|(way, total)| *total || *way != Way::Skip) {
        for latencies in [&[200][..], &[900, 100, 700, 300]] {
            let list = List { says_total, ..List::new(way, 100, 620) };
            let span = query_of(&list, 100).span;
            let mut world = world(&list, 100, |request, _| Ok(list.right(request)));
            world.latencies(latencies);
            assert!(world.fetch.progress().share.abs() < 1e-9);
            let mut most = 0.0;
            while world.turn() {
                let here = came(&world.fetch);
                let reached = here.iter().max().map_or(0, |record| List::at(*record) - span.start);
                let share = match world.fetch.state() {
                    FetchState::Finished => 1.0,
                    _ if says_total => (here.len() as f64 / 620.0).min(0.99),
                    _ => (reached as f64 / span.len() as f64).min(0.99),
                };
                let found = world.fetch.progress().share;
                assert!((found - share).abs() < 1e-9, "{way:?} {says_total}: {found} for {share}");
                most = f64::max(most, found);
            }
            assert_eq!((world.fetch.progress().share, came(&world.fetch).len()), (1.0, 620));
            assert!(most > 0.4, "{way:?}: {most}");
        }
    }
}
