//! Which states fit which planned activity, while a person changes it: a table of activities × states, and options.

use std::collections::HashSet;

use data::adherence::AdherenceRules;
use model::adherence::{Beyond, Judged, Options, Row, States, Table};
use model::limits::{Names, Pattern, name_of};
use model::state::{ActivityId, Catalog, StateKind};

use crate::app::limits::amount;

/// Most activities, and most states, that the table has; a file can say the rest.
pub const MAX: usize = 60;

/// A state that can fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What people read.
    pub label: String,
    /// A kind, or a name.
    what: What,
    /// A state of the data that it stands for.
    activity: ActivityId,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Kind(StateKind),
    Name(String),
}

/// A planned activity as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Its name, as the schedule has it.
    pub name: String,
    /// Which states fit, by column.
    pub fits: Vec<bool>,
    /// Whether it is open time.
    pub is_open: bool,
    /// Whether it is neutral.
    pub is_neutral: bool,
    /// What is forgiven, where it differs from the rest; empty where it does not.
    pub grace: String,
    /// Whether nothing is known of it: no row of the table, and no state of its name.
    pub is_unknown: bool,
}

/// All that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The states.
    pub columns: Vec<Column>,
    /// The activities.
    pub rows: Vec<DraftRow>,
    /// What is forgiven of each exception.
    pub grace: String,
    /// Whether only what exceeds it counts.
    pub is_excess: bool,
    /// Whether a contact that runs over an edge of the plan is neutral.
    pub contact_over_edge: bool,
    /// Whether work where nothing is planned is out.
    pub outside_shift: bool,
    /// How much time around shifts counts as worked; empty for all of it.
    pub window: String,
    /// How many activities there are beyond [`MAX`].
    pub left_out: usize,
    before: Vec<DraftRow>,
    rules: AdherenceRules,
}

/// What cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What is forgiven of each exception.
    Grace,
    /// How much time around shifts counts.
    Window,
    /// What is forgiven of one activity, by its row.
    RowGrace(usize),
}

const KINDS: [StateKind; 4] =
    [StateKind::Available, StateKind::OnContact, StateKind::WrapUp, StateKind::LoggedOut];

fn columns(catalog: &Catalog) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (activity, of) in catalog.activities().filter(|(_, of)| !of.kind.is_absence()) {
        let is_kind = of.reason.is_none() && KINDS.contains(&of.kind);
        let name = name_of(catalog, activity);
        let (what, label) = if is_kind {
            (What::Kind(of.kind), of.kind.label().to_owned())
        } else {
            (What::Name(name.to_owned()), name.to_owned())
        };
        if !columns.iter().any(|column| column.what == what) && columns.len() < MAX {
            columns.push(Column { label, what, activity });
        }
    }
    let rank = |column: &Column| match column.what {
        What::Kind(kind) => KINDS.iter().position(|other| *other == kind).unwrap_or(KINDS.len()),
        What::Name(_) => KINDS.len(),
    };
    columns.sort_by_key(rank);
    columns
}

impl Draft {
    /// The activities of a schedule and the states of a catalogue, as the rules have them.
    pub fn new(rules: &AdherenceRules, judged: &Judged, catalog: &Catalog) -> Self {
        let columns = columns(catalog);
        let table = rules.table();
        let unknown: HashSet<&str> = judged.unknown().iter().map(|id| judged.name(*id)).collect();
        let mut seen = HashSet::new();
        let all = judged.schedule().activities.iter().filter(|activity| seen.insert(&*activity.name));
        let names: Vec<&str> = all.map(|activity| &*activity.name).collect();
        let row = |name: &&str| row(name, &table, (&columns, catalog), unknown.contains(*name));
        let rows: Vec<DraftRow> = names.iter().take(MAX).map(row).collect();
        let Options { grace_ms, beyond, contact_over_edge, outside_shift, window_ms } = rules.options;
        Self {
            before: rows.clone(),
            rows,
            columns,
            grace: amount::text(grace_ms),
            is_excess: beyond == Beyond::Excess,
            contact_over_edge,
            outside_shift,
            window: window_ms.map_or_else(String::new, amount::text),
            left_out: names.len().saturating_sub(MAX),
            rules: rules.clone(),
        }
    }

    /// The rules as they are typed: rows that nobody changed stay as they were.
    ///
    /// # Errors
    /// Each field that cannot be understood.
    pub fn rules(&self) -> Result<AdherenceRules, Vec<Field>> {
        let mut faults = Vec::new();
        let mut length = |text: &str, field: Field| {
            let ms = amount::parse(text);
            faults.extend(ms.is_none().then_some(field));
            ms.unwrap_or_default()
        };
        let grace_ms = if self.grace.trim().is_empty() { 0 } else { length(&self.grace, Field::Grace) };
        let window = Some(self.window.trim()).filter(|window| !window.is_empty());
        let options = Options {
            grace_ms,
            beyond: if self.is_excess { Beyond::Excess } else { Beyond::Whole },
            contact_over_edge: self.contact_over_edge,
            outside_shift: self.outside_shift,
            window_ms: window.map(|window| length(window, Field::Window)),
        };
        let mut own = Vec::new();
        let mut replaced = HashSet::new();
        for (place, (row, before)) in self.rows.iter().zip(&self.before).enumerate() {
            let grace = Some(row.grace.trim()).filter(|grace| !grace.is_empty());
            let grace_ms = grace.map(|grace| length(grace, Field::RowGrace(place)));
            if let Some(pattern) = Pattern::whole(&row.name).filter(|_| row != before) {
                replaced.insert(pattern.text().to_owned());
                own.extend(self.own_row(row, pattern, grace_ms));
            }
        }
        let is_replaced = |row: &Row| {
            let mut texts = row.activities.texts();
            texts.len() == 1 && texts.next().is_some_and(|text| replaced.contains(text))
        };
        let rest = self.rules.rows.iter().filter(|row| !is_replaced(row)).cloned();
        let rows = own.into_iter().chain(rest).take(Table::MAX).collect();
        if faults.is_empty() { Ok(AdherenceRules { rows, options }) } else { Err(faults) }
    }

