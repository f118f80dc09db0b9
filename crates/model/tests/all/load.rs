//! Small loads of one agent in minutes, and its lane as a line of text.

use model::dataset::Dataset;
use model::lane::Segment;
use model::page::Part;
use model::record::{Durations, Record, RowKey};
use model::state::{Catalog, Reading, StateKind};
use model::testing::{self, of};
use model::time::{MINUTE, Millis, Span};

/// Minute, state, minutes that its figure says (of whichever state it measures). A dot behind the state:
/// it is the last row of its session. Each thousand minutes are a session.
pub type Row<'a> = (i64, &'a str, Option<i64>);

/// What is loaded, and when.
pub struct Load(testing::Load);

fn kind(code: &str) -> StateKind {
    match code {
        "IN" => StateKind::LoggedIn,
        "CALL" => StateKind::OnContact,
        "WRAP" => StateKind::WrapUp,
        "LUNCH" => StateKind::NotReady,
        "OUT" => StateKind::LoggedOut,
        _ => StateKind::Available,
    }
}

fn minutes((start, end): (i64, i64)) -> Span {
    Span::new(start * MINUTE, end * MINUTE)
}

impl Load {
    /// Nothing yet, for a window and a present in minutes.
    pub fn new(durations: Durations, window: (i64, i64), now: i64) -> Self {
        let load = testing::Load::new(Catalog::default(), minutes(window));
        Self(load.measuring(durations).now(Millis(now * MINUTE)))
    }

    /// What is added from now on was saved.
    pub fn saved(self) -> Self {
        Self(self.0.saved(true))
    }

    /// What is added from now on was just fetched.
    pub fn fetched(self) -> Self {
        Self(self.0.saved(false))
    }

    /// The figures of what is added from now on measure this.
    pub fn measuring(self, durations: Durations) -> Self {
        Self(self.0.measuring(durations))
    }

    /// One more series over a window in minutes; `None` is a page that is missing.
    pub fn series(mut self, window: (i64, i64), parts: &[Option<&[Row]>]) -> Self {
        let part = |rows: Option<&[Row]>| rows.map_or(Part::Missing, |rows| self.page(rows));
        let parts: Vec<Part> = parts.iter().copied().map(part).collect();
        Self(self.0.series_over(minutes(window), Some("a"), parts))
    }

    fn page(&mut self, rows: &[Row]) -> Part {
        let records = rows.iter().map(|&(minute, state, ms)| {
            let state_of = state.trim_end_matches('.');
            let activity = self.0.catalog.intern(state_of, None, |_| Reading::known(kind(state_of)));
            let key = RowKey { session: minute.unsigned_abs() / 1_000 + 1, index: None };
            let record = Record::new(Millis(minute * MINUTE), activity, ms.map(|ms| ms * MINUTE));
            Record { key, ends_session: state != state_of, ..record }
        });
        Part::Page(testing::page(of("a", records)))
    }

    /// All of it.
    pub fn build(self) -> Dataset {
        self.0.build()
    }

    /// Each segment with the minute that it begins in: `<` it began before the window, `=` it follows from
    /// others, `+` it goes on now, `?` nothing says how long it went on.
    pub fn lane(self) -> String {
        let data = self.build();
        let text = |s: Segment| {
            let marks = [(s.since.is_some(), '<'), (s.is_derived, '='), (s.running, '+'), (s.is_open, '?')];
            let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
            format!("{} {}{marks}", s.span.start.0 / MINUTE, data.catalog.code(s.activity))
        };
        data.agents[0].lane.segments().map(text).collect::<Vec<_>>().join(", ")
    }
}
