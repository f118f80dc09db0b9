use super::*;
use model::dataset::Dataset;
use model::limits::judge;
use model::state::StateKind;
use model::testing::{Load, changes, states};
use model::time::{HOUR, MINUTE, Span};

const RULES: &str = "each:break:15m;day:break:30m;count:break:2;acw:3m";

/// Ana: breaks at 10:00 (20 min), 14:00 (18 min, from a contact) and 16:00 (5 min); Bo: one at 12:00 (40 min).
fn data() -> Dataset {
    let (catalog, [ready, call, pause]) = states([
        ("READY", None, StateKind::Available),
        ("CALL", None, StateKind::OnContact),
        ("NOT_READY", Some("Break"), StateKind::NotReady),
    ]);
    let at = |h: i64, m: i64| h * HOUR + m * MINUTE;
    let ana = [
        (at(8, 0), ready),
        (at(10, 0), pause),
        (at(10, 20), ready),
        (at(13, 50), call),
        (at(14, 0), pause),
        (at(14, 18), ready),
        (at(16, 0), pause),
        (at(16, 5), ready),
    ];
    let bo = [(at(8, 0), ready), (at(12, 0), pause), (at(12, 40), ready)];
    Load::new(catalog, Span::new(0, 24 * HOUR)).rows(changes("ana", ana).chain(changes("bo", bo))).build()
}

struct Judgement {
    data: Dataset,
    rules: Rules,
    judged: Judged,
}

impl Judgement {
    fn new() -> Self {
        let (data, rules) = (data(), Rules::parse(RULES).unwrap());
        let judged = judge(&data, &rules, &Zone::utc());
        Self { data, rules, judged }
    }

    fn all(&self) -> Vec<usize> {
        (0..self.judged.breaches.len()).collect()
    }

    fn list(&self, filter: Filter, sort: Sort<Column>) -> Vec<usize> {
        let label = |agent: usize| ["Zoe", "Bo"][agent].to_owned();
        let mut listing =
            Listing::new(&self.judged, self.all(), &self.data.catalog, (filter, sort), 2, label);
        while listing.step().is_some() {}
        listing.done()
    }

    fn lines(&self, filter: Filter, sort: Sort<Column>) -> Vec<(String, String)> {
        let told = |place: usize| {
            let line = line(&self.judged.breaches[place], &self.rules, &self.data.catalog, &Zone::utc());
            (line.rule.replace(['\u{2068}', '\u{2069}'], ""), line.over)
        };
        self.list(filter, sort).into_iter().map(told).collect()
    }
}

fn pair(rule: &str, over: &str) -> (String, String) {
    (rule.to_owned(), over.to_owned())
}

#[test]
fn the_largest_comes_first_and_counts_behind_lengths() {
    let expected = [
        pair("Break ≤ 15 min", "25:00"),
        pair("Break ≤ 30 min a day", "13:00"),
        pair("Break ≤ 30 min a day", "10:00"),
        pair("Break ≤ 15 min", "5:00"),
        pair("Break ≤ 15 min", "3:00"),
        pair("Break ≤ 2 a day", "1 (3 in all)"),
    ];
    assert_eq!(Judgement::new().lines(Filter::default(), Sort::default()), expected);
}

#[test]
fn a_filter_keeps_what_is_over_by_no_less_and_what_is_of_one_rule() {
    let judgement = Judgement::new();
    let least = |minutes| Filter { least_ms: minutes * MINUTE, rule: None };
    let count = |filter| judgement.lines(filter, Sort::default()).len();
    assert_eq!([count(least(0)), count(least(3)), count(least(4)), count(least(30))], [6, 5, 4, 0]);
    assert_eq!(count(Filter { rule: Some(2), ..Filter::default() }), 1);
    assert_eq!(count(Filter { rule: Some(3), ..Filter::default() }), 0);
}

