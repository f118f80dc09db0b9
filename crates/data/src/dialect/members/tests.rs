use std::borrow::Cow;

use super::*;
use crate::dialect::json::Json;

const NAMES: [&str; 3] = ["state", "agentId", "last"];
const ALIASES: [&str; 2] = ["agent", "user"];

/// What an object says: the wanted members as text, those that it tells twice, and whether the one with other
/// names came under one of these.
type Said = (Vec<Option<String>>, Vec<&'static str>, bool);

fn read(names: &mut Names, object: &str) -> Said {
    let mut json = Json::new(object);
    json.take(b'{').unwrap();
    let mut fields = [const { Field::Nothing }; NAMES.len()];
    json.members(names, &mut fields).unwrap();
    let text = |field: &Field| field.text().map(Cow::into_owned);
    (fields.iter().map(text).collect(), names.twice().collect(), names.is_alias())
}

fn names() -> Names {
    Names::new(&NAMES).or("agentId", &ALIASES)
}

/// Objects, what they say, and which members they tell twice.
const OBJECTS: [(&str, [&str; 3], &[&str], bool); 17] = [
    ("{}", ["", "", ""], &[], false),
    (r#"{"state":"A","agentId":7,"last":"z"}"#, ["A", "7", "z"], &[], false),
    (r#"{"last":"z","state":"A"}"#, ["A", "", "z"], &[], false),
    (r#"{"state":"A","state":"A"}"#, ["A", "", ""], &[], false),
    (r#"{"state":"A","state":"B"}"#, ["B", "", ""], &["state"], false),
    (r#"{"state":"A","state":"B","state":"C"}"#, ["C", "", ""], &["state"], false),
    (r#"{"state":"A","state":"B","state":null}"#, ["B", "", ""], &["state"], false),
    (r#"{"state":null,"state":"A","state":null}"#, ["A", "", ""], &[], false),
    (r#"{"last":1,"state":"A","last":2}"#, ["A", "", "2"], &["last"], false),
    (r#"{"last":1,"state":"A","last":2,"state":"B"}"#, ["B", "", "2"], &["state", "last"], false),
    // The spelling that is documented counts, others stand in for it.
    (r#"{"State":"A","state":"B"}"#, ["B", "", ""], &["state"], false),
    (r#"{"state":"B","STATE":"A"}"#, ["B", "", ""], &["state"], false),
    (r#"{"state":null,"st_ate":"A"}"#, ["A", "", ""], &[], false),
    (r#"{"user":7,"agent":6,"state":"A"}"#, ["A", "6", ""], &[], true),
    (r#"{"agent":{"name":"Ana","id":9},"user":7,"state":{"id":1}}"#, ["", "9", ""], &[], true),
    (r#"{"user":7,"agentId":{"id":8},"other":{"id":1}}"#, ["", "8", ""], &[], false),
    (r#"{"agent":null,"user":7,"agentId":null}"#, ["", "7", ""], &[], true),
];

#[test]
fn members_are_read_in_whatever_order_and_number_they_come() {
    let mut same = names();
    // Twice, so that each comes after each other's kind.
    for (object, said, twice, is_alias) in OBJECTS.iter().chain(OBJECTS.iter().rev()) {
        let said: Vec<_> = said.iter().map(|text| (!text.is_empty()).then(|| (*text).to_owned())).collect();
        let expected = (said, twice.to_vec(), *is_alias);
        assert_eq!(read(&mut names(), object), expected, "{object}");
        assert_eq!(read(&mut same, object), expected, "after others: {object}");
    }
}

#[test]
fn a_name_that_looks_like_several_members_hides_none_of_them() {
    let mut names = names();
    for strange in [r#"{"a\":1,\"state":"X"}"#, r#"{"a\\":2,"state":"B"}"#] {
        read(&mut names, strange);
        assert_eq!(read(&mut names, r#"{"a":1,"state":"A"}"#).0[0].as_deref(), Some("A"), "{strange}");
    }
}

#[test]
fn so_many_names_are_remembered_and_no_more() {
    let mut names = names();
    for name in 0..1_000 {
        read(&mut names, &format!(r#"{{"x{name}":1,"state":"A"}}"#));
    }
    assert_eq!(names.tokens.len(), NAMES.len() + MAX_OTHERS);
    assert_eq!(read(&mut names, r#"{"x7":1,"state":"A","x999":2,"last":3}"#).0[2].as_deref(), Some("3"));
}
