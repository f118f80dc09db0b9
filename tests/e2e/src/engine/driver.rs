//! A WebDriver server, or another program that must not outlive the tests.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// Ends the program and all that it started when the test binary ends, however that ends: its end of
/// the pipe closes. First by the signal at which none says anything; some take it for something else. What they
/// kept goes after them, as soon as none writes any more.
const UNTIL_STDIN_CLOSES: &str = r#"trap : HUP TERM; "$0" "$@" </dev/null & read -r _; kill -HUP 0; kill 0; wait
    for _ in 1 2 3 4 5 6 7 8 9; do rm -rf "$TMPDIR" 2>/dev/null && exit; sleep 0.2; done"#;

/// A server that drives browsers.
pub struct Driver {
    /// Its address.
    pub url: String,
    /// Where it and its browsers keep what they need; gone when it has ended.
    pub folder: PathBuf,
    _programs: Vec<Program>,
}

impl Driver {
    /// The server that listens on this port of this machine: its program, and those it needs, which end after it.
    pub fn new(port: u16, programs: Vec<Program>, folder: PathBuf) -> Self {
        Self { url: format!("http://127.0.0.1:{port}"), folder, _programs: programs }
    }
}

/// A program that runs as long as this lives.
pub struct Program(Child);

impl Program {
    /// Starts it, with a folder for what it keeps, and waits for a line with this text and a number behind it.
    ///
    /// # Panics
    /// When it does not start, or ends without such a line.
    pub fn start(command: &Command, folder: &Path, text: &str) -> (Self, u16) {
        let mut program = Self::run(command, folder, Stdio::piped());
        let output = program.0.stdout.take().expect("its output is piped");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let number = lines.find_map(|line| line.split_once(text).and_then(|(_, rest)| leading_number(rest)));
        // A full pipe would stop the program.
        std::thread::spawn(move || lines.for_each(drop));
        let name = command.get_program().display();
        (program, number.unwrap_or_else(|| panic!("{name} does not say that it has started")))
    }

    /// Starts it, with a folder for what it keeps.
    ///
    /// # Panics
    /// When it does not start.
    pub fn run(command: &Command, folder: &Path, output: Stdio) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", UNTIL_STDIN_CLOSES]).arg(command.get_program()).args(command.get_args());
        shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let started =
            shell.env("TMPDIR", folder).process_group(0).stdin(Stdio::piped()).stdout(output).spawn();
        Self(started.unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display())))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // It has been told to end, and one that has ended already is as good.
        let _ = self.0.wait();
    }
}

/// A new folder for what a program keeps, which takes it away.
///
/// # Panics
/// When there can be none.
pub fn folder() -> PathBuf {
    TempDir::new().expect("a folder can be had").keep()
}

fn leading_number(text: &str) -> Option<u16> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}
