use super::*;
use model::adherence::{Options, Table, judge};
use model::schedule::ScheduleBuilder;

#[test]
fn plans_are_told_beside_rows() {
    let data = data(&[(0, 0, 0), (0, 60, 3), (0, 120, 1), (1, 0, 0)]);
    let mut builder = ScheduleBuilder::new();
    let [open, lunch] = ["Open", "Lunch"].map(|name| builder.activity(name, None));
    builder.push("a", Span::new(0, 180 * MINUTE), open, 1);
    builder.push("a", Span::new(30 * MINUTE, 60 * MINUTE), lunch, 2);
    let plans = judge(&data, builder, &Table::default(), Options::default());
    let legend = StateRows::new(&data.catalog);
    let agent = data.agents.iter().position(|agent| &*agent.id == "a").unwrap();
    let other = data.agents.iter().position(|agent| &*agent.id == "b").unwrap();
    let input = RowsInput {
        groups: &[],
        data: &data,
        legend: &legend,
        agent,
        order: &[agent, other],
        span: WINDOW,
        overruns: &Overruns::default(),
        plans: &plans,
    };
    let value = |kind: &RowKind, column| input.row(kind).unwrap().cell(column).and_then(Cell::value);
    let of = |kind: &RowKind, columns: &[Column]| columns.iter().map(|c| value(kind, *c)).collect::<Vec<_>>();
    let minutes = |n: i64| Some(n * MINUTE);
    assert_eq!(
        of(&RowKind::Schedule, &[Column::Time, Column::Count, Column::Longest]),
        [minutes(180), Some(3), minutes(120)]
    );
    // Ready over lunch, and not ready for an hour after it.
    let columns = [Column::Time, Column::Count, Column::Longest, Column::Share];
    assert_eq!(of(&RowKind::Exceptions, &columns), [minutes(90), Some(2), minutes(60), Some(5_000)]);
    for kind in [RowKind::Agent { agent }, RowKind::Team] {
        assert_eq!(of(&kind, &[Column::Adherence, Column::Out]), [Some(5_000), minutes(90)]);
    }
    assert_eq!(of(&RowKind::Agent { agent: other }, &[Column::Adherence, Column::Out]), [None, None]);
    for kind in [RowKind::Schedule, RowKind::Exceptions] {
        let said = RowsInput { agent: other, ..input }.row(&kind).unwrap();
        assert!(said.cells.is_empty(), "nothing is said where no plan is there: {said:?}");
    }
}