    fn own_row(&self, row: &DraftRow, pattern: Pattern, grace_ms: Option<i64>) -> Option<Row> {
        let mut kinds = Vec::new();
        let mut names = Vec::new();
        for (column, _) in self.columns.iter().zip(&row.fits).filter(|(_, fits)| **fits) {
            match &column.what {
                What::Kind(kind) => kinds.push(*kind),
                What::Name(name) => names.extend(Pattern::whole(name)),
            }
        }
        let names = if names.is_empty() { Names::default() } else { Names::new(names)? };
        Some(Row {
            activities: Names::new(vec![pattern])?,
            states: States { kinds, names },
            is_open: row.is_open,
            is_neutral: row.is_neutral,
            grace_ms,
        })
    }
}

fn row(name: &str, table: &Table, (columns, catalog): (&[Column], &Catalog), is_unknown: bool) -> DraftRow {
    let own = Pattern::whole(name).and_then(|own| Names::new(vec![own]));
    let (states, is_open, is_neutral, grace_ms) = if let Some(row) = table.row(name) {
        let row = &table.rows[row];
        (row.states.clone(), row.is_open, row.is_neutral, row.grace_ms)
    } else {
        // A state of the same name fits; where there is none, nothing is known.
        let states = States { kinds: Vec::new(), names: own.unwrap_or_default() };
        (states, false, is_unknown, None)
    };
    DraftRow {
        name: name.to_owned(),
        fits: columns.iter().map(|column| states.fit(catalog, column.activity)).collect(),
        is_open,
        is_neutral,
        grace: grace_ms.map_or_else(String::new, amount::text),
        is_unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::adherence::judge;
    use model::schedule::ScheduleBuilder;
    use model::testing::{Load, changes, states};
    use model::time::{HOUR, MINUTE, Span};

    fn drafted(rules: &AdherenceRules) -> (Draft, Catalog) {
        let (catalog, all) = states([
            ("NOT_READY", Some("Break"), StateKind::NotReady),
            ("NOT_READY", None, StateKind::NotReady),
            ("READY", None, StateKind::Available),
            ("ACD", None, StateKind::OnContact),
        ]);
        let rows = changes("ana", all.into_iter().zip(0..).map(|(id, minute)| (minute * MINUTE, id)));
        let data = Load::new(catalog.clone(), Span::new(0, HOUR)).rows(rows).build();
        let mut builder = ScheduleBuilder::new();
        for name in ["Open", "Break", "Project X"] {
            let id = builder.activity(name, None);
            builder.push("ana", Span::new(0, HOUR), id, 1);
        }
        let judged = judge(&data, builder, &rules.table(), rules.options);
        (Draft::new(rules, &judged, &catalog), catalog)
    }

    fn told(draft: &Draft) -> Vec<String> {
        let row = |row: &DraftRow| {
            let fits = draft.columns.iter().zip(&row.fits).filter(|(_, fits)| **fits);
            let fits: Vec<&str> = fits.map(|(column, _)| &*column.label).collect();
            format!("{}: {} open {} neutral {}", row.name, fits.join(","), row.is_open, row.is_neutral)
        };
        draft.rows.iter().map(row).collect()
    }

    #[test]
    fn the_table_says_what_is_in_force() {
        let (draft, _) = drafted(&AdherenceRules::default());
        let labels: Vec<&str> = draft.columns.iter().map(|column| &*column.label).collect();
        assert_eq!(labels, ["Ready", "On contact", "Break", "Not ready"]);
        assert_eq!(
            told(&draft),
            [
                "Open: Ready,On contact open true neutral false",
                "Break: Break open false neutral false",
                "Project X:  open false neutral true",
            ]
        );
        assert_eq!(draft.rows.iter().map(|row| row.is_unknown).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(draft.rules(), Ok(AdherenceRules::default()), "what nobody changes stays");
    }

    #[test]
    fn what_is_changed_is_in_force_and_read_again() {
        let (mut draft, _) = drafted(&AdherenceRules::default());
        (draft.rows[2].fits[0], draft.rows[2].fits[3]) = (true, true);
        draft.rows[2].is_neutral = false;
        draft.rows[2].grace = "3".to_owned();
        (draft.grace, draft.is_excess, draft.window) = ("1 min".to_owned(), true, "2h".to_owned());
        let rules = draft.rules().unwrap();
        assert_eq!(rules.rows.len(), 1);
        let options = Options {
            grace_ms: MINUTE,
            beyond: Beyond::Excess,
            window_ms: Some(2 * HOUR),
            ..Options::default()
        };
        assert_eq!(rules.options, options);
        assert_eq!(data::adherence::parse(&data::adherence::format(&rules)), Ok(rules.clone()));
        let (mut again, _) = drafted(&rules);
        assert_eq!(told(&again)[2], "Project X: Ready,Not ready open false neutral false");
        assert_eq!(again.rules(), Ok(rules));
        again.rows[2].is_open = true;
        assert_eq!(again.rules().unwrap().rows.len(), 1, "it takes the place of the one before");
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        let (mut draft, _) = drafted(&AdherenceRules::default());
        (draft.grace, draft.window) = ("a bit".to_owned(), "all".to_owned());
        draft.rows[1].grace = "some".to_owned();
        assert_eq!(draft.rules(), Err(vec![Field::Grace, Field::Window, Field::RowGrace(1)]));
    }
}
