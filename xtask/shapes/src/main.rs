//! Prints what each step from rows to what is seen costs for data of many shapes, in milliseconds, so that
//! what grows faster than the rows shows; and what adherence costs. `cargo xtask bench shapes` and `… adherence` call it.
//!
//! Each shape is measured in a process of its own, which has three minutes.

mod plans;
mod shapes;
mod steps;

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::Duration;

use shapes::SHAPES;

/// How long one shape may take, on the wall.
const LIMIT: Duration = Duration::from_mins(3);

fn main() -> ExitCode {
    if env::args().nth(1).as_deref() == Some("adherence") {
        plans::table();
        return ExitCode::SUCCESS;
    }
    let arguments: Vec<usize> = env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    match arguments[..] {
        // `SHAPE ROWS`: the process of one shape.
        [shape, rows] if shape < SHAPES.len() => steps::run(&SHAPES[shape], rows),
        [rows] => table(rows),
        _ => {
            eprintln!("usage: shiftline-shapes ROWS | adherence");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn table(rows: usize) {
    println!("{rows} rows, ms\n");
    println!("| shape | {} |", steps::NAMES.join(" | "));
    println!("| --- |{}", " --: |".repeat(steps::NAMES.len()));
    for (number, shape) in SHAPES.iter().enumerate() {
        let mut cells = measured(number, rows);
        cells.resize(steps::NAMES.len(), "–".to_owned());
        println!("| {} | {} |", shape.name, cells.join(" | "));
    }
    println!();
}

/// What one shape costs; a dash for what took too long, and for all that comes after it.
fn measured(shape: usize, rows: usize) -> Vec<String> {
    let Ok(program) = env::current_exe() else { return Vec::new() };
    let arguments = [shape.to_string(), rows.to_string()];
    let Ok(mut child) = Command::new(program).args(arguments).stdout(Stdio::piped()).spawn() else {
        return Vec::new();
    };
    let Some(output) = child.stdout.take() else { return Vec::new() };
    let reader = thread::spawn(move || BufReader::new(output).lines().map_while(Result::ok).collect());
    for _ in 0..LIMIT.as_millis() / 50 {
        if !matches!(child.try_wait(), Ok(None)) {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    // One that has ended already cannot be ended.
    let _ = child.kill();
    let _ = child.wait();
    reader.join().unwrap_or_default()
}
