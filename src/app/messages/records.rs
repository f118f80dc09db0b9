//! What is odd about records, and what is not in the timeline.

use model::findings::{Finding, FindingKind, Losses};
use model::format::{exact_words, number};
use model::record::RejectReason;
use model::remark::RemarkKind;

/// Why a row could not be placed.
pub const fn reject_reason(reason: RejectReason) -> &'static str {
    match reason {
        RejectReason::NoTimestamp => "It has no time that can be read.",
        RejectReason::NoState => "It names no agent state.",
        RejectReason::NoAgent => "It names no agent.",
        RejectReason::OtherAgent => {
            "It is of another agent than the one asked for, so it is not counted. Does the server, or a proxy \
             before it, leave the agent ID out?"
        }
        RejectReason::NotARow => "It is empty or no row at all.",
    }
}

/// What is odd about a record, and what Shiftline makes of it.
pub const fn finding(kind: FindingKind) -> (&'static str, &'static str) {
    match kind {
        FindingKind::DurationDiffers => (
            "Durations that do not fit",
            "The reported duration and the time between two records differ by more than a second, so time is \
             missing between them or the figure is wrong. The timeline goes by the timestamps.",
        ),
        FindingKind::NegativeDuration => (
            "Durations below zero",
            "The reported figure is impossible. The timeline goes by the timestamps.",
        ),
        FindingKind::Overlap => (
            "States that overlap",
            "A state goes on after another has begun. The later one is drawn for as long as it lasts; if the \
             earlier one lasts longer, it goes on after that.",
        ),
        FindingKind::LoginTwice => (
            "Logins without a logout",
            "The agent logged in while logged in already, so the record of a logout is missing.",
        ),
        FindingKind::UnknownState => (
            "Unknown states",
            "Shiftline does not know these names. They are shown as they came, in a colour of their own.",
        ),
        FindingKind::OrderUnknown => (
            "Records of one moment in unknown order",
            "They began in the same moment, and neither numbers nor durations nor the order of the list tell \
             which came first. They are drawn in the usual order of a working day.",
        ),
        FindingKind::StateDiffers => (
            "Rows that came with two states",
            "The same row of a session came more than once, with another state each time: it was corrected, or two \
             sources disagree. The one that lasted longer is drawn; of equally long ones the one that comes later \
             in the usual order of a working day.",
        ),
        FindingKind::OpenEnd => (
            "In progress, length unknown",
            "The last row of an agent has no duration: the state was in progress when the data was saved. It \
             counts as 0.",
        ),
    }
}

/// What could not be taken as it stood, and what Shiftline made of it.
#[allow(clippy::too_many_lines, reason = "a table: one entry for each kind")]
pub const fn remark(kind: RemarkKind) -> (&'static str, &'static str) {
    match kind {
        RemarkKind::Unread => (
            "Values that cannot be read",
            "They count as missing: a state without a duration lasts until the next one begins.",
        ),
        RemarkKind::BrokenText => (
            "Texts with characters that are none",
            "What could not be read of them is shown as \u{fffd}. Names that differ only there cannot be told apart.",
        ),
        RemarkKind::NotUtf8 => (
            "Text that is not UTF-8",
            "It was read as Windows-1252. If names look wrong, save the file as UTF-8 and read it again.",
        ),
        RemarkKind::OpenQuote => (
            "Quotes that never close",
            "The quote is taken for a character of its cell, and the row ends with its line.",
        ),
        RemarkKind::CellCount => (
            "Rows with more or fewer cells than the header",
            "Their cells may stand under the wrong names. Look at these lines in a text editor: most likely a \
             delimiter is missing or stands inside a value without quotes.",
        ),
        RemarkKind::NoHeader => (
            "No header row",
            "The columns were read in the order that CXone documents. To be sure, tick “Include column headers” \
             when you download the report.",
        ),
        RemarkKind::MissingColumn => (
            "Columns that are missing",
            "CXone's report has them, and this file does not, or under another name, or without a value in any row. \
             What they would say counts as missing: without Log_State the time after a logout is “no data”.",
        ),
        RemarkKind::SecondColumn => (
            "Columns for the same thing",
            "The first of them was read. The one that is named here is kept with each record's details.",
        ),
        RemarkKind::Incomplete => (
            "Saved answers that are not all of it",
            "They speak of more rows, a next page or an error. Unless the rest is in another file, figures lack it.",
        ),
        RemarkKind::Milliseconds => (
            "Durations in milliseconds",
            "The figures are a thousand times the time between the rows, so they were read as milliseconds.",
        ),
        RemarkKind::Minutes => (
            "Durations in minutes",
            "The figures are a sixtieth of the seconds between the rows, so they were read as minutes.",
        ),
        RemarkKind::Hours => (
            "Durations in hours",
            "The figures fit the time between the rows when they are read as hours, so they were.",
        ),
        RemarkKind::Days => (
            "Durations in days",
            "The figures fit the time between the rows when they are read as parts of a day, as spreadsheets keep \
             times, so they were.",
        ),
        RemarkKind::PreviousState => (
            "Durations of the state before",
            "Each figure is the time from the row before to its own, so it was read as the length of the state \
             before.",
        ),
        RemarkKind::NoLengths => (
            "Durations that are all 0",
            "Rows are apart, so the figures say nothing: each state was taken to go on to the next row.",
        ),
        RemarkKind::UnitDiffers => (
            "Durations in another unit than is said",
            "No figure fits the time to the next row in the unit that is said: they were read in the one that fits.",
        ),
        RemarkKind::Ambiguous => (
            "Durations that can be read in two ways",
            "“1,500” may be 1500 or 1.5, “0:30” half an hour or half a minute, and no time between rows tells which. \
             The longer one was taken where it ends before the next row begins. Give durations in whole seconds to \
             be sure.",
        ),
        RemarkKind::EndDiffers => (
            "Ends that differ from durations",
            "The row ends at another time than its start and duration say. The duration was taken.",
        ),
        RemarkKind::OrderDiffers => (
            "Times that contradict the order of rows",
            "It begins before a row of its session with a lower StateIndex. Is AM or PM missing behind the times?",
        ),
        RemarkKind::ClockIncomplete => (
            "Incomplete clock times",
            "Seconds or times of day are missing, most likely because a spreadsheet saved the file again. These \
             rows were laid out by their order and durations; download the report again for exact times.",
        ),
        RemarkKind::RepeatedHour => (
            "Times in the hour that clocks repeat",
            "Clocks went back, so these times stand for two moments. Row order and durations decided which; \
             without them the first.",
        ),
        RemarkKind::SkippedHour => (
            "Times in the hour that clocks skip",
            "Clocks went forward, so these times do not exist in this zone. Row order and durations decided \
             where they belong. Is the time zone right?",
        ),
        RemarkKind::ZoneAbbreviation => (
            "Time zones that are not the chosen one",
            "These letters behind a time do not belong to the zone that is chosen at the top. The times were \
             read in the chosen zone.",
        ),
        RemarkKind::MixedDates => (
            "Dates in two orders",
            "Some dates can only be month/day, others only day/month. Each was read in the only way it can.",
        ),
    }
}

