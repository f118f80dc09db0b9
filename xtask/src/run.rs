//! Other programs: said before they start, their output shown as it comes; what each step took.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// Names of the steps so far, and when each began.
static STEPS: Mutex<Vec<(String, Instant)>> = Mutex::new(Vec::new());

/// One line of progress, which begins a step.
pub fn say(line: impl AsRef<str>) {
    let line = line.as_ref();
    eprintln!("==> {line}");
    let mut steps = STEPS.lock().unwrap_or_else(PoisonError::into_inner);
    steps.push((name(line).to_owned(), Instant::now()));
}

/// What each step took until the next one began, the last one until now; their sum.
pub fn took() -> String {
    let steps = STEPS.lock().unwrap_or_else(PoisonError::into_inner);
    let ends = steps.iter().skip(1).map(|(_, start)| *start).chain([Instant::now()]);
    table(
        &steps.iter().zip(ends).map(|((name, start), end)| (name.as_str(), end - *start)).collect::<Vec<_>>(),
    )
}

fn table(steps: &[(&str, Duration)]) -> String {
    let sum = ("in all", steps.iter().map(|(_, took)| *took).sum());
    let width = steps.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for (name, took) in steps.iter().chain([&sum]) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{name:width$}  {:>7.1} s", took.as_secs_f64());
    }
    text
}

/// A line of progress without what explains it.
fn name(line: &str) -> &str {
    let end = [" (", ": ", "; "].iter().filter_map(|mark| line.find(mark)).min();
    &line[..end.unwrap_or(line.len())]
}

/// Runs a program to its end.
///
/// # Errors
/// When it does not start or does not succeed.
pub fn run(command: &mut Command) -> Result<()> {
    let name = shown(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("starting {name}"))?;
    ensure!(status.success(), "{name}: {status}");
    Ok(())
}

/// Runs a program to its end and hands over each line of its standard output, which is shown if that
/// says so.
///
/// # Errors
/// When it does not start or does not succeed.
pub fn watch(command: &mut Command, mut is_shown: impl FnMut(&str) -> bool) -> Result<()> {
    let name = shown(command);
    let piped = command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = piped.spawn().with_context(|| format!("starting {name}"))?;
    let output = child.stdout.take().context("no standard output")?;
    for bytes in BufReader::new(output).split(b'\n') {
        let text = String::from_utf8_lossy(&bytes?).into_owned();
        if is_shown(&text) {
            println!("{text}");
            std::io::stdout().flush()?;
        }
    }
    let status = child.wait()?;
    ensure!(status.success(), "{name}: {status}");
    Ok(())
}

/// What a program prints.
///
/// # Errors
/// When it does not start or does not succeed.
pub fn output(command: &mut Command) -> Result<String> {
    let name = shown(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting {name}"))?;
    if !output.status.success() {
        bail!("{name}: {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_named_by_how_its_line_begins() {
        assert_eq!(
            name("Installing wasm-opt 0.116.1 for this user: once, about 2 min"),
            "Installing wasm-opt 0.116.1 for this user"
        );
        assert_eq!(name("Building the proxy (the first build takes about 3 min)"), "Building the proxy");
        assert_eq!(name("Taking the program apart"), "Taking the program apart");
    }

    #[test]
    fn steps_are_listed_with_their_sum() {
        let steps = [("proxy", Duration::from_millis(48_250)), ("the page", Duration::from_secs(82))];
        assert_eq!(table(&steps), "proxy        48.2 s\nthe page     82.0 s\nin all      130.2 s\n");
    }

    #[test]
    fn only_lines_that_are_wanted_are_shown_but_all_are_seen() {
        let mut seen = Vec::new();
        let mut program = Command::new("sh");
        watch(program.args(["-c", "echo one; echo two"]), |line| {
            seen.push(line.to_owned());
            line != "one"
        })
        .unwrap();
        assert_eq!(seen, ["one", "two"]);
    }
}
