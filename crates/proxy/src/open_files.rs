//! How many files, connections among them, this program may have open.

/// Kept for the log, the runtime and calls to the token endpoint.
const RESERVED: u64 = 64;

/// How many connections of clients fit into what this program may have open. Each may want a file of
/// the page or a connection to the upstream beside it.
pub fn connections() -> usize {
    usize::try_from(most().saturating_sub(RESERVED) / 2).unwrap_or(usize::MAX).max(1)
}

/// The limit, after it was raised as far as the system lets it.
#[cfg(unix)]
fn most() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // Where it cannot be raised it stays.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

#[cfg(not(unix))]
fn most() -> u64 {
    u64::MAX
}
