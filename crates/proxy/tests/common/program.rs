//! The program, as a child of a test.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shiftline-proxy"));
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts it and reads the address that it prints.
pub fn start(command: &mut Command) -> (Child, String) {
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("listening on ").unwrap_or_default().to_owned();
    if url.is_empty() {
        let output = child.wait_with_output().unwrap();
        panic!("it did not start: {}", String::from_utf8_lossy(&output.stderr));
    }
    (child, url)
}

pub fn told_to_stop(child: Child) -> Output {
    let kill = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(kill.success());
    child.wait_with_output().unwrap()
}

pub fn settings_file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

/// What it says on standard error from its start to its end.
pub fn log_of(command: &mut Command) -> String {
    let (child, _) = start(command);
    String::from_utf8(told_to_stop(child).stderr).unwrap()
}

/// It must not start; what it says about that.
pub fn refusal(command: &mut Command) -> String {
    // If it starts all the same, it ends at once.
    let output = command.args(["--listen", "127.0.0.1:0", "--until-stdin-closes"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "it started: {said}");
    said
}
