//! Rows by agent that stand together, and that are opened in place.

use model::dataset::Dataset;
use model::directory::Directory;
use model::state::StateKind;
use model::testing::{Load, changes, states};
use model::time::{HOUR, Span};
use model::zone::Zone;
use scene::build::{SceneInput, build};
use scene::hit::hit;
use scene::layout::{AXIS_PX, Beside, Group, Grouping, LayoutInput, Names, RowKind, RowLayout};
use scene::rows::{LaneMode, StateRows};
use scene::staffing::{Stack, Staffing};
use scene::theme::Role;

/// Four agents: an hour of contact, then break; the last one was never on a contact.
fn data() -> Dataset {
    let (catalog, [contact, ready, pause]) = states([
        ("C", None, StateKind::OnContact),
        ("R", None, StateKind::Available),
        ("N", Some("Break"), StateKind::NotReady),
    ]);
    let of = |id: &'static str, first| changes(id, [(0, first), (HOUR, pause)]);
    let rows = of("a", contact).chain(of("b", contact)).chain(of("c", contact)).chain(of("d", ready));
    Load::new(catalog, Span::new(0, 2 * HOUR)).rows(rows).build()
}

fn group(team: usize, label: &str, agents: &[usize], folded: bool) -> Group {
    Group { team, label: label.to_owned(), agents: agents.to_vec(), folded }
}

fn with_layout<T>(grouping: Grouping, work: impl FnOnce(&Dataset, &StateRows, &RowLayout) -> T) -> T {
    let data = data();
    let legend = StateRows::new(&data.catalog);
    let layout = RowLayout::new(&LayoutInput {
        data: &data,
        legend: &legend,
        zone: &Zone::utc(),
        people: &Directory::default(),
        mode: LaneMode::Agent,
        agent: 0,
        order: &[2, 3, 0, 1],
        grouping,
        width: 168.0 + 720.0,
        beside: Beside { team: true, names: Names::Over, ..Beside::default() },
        plans: None,
        words: &scene::layout::RowWords::default(),
    });
    work(&data, &legend, &layout)
}

const AGENT: fn(usize) -> RowKind = |agent| RowKind::Agent { agent };

#[test]
fn teams_have_a_heading_and_their_agents_below_it_unless_they_are_folded() {
    let groups = [group(7, "East", &[2, 3], false), group(1, "West", &[0, 1], true)];
    with_layout(Grouping { groups: &groups, expanded: &[] }, |_, _, layout| {
        let kinds: Vec<_> = layout.rows.iter().map(|row| row.kind.clone()).collect();
        let team = |team| RowKind::Group { team };
        assert_eq!(kinds, [RowKind::Team, team(7), AGENT(2), AGENT(3), team(1)]);
        assert!((layout.rows_height() - (84.0 + 34.0 + 2.0 * 26.0 + 34.0)).abs() < 1e-9);
        assert!(layout.rows.windows(2).all(|pair| (pair[0].y + pair[0].height - pair[1].y).abs() < 1e-9));
        assert_eq!(layout.row_group(&layout.rows[4]).map(|(place, group)| (place, group.team)), Some((1, 1)));
        assert_eq!(layout.row_agent(&layout.rows[1]), None);
    });
}

#[test]
fn an_opened_agent_has_a_row_for_each_state_that_there_was() {
    with_layout(Grouping { groups: &[], expanded: &[0, 3] }, |data, legend, layout| {
        let lane = |agent, row| RowKind::Lane { agent, row };
        let kinds: Vec<_> = layout.rows.iter().skip(1).map(|row| row.kind.clone()).collect();
        // Contact, ready, not ready.
        assert_eq!(
            kinds,
            [AGENT(2), AGENT(3), lane(3, 1), lane(3, 2), AGENT(0), lane(0, 0), lane(0, 2), AGENT(1)]
        );
        let row = layout.rows.iter().find(|row| row.kind == lane(3, 2)).unwrap();
        assert_eq!((row.height, row.bar, layout.row_agent(row)), (22.0, 14.0, Some(3)));
        let viewport = layout.viewport(data.window);
        // In the first hour there is nothing but what is near: the break begins 3 pixels on.
        let under = |x: f64| hit(data, legend, (layout, viewport), (layout.gutter + x, row.y + 4.0)).unwrap();
        assert_eq!((under(358.0).segment, under(300.0).segment, under(400.0).agent), (1, 0, 3));
    });
}

