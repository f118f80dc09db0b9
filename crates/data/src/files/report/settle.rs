//! What only all rows of a report together tell, and the records that come of it. Others have their turns meanwhile.

use super::bounds::Bounds;
use super::draft::naive;
use super::drafts::Drafts;
use super::gaps::Gaps;
use super::parts::{AtOdds, Part, Whole, are_at_odds};
use super::passes::{all, each, in_turns, reach};
use super::sequence::Sequences;
use super::states::Told;
use super::walls::Walls;
use super::{clocks as layout, counts, dates, hours, measures, precision};
use crate::files::sink::LONGEST_BEYOND;
use crate::files::turns::turn;
use crate::files::when::DateOrder;
use model::plain::{iso_date, minutes_text};
use model::record::{Durations, Record, RowKey};
use model::remark::RemarkKind;
use model::time::{MINUTE, Millis, SECOND};

/// Settles rows and adds them to the sinks of their parts, in the order of the files.
///
/// # Errors
/// When what parts prove of their figures or clocks contradicts each other.
pub async fn settle(
    drafts: Drafts,
    bounds: &Bounds,
    parts: &mut [Part],
    whole: &Whole<'_>,
    proof: Option<dates::Proof>,
) -> Result<(), AtOdds> {
    let order = dates::order(proof, whole.clocks.order);
    let local = shown_times(&drafts, order);
    turn(drafts.len()).await;
    let mut walls = Walls::new(&whole.clocks.zone, &local, whole.abbreviations);
    let mut at = begins(&mut walls, &drafts, &local).await;
    let mut sequences = Sequences::new(&drafts, &local, bounds);
    turn(drafts.len()).await;
    let to_end = |place: usize, at: i64| Some(walls.length(at, &drafts.end(place)?, order));
    let ends = |place: usize| to_end(place, at[place]);
    let gaps = Gaps::new(&drafts, &sequences, &at, &ends);
    let is_nothing = measures::are_nothing(&drafts, &gaps);
    turn(drafts.len()).await;
    let is_proven = !whole.is_chosen && measures::are_before(&drafts, &gaps, &gaps.clone().before_rows(true));
    let are_before = is_proven || whole.durations == Durations::OfPreviousState;
    turn(drafts.len()).await;
    remark_measures(is_nothing, is_proven, &drafts, bounds, parts);
    let followers = if are_before { sequences.followers(drafts.len()) } else { Vec::new() };
    // The row whose figure is the length of another.
    let with_length = |place: usize| if are_before { Some(followers[place]? as usize) } else { Some(place) };
    let figures = match counts::settle(
        &drafts,
        gaps.before_rows(are_before),
        bounds,
        parts,
        !walls.doubts.is_empty(),
    ) {
        Ok(figures) => figures,
        Err(proofs) => return Err(AtOdds { drafts, proofs }),
    };
    turn(drafts.len()).await;
    let figure = |place: usize| drafts.figure(place).filter(|_| !is_nothing).map(|figure| figures.ms(figure));
    let own_figure = |place: usize| figure(with_length(place)?);
    let length = |place: usize, at: i64| own_figure(place).or_else(|| to_end(place, at));
    let clocks = precision::of(&drafts, &sequences, &local, &own_figure, bounds);
    if let Some(proofs) = precision::proofs(&clocks).into_iter().find(|proofs| are_at_odds(proofs)) {
        return Err(AtOdds { drafts, proofs });
    }
    turn(drafts.len()).await;
    let least = precision::least(&clocks);
    let width = |place: usize| least.max(drafts.start[place].shape.width.ms());
    let agent = |place: usize| drafts.agent[place];
    let mut rows = hours::Rows { at: &mut at, length: &length, width: &width, are_before, drafts: &drafts };
    hours::settle(&mut rows, &mut sequences, &walls.doubts);
    sequences.join_twins(&mut at);
    turn(drafts.len()).await;
    let longest = covered(&at).saturating_add(LONGEST_BEYOND);
    let said = |place: usize| figure(place).or_else(|| to_end(place, at[place]).filter(|_| !are_before));
    let lengths = without_absurd(said, longest, &drafts, bounds, parts);
    let are_moments = all(at.len(), |place| width(place) < MINUTE);
    // Where times tell seconds no row moves.
    let shown = (!are_moments || sequences.have_twins()).then(|| at.clone());
    if least == precision::HUNDREDTH {
        // Such numbers are rounded, not cut.
        for at in &mut at {
            *at -= precision::HUNDREDTH / 2;
        }
    }
    turn(drafts.len()).await;
    if !are_moments {
        let own: Vec<Option<i64>> = followers.iter().map(|next| lengths[(*next)? as usize]).collect();
        let own = if are_before { &own } else { &lengths };
        layout::settle(&mut at, own, &width, &agent, &sequences);
    }
    sequences.join_twins(&mut at);
    turn(drafts.len()).await;
    remark_order(&drafts, &sequences, &at, bounds, parts);
    turn(drafts.len()).await;
    remark_clocks(&walls, (&drafts, &local), whole, bounds, parts);
    let shown = shown.as_ref().unwrap_or(&at);
    let look = |place: usize| {
        let start = &drafts.start[place];
        let mut remark = |kind, text: &str| parts[bounds.of(place)].remark(kind, drafts.line[place], text);
        if proof == Some(dates::Proof::Mixed) && start.shape.proves == Some(DateOrder::DayFirst) {
            remark(RemarkKind::MixedDates, &clock_text(start.ms));
        }
        if at[place] != shown[place] {
            remark(RemarkKind::ClockIncomplete, &clock_text(local[place]));
        }
        let Some(figure) = drafts.figure(place) else { return };
        if let Some(kind) = figures.remark(figure) {
            remark(kind, &figure.to_string());
        }
        if are_before {
            return;
        }
        let tolerance = SECOND.max(width(place));
        let off = |end: i64| end.saturating_sub(figures.ms(figure)).saturating_abs();
        if to_end(place, shown[place]).is_some_and(|end| off(end) > tolerance) {
            remark(
                RemarkKind::EndDiffers,
                &clock_text(drafts.end(place).map_or(0, |end| end.local_ms(order))),
            );
        }
    };
    in_turns(drafts.len(), look).await;
    hand_over(drafts, &at, &lengths, bounds, parts, whole).await;
    for part in parts {
        part.sink.longest_ms = Some(longest);
    }
    Ok(())
}

