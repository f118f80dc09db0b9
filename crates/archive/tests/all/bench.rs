//! The simulated API, and what fills archives from it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io};

use chrono::NaiveDate;
use cxone_sim::{Cxone, Scenario, Sim};
use data::dialect::by_name;
use data::query::{Agents, parse_agents};
use model::record::AgentId;
use shiftline_archive::access::SignIn;
use shiftline_archive::api::{Api, base_url};
use shiftline_archive::check::check;
use shiftline_archive::disk::{Disk, Real};
use shiftline_archive::fill::{FillError, Filled, fill};
use shiftline_archive::folder::Folder;
use shiftline_archive::source::{Question, Source};

/// Agents of Reporting v2.
pub const UUIDS: [&str; 3] = [
    "7f9c24e8-3b12-4fef-91e0-3d5a8bcbf4d1",
    "00000000-0000-4000-8000-000000000002",
    "ffffffff-0000-4000-8000-000000000003",
];

/// A tenant where everyone works every day.
pub fn tenant() -> Scenario {
    let cxone = Cxone { agents: 4, ..Cxone::default() };
    Scenario { every_day: true, cxone, ..Scenario::default() }
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// So many days from the third of March 2025 on.
pub fn days(count: usize) -> Vec<NaiveDate> {
    date("2025-03-03").iter_days().take(count).collect()
}

/// Everyone whom the dialect can ask for.
pub fn question(dialect: &str) -> Question {
    let agents = if dialect == "cxone" { Agents::All } else { parse_agents(&UUIDS.join(",")).unwrap() };
    Question::new(by_name(dialect).unwrap(), agents)
}

/// The ids of everyone.
pub fn ids(dialect: &str) -> Vec<AgentId> {
    if dialect == "cxone" {
        return (100_001..100_005).map(|id: u32| id.to_string().into()).collect();
    }
    UUIDS.map(Into::into).into()
}

pub struct Bench {
    pub sim: Sim,
    pub base: String,
}

impl Bench {
    pub fn new(scenario: Scenario) -> Self {
        let sim = Sim::start().unwrap();
        let base = sim.scenario(scenario);
        Self { sim, base }
    }

    pub fn api(&self) -> Arc<Api> {
        let base = base_url(&self.base).unwrap();
        let token = self.sim.token(&self.base);
        let sign_in = SignIn::read(&base, |name| (name == "SHIFTLINE_TOKEN").then(|| token.clone())).unwrap();
        Arc::new(Api::new(base, sign_in).unwrap())
    }

    /// Fills an archive; gives what became of each day.
    pub async fn fill(
        &self,
        root: &Path,
        question: Question,
        days: &[NaiveDate],
    ) -> Result<Vec<Filled>, FillError> {
        let mut folder = Folder::open(Real, root, question.dialect)?;
        let mut source = Source::new(self.api(), question).await.unwrap();
        let mut filled = Vec::new();
        fill(&mut folder, &mut source, days, |_, _| {}, |day| filled.push(day.clone())).await?;
        Ok(filled)
    }
}

/// What a check finds that is damage, and what else.
pub fn checked(root: &Path) -> (Vec<String>, Vec<String>) {
    let folder = Folder::look(Real, root).unwrap();
    let (mut damage, mut more) = (Vec::new(), Vec::new());
    let say = |found: shiftline_archive::check::Found| {
        if found.is_damage() { &mut damage } else { &mut more }.push(format!("{found:?}"));
    };
    check(&folder, say).unwrap();
    (damage, more)
}

/// What happens to the step that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is cut off, and no other follows: the program was killed.
    Killed,
    /// There is no room; what follows works again.
    Full,
}

/// A disk of which one step fails, counted from 0.
#[derive(Clone)]
pub struct Failing {
    pub steps: Arc<AtomicUsize>,
    pub at: usize,
    pub end: End,
}

impl Failing {
    pub fn new(at: usize, end: End) -> Self {
        Self { steps: Arc::default(), at, end }
    }

    fn step(&self) -> Result<(), io::Error> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        let fails = step == self.at || (step > self.at && self.end == End::Killed);
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl Disk for Failing {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        Real.read(path)
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Real.files(folder)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Real.make_folder(path)
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let step = self.step();
        // The first half is there.
        let is_last = self.steps.load(Ordering::SeqCst) == self.at.saturating_add(1);
        if step.is_err() && is_last {
            fs::write(path, &content[..content.len() / 2])?;
        }
        step?;
        // Not down to the disk, which takes its time.
        fs::write(path, content)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Real.remove(path)
    }
}