#[test]
fn columns_sort_and_turn_round() {
    let judgement = Judgement::new();
    let agents = |sort| {
        let list = judgement.list(Filter::default(), sort);
        list.into_iter().map(|place| judgement.judged.breaches[place].agent).collect::<Vec<_>>()
    };
    let by_agent = Sort::default().clicked(Column::Agent);
    assert_eq!(agents(by_agent), [1, 1, 0, 0, 0, 0], "Bo before Zoe");
    assert_eq!(agents(by_agent.clicked(Column::Agent)), [0, 0, 0, 0, 1, 1]);
    let by_time = Sort::default().clicked(Column::Time);
    assert_eq!(agents(by_time)[0], 0);
    assert_eq!(Sort::default().clicked(Column::Over), Sort { by: Column::Over, descending: false });
    assert!(Sort::default().clicked(Column::Length).descending);
}

#[test]
fn a_long_list_is_looked_at_a_piece_at_a_time() {
    let judgement = Judgement::new();
    let (broken, how) = (judgement.all().repeat(10_000), (Filter::default(), Sort::default()));
    let mut listing =
        Listing::new(&judgement.judged, broken.clone(), &judgement.data.catalog, how, 2, |_| String::new());
    let took: Vec<usize> = std::iter::from_fn(|| listing.step()).collect();
    assert!(took.iter().all(|lines| (1..=PIECE).contains(lines)) && took.len() > 6, "{took:?}");
    assert_eq!(took.iter().sum::<usize>(), 2 * broken.len(), "each is looked at, and put in its place");
    assert_eq!(listing.done().len(), broken.len());
}

#[test]
fn sums_are_those_of_the_model() {
    let judgement = Judgement::new();
    let mut own = totals(&judgement.judged, &judgement.all());
    assert!(own.is_sorted_by(|a, b| (a.count, a.over_ms) >= (b.count, b.over_ms)));
    own.sort_by_key(|total| (total.agent, total.rule));
    let theirs = judgement.judged.totals();
    let plain = |agent, rule, count, over_ms| (agent, rule, count, over_ms);
    assert_eq!(
        own.iter().map(|t| plain(t.agent, t.rule, t.count, t.over_ms)).collect::<Vec<_>>(),
        theirs.iter().map(|t| plain(t.agent, t.rule, t.count, t.over_ms)).collect::<Vec<_>>()
    );
    assert_eq!(by_rule(&judgement.judged, &judgement.all(), 4), [3, 2, 1, 0]);
    assert_eq!(agents(&judgement.judged, &judgement.all()), 2);
}

#[test]
fn a_line_says_when_how_long_and_what_was_before() {
    let judgement = Judgement::new();
    let lines = judgement.judged.breaches.iter();
    let lines: Vec<Line> =
        lines.map(|breach| line(breach, &judgement.rules, &judgement.data.catalog, &Zone::utc())).collect();
    let second = &lines[1];
    assert_eq!((second.day.as_str(), second.time.as_str()), ("Thu 1 Jan", "14:00 – 14:18"));
    assert_eq!(
        (second.length.as_str(), second.limit.as_str(), second.nth.as_str()),
        ("18:00", "15:00", "2nd")
    );
    assert!(second.from_contact && !lines[0].from_contact);
}

#[test]
fn a_scope_has_what_is_passed_in_it() {
    let judgement = Judgement::new();
    let overruns = Overruns::new(&judgement.judged, judgement.data.window, 2, |_| true);
    let in_hours = |agents: &[usize], from: i64, to: i64| {
        let scope = Scope { agents: agents.to_vec(), ..Scope::default() };
        in_scope(&overruns, &scope, &[Span::new(from * HOUR, to * HOUR)]).len()
    };
    assert_eq!(in_hours(&[0, 1], 0, 24), 6);
    assert_eq!((in_hours(&[1], 0, 24), in_hours(&[0], 0, 24)), (2, 4));
    assert_eq!([in_hours(&[0], 0, 12), in_hours(&[0], 12, 15), in_hours(&[0], 15, 24)], [1, 2, 1]);
}
