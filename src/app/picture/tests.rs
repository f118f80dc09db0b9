use std::sync::Arc;

use super::*;
use model::dataset::DatasetInput;
use model::locale::{Dates, Hours, Locale, while_in};
use model::page::{PageBuilder, Part, Series};
use model::record::{Durations, Record};
use model::state::{Catalog, Reading, StateKind};
use model::testing::{Load, changes, states};
use model::time::{HOUR, Millis, Span};
use model::words::{Words, put_in_force};
use paint::display_list::DisplayList;
use paint::svg::to_svg;
use scene::theme::Theme;
use scene::{Anchor, Label};

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
        hours: None,
        grouping: Grouping::default(),
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
    let american = Locale { hours: Hours::Of12, dates: Dates::MonthFirst, ..Locale::BRITISH };
    for locale in [Locale::BRITISH, american] {
        let name = while_in(locale, || file_name(&input, "", "svg"));
        assert_eq!(name, "shiftline-Agent-a-7-1970-01-01-selection-0100-0200.svg");
    }
}

#[test]
fn a_picture_says_how_much_its_folds_hide_with_plain_spaces() {
    let (catalog, [ready, out]) =
        states([("READY", None, StateKind::Available), ("LOGOUT", None, StateKind::LoggedOut)]);
    let rows = changes("7", [(0, out), (10 * HOUR, ready), (15 * HOUR, out)]);
    let data = Load::new(catalog, Span::new(0, 24 * HOUR)).now(Millis(48 * HOUR)).rows(rows).build();
    let scope = Scope { span: data.window, agents: vec![0], ..Scope::default() };
    put_in_force(&low::WORDS);
    let scene =
        input_of(&data, &scope, 1_200.0, |input| picture(&PictureInput { lanes: LaneMode::State, ..input }));
    let svg = to_svg(&scene, Theme::Light).unwrap();
    put_in_force(&Words::PLAIN);
    assert!(svg.contains("10 h cut") && svg.contains("9 h cut") && !svg.contains('\u{a0}'), "{svg}");
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

/// What is made of a scope, a row for each agent and nothing else chosen, at this width.
fn input_of<T>(data: &Dataset, scope: &Scope, width: f64, work: impl FnOnce(PictureInput) -> T) -> T {
    work(PictureInput {
        data,
        zone: &Zone::utc(),
        people: &Directory::default(),
        hidden: &BTreeSet::new(),
        lanes: LaneMode::Agent,
        agent: 0,
        scope,
        hours: None,
        grouping: Grouping::default(),
        overruns: &Overruns::default(),
        plans: &model::adherence::Judged::default(),
        width,
    })
}

/// The same of all agents.
fn by_agent<T>(data: &Dataset, width: f64, work: impl FnOnce(&PictureInput) -> T) -> T {
    let scope = Scope { span: data.window, agents: (0..data.agents.len()).collect(), ..Scope::default() };
    input_of(data, &scope, width, |input| work(&input))
}

#[test]
fn paper_has_every_row_once_or_says_how_many() {
    for (agents, printed, words) in [
        (2, 2, None),
        (45, 45, Some("Rows 35 to 45 of 45")),
        (503, 503, Some("Rows 477 to 503 of 503")),
        (1_001, 1_000, Some("Rows 981 to 1,000 of the first 1,000 of 1,001")),
    ] {
        let data = team(agents);
        let sheets = by_agent(&data, 300.0, sheets);
        let texts = |sheet: &Scene| sheet.labels.iter().map(|l| l.text.clone()).collect::<Vec<_>>();
        let names = sheets.iter().flat_map(texts).filter(|text| text.len() == 5 && text.starts_with('a'));
        let expected: Vec<_> = (0..printed).map(|agent| format!("a{agent:04}")).collect();
        assert_eq!(names.collect::<Vec<_>>(), expected);
        let last = texts(&sheets[sheets.len() - 1]);
        assert_eq!(last.iter().find(|text| text.starts_with("Rows ")).map(String::as_str), words);
        for sheet in &sheets {
            assert!(sheet.height < 700.0 && texts(sheet).contains(&"Ready".to_owned()), "who, when, legend");
            assert!(texts(sheet).contains(&format!("{} agents", number(agents))));
        }
    }
}

#[test]
fn every_sheet_has_the_axis_and_its_rows_whole() {
    let data = team(120);
    let sheets = by_agent(&data, 300.0, sheets);
    let is_name = |label: &&Label| label.text.len() == 5 && label.text.starts_with('a');
    let top = |sheet: &Scene| sheet.labels.iter().filter(is_name).map(|l| l.at.1).fold(f64::MAX, f64::min);
    let axis = |sheet: &Scene| {
        let above = sheet.labels.iter().filter(|label| label.at.1 < top(sheet) && label.text.contains(":00"));
        above.map(|label| (label.text.clone(), label.at.0.to_bits())).collect::<Vec<_>>()
    };
    assert!(sheets.len() > 2 && axis(&sheets[0]).len() > 3, "{} {:?}", sheets.len(), axis(&sheets[0]));
    for sheet in &sheets {
        assert_eq!(axis(sheet), axis(&sheets[0]));
        // The bar of each row is there as high as those of others, and inside.
        let mut names: Vec<f64> = sheet.labels.iter().filter(is_name).map(|label| label.at.1).collect();
        names.sort_by(f64::total_cmp);
        let heights = names.iter().map(|y| {
            let own = |bar: &&scene::Bar| bar.y < *y && *y < bar.y + bar.height && bar.x1 - bar.x0 > 100.0;
            let bar = sheet.bars.iter().find(own).unwrap();
            assert!(bar.y > 0.0 && bar.y + bar.height < sheet.height);
            bar.height.to_bits()
        });
        assert_eq!(heights.collect::<HashSet<_>>().len(), 1);
    }
}

#[test]
fn paper_has_300_dots_an_inch_as_far_as_there_is_memory() {
    let sheet = Scene { width: 1_040.0, height: 604.0, ..Scene::default() };
    // Between the margins A4 has 186 mm and 273 mm, Letter 192 mm and 255 mm.
    let dots = |sheets: &[Scene], mm: f64| sharpness(sheets) * 1_040.0 / (mm / 25.4);
    assert!(dots(&vec![sheet.clone(); 1], 273.0) > 300.0);
    assert!(dots(&vec![sheet.clone(); 18], 192.0) > 300.0, "500 agents");
    for sheets in [1, 18, 36, 200] {
        let sheets = vec![sheet.clone(); sheets];
        let pixels = sharpness(&sheets).powi(2) * sheets.len() as f64 * 1_040.0 * 604.0;
        assert!(pixels < 60.1e6, "{} sheets: {pixels}", sheets.len());
    }
}

/// Three agents in two teams: an hour of contact each, then lunch; the first is opened in place.
fn with_teams<T>(folded: bool, shown: &[usize], work: impl FnOnce(&PictureInput) -> T) -> T {
    let (catalog, [contact, lunch]) =
        states([("C", None, StateKind::OnContact), ("N", Some("Lunch"), StateKind::NotReady)]);
    let of = |id: &'static str| changes(id, [(0, contact), (HOUR, lunch)]);
    let data =
        Load::new(catalog, Span::new(0, 4 * HOUR)).rows(["a", "b", "c"].into_iter().flat_map(of)).build();
    let group = |team, label: &str, agents: &[usize], folded| Group {
        team,
        label: label.to_owned(),
        agents: agents.to_vec(),
        folded,
    };
    let groups = [group(0, "East", &[2, 0], false), group(1, "West", &[1], folded)];
    let scope = Scope { span: data.window, agents: shown.to_vec(), ..Scope::default() };
    let grouping = Grouping { groups: &groups, expanded: &[0] };
    input_of(&data, &scope, 900.0, |input| work(&PictureInput { grouping, ..input }))
}

/// The texts of a picture's rows from top to bottom, those of a row from left to right.
fn lines(scene: &Scene) -> Vec<Vec<&str>> {
    let mut labels: Vec<_> = scene.labels.iter().filter(|label| !label.text.contains(':')).collect();
    labels.extend(scene.labels.iter().filter(|label| label.text.contains(':') && label.text.len() < 8));
    labels.sort_by(|a, b| (a.at.1, a.at.0).partial_cmp(&(b.at.1, b.at.0)).unwrap());
    let rows = labels.chunk_by(|a, b| (a.at.1 - b.at.1).abs() < 0.1);
    rows.map(|row| row.iter().map(|label| label.text.as_str()).collect()).collect()
}

#[test]
fn teams_have_their_heads_with_sums_and_opened_agents_their_states() {
    let scene = with_teams(false, &[2, 0, 1], picture);
    let lines = lines(&scene);
    let after = |name: &str| {
        let line = lines.iter().find(|line| line[0] == name).unwrap_or_else(|| panic!("{name}: {lines:?}"));
        line[1..].iter().filter(|text| **text != "Lunch").copied().collect::<Vec<_>>()
    };
    assert_eq!(after("All agents"), ["12:00", "25%", "9:00", "180:00", "–"]);
    assert_eq!(after("East · 2"), ["8:00", "25%", "6:00", "180:00", "–"]);
    assert_eq!(after("West · 1"), ["4:00", "25%", "3:00", "180:00", "–"]);
    assert_eq!(after("a"), ["4:00", "25%", "3:00", "180:00", "–"]);
    let names: Vec<_> = lines.iter().map(|line| line[0]).collect();
    let from = names.iter().position(|name| *name == "East · 2").unwrap();
    let rows = ["East · 2", "c", "a", "On contact", "Lunch"];
    assert_eq!(names[from..from + 4], rows[..4], "{names:?}");
    assert_eq!(names.iter().filter(|name| **name == "West · 1").count(), 1);
    assert!(names.contains(&"b"));
    let names_at = |name: &str| scene.labels.iter().find(|label| label.text == name).unwrap().at.0;
    assert!(names_at("East · 2") < names_at("c") && names_at("c") < names_at("On contact"));
}

#[test]
fn a_picture_has_the_teams_of_its_own_agents_and_folds_those_that_are_folded() {
    let names = |folded, shown: &[usize]| {
        let scene = with_teams(folded, shown, picture);
        let mut labels: Vec<_> = scene.labels.into_iter().filter(|label| label.at.0 < 60.0).collect();
        labels.sort_by(|a, b| a.at.1.total_cmp(&b.at.1));
        labels.into_iter().map(|label| label.text).collect::<Vec<_>>()
    };
    let folded = names(true, &[2, 0, 1]);
    assert!(folded.contains(&"West · 1".to_owned()) && !folded.contains(&"b".to_owned()), "{folded:?}");
    let selected = names(false, &[0]);
    assert!(selected.contains(&"East · 1".to_owned()), "{selected:?}");
    assert!(!selected.iter().any(|name| name.starts_with("West") || name == "c"), "{selected:?}");
}

#[test]
fn paper_has_teams_and_opened_agents_too() {
    let sheets = with_teams(false, &[2, 0, 1], sheets);
    assert_eq!(sheets.len(), 1);
    let list = DisplayList::of(&sheets[0], Theme::Light, 1.0);
    for name in ["East · 2", "West · 1", "On contact", "6:00"] {
        assert!(list.texts().contains(name), "{name}");
    }
    assert!(!list.texts().contains("All agents"), "one row of all is on no page");
}

#[test]
fn figures_stay_in_their_columns_however_large() {
    let (catalog, [contact, lunch]) =
        states([("C", None, StateKind::OnContact), ("N", Some("Lunch"), StateKind::NotReady)]);
    let of = |id: &'static str| changes(id, [(0, contact), (90_000 * HOUR, lunch)]);
    let data = Load::new(catalog, Span::new(0, 190_000 * HOUR)).rows(["a", "b"].into_iter().flat_map(of));
    let scene = by_agent(&data.build(), 900.0, picture);
    let mut figures: Vec<_> = scene.labels.iter().filter(|label| label.anchor == Anchor::End).collect();
    figures.sort_by(|a, b| (a.at.1, a.at.0).partial_cmp(&(b.at.1, b.at.0)).unwrap());
    assert!(figures.iter().any(|label| label.text == "380,000:00"), "{figures:?}");
    for pair in figures.windows(2).filter(|pair| (pair[0].at.1 - pair[1].at.1).abs() < 0.1) {
        let width = scene::text::width(&pair[1].text, pair[1].size, pair[1].strong);
        assert!(pair[1].at.0 - width >= pair[0].at.0, "{pair:?}");
    }
}
