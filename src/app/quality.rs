//! Data quality: what was odd about records, and what could not be drawn, by where it came from.

use std::sync::Arc;

use crate::app::plans::Plans;
use data::files::Imported;
use model::dataset::Dataset;
use model::findings::Losses;
use model::remark::RemarkKind;
use model::schedule::PlanFindings;

/// One place that rows came from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name; `None` for an API.
    pub name: Option<String>,
    /// Whether its rows are lines of a table, and not rows of pages.
    pub has_lines: bool,
    /// What of it is not in the timeline, and what was said of the rest.
    pub losses: Arc<Losses>,
}

/// The same losses, and not equal ones: no memo compares hundreds of rows.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.losses, &other.losses)
    }
}

impl Source {
    /// A file that was read.
    pub fn file(name: &str, file: &Imported) -> Self {
        Self { name: Some(name.to_owned()), has_lines: file.has_lines, losses: Arc::new(file.losses()) }
    }

    /// An API.
    pub fn api(data: &Dataset) -> Self {
        Self { name: None, has_lines: false, losses: Arc::new(data.losses.clone()) }
    }
}

/// How many rows of all sources could not be placed.
pub fn rejected(sources: &[Source]) -> usize {
    sources.iter().map(|source| source.losses.rejected_count).sum()
}

/// How many remarks of a kind there are.
pub fn remarks(sources: &[Source], kind: RemarkKind) -> usize {
    sources.iter().map(|source| source.losses.remarks.count(kind)).sum()
}

/// How much there is to be said in all.
pub fn total(data: Option<&Dataset>, sources: &[Source]) -> usize {
    let records = data.map_or(0, |data| {
        let findings: usize = data.agents.iter().map(|agent| agent.findings.total()).sum();
        findings + data.losses.duplicates + data.losses.outside
    });
    let remarks: usize = sources.iter().map(|source| source.losses.remarks.total()).sum();
    records + remarks + rejected(sources)
}

/// How much there is to be said of schedules: of their rows, and of what they plan.
pub fn of_plans(plans: &Plans, found: &PlanFindings) -> usize {
    found.total() + plans.sources().iter().map(|source| source.remarks.total()).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::files::{self, Import, Options};
    use model::state::Catalog;
    use model::time::Millis;
    use model::zone::Zone;

    /// After all of it.
    const NOW: Millis = Millis(1_800_000_000_000);

    const HEADER: &str = "Agent_No,Start_Date,Available,Duration";

    #[test]
    fn what_is_said_of_files_is_what_is_said_of_the_data_set() {
        let bad = format!("{HEADER}\n1,yesterday,1,60\n");
        let good = format!("{HEADER}\n1,11/13/2026 09:00,1,#####\n1,11/13/2026 10:00,1,60\n1,,1,60\n");
        let mut catalog = Catalog::default();
        let mut read = |text: &str| {
            let mut import = Import::new(Options::new(Zone::utc()));
            import.feed(text.as_bytes(), &mut catalog).unwrap();
            import.finish(&mut catalog).unwrap()
        };
        let files = [read(&bad), read(&good)];
        let sources = [Source::file("bad.csv", &files[0]), Source::file("good.csv", &files[1])];
        let data = files::dataset(&files, catalog, NOW);
        let api = [Source::api(&data)];
        assert_eq!((rejected(&sources), rejected(&api)), (2, 2));
        assert_eq!(remarks(&sources, RemarkKind::Unread), 1);
        assert_eq!(total(Some(&data), &sources), total(Some(&data), &api));
        assert_eq!(total(None, &sources[..1]), 1, "nothing is shown, and yet it is said");
    }
}
