//! The tutorial's own script against the simulator.

use cxone_sim::{Paging, Scenario, Sim, fetched, run_tutorial};

fn printed(scenario: Scenario) -> String {
    let sim = Sim::start().unwrap();
    run_tutorial(&sim.scenario(scenario)).unwrap()
}

#[test]
fn it_fetches_every_page() {
    for paging in [Paging::Number, Paging::IgnoredToken] {
        let printed = printed(Scenario { records: Some(2_345), paging, ..Scenario::default() });
        assert_eq!(fetched(&printed), Some(2_345), "{printed}");
        assert!(printed.contains("Fetched page 3: 345 records."), "{printed}");
        assert!(printed.contains("Total Ready Time:"), "{printed}");
    }
}

#[test]
fn its_last_24_hours_are_never_empty() {
    let printed = printed(Scenario::default());
    assert!(fetched(&printed).is_some_and(|count| count > 0), "{printed}");
    assert!(printed.contains("Total Ready Time:"), "{printed}");
}

#[test]
fn it_dies_on_a_null_sub_state() {
    let printed = printed(Scenario { records: Some(10), null_sub_states: true, ..Scenario::default() });
    assert!(printed.contains("Application error"), "{printed}");
}
