//! The loop of developing: a page that follows the files.
//!
//! ```text
//! files ─watch──▶ build, or copy ──▶ target/page ──▶ proxy ──▶ browser
//!                                    dev.json      what is newest, read by dev.js in the page
//! ```

mod watch;

use std::fs;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use clap::Args;
use serde::Serialize;

use crate::paths;
use crate::run::{say, took};
use crate::serve::build_proxy;
use crate::serve::host::{Host, Hosting};
use crate::site::quick;
use crate::tools::{For, Tools, tools};
use watch::{Change, Files};

const SCRIPT: (&str, &str) = ("dev.js", include_str!("dev.js"));
const STATE: &str = "dev.json";

/// How to develop.
#[derive(Args, Debug)]
pub struct Options {
    #[command(flatten)]
    hosting: Hosting,
}

/// What the page is told. Numbers are times, so that they differ from those of a loop before this one.
#[derive(Clone, Debug, Default, Serialize)]
struct State {
    /// Which page is newest.
    built: String,
    /// Which style sheets are.
    style: String,
    /// What the compiler says, if it refuses.
    error: String,
}

/// Builds and serves the page, and builds it anew whenever a file changes, until it is stopped.
///
/// # Errors
/// When a tool is missing, a program does not start, or the disk refuses.
pub fn dev(options: &Options) -> Result<()> {
    let tools = tools(For::Page)?;
    build_proxy()?;
    say("Building the page (the first build takes about 2 min on two cores)");
    let root = paths::root();
    let (mut files, mut state) = (Files::now(&root), State::default());
    turn(Change::Program, &tools, &mut state)?;
    let host = Host::start(&options.hosting, &quick::folder())?;
    println!("{}", took().trim_end());
    say("The page follows src, crates, style, public and index.html; Ctrl-C stops it. Open:");
    println!("{}", host.link);
    loop {
        let change = files.changed(&root);
        let start = Instant::now();
        let what = turn(change, &tools, &mut state)?;
        say(format!("{what} ({:.1} s)", start.elapsed().as_secs_f64()));
    }
}

/// Does what a change asks for; what became of it. A mistake in a file is shown, and waited out.
fn turn(change: Change, tools: &Tools, state: &mut State) -> Result<&'static str> {
    // After a mistake only the compiler knows whether all is well again.
    let change = if state.error.is_empty() { change } else { Change::Program };
    let what = work(change, tools, state).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        state.error = format!("{error:#}");
        "Not built"
    });
    if state.built.is_empty() {
        state.built = now();
        quick::lay(&tags(&state.built))?;
    }
    told(state)?;
    Ok(what)
}

fn work(change: Change, tools: &Tools, state: &mut State) -> Result<&'static str> {
    match change {
        Change::Style => {
            quick::style()?;
            state.style = now();
            return Ok("New style");
        }
        Change::Frame => {}
        Change::Program => {
            if let Some(errors) = compiled()? {
                state.error = errors;
                return Ok("Not built");
            }
            let is_new = quick::bind(tools)?;
            let was_refused = !std::mem::take(&mut state.error).is_empty();
            if !is_new && !state.built.is_empty() && !was_refused {
                return Ok("Nothing new in the page");
            }
        }
    }
    let built = now();
    quick::lay(&tags(&built))?;
    state.built = built;
    Ok("New page")
}

fn tags(built: &str) -> [String; 2] {
    [
        format!("<meta name=\"built\" content=\"{built}\" />"),
        format!("<script src=\"./{}\" defer></script>", SCRIPT.0),
    ]
}

/// Milliseconds since 1970.
fn now() -> String {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis().to_string()
}

fn told(state: &State) -> Result<()> {
    let folder = quick::folder();
    fs::write(folder.join(SCRIPT.0), SCRIPT.1)?;
    let draft = folder.join(format!("{STATE}.new"));
    fs::write(&draft, serde_json::to_vec(state)?)?;
    fs::rename(draft, folder.join(STATE)).context("saying what is newest")
}

/// Compiles the program; what the compiler said, if it refused.
fn compiled() -> Result<Option<String>> {
    let mut cargo = quick::compiling();
    let colour = if std::io::stderr().is_terminal() { "always" } else { "never" };
    let (is_done, said) = heard(cargo.args(["--color", colour]))?;
    Ok((!is_done).then(|| refusal(&plain(&said))))
}

/// From the first complaint on.
fn refusal(said: &str) -> String {
    let is_before = |line: &&str| !line.starts_with("error") && !line.starts_with("warning");
    let lines: Vec<&str> = said.lines().skip_while(is_before).collect();
    if lines.is_empty() { said.to_owned() } else { lines.join("\n") }
}

/// Runs a program; whether it succeeded, and what it wrote to standard error, which is also shown.
fn heard(command: &mut Command) -> Result<(bool, String)> {
    let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().context("starting cargo")?;
    let mut said = String::new();
    for bytes in BufReader::new(child.stderr.take().context("no output")?).split(b'\n') {
        let line = String::from_utf8_lossy(&bytes?).into_owned();
        writeln!(std::io::stderr(), "{line}")?;
        said += &line;
        said.push('\n');
    }
    Ok((child.wait()?.success(), said))
}

/// Without the terminal's colours: `ESC [ … m`.
fn plain(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |all, piece| all + piece.split_once('m').map_or(piece, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_for_the_terminal() {
        assert_eq!(
            plain("\u{1b}[1m\u{1b}[91merror\u{1b}[0m: mismatched types\n  --> a.rs"),
            "error: mismatched types\n  --> a.rs"
        );
        assert_eq!(plain(""), "");
    }

    #[test]
    fn the_page_shows_what_the_compiler_refuses_and_never_nothing() {
        assert_eq!(
            refusal("   Compiling shiftline\nerror[E0308]: no\n  --> a.rs\n"),
            "error[E0308]: no\n  --> a.rs"
        );
        assert_eq!(refusal("   Compiling shiftline\nkilled"), "   Compiling shiftline\nkilled");
    }

    #[test]
    fn what_a_program_says_is_kept_and_its_failure_is_no_error_here() {
        let said = |text| heard(Command::new("sh").args(["-c", text])).unwrap();
        assert_eq!(said("echo no >&2; exit 1"), (false, "no\n".to_owned()));
        assert_eq!(said("true"), (true, String::new()));
    }

    #[test]
    fn the_script_reads_what_the_page_and_the_state_say() {
        let state = serde_json::to_value(State::default()).unwrap();
        for key in state.as_object().unwrap().keys() {
            assert!(SCRIPT.1.contains(&format!("now.{key}")), "{key}");
        }
        assert!(SCRIPT.1.contains(STATE) && tags("1")[0].contains("name=\"built\""));
        assert!(SCRIPT.1.contains("meta[name=built]"));
    }
}
