//! How many pages are asked for at once, and how large.

use std::collections::BTreeMap;

use crate::world::list::{List, Way};
use crate::world::load::{came, world};
use crate::world::{NOW, page_of, query, server};
use data::dialect::by_name;
use data::fetch::{Fetch, FetchState, FetchStep};
use data::source::Response;

/// So that a series of two pages is not asked for seven.
#[test]
fn twice_as_many_pages_are_under_way_as_are_here() {
    let mut server = server(9_500);
    let mut fetch = Fetch::new(by_name("reporting-v2").unwrap(), query()).unwrap();
    let mut sent = BTreeMap::new();
    for (page, under_way) in [(1, &[2, 3][..]), (2, &[3, 4, 5, 6]), (3, &[4, 5, 6, 7, 8, 9])] {
        while let FetchStep::Send { ticket, request } = fetch.step(NOW) {
            sent.insert(page_of(&request), (ticket, server(&request)));
        }
        let (ticket, answer) = sent.remove(&page).unwrap();
        fetch.arrived(ticket, Ok(answer), NOW, 0.0);
        while let FetchStep::Send { ticket, request } = fetch.step(NOW) {
            sent.insert(page_of(&request), (ticket, server(&request)));
        }
        assert_eq!(sent.keys().copied().collect::<Vec<_>>(), under_way);
    }
}

#[test]
fn pages_stay_as_large_as_they_were_asked_for_unless_the_server_gave_fewer_rows() {
    // It gives as many as it likes, or none at first.
    let list = List::new(Way::Number, 150, 600);
    for is_empty in [false, true] {
        let mut world = world(&list, 100, |request, _| {
            let page = page_of(request);
            if page == 1 && is_empty {
                return Ok(Response::json(r#"{"records":[],"hasMore":true}"#));
            }
            let page = if is_empty { page - 1 } else { page };
            Ok(list.answer(page, list.first(page)..list.first(page + 1)))
        });
        assert_eq!(world.run(), FetchState::Finished, "{is_empty}");
        assert_eq!(came(&world.fetch), (0..600).collect::<Vec<_>>(), "{is_empty}");
        assert!(world.sent.iter().all(|request| request.get("pageSize") == Some("100")), "{is_empty}");
    }
}