#[test]
fn teams_are_drawn_as_how_many_and_opened_agents_state_by_state() {
    let groups = [group(0, "East", &[2, 3], true), group(1, "West", &[0], false)];
    with_layout(Grouping { groups: &groups, expanded: &[0] }, |data, legend, layout| {
        let counted = groups.iter().map(|group| Staffing::new(data, &group.agents, 12));
        let staffing: Vec<_> = counted.map(|counted| Stack::new(&counted, legend)).collect();
        let scene = build(&SceneInput {
            data,
            legend,
            layout,
            viewport: layout.viewport(data.window),
            zone: &Zone::utc(),
            pixel_ratio: 1.0,
            scroll: 0.0,
            height: AXIS_PX + layout.rows_height(),
            team: None,
            groups: &staffing,
            overruns: None,
            plans: None,
        });
        let drawn = |kind: &RowKind, x: f64| {
            let row = layout.rows.iter().find(|row| row.kind == *kind).unwrap();
            let (top, x) = (AXIS_PX + row.y, layout.gutter + x);
            let inside =
                scene.bars.iter().filter(|bar| bar.y >= top && bar.y + bar.height <= top + row.height);
            inside.filter(|bar| bar.x0 <= x && x < bar.x1).map(|bar| bar.role).collect::<Vec<_>>()
        };
        let contact = Role::State(StateKind::OnContact);
        assert!(drawn(&RowKind::Group { team: 0 }, 100.0).contains(&contact));
        assert!(drawn(&RowKind::Group { team: 0 }, 100.0).contains(&Role::ReadyFill));
        let lane = |row| RowKind::Lane { agent: 0, row };
        assert_eq!((drawn(&lane(0), 100.0), drawn(&lane(0), 500.0)), (vec![contact], vec![]));
        assert_eq!((drawn(&lane(2), 100.0).len(), drawn(&lane(2), 500.0).len()), (0, 1));
    });
}

/// Five hundred agents of which every third is opened, in teams of sixty.
#[test]
fn rows_of_very_many_agents_follow_each_other_without_a_gap() {
    let data = data();
    let legend = StateRows::new(&data.catalog);
    let order: Vec<usize> = (0..500).map(|i| i % 4).collect();
    let groups: Vec<Group> =
        order.chunks(60).enumerate().map(|(team, agents)| group(team, "T", agents, team % 3 == 2)).collect();
    let layout = RowLayout::new(&LayoutInput {
        data: &data,
        legend: &legend,
        zone: &Zone::utc(),
        people: &Directory::default(),
        mode: LaneMode::Agent,
        agent: 0,
        order: &order,
        grouping: Grouping { groups: &groups, expanded: &[1] },
        width: 1_000.0,
        beside: Beside { team: true, ..Beside::default() },
        plans: None,
        words: &scene::layout::RowWords::default(),
    });
    assert!(layout.rows.windows(2).all(|pair| (pair[0].y + pair[0].height - pair[1].y).abs() < 1e-9));
    let mut y = 0.5;
    let mut found = 0;
    while y < layout.rows_height() {
        let seen = layout.rows_between(y, y + 600.0);
        assert!(
            seen[0].y <= y
                && seen.last().is_some_and(|row| row.y + row.height >= (y + 600.0).min(layout.rows_height()))
        );
        found += 1;
        y += 97.0;
    }
    assert!(found > 60, "{found}");
}
