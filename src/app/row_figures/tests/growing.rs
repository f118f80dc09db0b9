//! Rows while more of the data is coming.

use super::*;

#[test]
fn what_is_on_its_way_is_not_called_lost() {
    let data = Dataset { is_growing: true, ..two_days() };
    let (legend, order) = (StateRows::new(&data.catalog), [0, 1, 2]);
    let input = RowsInput {
        groups: &[],
        data: &data,
        legend: &legend,
        agent: 0,
        order: &order,
        span: WINDOW,
        overruns: &judged_none(&data),
        plans: &Judged::default(),
    };
    let lost = input.row(&RowKind::Agent { agent: 0 }).unwrap();
    assert_eq!(texts(&lost), ["…"; 6]);
    assert_eq!((lost.is_partial, &*lost.cells[0].spoken()), (false, "not here yet"));
    let whole = input.row(&RowKind::Agent { agent: 1 }).unwrap();
    assert_eq!(texts(&whole)[0], "18:00");
}
