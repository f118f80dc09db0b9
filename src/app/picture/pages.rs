//! Which rows stand on which page.

use std::ops::Range;

use scene::Scene;
use scene::layout::{Row, RowKind};

/// Room for the rows of one picture on paper, in CSS pixels: with its caption it fits on a page that lies.
const PAPER_ROWS_PX: f64 = 450.0;

/// Most rows that are printed.
pub(super) const MAX_ROWS: usize = 1_000;

/// Device pixels a CSS pixel at which a sheet has 300 dots an inch on the wider side of A4 and Letter.
const SHARPEST: f64 = 3.2;

/// Device pixels of all sheets together: 240 MB while they are printed. 500 agents have 300 dots an inch on the
/// narrower side.
const MOST_PIXELS: f64 = 60e6;

/// How many device pixels a CSS pixel of these sheets has.
pub fn sharpness(sheets: &[Scene]) -> f64 {
    let area: f64 = sheets.iter().map(|sheet| sheet.width * sheet.height).sum();
    (MOST_PIXELS / area.max(1.0)).sqrt().min(SHARPEST)
}

/// Rows that are printed, in pieces that a page has room for. The heading of a team stays with its first agent, and
/// an opened agent with its states, where one page can hold them.
pub(super) fn pieces(rows: &[Row]) -> Vec<Range<usize>> {
    let rows = &rows[..rows.len().min(MAX_ROWS)];
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for block in blocks(rows) {
        let is_one = height(rows, &block) <= PAPER_ROWS_PX;
        let parts = if is_one { vec![block] } else { block.map(|row| row..row + 1).collect() };
        for part in parts {
            match pieces.last_mut() {
                Some(piece) if height(rows, &(piece.start..part.end)) <= PAPER_ROWS_PX => {
                    piece.end = part.end;
                }
                _ => pieces.push(part),
            }
        }
    }
    pieces
}

/// Height of neighbouring rows, in CSS pixels.
fn height(rows: &[Row], part: &Range<usize>) -> f64 {
    rows[part.clone()].iter().map(|row| row.height).sum()
}

/// Rows that say little without each other.
fn blocks(rows: &[Row]) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let is_below_heading = place > 0 && matches!(rows[place - 1].kind, RowKind::Group { .. });
        let is_tied = match row.kind {
            RowKind::Lane { .. } => true,
            RowKind::Agent { .. } => is_below_heading,
            _ => false,
        };
        match blocks.last_mut().filter(|_| is_tied) {
            Some(block) => block.end = place + 1,
            None => blocks.push(place..place + 1),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(kinds: impl IntoIterator<Item = RowKind>) -> Vec<Row> {
        let of = |(place, kind)| Row {
            runs: Vec::new(),
            kind,
            label: String::new(),
            role: None,
            strong: false,
            y: place as f64 * 40.0,
            height: 40.0,
            bar: 20.0,
            head: 0.0,
        };
        kinds.into_iter().enumerate().map(of).collect()
    }

    const AGENT: RowKind = RowKind::Agent { agent: 0 };

    #[test]
    fn a_heading_stays_with_its_first_agent_and_an_agent_with_its_states() {
        let agents = |count| std::iter::repeat_n(AGENT, count);
        let lanes = |count| (0..count).map(|row| RowKind::Lane { agent: 0, row });
        let team = || std::iter::once(RowKind::Group { team: 0 });
        for (kinds, expected) in [
            (agents(12).collect::<Vec<_>>(), vec![0..11, 11..12]),
            (agents(10).chain(team()).chain(agents(2)).collect(), vec![0..10, 10..13]),
            (agents(9).chain(lanes(3)).collect(), vec![0..8, 8..12]),
            (agents(10).chain(team()).chain(team()).collect(), vec![0..11, 11..12]),
            // What no page can hold is divided.
            (agents(2).chain(lanes(12)).collect(), vec![0..11, 11..14]),
        ] {
            assert_eq!(pieces(&rows(kinds)), expected);
        }
    }

    #[test]
    fn pages_have_every_row_once_and_what_fits() {
        let kind = |place: usize, seed: usize| match (place * 7 + seed) % 11 {
            0 => RowKind::Group { team: 0 },
            1..=5 => RowKind::Lane { agent: 0, row: place },
            _ => AGENT,
        };
        for (count, seed) in (0..60).flat_map(|count| (0..11).map(move |seed| (count, seed))) {
            let rows = rows((0..count).map(|place| kind(place, seed)));
            let pieces = pieces(&rows);
            assert_eq!(pieces.iter().cloned().flatten().collect::<Vec<_>>(), (0..count).collect::<Vec<_>>());
            assert!(pieces.iter().all(|piece| height(&rows, piece) <= PAPER_ROWS_PX), "{pieces:?}");
        }
    }
}
