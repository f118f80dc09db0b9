//! A WebDriver server, or another program that must not outlive the tests.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// Ends the program and all that it started when the test binary ends, however that ends: its end of
/// the pipe closes.
const UNTIL_STDIN_CLOSES: &str = r#""$0" "$@" </dev/null & read -r _; kill 0"#;

/// A server that drives browsers.
pub struct Driver {
    /// Its address.
    pub url: String,
    _program: Program,
}

impl Driver {
    /// The server that listens on this port of this machine.
    pub fn new(port: u16, program: Program) -> Self {
        Self { url: format!("http://127.0.0.1:{port}"), _program: program }
    }
}

/// A program that runs as long as this lives.
pub struct Program(Child);

impl Program {
    /// Starts it and waits for a line with this text and a number behind it.
    ///
    /// # Panics
    /// When it does not start, or ends without such a line.
    pub fn start(command: &Command, text: &str) -> (Self, u16) {
        let mut program = Self::run(command, Stdio::piped());
        let output = program.0.stdout.take().expect("its output is piped");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let number = lines.find_map(|line| line.split_once(text).and_then(|(_, rest)| leading_number(rest)));
        // A full pipe would stop the program.
        std::thread::spawn(move || lines.for_each(drop));
        let name = command.get_program().display();
        (program, number.unwrap_or_else(|| panic!("{name} does not say that it has started")))
    }

    /// Starts it.
    ///
    /// # Panics
    /// When it does not start.
    pub fn run(command: &Command, output: Stdio) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", UNTIL_STDIN_CLOSES]).arg(command.get_program()).args(command.get_args());
        shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let started = shell.process_group(0).stdin(Stdio::piped()).stdout(output).spawn();
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

fn leading_number(text: &str) -> Option<u16> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}
