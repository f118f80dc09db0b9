//! The order of day and month: chosen, or proven by any date, in any column.

use super::draft::Moment;
use super::parts::Part;
use super::passes::each;
use crate::files::Dates;
use crate::files::when::DateOrder;

/// What the dates of one file show.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Some are on the report's clocks.
    are_walls: bool,
    /// Some can be read in both orders.
    are_ambiguous: bool,
    /// Some can only be read month first, day first.
    prove: [bool; 2],
}

/// What dates prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// One order.
    Order(DateOrder),
    /// Each order by some of them.
    Mixed,
}

impl Shown {
    /// By the rows of a part.
    pub fn of(part: &Part) -> Self {
        const ORDERS: [DateOrder; 2] = [DateOrder::MonthFirst, DateOrder::DayFirst];
        let prove = ORDERS.map(|order| part.orders.contains(&order));
        let mut shown = Self { are_walls: false, are_ambiguous: false, prove };
        let mut look = |moment: &Moment| {
            shown.are_walls |= moment.shape.is_wall;
            shown.are_ambiguous |= moment.is_ambiguous();
            for (prove, order) in shown.prove.iter_mut().zip(ORDERS) {
                *prove |= moment.shape.proves == Some(order);
            }
        };
        each(part.drafts.len(), |place| {
            look(&part.drafts.start[place]);
            part.drafts.end(place).iter().for_each(&mut look);
        });
        shown
    }

    /// What the file proves; nothing where no date depends on it.
    pub fn proof(self) -> Option<Proof> {
        match self.prove {
            _ if !self.are_walls => None,
            [true, true] => Some(Proof::Mixed),
            [true, false] => Some(Proof::Order(DateOrder::MonthFirst)),
            [false, true] => Some(Proof::Order(DateOrder::DayFirst)),
            [false, false] => None,
        }
    }

    /// How its dates are read; `None` when none depends on the order. `proof` is that of all parts together.
    pub fn dates(self, proof: Option<Proof>, chosen: Option<DateOrder>) -> Option<Dates> {
        let is_proven = matches!(proof, Some(Proof::Order(_)));
        let certain = chosen.is_some() || is_proven || !self.are_ambiguous;
        self.are_walls.then(|| Dates { order: order(proof, chosen), certain })
    }
}

/// What is proven needs no choice, and what was chosen for another file does not change it.
pub fn order(proof: Option<Proof>, chosen: Option<DateOrder>) -> DateOrder {
    match proof {
        Some(Proof::Order(order)) => order,
        _ => chosen.unwrap_or_default(),
    }
}
