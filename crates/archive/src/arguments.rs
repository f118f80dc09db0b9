//! What is typed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use shiftline_archive::show::Format;

/// Keeps agents' state history as Parquet files in a plain folder.
///
/// The secret stands in the environment or in files: SHIFTLINE_TOKEN, or SHIFTLINE_CLIENT_ID and
/// SHIFTLINE_CLIENT_SECRET, with SHIFTLINE_ACCESS_KEY_ID and SHIFTLINE_ACCESS_KEY_SECRET where an access key is
/// used; SHIFTLINE_TOKEN_FILE, SHIFTLINE_CLIENT_SECRET_FILE and SHIFTLINE_ACCESS_KEY_SECRET_FILE name files.
/// SHIFTLINE_TOKEN_URL is where tokens are, if not at /oauth/token of the base URL.
///
/// It ends with 0 when all is well, 1 when something could not be fetched, 2 for a question that makes no sense,
/// 3 when the API cannot be signed in to, 4 when another run is under way, 5 for trouble with the folder.
#[derive(Parser)]
#[command(version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Fetch days into a folder, or to standard output.
    Fetch(Fetch),
    /// Print where the time went, of an archive or of the API.
    Totals(Totals),
    /// Verify every file of an archive.
    Check {
        /// The archive.
        folder: PathBuf,
    },
    /// Delete days, or all that is known of an agent.
    Drop(Drop),
}

/// What is asked of the API.
#[derive(Args)]
pub struct Question {
    /// Base URL of the API, or of a proxy with its mount.
    #[arg(long, value_name = "URL")]
    pub base: String,
    /// Which API it is: reporting-v2 or cxone.
    #[arg(long, value_name = "NAME")]
    pub dialect: String,
    /// Whose: all, or a file with one id a line.
    #[arg(long, value_name = "all|FILE")]
    pub agents: String,
    /// Version in the paths of cxone.
    #[arg(long, value_name = "NUMBER", default_value = "27.0")]
    pub api_version: String,
}

#[derive(Args)]
pub struct Fetch {
    #[command(flatten)]
    pub question: Question,
    /// Days of UTC: yesterday, 2026-11-25 or 2026-11-01..2026-11-25.
    #[arg(long, value_name = "DAYS")]
    pub day: String,
    /// The folder.
    #[arg(long, value_name = "FOLDER", required_unless_present = "format")]
    pub to: Option<PathBuf>,
    /// Print the records instead.
    #[arg(long, conflicts_with = "to")]
    pub format: Option<Format>,
    /// How many days before yesterday are fetched again with it, since their rows may have changed.
    #[arg(long, value_name = "DAYS", default_value_t = 2)]
    pub refetch: u32,
    /// Fetch days that are there for good, too.
    #[arg(long)]
    pub again: bool,
    /// Say what would be fetched, and ask nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// No progress bar.
    #[arg(long)]
    pub quiet: bool,
}

#[derive(Args)]
pub struct Totals {
    /// The archive.
    #[arg(required_unless_present = "base")]
    pub folder: Option<PathBuf>,
    /// Base URL of the API, or of a proxy with its mount, instead of an archive.
    #[arg(long, value_name = "URL", conflicts_with = "folder", requires = "dialect", requires = "agents")]
    pub base: Option<String>,
    /// Which API it is: reporting-v2 or cxone.
    #[arg(long, value_name = "NAME", requires = "base")]
    pub dialect: Option<String>,
    /// Whose: all, or a file with one id a line.
    #[arg(long, value_name = "all|FILE", requires = "base")]
    pub agents: Option<String>,
    /// Version in the paths of cxone.
    #[arg(long, value_name = "NUMBER", default_value = "27.0")]
    pub api_version: String,
    /// Days of UTC: yesterday, 2026-11-25 or 2026-11-01..2026-11-25.
    #[arg(long, value_name = "DAYS")]
    pub day: String,
    /// In which form.
    #[arg(long, default_value = "text")]
    pub format: Form,
}

impl Totals {
    /// What is asked of the API, where it is not of an archive.
    pub fn question(&self) -> Option<Question> {
        let (base, dialect) = (self.base.clone()?, self.dialect.clone()?);
        let (agents, api_version) = (self.agents.clone()?, self.api_version.clone());
        Some(Question { base, dialect, agents, api_version })
    }
}

/// In which form totals are printed.
#[derive(Clone, Copy, ValueEnum)]
pub enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

#[derive(Args)]
#[group(skip)]
pub struct Drop {
    /// The archive.
    pub folder: PathBuf,
    /// Delete the days before this one.
    #[arg(long, value_name = "DAY", required_unless_present = "agent", conflicts_with = "agent")]
    pub before: Option<NaiveDate>,
    /// Delete all that is known of an agent.
    #[arg(long, value_name = "ID")]
    pub agent: Option<String>,
}
