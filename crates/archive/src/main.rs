//! The archive as a program.

mod arguments;
mod commands;

use std::process::ExitCode;

use clap::Parser;
use shiftline_archive::words::{FOLDER, Trouble};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    start_log();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let ended = runtime
        .map_err(|error| Trouble { code: FOLDER, words: error.to_string() })
        .and_then(|runtime| runtime.block_on(commands::run(arguments)));
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(trouble) => {
            eprintln!("shiftline-archive: {}", trouble.words);
            ExitCode::from(trouble.code)
        }
    }
}

/// Only what this program says itself: libraries would log addresses and headers.
fn start_log() {
    let ours = Targets::new()
        .with_target("shiftline_archive", LevelFilter::INFO)
        .with_target("shiftline_proxy", LevelFilter::WARN);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    // There is no other log.
    let _ = tracing_subscriber::registry().with(ours).with(lines).try_init();
}
