use super::*;

#[test]
fn a_pair_has_one_id_for_good() {
    let mut catalog = Catalog::default();
    let known = |_: Option<&str>| Reading::known(StateKind::NotReady);
    let lunch = catalog.intern("NOT_READY", Some("Lunch"), known);
    let plain = catalog.intern("NOT_READY", None, known);
    assert_ne!(lunch, plain);
    assert_eq!(catalog.intern("NOT_READY", Some("Lunch"), |_| unreachable!("known already")), lunch);
    assert_eq!(catalog.activity(lunch).state, catalog.activity(plain).state);
    assert_eq!(catalog.label(lunch), "Not ready");
    assert_eq!(catalog.code(plain), "NOT_READY");
}

#[test]
fn absences_come_first_and_no_api_name_meets_them() {
    let mut catalog = Catalog::default();
    for name in ["Unknown", "\0Unknown", "\0No data"] {
        let sent = catalog.intern(name, None, |_| Reading::other(name));
        assert!(ActivityId::UNKNOWN.is_absence() && !sent.is_absence(), "{name:?}");
    }
    assert_eq!(catalog.kind(ActivityId::NOT_FETCHED), StateKind::NotFetched);
    assert_eq!(catalog.code(ActivityId::NO_DATA), "NO_DATA");
}

#[test]
fn a_meaning_that_one_source_gives_is_not_that_of_others() {
    let given = |catalog: &mut Catalog| {
        let reading = Reading { label: "Away".into(), kind: StateKind::OnContact };
        let state = catalog.given("Away", reading);
        catalog.intern_in(state, None, StateKind::OnContact)
    };
    let other = |catalog: &mut Catalog| catalog.intern("Away", None, |_| Reading::other("Away"));
    for is_first in [true, false] {
        let mut catalog = Catalog::default();
        let first = if is_first { given(&mut catalog) } else { other(&mut catalog) };
        let second = if is_first { other(&mut catalog) } else { given(&mut catalog) };
        assert_ne!(first, second);
        let kinds = if is_first { (first, second) } else { (second, first) };
        assert_eq!((catalog.kind(kinds.0), catalog.kind(kinds.1)), (StateKind::OnContact, StateKind::Other));
        assert_eq!((catalog.code(first), catalog.code(second)), ("Away", "Away"));
        assert_eq!((given(&mut catalog), other(&mut catalog)), kinds);
    }
}

#[test]
fn meanings_change_without_new_ids() {
    let mut catalog = Catalog::default();
    let acw = catalog.intern("Unavailable", Some("ACW"), |_| Reading::known(StateKind::NotReady));
    catalog.reclassify(|_, reason, kind| if reason == Some("ACW") { StateKind::WrapUp } else { kind });
    assert_eq!(catalog.kind(acw), StateKind::WrapUp);
    assert_eq!(catalog.kind(ActivityId::UNKNOWN), StateKind::Unknown);
}

#[test]
fn names_stand_in_the_order_of_kinds() {
    assert_eq!(StateKind::ALL.map(StateKind::name), crate::plain::STATES);
    assert_eq!(StateKind::ALL.map(|kind| kind as usize), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert_eq!([StateKind::Available, StateKind::NotFetched].map(StateKind::name), ["Ready", "Not fetched"]);
}