/// Where something stood: `Line 7`, `Page 2, row 7`, `Row 7`.
pub fn row(row: usize, page: Option<usize>, has_lines: bool) -> String {
    let row = number(row);
    match page {
        _ if has_lines => format!("Line {row}"),
        Some(page) => format!("Page {}, row {row}", number(page)),
        None => format!("Row {row}"),
    }
}

/// Said in the place of a length that nothing tells: the state went on when its source was saved.
pub const OPEN: &str = "in progress, length unknown";

/// By how much a finding's figure is off: `31 s too long`; `None` where nothing is measured.
pub fn off_by(finding: &Finding) -> Option<String> {
    let ms = finding.off_by_ms;
    (ms != 0).then(|| format!("{} too {}", exact_words(ms.abs()), if ms > 0 { "long" } else { "short" }))
}

/// What is not in the timeline, beside the rows that could not be placed.
pub fn losses(losses: &Losses) -> Vec<String> {
    let count = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 record {one}")),
        n => Some(format!("{} records {many}", number(n))),
    };
    let lines = [
        count(
            losses.duplicates,
            "came twice and is drawn once: pages shift while data arrives.",
            "came more than once and are drawn once: pages shift while data arrives.",
        ),
        count(
            losses.outside,
            "lies outside the range and is not drawn.",
            "lie outside the range and are not drawn.",
        ),
    ];
    lines.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::time::Millis;

    #[test]
    fn nothing_lost_is_nothing_said() {
        assert!(losses(&Losses::default()).is_empty());
        let lost = Losses { duplicates: 1, outside: 1_200, ..Losses::default() };
        assert!(losses(&lost)[0].starts_with("1 record came twice"));
        assert!(losses(&lost)[1].starts_with("1,200 records lie"));
        let finding =
            |off_by_ms| Finding { kind: FindingKind::Overlap, at: Millis(0), segment: 0, off_by_ms };
        assert_eq!(off_by(&finding(-31_000)).as_deref(), Some("31 s too short"));
        assert_eq!(off_by(&finding(0)), None);
    }

    #[test]
    fn odd_records_are_explained() {
        for kind in FindingKind::ALL {
            let (title, text) = finding(kind);
            assert!(!title.ends_with('.') && text.ends_with('.'));
        }
        for kind in RemarkKind::ALL {
            let (title, text) = remark(kind);
            assert!(!title.ends_with('.') && text.ends_with(['.', '?']) && !text.contains("  "));
        }
        assert_eq!(row(1_200, Some(1), true), "Line 1,200");
        assert_eq!(row(7, Some(2), false), "Page 2, row 7");
        assert_eq!(row(7, None, false), "Row 7");
        let reasons = [
            RejectReason::NoTimestamp,
            RejectReason::NoState,
            RejectReason::NoAgent,
            RejectReason::OtherAgent,
            RejectReason::NotARow,
        ];
        let words: std::collections::BTreeSet<_> = reasons.map(reject_reason).into();
        assert_eq!(words.len(), reasons.len());
    }
}
