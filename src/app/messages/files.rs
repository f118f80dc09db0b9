//! What files are, and why some cannot be used.

use super::{Action, UserMessage, shortened};
use crate::app::aid::Topic;
use data::dialect::{Dialect, by_name};
use data::files::{FileError, FileKind, Imported, MAX_ROW, MAX_WHOLE};
use model::format::number;
use model::remark::RemarkKind;

/// A file that cannot be used. `name` is the file's.
pub fn file_error(name: &str, error: &FileError) -> UserMessage {
    let (title, text) = match error {
        FileError::Empty => ("An empty file", "There is nothing in it. Download the report again.".into()),
        FileError::Spreadsheet => (
            "A spreadsheet",
            "Shiftline reads text files. Open it in your spreadsheet program, save it as CSV, and drop that."
                .into(),
        ),
        FileError::Packed => (
            "A packed file",
            "The report is packed with gzip. Unpack it (on Windows with 7-Zip, elsewhere with gunzip; the “file” of a \
             job's answer has to be decoded from base64 first), and drop the CSV file that is in it."
                .into(),
        ),
        FileError::NotText => (
            "This is no text",
            "Drop a CSV file of the report “Agent State Log”, JSON pages of the API, or a Shiftline export."
                .into(),
        ),
        FileError::WebPage => (
            "A web page",
            "It is HTML: a sign-in or error page, or a table that was saved as one. Download the report again as \
             CSV; in CXone choose “CSV” as the file format."
                .into(),
        ),
        FileError::NotXml => (
            "This XML cannot be read",
            "It has no rows with cells, more than a thousand names of cells, or is broken. Download the report again as CSV; in CXone choose “CSV” as the \
             file format."
                .into(),
        ),
        FileError::UnknownColumns { found, .. } => (
            "Unknown columns",
            format!(
                "Shiftline does not know the columns “{}”. The report “Agent State Log” has columns such as Agent_No, \
                 Start_Date, Working, Available and Outstate. Choose that report and download it again, with \
                 “Include column headers” ticked; or put a row with the names of the columns above the others.",
                shortened(&found.join(", "))
            ),
        ),
        FileError::NotJson => (
            "This is no JSON",
            "It begins like JSON, but cannot be read. Save the API's answer again.".into(),
        ),
        FileError::CutOff => {
            ("A file that was cut off", "It ends in the middle. Save the API's answer again.".into())
        }
        FileError::UnknownJson => (
            "Unknown JSON",
            "It is no page of the Reporting API v2 (with “records”) nor of the CXone API (with \
             “agentStateHistory”), and has no list of rows, or several. Save the API's answer as it comes, or one \
             list of rows in a file."
                .into(),
        ),
        FileError::MixedApis => ("Pages of two APIs", "Put them into two files, and drop both.".into()),
        FileError::TooLarge => (
            "A file that is too large",
            format!(
                "JSON, XML and Parquet are read as a whole, up to {} MB. Save fewer pages in a file, or download the report as \
                 CSV, which may be of any size.",
                MAX_WHOLE >> 20
            ),
        ),
        FileError::DamagedParquet => (
            "A Parquet file that cannot be read",
            "It is cut off or damaged. Copy it again, or save its rows as CSV.".into(),
        ),
        FileError::PackedParquet => (
            "A Parquet file that is packed in another way",
            "This page unpacks snappy alone. Write it with snappy or without compression, or save its rows as CSV."
                .into(),
        ),
        FileError::LongRow { line } => (
            "A row that does not end",
            format!(
                "The row that begins on line {} has more than {} MB, so this is no report, or its line breaks are \
                 lost. Download the report again as CSV.",
                number(*line),
                MAX_ROW >> 20
            ),
        ),
    };
    UserMessage::error(&format!("{}: {title}", shortened(name)), text, Action::None).about(Topic::Report)
}

/// A file that can no longer be read: it was moved, changed or deleted since it was chosen.
pub fn file_gone(name: &str) -> UserMessage {
    let text = "It cannot be read any more: it was moved, changed or deleted. Choose it again.";
    UserMessage::error(&shortened(name), text, Action::None)
}

/// What an imported file is, and how much of it could be used.
pub fn imported(name: &str, file: &Imported) -> UserMessage {
    let kind = match file.kind {
        FileKind::AgentStateLog => "a CXone report “Agent State Log”".to_owned(),
        FileKind::Chosen => "a table with the columns that you chose".to_owned(),
        FileKind::Shiftline => "a Shiftline export".to_owned(),
        FileKind::Pages(api) => {
            format!("saved pages of the {}", by_name(api).map_or(api, Dialect::title))
        }
    };
    let rows = if file.rows == 1 { "1 row".to_owned() } else { format!("{} rows", number(file.rows)) };
    let mut text = format!("{rows} of {kind}");
    let said = said(file);
    if said.is_empty() {
        text.push('.');
    } else {
        text.push_str("; ");
        text.push_str(&said.join(", "));
        text.push_str(": see data quality.");
    }
    let zone = file.preset.as_ref().and_then(|preset| preset.zone.as_ref());
    if let Some(zone) = zone.filter(|_| file.dates.is_some()) {
        text = format!("{text} Its times were read as {zone}.");
    }
    if file.dates.is_some_and(|dates| !dates.certain) {
        text.push_str(" Its dates could be read as month/day or as day/month: choose which.");
    }
    let message = UserMessage::note(&shortened(name), text, Action::None);
    if said.is_empty() { message } else { message.about(Topic::Records) }
}

