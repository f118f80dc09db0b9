//! Columns whose names do not tell what they hold: a person says so.

use data::files::FileError;
use data::schedule::{Options, PlanRole};

use super::{held, options, told};

#[test]
fn a_person_may_say_what_columns_hold() {
    let text = "wer;wann;bis;was\n401;26.11.2026 09:00;26.11.2026 11:00;Offen\n";
    let FileError::UnknownColumns { found, .. } = held(text, options()).unwrap_err() else { panic!() };
    let roles = [PlanRole::Agent, PlanRole::Start, PlanRole::End, PlanRole::Activity];
    let columns = Some(found.into_iter().zip(roles).collect());
    assert_eq!(told(text, Options { columns, ..options() }), ["401 1126 09:00-11:00 Offen"]);
}

#[test]
fn columns_of_iex_are_asked_about_without_their_mark() {
    for header in ["#fields|wer|wann|bis|was", "#fields: wer|wann|bis|was", "#fields\twer\twann\tbis\twas"] {
        let row = "401|11/26/2026 09:00|11/26/2026 11:00|Open";
        let row = if header.contains('\t') { row.replace('|', "\t") } else { row.to_owned() };
        let text = format!("{header}\n{row}\n");
        let FileError::UnknownColumns { found, rows } = held(&text, options()).unwrap_err() else { panic!() };
        assert_eq!((found.join(" ").as_str(), rows.len()), ("wer wann bis was", 1), "{header:?}");
        let roles = [PlanRole::Agent, PlanRole::Start, PlanRole::End, PlanRole::Activity];
        let columns = Some(found.into_iter().zip(roles).collect());
        assert_eq!(
            told(&text, Options { columns, ..options() }),
            ["401 1126 09:00-11:00 Open"],
            "{header:?}"
        );
    }
}
