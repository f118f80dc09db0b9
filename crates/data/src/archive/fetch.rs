//! An archive, loaded through the machine that loads from APIs: each piece of a plan is a series of one page.
//!
//! ```text
//! manifest ─▶ plan ─▶ Fetch ─▶ number of a piece ─▶ whoever gets bytes ─▶ body ─▶ Fetch ─▶ Series
//! ```
//! Where the archive ends before the range does, its API may go on: the series behind the pieces are the API's.

use bytes::Bytes;

use super::plan::{LOOK_BACK, Lacking, Piece, Plan, Shape};
use super::read::{Reader, Wanted};
use super::tail::Tail;
use crate::dialect::{self, Decoded, Decoder, Dialect, PageRequest, Plans, Shape as JsonShape};
use crate::error::ErrorKind;
use crate::fetch::Fetch;
use crate::query::{Agents, Amount, IdForm, Query, QueryError};
use crate::source::Request;
use model::page::{Part, Series};
use model::record::{AgentId, Durations};
use model::state::Catalog;
use model::time::Span;

/// The archive of an API's records.
#[derive(Debug)]
struct Archived {
    api: &'static dyn Dialect,
    /// Whether the API is asked, too.
    goes_on: bool,
}

/// The archive of each API, alone and with the API behind it.
static ARCHIVED: [[Archived; 2]; dialect::DIALECTS.len()] = {
    let [first, second] = dialect::DIALECTS;
    [both(first), both(second)]
};

const fn both(api: &'static dyn Dialect) -> [Archived; 2] {
    [Archived { api, goes_on: false }, Archived { api, goes_on: true }]
}

/// A fetch of a plan, and of what the API is asked for behind it; `None` where the archive's records come from an
/// API that is not known. Of the archive nothing counts that began when the API goes on, or later.
pub fn fetch(api: &str, plan: &Plan, query: Query, tail: Option<&Tail>) -> Option<Fetch> {
    let [alone, joined] = ARCHIVED.iter().find(|[archived, _]| archived.api.name() == api)?;
    let until = |day: Span| Span { end: tail.map_or(day.end, |tail| tail.from.min(day.end)), ..day };
    let pieces = plan.pieces.iter().map(|piece| dialect::Plan { agent: None, span: until(piece.day) });
    let plans = pieces.chain(tail.map(Tail::plans).unwrap_or_default().iter().cloned());
    let agents = match &query.agents {
        Agents::Named(ids) => Some(ids.len()),
        Agents::All => None,
    };
    let amount = Amount { agents, days: query.days(), calls: 0 };
    let plans = Plans::listed(plans.collect(), amount);
    Some(match tail {
        None => Fetch::planned(alone, alone, query, plans),
        Some(tail) => Fetch::planned(joined, tail.decoder, query, plans),
    })
}

impl Dialect for Archived {
    fn name(&self) -> &'static str {
        self.api.name()
    }

    fn title(&self) -> &'static str {
        "Archive"
    }

    fn durations(&self) -> Durations {
        self.api.durations()
    }

    fn ids(&self) -> IdForm {
        self.api.ids()
    }

    fn offers_all(&self) -> bool {
        true
    }

    fn max_in_flight(&self) -> usize {
        if self.goes_on { self.api.max_in_flight() } else { 6 }
    }

    fn numbers_pages(&self) -> bool {
        self.goes_on && self.api.numbers_pages()
    }

    fn numbers_pages_of(&self, plan: &dialect::Plan) -> bool {
        // A piece is everyone's, and an API that numbers pages is asked for one agent at a time.
        self.numbers_pages() && plan.agent.is_some()
    }

    fn plan(&self, _: &Query) -> Result<Plans, QueryError> {
        // What lies where only a manifest tells.
        Ok(Plans::listed(Vec::new(), Amount { agents: None, days: 0, calls: 0 }))
    }

    fn request(&self, ask: &PageRequest) -> Request {
        // Whoever gets a piece goes by its number.
        self.api.request(ask)
    }

    fn own_decoder(&self) -> Option<&'static dyn Decoder> {
        let own = ARCHIVED.iter().flatten().find(|archived| archived.name() == self.name());
        own.map(|archived| archived as _)
    }

    fn decoder_of(&self, body: &[u8]) -> Option<&'static dyn Decoder> {
        self.own_decoder().filter(|_| body.starts_with(MARK))
    }
}

impl Decoder for Archived {
    fn shape(&self, _: &str) -> Option<JsonShape> {
        None
    }

    fn decode(&self, ask: &PageRequest, body: &[u8], catalog: &mut Catalog) -> Result<Decoded, ErrorKind> {
        let range = ask.query.span;
        let agents = match &ask.query.agents {
            Agents::Named(ids) => Some(ids.iter().cloned().collect()),
            Agents::All => None,
        };
        let reach = Span { start: range.start + -LOOK_BACK, end: range.end.min(ask.plan.span.end) };
        let wanted = Wanted { agents, reach, range };
        let mut reader = Reader::new(self.api, &wanted, catalog);
        for (group, rows) in unpacked(body)? {
            reader.group(&group, rows).map_err(|_| ErrorKind::Damaged)?;
        }
        Ok(Decoded { page: reader.finish(), ..Decoded::nothing() })
    }
}

