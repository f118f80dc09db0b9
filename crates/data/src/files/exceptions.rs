//! Exceptions to schedules, as CSV: a row each.

use model::adherence::{Exception, Forgiven, Judged};
use model::dataset::Dataset;
use model::directory::Directory;
use model::limits::name_of;
use model::time::format_utc;
use model::zone::Zone;

use super::export::local;
use super::write::to_csv;

/// Rows in one piece.
const PIECE: usize = 2_000;

/// What the list is made from.
#[derive(Clone, Copy, Debug)]
pub struct ExceptionsInput<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// What was held against the schedule.
    pub judged: &'a Judged,
    /// Names.
    pub people: &'a Directory,
    /// The zone of days and times.
    pub zone: &'a Zone,
    /// What is listed, in order, each with the agent's index.
    pub exceptions: &'a [(usize, &'a Exception)],
    /// What the last header says of all of it.
    pub scope: &'a str,
}

/// The header, then the rows, in pieces so that a page stays awake between them.
pub fn exceptions_csv(input: ExceptionsInput<'_>) -> impl Iterator<Item = Vec<u8>> {
    let piece = move |piece: &[(usize, &Exception)]| to_csv(piece.iter().map(|one| row(&input, *one)));
    std::iter::once(to_csv([header(&input)])).chain(input.exceptions.chunks(PIECE).map(piece))
}

fn header(input: &ExceptionsInput) -> Vec<String> {
    let zone = input.zone.name();
    let (start, end) = (format!("start ({zone})"), format!("end ({zone})"));
    let names = [
        "agent_id",
        "agent_name",
        "day",
        "planned",
        "did",
        "start_utc",
        "end_utc",
        &start,
        &end,
        "length_ms",
        "out_ms",
        "on_a_contact",
        "forgiven",
        input.scope,
    ];
    names.map(str::to_owned).to_vec()
}

fn row(input: &ExceptionsInput, (agent, one): (usize, &Exception)) -> Vec<String> {
    let id = input.data.agents.get(agent).map_or("", |agent| &*agent.id);
    let utc = |t| format_utc(t).unwrap_or_default();
    let forgiven = match one.forgiven {
        None => "",
        Some(Forgiven::Grace) => "grace",
        Some(Forgiven::Contact) => "contact",
    };
    vec![
        id.to_owned(),
        input.people.name(id).unwrap_or_default().to_owned(),
        input.zone.date(one.span.start).to_string(),
        one.planned.map_or("", |planned| input.judged.name(planned)).to_owned(),
        name_of(&input.data.catalog, one.did).to_owned(),
        utc(one.span.start),
        utc(one.span.end),
        local(one.span.start, input.zone),
        local(one.span.end, input.zone),
        one.span.len().to_string(),
        one.out_ms.to_string(),
        if one.on_contact { "yes" } else { "" }.to_owned(),
        forgiven.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::adherence::{Options, Table, judge};
    use model::schedule::ScheduleBuilder;
    use model::state::StateKind;
    use model::testing::{Load, changes, states};
    use model::time::{MINUTE, Span};

    #[test]
    fn every_row_is_whole_and_no_cell_is_a_formula() {
        let (catalog, [ready, pause]) = states([
            ("READY", None, StateKind::Available),
            ("NOT_READY", Some("=Break"), StateKind::NotReady),
        ]);
        let rows = changes("@ana", [(0, ready), (10 * MINUTE, pause)]);
        let data = Load::new(catalog, Span::new(0, 60 * MINUTE)).rows(rows).build();
        let mut builder = ScheduleBuilder::new();
        let open = builder.activity("Open\t+call", None);
        builder.push("@ana", Span::new(0, 60 * MINUTE), open, 1);
        let judged = judge(&data, builder, &Table::default(), Options::default());
        let (people, zone) = (Directory::default(), Zone::utc());
        let (agents, spans) = ([0], [data.window]);
        let exceptions = &judged.exceptions(&agents, &spans).collect::<Vec<_>>();
        let input = ExceptionsInput {
            data: &data,
            judged: &judged,
            people: &people,
            zone: &zone,
            exceptions,
            scope: "=all",
        };
        let text: Vec<u8> = exceptions_csv(input).flatten().collect();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text[..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let cells = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!((rows.len(), rows[0].len(), rows[1].len()), (2, 14, 13));
        assert_eq!(rows[0].iter().next_back(), Some("'=all"));
        assert_eq!(cells(&rows[1])[..5], ["'@ana", "", "1970-01-01", "Open\t'+call", "'=Break"]);
        assert_eq!(cells(&rows[1])[9..], ["3000000", "3000000", "", ""]);
    }
}
