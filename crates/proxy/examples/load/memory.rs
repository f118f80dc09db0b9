//! Memory of processes and load of the machine, from `/proc`.

use std::fs::read_to_string;

/// Most memory that a process and its children have ever had, KiB.
pub fn peak_kib(pid: u32) -> u64 {
    with_children(pid).into_iter().map(|pid| field(pid, "VmHWM:")).sum()
}

/// Memory that a process and its children have now, KiB.
pub fn now_kib(pid: u32) -> u64 {
    with_children(pid).into_iter().map(|pid| field(pid, "VmRSS:")).sum()
}

fn with_children(pid: u32) -> Vec<u32> {
    let children = read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    let children = children.split_whitespace().filter_map(|child| child.parse().ok());
    std::iter::once(pid).chain(children).collect()
}

fn field(pid: u32, name: &str) -> u64 {
    let status = read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Programs that wanted to run in the last minute, on average.
pub fn load_average() -> String {
    let line = read_to_string("/proc/loadavg").unwrap_or_default();
    line.split_whitespace().next().unwrap_or("unknown").to_owned()
}
