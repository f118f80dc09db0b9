//! How the costs of some steps spread.

use serde::Serialize;

/// How a cost spreads, ms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Half of the steps cost less.
    pub median: f64,
    /// Nineteen of twenty steps cost less.
    pub p95: f64,
    /// The dearest step.
    pub max: f64,
}

impl Spread {
    /// Of some costs; all zero without any.
    pub fn of(costs: &[f64]) -> Self {
        let mut sorted = costs.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let rank = (share * sorted.len() as f64).ceil() as usize;
            sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
        };
        Self { median: at(0.5), p95: at(0.95), max: at(1.0) }
    }

    /// All three, in one cell of a table.
    pub fn cell(&self) -> String {
        format!("{:.1} / {:.1} / {:.1}", self.median, self.p95, self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn a_spread_names_costs_that_occurred() {
        let costs: Vec<f64> = (1..=60).rev().map(f64::from).collect();
        assert_eq!(Spread::of(&costs), Spread { median: 30.0, p95: 57.0, max: 60.0 });
        assert_eq!(Spread::of(&[2.5]), Spread { median: 2.5, p95: 2.5, max: 2.5 });
        assert_eq!(Spread::of(&[]), Spread { median: 0.0, p95: 0.0, max: 0.0 });
    }
}
