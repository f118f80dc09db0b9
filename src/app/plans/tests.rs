use super::*;
use model::directory::Person;
use model::schedule::PlanFindingKind;
use model::time::{HOUR, Span};

fn source(origin: Origin, entries: &[(&str, i64, i64)]) -> PlanSource {
    let mut builder = ScheduleBuilder::new();
    let open = builder.activity("Open", None);
    for (line, (who, from, to)) in (2..).zip(entries) {
        builder.push(who, Span::new(from * HOUR, to * HOUR), open, line);
    }
    PlanSource::new(origin, builder)
}

fn file(name: &str) -> Origin {
    Origin::File(name.to_owned())
}

#[test]
fn what_comes_again_from_the_same_file_takes_its_place() {
    let none = Plans::default();
    assert!(none.is_none() && none == Plans::default());
    let first =
        none.with(vec![source(file("a.csv"), &[("401", 0, 8)]), source(Origin::Host, &[("402", 0, 8)])]);
    let again = first.with(vec![source(file("a.csv"), &[("401", 9, 17), ("403", 9, 17)])]);
    assert!(first != again && again == again.clone());
    let told: Vec<_> =
        again.told().into_iter().map(|told| (told.origin, told.agents, told.activities)).collect();
    assert_eq!(told, [(Origin::Host, 1, 1), (file("a.csv"), 2, 2)]);
    assert_eq!(again.told()[1].reached, Some(Span::new(9 * HOUR, 17 * HOUR)));
    let own = again.only(|origin| matches!(origin, Origin::File(_)));
    assert_eq!(own.sources().len(), 1);
    assert!(own.only(|_| true) == own, "nothing goes: the same");
    assert!(own.without(&file("a.csv")).is_none());
    assert!(own.without(&file("a.csv")) == Plans::default());
}

#[test]
fn several_files_of_the_host_are_told_as_one() {
    let plans = Plans::default().with(vec![
        source(Origin::Host, &[("401", 0, 8)]),
        source(Origin::Host, &[("401", 20, 22), ("402", 1, 2)]),
    ]);
    let [told] = &plans.told()[..] else { panic!() };
    assert_eq!((told.parts, told.agents, told.activities), (2, 2, 3));
    assert_eq!(told.reached, Some(Span::new(0, 22 * HOUR)));
}

#[test]
fn findings_name_the_source() {
    let plans = Plans::default().with(vec![
        source(file("a.csv"), &[("401", 0, 8)]),
        source(file("b.csv"), &[("401", 0, 8), ("401", 9, 8)]),
    ]);
    let agents = ["401".into()];
    let schedule = plans.joining(&agents, &Directory::default()).finish();
    let found: Vec<_> =
        schedule.findings.examples.iter().map(|one| (one.kind, one.source, one.line)).collect();
    assert_eq!(found, [(PlanFindingKind::Reversed, 1, 3), (PlanFindingKind::Twice, 1, 2)]);
}

#[test]
fn names_of_nobody_can_be_given_to_somebody() {
    let plans = Plans::default().with(vec![source(
        file("a.csv"),
        &[("401", 0, 1), ("Ann Lee", 1, 2), ("E7", 2, 3), ("E7", 3, 4), ("E8", 0, 1)],
    )]);
    let agents: [AgentId; 2] = ["401".into(), "402".into()];
    let mut people = Directory::new([("402".into(), Person { name: "Ann Lee".into(), team: None })]);
    people.hide(true);
    let nobody = plans.unmatched(&agents, &people).nobody;
    let told: Vec<_> = nobody.iter().map(|one| (&*one.name, one.source.as_deref(), one.line)).collect();
    assert_eq!(told, [("E7", Some("a.csv"), Some(4)), ("E8", Some("a.csv"), Some(6))]);
    let alias = |name: &str, agent: &str| Alias { name: name.into(), agent: agent.into() };
    let plans = plans
        .with_aliases(vec![alias("E7", "401"), alias("E8", "401")])
        .with_aliases(vec![alias("E8", "402")]);
    assert_eq!(plans.aliases(), [alias("E7", "401"), alias("E8", "402")]);
    assert_eq!(plans.unmatched(&agents, &people), Unmatched::default());
    let schedule = plans.joining(&agents, &people).finish();
    let told: Vec<_> = schedule.plans.iter().map(|(who, plan)| (&**who, plan.list().len())).collect();
    assert_eq!(told, [("401", 2), ("402", 1)]);
    // Names stay when what they were for goes.
    let without = plans.without(&file("a.csv"));
    assert!(without.is_none());
    assert_eq!(without.aliases().len(), 2);
}

#[test]
fn user_names_of_those_who_are_loaded_are_known_and_what_a_person_says_counts_for_more() {
    let alias = |name: &str, agent: &str| Alias { name: name.into(), agent: agent.into() };
    let user_names =
        vec![alias("ann@example.com", "401"), alias("ben", "402"), alias("cat", "403"), alias("402", "401")];
    let entries = [("Ann@Example.com", 0, 1), ("ben", 0, 1), ("cat", 0, 1), ("402", 2, 3)];
    let plans = Plans::default().with_user_names(user_names).with(vec![source(file("a.csv"), &entries)]);
    let (agents, people): ([AgentId; 2], _) = (["401".into(), "402".into()], Directory::default());
    let names = |found: Vec<Nobody>| found.into_iter().map(|one| one.name).collect::<Vec<_>>();
    let Unmatched { nobody, not_loaded } = plans.unmatched(&agents, &people);
    assert_eq!((names(nobody), names(not_loaded)), (vec![], vec!["cat".to_owned()]));
    let told = |plans: &Plans| {
        let schedule = plans.joining(&agents, &people).finish();
        let told = schedule.plans.iter().map(|(who, plan)| format!("{who} {}", plan.list().len()));
        told.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(told(&plans), "401 1, 402 2, cat 1");
    let said = plans.with_aliases(vec![alias("ben", "401"), alias("Cat", "401")]);
    assert_eq!(
        (told(&said).as_str(), said.unmatched(&agents, &people)),
        ("401 1, 402 1", Unmatched::default())
    );
    assert_eq!(said.aliases().len(), 2, "user names are not saved with what a person said");
}

#[test]
fn agents_of_the_directory_who_are_not_loaded_are_not_nobody() {
    let entries = [
        ("401", 0, 1),
        ("402", 0, 1),
        ("Lee, Ann", 1, 2),
        ("Ben Ray", 0, 1),
        ("E7", 2, 3),
        ("Ann Lee", 5, 6),
    ];
    let plans = Plans::default().with(vec![source(file("a.csv"), &entries)]);
    let person = |id: &str, name: &str| (id.into(), Person { name: name.into(), team: None });
    let mut people = Directory::new([
        person("401", "Cy Day"),
        person("402", "Ann Lee"),
        person("403", "Ben Ray"),
        person("404", "Ben Ray"),
    ]);
    for hidden in [false, true] {
        people.hide(hidden);
        let found = |agents: &[&str]| {
            let agents: Vec<AgentId> = agents.iter().map(|id| (*id).into()).collect();
            let Unmatched { nobody, not_loaded } = plans.unmatched(&agents, &people);
            [nobody, not_loaded].map(|all| all.into_iter().map(|one| one.name).collect::<Vec<_>>().join("; "))
        };
        assert_eq!(found(&["401"]), ["Ben Ray; E7", "402; Lee, Ann; Ann Lee"], "two have one name");
        assert_eq!(found(&["401", "402", "403"]), ["E7", ""], "one of two is loaded");
    }
}
