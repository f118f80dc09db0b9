use std::sync::Arc;

use super::*;
use model::dataset::DatasetInput;
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::{Catalog, Reading, StateKind};
use model::time::{HOUR, Millis, Span};

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
    let scope =
        Scope { kind: ScopeKind::Zoom, span: Span::new(0, 2 * HOUR), agents: vec![0], ..Scope::default() };
    let input = PictureInput {
        data: &data,
        zone: &zone,
        people: &people,
        hidden: &hidden,
        lanes: LaneMode::State,
        agent: 0,
        scope: &scope,
        overruns: &Overruns::default(),
        plans: &model::adherence::Judged::default(),
        width: 300.0,
    };
    let scene = picture(&input);
    let texts: Vec<_> = scene.labels.iter().map(|label| label.text.as_str()).collect();
    for text in ["Agent a/7", "2 h · 100% · 1×", "Some states are hidden", "Ready"] {
        assert!(texts.contains(&text), "{text}: {texts:?}");
    }
    assert!(
        texts.iter().any(|text| text.contains("Thu 1 Jan 1970, 00:00:00 – 02:00:00 (zoom) · Times in UTC"))
    );
    assert!(!texts.contains(&"Not ready"));
    assert_eq!(file_name(&input, "", "png"), "shiftline-Agent-a-7-1970-01-01-zoom-0000-0200.png");
    let whole = Scope { kind: ScopeKind::Range, span: data.window, ..scope.clone() };
    let input = PictureInput { scope: &whole, ..input };
    assert_eq!(file_name(&input, "-records", "csv"), "shiftline-Agent-a-7-1970-01-01-records.csv");
    let hours = Scope { kind: ScopeKind::Selection, hours: Some(Span::new(HOUR, 2 * HOUR)), ..whole.clone() };
    let input = PictureInput { scope: &hours, ..input };
    assert_eq!(file_name(&input, "", "svg"), "shiftline-Agent-a-7-1970-01-01-selection-0100-0200.svg");
}

fn team(agents: usize) -> Dataset {
    let mut catalog = Catalog::default();
    let ready = catalog.intern("READY", None, |_| Reading::known(StateKind::Available));
    let mut page = PageBuilder::new();
    for agent in 0..agents {
        page.push(&format!("a{agent:04}").into(), Record::new(Millis(0), ready, None));
    }
    let window = Span::new(0, 4 * HOUR);
    let durations = Durations::OfPreviousState;
    let series = [Series::new(None, window, vec![Part::Page(Arc::new(page.finish()))], durations)];
    Dataset::build(DatasetInput { series: &series, catalog, window, now: window.end })
}

#[test]
fn paper_has_every_row_once_or_says_how_many() {
    for (agents, printed, words) in [
        (2, 2, None),
        (45, 45, Some("Rows 35 to 45 of 45")),
        (501, 500, Some("Rows 477 to 500 of the first 500 of 501")),
    ] {
        let data = team(agents);
        let (zone, people, hidden) = (Zone::utc(), Directory::default(), BTreeSet::new());
        let scope = Scope { span: data.window, agents: (0..agents).collect(), ..Scope::default() };
        let sheets = sheets(&PictureInput {
            data: &data,
            zone: &zone,
            people: &people,
            hidden: &hidden,
            lanes: LaneMode::Agent,
            agent: 0,
            scope: &scope,
            overruns: &Overruns::default(),
            plans: &model::adherence::Judged::default(),
            width: 300.0,
        });
        let texts = |sheet: &Scene| sheet.labels.iter().map(|l| l.text.clone()).collect::<Vec<_>>();
        let names = sheets.iter().flat_map(texts).filter(|text| text.starts_with("a0"));
        let expected: Vec<_> = (0..printed).map(|agent| format!("a{agent:04}")).collect();
        assert_eq!(names.collect::<Vec<_>>(), expected);
        let last = texts(&sheets[sheets.len() - 1]);
        assert_eq!(last.iter().find(|text| text.starts_with("Rows ")).map(String::as_str), words);
        for sheet in &sheets {
            assert!(sheet.height < 700.0 && texts(sheet).contains(&"Ready".to_owned()), "who, when, legend");
            assert!(texts(sheet).contains(&format!("{agents} agents")));
        }
    }
}