/// What the texts of rows show on clocks, in milliseconds.
fn shown_times(drafts: &Drafts, order: DateOrder) -> Vec<i64> {
    let mut local = Vec::with_capacity(drafts.len());
    each(drafts.len(), |place| local.push(drafts.start[place].local_ms(order)));
    local
}

/// When each row begins, in Unix milliseconds.
async fn begins(walls: &mut Walls<'_>, drafts: &Drafts, local: &[i64]) -> Vec<i64> {
    let mut at = Vec::with_capacity(local.len());
    let begin = |place: usize| at.push(walls.begin(place, &drafts.start[place], local[place]));
    in_turns(local.len(), begin).await;
    at
}

/// Adds rows to the sinks of their parts, each with when it begins and how long it lasts.
async fn hand_over(
    mut drafts: Drafts,
    at: &[i64],
    lengths: &[Option<i64>],
    bounds: &Bounds,
    parts: &mut [Part],
    whole: &Whole<'_>,
) {
    let told = Told::by(parts.iter().map(|part| &part.states));
    let hand = |place: usize| {
        let record = Record::new(Millis(at[place]), told.activity(drafts.state(place)), lengths[place]);
        let detail = drafts.detail[place].take();
        let (key, ends_session) = (drafts.key(place), drafts.ends_session(place));
        let sink = &mut parts[bounds.of(place)].sink;
        sink.push(
            &whole.agents[drafts.agent[place] as usize],
            Record { key, detail, ends_session, ..record },
        );
    };
    in_turns(at.len(), hand).await;
}

/// Says what was found of the clocks of rows.
fn remark_clocks(
    walls: &Walls,
    (drafts, local): (&Drafts, &[i64]),
    whole: &Whole<'_>,
    bounds: &Bounds,
    parts: &mut [Part],
) {
    for (place, kind) in &walls.said {
        let start = &drafts.start[*place];
        let name =
            whole.abbreviations.name(start.abbreviation).filter(|_| *kind == RemarkKind::ZoneAbbreviation);
        let text = name.map_or_else(|| clock_text(local[*place]), str::to_owned);
        parts[bounds.of(*place)].remark(*kind, drafts.line[*place], &text);
    }
}

/// Says of each part's first figure what figures were found to measure.
fn remark_measures(is_nothing: bool, is_proven: bool, drafts: &Drafts, bounds: &Bounds, parts: &mut [Part]) {
    let found = [(is_nothing, RemarkKind::NoLengths), (is_proven, RemarkKind::PreviousState)];
    for (_, kind) in found.into_iter().filter(|(is, _)| *is) {
        for (part, rows) in parts.iter_mut().zip(bounds.ranges()) {
            let first = rows.clone().find_map(|place| Some((place, drafts.figure(place)?)));
            if let Some((place, figure)) = first {
                part.remark(kind, drafts.line[place], &figure.to_string());
            }
        }
    }
    if is_proven {
        for part in parts {
            part.sink.measures = Durations::OfPreviousState;
        }
    }
}

/// Names rows that begin before one that is before them by its number.
fn remark_order(drafts: &Drafts, sequences: &Sequences, at: &[i64], bounds: &Bounds, parts: &mut [Part]) {
    let is_numbered = |key: RowKey| key.session != 0 && key.index.is_some();
    for rows in sequences.each() {
        each(rows.len().saturating_sub(1), |i| {
            let [before, place] = [rows[i], rows[i + 1]].map(|place| place as usize);
            if at[place] >= at[before] - SECOND {
                return;
            }
            let (earlier, key) = (drafts.key(before), drafts.key(place));
            if is_numbered(earlier) && is_numbered(key) && earlier.index < key.index {
                let text = clock_text(drafts.start[place].ms);
                parts[bounds.of(place)].remark(RemarkKind::OrderDiffers, drafts.line[place], &text);
            }
        });
    }
}

/// From the first beginning to the last, in milliseconds.
fn covered(at: &[i64]) -> i64 {
    let (first, last) = reach(at);
    last.saturating_sub(first)
}

/// The lengths that rows say, but for those that are longer than any can be.
fn without_absurd(
    said: impl Fn(usize) -> Option<i64>,
    longest: i64,
    drafts: &Drafts,
    bounds: &Bounds,
    parts: &mut [Part],
) -> Vec<Option<i64>> {
    let mut lengths = Vec::with_capacity(drafts.len());
    each(drafts.len(), |place| {
        let mut length = said(place);
        if let Some(ms) = length.take_if(|ms| ms.unsigned_abs() > longest.unsigned_abs()) {
            parts[bounds.of(place)].remark(RemarkKind::Unread, drafts.line[place], &format!("{ms} ms"));
        }
        lengths.push(length);
    });
    lengths
}

/// `2026-11-03 09:00`
fn clock_text(local_ms: i64) -> String {
    let at = naive(local_ms);
    format!("{} {}", iso_date(at.date()), minutes_text(at))
}
