use super::super::is_complete;
use super::*;
use model::time::{DAY, HOUR, Span};

fn told() -> Told {
    Told {
        origin: Origin::File("plan.csv".into()),
        parts: 1,
        agents: 12,
        activities: 245,
        refused: 0,
        reached: Some(Span::new(0, 7 * DAY)),
        order: None,
        zone: None,
        is_chosen: false,
    }
}

#[test]
fn what_came_is_said_with_its_figures() {
    let utc = Zone::utc();
    assert_eq!(
        schedule_came(&told(), &utc),
        "12 agents, Thu 1 Jan 1970 – Wed 7 Jan 1970, 245 activities from plan.csv."
    );
    let one = Told {
        origin: Origin::Host,
        parts: 2,
        agents: 1,
        activities: 1,
        refused: 1,
        reached: Some(Span::new(9 * HOUR, 17 * HOUR)),
        ..told()
    };
    assert_eq!(
        schedule_came(&one, &utc),
        "1 agent, Thu 1 Jan 1970, 1 activity from files of this site (2 files); 1 row could \
         not be used: see data quality."
    );
    let nothing = Told { reached: None, refused: 3, ..told() };
    assert_eq!(
        schedule_came(&nothing, &utc),
        "Nothing is planned in plan.csv; 3 rows could not be used: see data quality."
    );
    assert_ne!(schedule_nobody(1), schedule_nobody(3));
    assert_ne!(schedule_not_loaded(1), schedule_not_loaded(3));
    assert_ne!(schedule_nobody(3), schedule_not_loaded(3));
}

#[test]
fn everything_odd_has_a_title_of_its_own_and_says_what_was_done() {
    let remarks = PlanRemarkKind::ALL.map(plan_remark);
    let findings = PlanFindingKind::ALL.map(plan_finding);
    let all: Vec<_> = remarks.into_iter().chain(findings).collect();
    let titles: std::collections::BTreeSet<_> = all.iter().map(|(title, _)| title).collect();
    assert_eq!(titles.len(), all.len());
    assert!(all.iter().all(|(_, meaning)| meaning.ends_with('.')));
    let roles: std::collections::BTreeSet<_> = PlanRole::ALL.map(plan_role).into();
    assert_eq!(roles.len(), PlanRole::ALL.len());
    for role in PlanRole::ALL {
        assert!(plan_trouble(Trouble::Twice(role)).contains(plan_role(role)));
        assert!(plan_trouble(Trouble::Missing(role)).ends_with('.'));
    }
}

#[test]
fn what_is_said_of_files_is_complete() {
    for message in [
        aliases_read("x.csv", 0),
        aliases_read("x.csv", 2),
        schedule_error("x.csv", &FileError::UnknownColumns { found: vec!["a".into()], rows: Vec::new() }),
        schedule_error("x.csv", &FileError::UnknownJson),
        schedule_error("x.csv", &FileError::Spreadsheet),
    ] {
        is_complete(&message);
    }
}
