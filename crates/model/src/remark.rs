//! What could not be taken from a source as it stood, and what was done instead. Counted in full, with
//! the first places as examples.

/// What was not as it should be, and what was assumed instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkKind {
    /// A value that cannot be read; it counts as missing.
    Unread,
    /// Characters that are none (halves of pairs, bytes of another encoding): each is replaced.
    BrokenText,
    /// The text is not UTF-8, and was read as Windows-1252.
    NotUtf8,
    /// A quote that never closes: it is taken for a character of its cell.
    OpenQuote,
    /// A row has more or fewer cells than the header has names: they may not stand under their own.
    CellCount,
    /// The file has no header: the documented order of columns was taken.
    NoHeader,
    /// A column that the report is documented to have is not there, or has another name.
    MissingColumn,
    /// A second column for the same thing: the first was taken.
    SecondColumn,
    /// A saved answer that speaks of more than it holds: more rows, a next page, an error.
    Incomplete,
    /// Duration figures are a thousand times the seconds between rows: they were read as milliseconds.
    Milliseconds,
    /// Duration figures are a sixtieth of the seconds between rows: they were read as minutes.
    Minutes,
    /// Likewise as hours.
    Hours,
    /// Likewise as days, as spreadsheets keep times.
    Days,
    /// Duration figures that are the time from the row before: they were read as the length of the state
    /// before.
    PreviousState,
    /// Duration figures that are all 0 though rows are apart: they were taken as unknown.
    NoLengths,
    /// Durations whose column says one unit while the times between rows prove another: that was taken.
    UnitDiffers,
    /// Figures that can be read in two ways (`1,500`, `0:30`), and nothing in the file tells which.
    Ambiguous,
    /// An end that is not where the duration ends; the duration was taken.
    EndDiffers,
    /// A row that begins before one that has a lower number in its session; the times were taken.
    OrderDiffers,
    /// Clock times without seconds or without a time of day: rows were laid out by their order and
    /// durations.
    ClockIncomplete,
    /// A wall time that clocks show twice in autumn; which one it is follows from order and durations.
    RepeatedHour,
    /// A wall time that clocks skip in spring; where it belongs follows from order and durations.
    SkippedHour,
    /// A zone's abbreviation behind a time that is not of the chosen zone: the chosen zone was taken.
    ZoneAbbreviation,
    /// Dates of one file that can only be month/day beside others that can only be day/month: each was
    /// read in the only way it can.
    MixedDates,
}

impl RemarkKind {
    /// Every kind.
    pub const ALL: [Self; 24] = [
        Self::Unread,
        Self::BrokenText,
        Self::NotUtf8,
        Self::OpenQuote,
        Self::CellCount,
        Self::NoHeader,
        Self::MissingColumn,
        Self::SecondColumn,
        Self::Incomplete,
        Self::Milliseconds,
        Self::Minutes,
        Self::Hours,
        Self::Days,
        Self::PreviousState,
        Self::NoLengths,
        Self::UnitDiffers,
        Self::Ambiguous,
        Self::EndDiffers,
        Self::OrderDiffers,
        Self::ClockIncomplete,
        Self::RepeatedHour,
        Self::SkippedHour,
        Self::ZoneAbbreviation,
        Self::MixedDates,
    ];
}

/// Where something stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Row of a page or line of a file, from 1.
    pub row: usize,
    /// Name of the column or member; empty when it is the whole row.
    pub column: String,
    /// The text as it came, cut to [`Place::TEXT`] characters.
    pub text: String,
}

impl Place {
    /// Longest text kept, in characters.
    pub const TEXT: usize = 80;

    /// A place; the text is cut to its first [`Self::TEXT`] characters.
    pub fn new(row: usize, column: &str, text: &str) -> Self {
        Self { row, column: column.to_owned(), text: text.chars().take(Self::TEXT).collect() }
    }
}

/// Remarks on one source, or on several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    counts: [usize; RemarkKind::ALL.len()],
    examples: Vec<(RemarkKind, Place)>,
}

impl Remarks {
    /// Most places kept of a kind.
    pub const EXAMPLES: usize = 20;

    /// Adds one.
    pub fn add(&mut self, kind: RemarkKind, place: Place) {
        self.counts[kind as usize] += 1;
        if self.count(kind) <= Self::EXAMPLES {
            self.examples.push((kind, place));
        }
    }

    /// Adds those of another source.
    pub fn extend(&mut self, other: &Self) {
        for (kind, place) in &other.examples {
            if self.examples_of(*kind).count() < Self::EXAMPLES {
                self.examples.push((*kind, place.clone()));
            }
        }
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
    }

    /// How many there are of a kind.
    pub fn count(&self, kind: RemarkKind) -> usize {
        self.counts[kind as usize]
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The first places of a kind, in the order they came.
    pub fn examples_of(&self, kind: RemarkKind) -> impl Iterator<Item = &Place> {
        self.examples.iter().filter(move |(of, _)| *of == kind).map(|(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_counted_and_the_first_are_kept() {
        let mut one = Remarks::default();
        for row in 0..50 {
            one.add(RemarkKind::Unread, Place::new(row, "Duration", &"#".repeat(200)));
        }
        let mut both = one.clone();
        both.add(RemarkKind::OpenQuote, Place::default());
        both.extend(&one);
        assert_eq!((both.count(RemarkKind::Unread), both.total()), (100, 101));
        let examples: Vec<_> = both.examples_of(RemarkKind::Unread).collect();
        assert_eq!((examples.len(), examples[19].row, examples[0].text.len()), (20, 19, Place::TEXT));
        for (place, kind) in RemarkKind::ALL.into_iter().enumerate() {
            assert_eq!(place, kind as usize);
        }
    }
}
