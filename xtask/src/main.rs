//! The tasks of this repository: `cargo xtask serve | dev | check | test | dist | package | bench | picture |
//! mutants`.
//!
//! ```text
//! paths    where things are            run    other programs, with progress
//! tools/   what a task needs and gets installed into a per-user cache
//! site/    the site                    test/ everything that is tested
//! serve/   the page behind the proxy, a simulated API behind that
//! dev/     the same, following the files
//! wasm/, split/   wasm-bindgen, and what takes the program apart: programs that only some tasks build
//! package/ a release as one archive
//! picture  the moving picture of README
//! mutants  code changed on purpose, to see whether a test fails
//! bench    what bench/ measures in a browser, and the proxy's load test
//! ```

mod bench;
mod dev;
mod mutants;
mod package;
mod paths;
mod picture;
mod run;
mod serve;
mod site;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, serves, tests and measures Shiftline. What a task lacks it installs once, for this user.
#[derive(Parser)]
#[command(version, bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build a page to work with and serve it through the proxy, with a simulated API; prints one URL.
    Serve(serve::Options),
    /// The same, and whenever a file changes the page in the browser becomes the new one.
    Dev(dev::Options),
    /// Run everything a change must pass, one stage of it, or some tests of a stage.
    Test(test::Options),
    /// Run what is worth its time before each commit: format, clippy, native tests.
    Check,
    /// Measure the release site in headless Chromium, or the proxy under load.
    Bench(bench::Options),
    /// Build the release site into dist/.
    Dist(site::Options),
    /// Pack a release: page, proxy, licences, sums and the list of components, in one archive.
    Package(package::Options),
    /// Make the moving picture of README anew.
    Picture,
    /// Change the code that decides, one place at a time, and say which changes no test notices.
    Mutants(mutants::Options),
}

/// Builds the site. One that is too heavy is an error, though it is there.
fn dist(options: &site::Options) -> anyhow::Result<()> {
    let keeps_to_budgets = site::dist(options)?;
    print!("{}", run::took());
    anyhow::ensure!(keeps_to_budgets, "the site is over its budget");
    Ok(())
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Serve(options) => serve::serve(&options),
        Task::Dev(options) => dev::dev(&options),
        Task::Test(options) => return test::run(&options),
        Task::Check => return test::check(),
        Task::Bench(options) => bench::bench(&options),
        Task::Dist(options) => dist(&options),
        Task::Package(options) => package::package(&options),
        Task::Picture => picture::picture(),
        Task::Mutants(options) => mutants::mutants(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_task_can_be_asked_for() {
        Arguments::command().debug_assert();
    }
}
