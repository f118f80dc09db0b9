//! The picture to take away: exactly what the timeline shows, with title, range, zone, legend and
//! totals.

use std::collections::BTreeSet;

use crate::app::figures::Figures;
use crate::app::legend::{Entry, entries};
use model::dataset::Dataset;
use model::directory::Directory;
use model::format::{duration_words, isolated, number, span_words};
use model::time::Span;
use model::zone::Zone;
use scene::Scene;
use scene::build::{SceneInput, build};
use scene::caption::{Caption, full_height, with_caption};
use scene::layout::{LayoutInput, RowLayout};
use scene::others::Others;
use scene::rows::{LaneMode, StateRows};

/// Narrowest picture, in CSS pixels: captions need room.
const LEAST_WIDTH: f64 = 640.0;

/// What a picture is made from.
#[derive(Clone, Debug)]
pub struct PictureInput<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The zone of all times.
    pub zone: &'a Zone,
    /// Names of the agents.
    pub people: &'a Directory,
    /// Keys of the states that are not drawn.
    pub hidden: &'a BTreeSet<String>,
    /// What rows stand for.
    pub lanes: LaneMode,
    /// The agent whose rows are shown.
    pub agent: usize,
    /// The agents in row order.
    pub order: &'a [usize],
    /// The visible part of the range.
    pub view: Span,
    /// Width of the timeline in CSS pixels.
    pub width: f64,
}

/// The picture, as high as all of its rows.
pub fn picture(input: &PictureInput) -> Scene {
    let legend = StateRows::with_others(&input.data.catalog, input.hidden, &others(input));
    let layout = RowLayout::new(&LayoutInput {
        data: input.data,
        legend: &legend,
        zone: input.zone,
        people: input.people,
        mode: input.lanes,
        agent: input.agent,
        order: input.order,
        width: input.width.max(LEAST_WIDTH),
    });
    let scene = build(&SceneInput {
        data: input.data,
        legend: &legend,
        layout: &layout,
        viewport: layout.viewport(input.view),
        zone: input.zone,
        pixel_ratio: 1.0,
        scroll: 0.0,
        height: full_height(layout.rows_height()),
    });
    with_caption(scene, &caption(input))
}

fn others(input: &PictureInput) -> Others {
    Others::of(input.data, input.lanes.rows_of(input.agent))
}

/// The span that a picture shows: the view, or everything when rows are days.
fn visible(input: &PictureInput) -> Span {
    match input.lanes {
        LaneMode::Day => input.data.window,
        LaneMode::State | LaneMode::Agent => input.view,
    }
}

/// Whose picture it is.
pub fn title(input: &PictureInput) -> String {
    let agents = &input.data.agents;
    match agents.get(input.agent) {
        _ if input.lanes == LaneMode::Agent && agents.len() > 1 => {
            format!("{} agents", number(input.order.len()))
        }
        Some(agent) => format!("Agent {}", isolated(input.people.label(&agent.id))),
        None => "No agent".to_owned(),
    }
}

/// Which times a picture shows, and in which zone.
pub fn times(input: &PictureInput) -> String {
    let span = visible(input);
    let zone = match (input.zone.name(), input.zone.offset_text(span.start)) {
        (name, offset) if name == offset => format!("Times in {name}"),
        (name, offset) => format!("Times in {name} ({offset})"),
    };
    format!("{} · {zone}", span_words(span, input.zone))
}

fn caption(input: &PictureInput) -> Caption {
    let figures = Figures::new(input.data, input.agent, input.lanes, visible(input));
    let shown = |key: &str| !input.hidden.contains(key);
    let logged_in = figures.as_ref().map_or(0, |f| f.summary.logged_in_ms());
    let mut lines = vec![
        times(input),
        format!("{} logged in; percentages are of logged-in time", duration_words(logged_in)),
    ];
    if !input.hidden.is_empty() {
        lines.push("Some states are hidden".to_owned());
    }
    let entries =
        figures.map(|f| entries(&f.summary, &input.data.catalog, &others(input))).unwrap_or_default();
    Caption {
        title: title(input),
        lines,
        entries: entries.iter().filter(|entry| shown(&entry.key)).map(Entry::caption).collect(),
    }
}

/// A file name that says whose time and which day it is, without what file systems refuse.
pub fn file_name(input: &PictureInput, what: &str, extension: &str) -> String {
    let day = |t| input.zone.date(t).format("%Y-%m-%d").to_string();
    let span = visible(input);
    let (first, last) = (day(span.start), day(span.end + -1));
    let days = if first == last { first } else { format!("{first}_{last}") };
    let plain = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '-' };
    let title: String = title(input).chars().map(plain).take(60).collect();
    format!("shiftline-{title}-{days}{what}.{extension}")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use model::dataset::DatasetInput;
    use model::page::{PageBuilder, Part, Series};
    use model::record::{Durations, Record};
    use model::state::{Catalog, Reading, StateKind};
    use model::time::{HOUR, Millis};

    fn data() -> Dataset {
        let mut catalog = Catalog::default();
        let ready = catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
        let lunch = catalog.intern("NOT_READY", Some("Lunch"), |_| Reading::known(StateKind::NotReady));
        let mut page = PageBuilder::new();
        for (hour, activity) in [(0, ready), (3, lunch)] {
            page.push(&"a/7".into(), Record::new(Millis(hour * HOUR), activity, None));
        }
        let window = Span::new(0, 4 * HOUR);
        let durations = Durations::OfPreviousState;
        let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
        Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
    }

    #[test]
    fn a_picture_says_whose_when_and_how_much() {
        let data = data();
        let (zone, people) = (Zone::utc(), Directory::default());
        let hidden = BTreeSet::from(["not-ready".to_owned()]);
        let input = PictureInput {
            data: &data,
            zone: &zone,
            people: &people,
            hidden: &hidden,
            lanes: LaneMode::State,
            agent: 0,
            order: &[0],
            view: Span::new(0, 2 * HOUR),
            width: 300.0,
        };
        let scene = picture(&input);
        let texts: Vec<_> = scene.labels.iter().map(|label| label.text.as_str()).collect();
        for text in ["Agent a/7", "2 h · 100% · 1×", "Some states are hidden", "Ready"] {
            assert!(texts.contains(&text), "{text}: {texts:?}");
        }
        assert!(texts.iter().any(|text| text.contains("Thu 1 Jan 1970, 00:00:00 – 02:00:00 · Times in UTC")));
        assert!(!texts.contains(&"Not ready"));
        assert_eq!(file_name(&input, "", "png"), "shiftline-Agent-a-7-1970-01-01.png");
    }
}
