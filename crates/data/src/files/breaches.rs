//! What is over its limit, as CSV: a row each.
//!
//! ```text
//! agent_id  agent_name  day  rule  reason  start_utc  end_utc  start (Europe/Paris)  …  over_ms  …  on_a_contact_before
//! ```

use model::adherence::Judged;
use model::dataset::Dataset;
use model::directory::Directory;
use model::limits::{Breach, Excess, name_of};
use model::zone::Zone;

use super::export::local;
use super::write::to_csv;
use model::time::format_utc;

/// Rows in one piece.
const PIECE: usize = 2_000;

/// What the list is made from.
#[derive(Clone, Copy, Debug)]
pub struct BreachesInput<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// Names.
    pub people: &'a Directory,
    /// The zone of days and times.
    pub zone: &'a Zone,
    /// What is listed, in order.
    pub breaches: &'a [&'a Breach],
    /// Each rule in words, by its position.
    pub rules: &'a [String],
    /// What was planned.
    pub plans: &'a Judged,
    /// What the last header says of all of it.
    pub scope: &'a str,
}

/// The header, then the rows, in pieces so that a page stays awake between them.
pub fn breaches_csv(input: BreachesInput<'_>) -> impl Iterator<Item = Vec<u8>> {
    let pieces = input.breaches.chunks(PIECE);
    let piece = move |piece: &[&Breach]| to_csv(piece.iter().map(|breach| row(&input, breach)));
    std::iter::once(to_csv([header(&input)])).chain(pieces.map(piece))
}

fn header(input: &BreachesInput) -> Vec<String> {
    let zone = input.zone.name();
    let mut names: Vec<String> = ["agent_id", "agent_name", "day", "rule", "reason", "start_utc", "end_utc"]
        .map(str::to_owned)
        .to_vec();
    names.extend([format!("start ({zone})"), format!("end ({zone})")]);
    let figures = [
        "length_ms",
        "limit",
        "over_ms",
        "counted",
        "nth_of_day",
        "so_far",
        "at_least",
        "on_a_contact_before",
        "planned",
    ];
    names.extend(figures.map(str::to_owned));
    names.push(input.scope.to_owned());
    names
}

fn row(input: &BreachesInput, breach: &Breach) -> Vec<String> {
    let (limit, counted) = match breach.excess {
        Excess::Time { limit_ms, .. } => (format!("{limit_ms} ms"), String::new()),
        Excess::Count { limit, count } => (limit.to_string(), count.to_string()),
        Excess::Share { limit_percent, refused, offered } => {
            (format!("{limit_percent}%"), format!("{refused} of {offered}"))
        }
    };
    let id = input.data.agents.get(breach.agent).map_or("", |agent| &*agent.id);
    let span = breach.span;
    let utc = |t| format_utc(t).unwrap_or_default();
    let yes = |is: bool| if is { "yes" } else { "" }.to_owned();
    vec![
        id.to_owned(),
        input.people.name(id).unwrap_or_default().to_owned(),
        breach.day.to_string(),
        input.rules.get(breach.rule).cloned().unwrap_or_default(),
        name_of(&input.data.catalog, breach.activity).to_owned(),
        utc(span.start),
        utc(span.end),
        local(span.start, input.zone),
        local(span.end, input.zone),
        breach.length_ms.to_string(),
        limit,
        breach.over_ms().map(|over| over.to_string()).unwrap_or_default(),
        counted,
        breach.nth.map(|nth| nth.to_string()).unwrap_or_default(),
        yes(breach.so_far),
        yes(breach.at_least),
        yes(breach.from_contact),
        input
            .plans
            .planned_at(breach.agent, span.start)
            .map_or("", |planned| input.plans.name(planned))
            .to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::adherence::{self, Options, Table};
    use model::limits::{Rules, judge};
    use model::schedule::ScheduleBuilder;
    use model::state::StateKind;
    use model::testing::{Load, changes, states};
    use model::time::{MINUTE, Span};

    #[test]
    fn every_row_is_whole_and_no_cell_is_a_formula() {
        let (catalog, [ready, pause]) = states([
            ("READY", None, StateKind::Available),
            ("NOT_READY", Some("=Break\n+1"), StateKind::NotReady),
        ]);
        let rows = changes("@ana", [(0, ready), (10 * MINUTE, pause), (40 * MINUTE, ready)]);
        let data = Load::new(catalog, Span::new(0, 60 * MINUTE)).rows(rows).build();
        let zone = Zone::utc();
        let judged = judge(&data, &Rules::parse("each:*break*:15m;count:*break*:0").unwrap(), &zone);
        let breaches: Vec<&Breach> = judged.breaches.iter().collect();
        let rules = ["-one", "two"].map(str::to_owned);
        let people = Directory::default();
        let mut builder = ScheduleBuilder::new();
        let pause = builder.activity("-Break", None);
        builder.push("@ana", Span::new(0, 60 * MINUTE), pause, 1);
        let plans = &adherence::judge(&data, builder, &Table::default(), Options::default());
        let (breaches, rules) = (&breaches, &rules);
        let input = BreachesInput {
            data: &data,
            people: &people,
            zone: &zone,
            breaches,
            rules,
            plans,
            scope: "=all",
        };
        let text: Vec<u8> = breaches_csv(input).flatten().collect();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text[..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0].iter().next_back(), Some("'=all"));
        let cells = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(cells(&rows[1])[..5], ["'@ana", "", "1970-01-01", "'-one", "'=Break\n'+1"]);
        assert_eq!(cells(&rows[1])[9..12], ["1800000", "900000 ms", "900000"]);
        assert_eq!(cells(&rows[2])[10..14], ["0", "", "1", "1"]);
        assert!(rows[1..].iter().all(|row| row.len() == 18 && row.iter().next_back() == Some("'-Break")));
    }
}
