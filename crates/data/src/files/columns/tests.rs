//! Which names of columns say what.

use super::*;

#[test]
fn roles_are_numbered_as_they_are_listed() {
    let mut seen: Vec<usize> = Role::ALL.iter().map(|role| *role as usize).collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..Role::ALL.len()).collect::<Vec<_>>());
}

#[test]
fn names_in_any_spelling() {
    for (name, role) in [
        ("Agent_No", Role::Agent),
        ("AGENT ID", Role::Agent),
        ("Duration (hh:mm:ss)", Role::Duration),
        ("duration_ms", Role::Duration),
        ("Time in State [sec]", Role::Duration),
        ("DurationInSeconds", Role::Duration),
        ("End_Time", Role::EndTime),
        ("Reason Code", Role::Reason),
        ("Log_State", Role::LogState),
        ("Previous Duration", Role::Detail),
        ("Not Ready Reason", Role::Detail),
        ("Team", Role::Detail),
    ] {
        assert_eq!(Role::of(name), role, "{name}");
    }
}

#[test]
fn the_name_of_a_table_before_all_names_is_none_of_theirs() {
    for (header, place) in [
        (["log.Agent_No", "log.State", "log.Start_Date"], Some(0)),
        (["Log[Agent_No]", "Log[State]", "Log[Start_Date]"], Some(0)),
        (["[State]", "[Agent_No]", "[Start_Date]"], Some(1)),
        (["a.Agent_No", "b.State", "b.Start_Date"], None),
    ] {
        assert_eq!(Columns::of(header.into_iter()).place(Role::Agent), place, "{header:?}");
    }
}

#[test]
fn reasons_in_the_words_of_other_products() {
    for name in [
        "REASON CODE",
        "Reason Text",
        "reason_name",
        "Not Ready Reason",
        "NotReadyReasonCode",
        "sub_status",
        "sub_status_name",
        "Sub State",
        "idleCodeName",
        "Idle Code",
        "Away Reason",
        "Pause reason",
        "Break Type",
        "AUX Reason",
        "Aux Reason Code",
        "State Reason",
        "statusCode",
        "Status Detail",
        "detail",
        "Secondary Presence",
        "Agent State Reason Description",
        "Auxiliary Code",
    ] {
        assert_eq!(Role::guess(name), Role::Reason, "{name}");
    }
    for name in [
        "Previous Reason",
        "Old Reason Code",
        "Transfer Reason",
        "Disposition",
        "Code",
        "Type",
        "State ID",
        "Name",
        "wrapupCodeName",
        "Call Type",
        "Description",
        "Area Code",
        "Season",
    ] {
        assert_ne!(Role::guess(name), Role::Reason, "{name}");
    }
}

#[test]
fn of_several_reasons_the_named_one_is_proposed() {
    let roles = |header: &[&str]| -> Vec<Role> {
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        Preset::guess(&header).columns.into_iter().map(|(_, role)| role).collect()
    };
    let (state, reason, detail) = (Role::State, Role::Reason, Role::Detail);
    assert_eq!(roles(&["State", "Reason Code", "Reason"]), [state, detail, reason]);
    assert_eq!(roles(&["State", "Reason Code", "Pause code"]), [state, reason, detail]);
    assert_eq!(roles(&["Aux Code"]), [state]);
    assert_eq!(roles(&["Aux Code", "Status"]), [reason, state]);
    assert_eq!(roles(&["Status", "Aux Code", "Sub Status"]), [state, detail, reason]);
}

#[test]
fn a_table_that_hides_its_reasons_is_doubtful() {
    let is_doubtful = |header: &str| Columns::of(header.split(',')).is_doubtful();
    assert!(is_doubtful("Agent,Start,State,Duration,Idle Code"));
    for header in ["Agent,Start,State,Duration,Team", "Agent,Start,State,Reason,Detail", "Agent,Start,State"]
    {
        assert!(!is_doubtful(header), "{header}");
    }
}

#[test]
fn a_choice_is_for_its_names_in_any_order() {
    let header = |names: &str| names.split(',').map(str::to_owned).collect::<Vec<_>>();
    let preset = Preset::guess(&header("User,Status,Start"));
    let turned = preset.for_header(&header("Start,User,Status")).unwrap();
    let roles: Vec<Role> = turned.columns.iter().map(|(_, role)| *role).collect();
    assert_eq!(roles, [Role::Start, Role::Agent, Role::State]);
    for other in ["User,Status", "User,Status,Start,x", "User,Status,status", "User,Status,Status"] {
        assert_eq!(preset.for_header(&header(other)), None, "{other}");
    }
    // A row of cells with names may have fewer of them.
    let names = header("User,Status,Start,Duration,Reason,Team");
    let preset = Preset::guess(&names);
    for (there, fits) in [
        ("Start,User,Status,Duration", true),
        ("User,Status,Start,Duration,Team", true),
        ("User,Status,Start,Reason,Team", false),
        ("Status,Start,Duration", false),
        ("User,Status,Start,Duration,Other", false),
    ] {
        let there = header(there);
        assert_eq!(
            preset.for_cells(&there).is_some_and(|one| one.fits(there.iter().map(String::as_str))),
            fits,
            "{there:?}"
        );
        assert_eq!(preset.for_header(&there), None);
    }
    // Which of two columns of one name is which, only their order tells.
    let twice = Preset::guess(&header("x,State,x"));
    assert!(twice.fits(["x", "State", "x"].into_iter()) && !twice.fits(["x", "x", "State"].into_iter()));
}

#[test]
fn a_guess_names_each_column_once() {
    let header = ["User", "Status", "Activity", "Started at", "x"].map(str::to_owned);
    let guess = Preset::guess(&header);
    let roles: Vec<Role> = guess.columns.iter().map(|(_, role)| *role).collect();
    assert_eq!(roles, [Role::Agent, Role::State, Role::Detail, Role::Start, Role::Detail]);
    assert!(guess.is_enough() && guess.fits(header.iter().map(String::as_str)));
    assert!(!Preset::guess(&["a".into(), "b".into()]).is_enough());
    let back: Preset = serde_json::from_str(&serde_json::to_string(&guess).unwrap()).unwrap();
    assert_eq!(back, guess);
}
