//! The figures that cards and tables speak of.

use model::dataset::Dataset;
use model::summary::{Attendance, Summary};
use model::time::Span;
use scene::rows::LaneMode;

/// Figures of one agent, or of all of them together.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Where the time went.
    pub summary: Summary,
    /// When the agent came and went in the whole range; `None` for several agents.
    pub attendance: Option<Attendance>,
}

impl Figures {
    /// The figures of `span`: of the agent (index into [`Dataset::agents`]) whose rows are shown, or
    /// of everyone when rows stand for agents. `None` when there is no such agent.
    pub fn new(data: &Dataset, agent: usize, lanes: LaneMode, span: Span) -> Option<Self> {
        if lanes == LaneMode::Agent && data.agents.len() > 1 {
            return Some(Self { summary: data.summary(span), attendance: None });
        }
        let timeline = data.agents.get(agent)?;
        Some(Self {
            summary: Summary::new(&timeline.lane, &timeline.index, &data.catalog, span),
            attendance: Some(timeline.attendance.clone()),
        })
    }
}