/// What bodies begin with; no web page does.
const MARK: &[u8; 4] = b"SLA1";

/// Bytes of a number.
const NUMBER: usize = 8;

/// The body of an answer to a piece's request, of the piece's bytes.
pub fn body(piece: &Piece, bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(MARK.len() + (1 + 2 * piece.groups.len()) * NUMBER + bytes.len());
    body.extend_from_slice(MARK);
    let numbers = piece.groups.iter().flat_map(|Shape { bytes, rows }| [*bytes, *rows]);
    for number in [piece.groups.len() as u64].into_iter().chain(numbers) {
        body.extend_from_slice(&number.to_le_bytes());
    }
    body.extend_from_slice(bytes);
    body
}

/// The body of an answer that is no piece, and why.
pub fn no_body(why: ErrorKind) -> Vec<u8> {
    let place = ErrorKind::ALL.iter().position(|kind| *kind == why).unwrap_or_default();
    [MARK.as_slice(), &u64::MAX.to_le_bytes(), &(place as u64).to_le_bytes()].concat()
}

/// The groups of a body, and their rows.
fn unpacked(body: &[u8]) -> Result<Vec<(Bytes, usize)>, ErrorKind> {
    let mut rest = body.strip_prefix(MARK).ok_or(ErrorKind::Damaged)?;
    let mut number = || {
        let (first, after) = rest.split_first_chunk::<NUMBER>().ok_or(ErrorKind::Damaged)?;
        rest = after;
        Ok(u64::from_le_bytes(*first))
    };
    let count = number()?;
    if count == u64::MAX {
        let why = usize::try_from(number()?).ok().and_then(|place| ErrorKind::ALL.get(place));
        return Err(why.copied().unwrap_or(ErrorKind::Damaged));
    }
    let shapes = (0..count).map(|_| Ok((number()?, number()?))).collect::<Result<Vec<_>, _>>()?;
    let bytes = Bytes::copy_from_slice(rest);
    let mut at = 0_usize;
    let mut groups = Vec::with_capacity(shapes.len());
    for (length, rows) in shapes {
        let end = usize::try_from(length).ok().and_then(|length| at.checked_add(length));
        let end = end.filter(|end| *end <= bytes.len()).ok_or(ErrorKind::CutOff)?;
        groups.push((bytes.slice(at..end), usize::try_from(rows).map_err(|_| ErrorKind::Damaged)?));
        at = end;
    }
    Ok(groups)
}

/// The series of a fetch of a plan, so that a piece that did not come is missing for those alone whose rows may be
/// in it. What an API was asked for behind the plan repeats some of it without a finding: what had begun before.
pub fn attributed(mut series: Vec<Series>, plan: &Plan, tail: Option<&Tail>) -> Vec<Series> {
    let of_api = series.split_off(plan.pieces.len().min(series.len()));
    let mut all = of_pieces(series, &of_api, plan);
    all.extend(of_api.into_iter().map(|series| since(series.again(), tail)));
    all
}

/// What the API does not say of the time before it goes on the archive does.
fn since(series: Series, tail: Option<&Tail>) -> Series {
    let Span { start, end } = series.span;
    let start = tail.map_or(start, |tail| tail.from.max(start)).min(end);
    let is_wanted = |part: &Part| start < end || part.page().is_some();
    let parts = series.parts.into_iter().filter(is_wanted).collect();
    Series { span: Span { start, end }, parts, ..series }
}

fn of_pieces(series: Vec<Series>, of_api: &[Series], plan: &Plan) -> Vec<Series> {
    let is_missing = |series: &Series| series.parts.iter().any(|part| matches!(part, Part::Missing));
    if !series.iter().any(is_missing) {
        return series;
    }
    let pages = || series.iter().chain(of_api).flat_map(|series| &series.parts).filter_map(Part::page);
    let came = pages().flat_map(|page| page.blocks.iter().map(|(agent, _)| agent));
    let mut known: Vec<AgentId> = came.chain(&plan.agents).cloned().collect();
    known.sort();
    known.dedup();
    let of = |series: Series, piece: &Piece| {
        if !is_missing(&series) {
            return vec![series];
        }
        let from = known.partition_point(|agent| *agent < piece.first);
        let some = known[from..].iter().take_while(|agent| piece.may_hold(agent));
        some.map(|agent| Series { agent: Some(agent.clone()), ..series.clone() }).collect()
    };
    let pieces = plan.pieces.iter();
    let all: Vec<Vec<Series>> =
        series.iter().cloned().zip(pieces).map(|(series, piece)| of(series, piece)).collect();
    all.into_iter().flatten().collect()
}

/// What stands beside the series of a fetch: the agents that are known without a look at rows, in their order, and
/// the times that the archive does not have.
pub fn beside(plan: &Plan, durations: Durations) -> Vec<Series> {
    let known = plan
        .agents
        .iter()
        .map(|agent| Series::new(Some(agent.clone()), Span::default(), Vec::new(), durations));
    let lacking = plan
        .lacking
        .iter()
        .map(|Lacking { agent, span }| Series::new(agent.clone(), *span, vec![Part::Missing], durations));
    known.chain(lacking).collect()
}
