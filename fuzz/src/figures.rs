//! What is made of any records, and what must be true of it.

use model::dataset::{Dataset, DatasetInput};
use model::page::Series;
use model::state::Catalog;
use model::summary::Summary;
use model::time::{DAY, Millis, Span};
use model::timeline::AgentTimeline;
use model::zone::Zone;
use shiftline::app::cards::{Who, cards};
use shiftline::app::messages;

/// The year 2026.
pub const YEAR: Span = Span { start: Millis(1_767_225_600_000), end: Millis(1_767_225_600_000 + 365 * DAY) };

/// A moment in November 2026.
pub const NOW: Millis = Millis(YEAR.start.0 + 320 * DAY);

/// Builds the data set and says all of it once.
pub fn built(series: &[Series], catalog: Catalog, window: Span, now: Millis) -> Dataset {
    let data = Dataset::build(DatasetInput { series, catalog, window, now });
    let half = Span { end: Millis(window.start.0 / 2 + window.end.0 / 2), ..window };
    for agent in &data.agents {
        for span in [window, half] {
            is_told_whole(&data, agent, span);
        }
    }
    messages::losses(&data.losses);
    data
}

/// Time in all states, unknown, no data and not fetched is the length of the span.
fn is_told_whole(data: &Dataset, agent: &AgentTimeline, span: Span) {
    let totals = agent.index.totals(&agent.lane, span);
    let ms: i64 = totals.iter().map(|(_, total)| total.ms).sum();
    let span = span.intersect(agent.lane.window());
    assert_eq!(ms, span.len(), "{} over {span:?}", agent.id);
    let zone = Zone::utc();
    let summary = Summary::new(&agent.lane, &agent.index, &data.catalog, span);
    cards(&summary, (Some(&agent.attendance), &Who::default()), &data.catalog, &zone);
    for finding in &agent.findings.examples {
        messages::off_by(finding);
    }
}