/// What could not be used, and what was assumed, each in a few words.
fn said(file: &Imported) -> Vec<String> {
    let losses = file.losses();
    let rejected = (file.rejected > 0).then(|| format!("{} could not be used", number(file.rejected)));
    let remarks = RemarkKind::ALL.into_iter().filter_map(|kind| assumed(kind, losses.remarks.count(kind)));
    rejected.into_iter().chain(remarks).collect()
}

/// A kind of remark in a few words; `None` where there is none.
fn assumed(kind: RemarkKind, count: usize) -> Option<String> {
    let of = |one: &str, many: &str| {
        if count == 1 { format!("1 {one}") } else { format!("{} {many}", number(count)) }
    };
    let words = match kind {
        _ if count == 0 => return None,
        RemarkKind::Unread => of("value could not be read", "values could not be read"),
        RemarkKind::BrokenText => {
            of("text has characters that are none", "texts have characters that are none")
        }
        RemarkKind::NotUtf8 => "its text is not UTF-8".to_owned(),
        RemarkKind::OpenQuote => of("quote never closes", "quotes never close"),
        RemarkKind::CellCount => {
            of("row has more or fewer cells than the header", "rows have more or fewer cells than the header")
        }
        RemarkKind::MissingColumn => of("column is missing", "columns are missing"),
        RemarkKind::SecondColumn => of("column says what another says", "columns say what others say"),
        RemarkKind::Incomplete => "its pages speak of more than they hold".to_owned(),
        RemarkKind::NoHeader => "its header row is missing".to_owned(),
        RemarkKind::Milliseconds => "its durations were read as milliseconds".to_owned(),
        RemarkKind::Minutes => "its durations were read as minutes".to_owned(),
        RemarkKind::Hours => "its durations were read as hours".to_owned(),
        RemarkKind::Days => "its durations were read as days".to_owned(),
        RemarkKind::PreviousState => "its durations are those of the state before".to_owned(),
        RemarkKind::NoLengths => "its durations are all 0".to_owned(),
        RemarkKind::UnitDiffers => "its durations are in another unit than is said".to_owned(),
        RemarkKind::Ambiguous => of("figure can be read in two ways", "figures can be read in two ways"),
        RemarkKind::EndDiffers => of("end does not fit its duration", "ends do not fit their durations"),
        RemarkKind::OrderDiffers => {
            of("time contradicts the order of its rows", "times contradict the order of their rows")
        }
        RemarkKind::ClockIncomplete => of("clock time was incomplete", "clock times were incomplete"),
        RemarkKind::RepeatedHour => {
            of("time is in the hour that clocks repeat", "times are in the hour that clocks repeat")
        }
        RemarkKind::SkippedHour => {
            of("time is in the hour that clocks skip", "times are in the hour that clocks skip")
        }
        RemarkKind::ZoneAbbreviation => of("time names another time zone", "times name another time zone"),
        RemarkKind::MixedDates => of("date is in another order", "dates are in another order"),
    };
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::files::{Import, Options};
    use model::state::Catalog;
    use model::zone::Zone;

    fn read(text: &str) -> Result<Imported, FileError> {
        let options = Options::new(Zone::utc());
        let (mut import, mut catalog) = (Import::new(options), Catalog::default());
        import.feed(text.as_bytes(), &mut catalog)?;
        import.finish(&mut catalog)
    }

    #[test]
    fn every_file_that_cannot_be_used_says_what_to_do() {
        for error in [
            FileError::Empty,
            FileError::Spreadsheet,
            FileError::Packed,
            FileError::NotText,
            FileError::WebPage,
            FileError::NotXml,
            FileError::UnknownColumns { found: vec!["name".into(), "price".into()], rows: Vec::new() },
            FileError::NotJson,
            FileError::CutOff,
            FileError::UnknownJson,
            FileError::MixedApis,
            FileError::TooLarge,
            FileError::LongRow { line: 7 },
        ] {
            let message = file_error("report.csv", &error);
            assert!(message.is_error && message.title.starts_with("report.csv: "));
            assert!(message.text.ends_with('.') && !message.text.contains("  "), "{}", message.text);
        }
        let columns = read("name,price\nTea,3\n").unwrap_err();
        assert!(file_error("x", &columns).text.contains("“name, price”"));
    }

    #[test]
    fn a_file_says_what_it_is_and_what_was_lost() {
        let text = |csv: &str| imported("log.csv", &read(csv).unwrap()).text;
        let log = "Agent_No,Start_Date,Available\n1,11/13/2026 09:00,1\n";
        assert_eq!(text(log), "1 row of a CXone report “Agent State Log”.");
        assert_eq!(
            text(&format!("{log}1,yesterday,1\n")),
            "2 rows of a CXone report “Agent State Log”; 1 could not be used: see data quality."
        );
        let durations = |rows: &str| {
            text(&format!("Agent_No,Start_Date,Available,Duration\n{rows}1,11/13/2026 10:00,1,60\n"))
        };
        let two = durations("1,11/13/2026 08:00,1,#####\n1,11/13/2026 09:00,1,#####\n");
        assert!(two.ends_with("; 2 values could not be read: see data quality."), "{two}");
        assert!(text(&log.replace("13", "03")).ends_with("choose which."));
        let page = r#"{"records":[{"timestamp":"2026-11-03T09:00:00Z","state":"READY"}]}"#;
        assert!(text(page).contains("Reporting API v2"));
        for kind in RemarkKind::ALL {
            assert_eq!(assumed(kind, 0), None);
            let words = assumed(kind, 1_200).unwrap();
            assert!(
                !words.ends_with('.') && words != assumed(kind, 1).unwrap_or_default()
                    || words.starts_with("its")
            );
        }
    }
}
