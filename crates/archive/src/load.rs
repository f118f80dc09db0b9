//! Carries out what the fetch machine asks for.

use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use data::fetch::{Fetch, FetchState, FetchStep, Progress, RequestId};
use data::source::Request;
use model::time::Millis;
use shiftline_proxy::NoAccess;
use tokio::task::JoinSet;

use crate::api::{Answer, Api};

/// How often a new token is waited for that the API may take, and how long.
const RENEWALS: usize = 3;
const BETWEEN: Duration = Duration::from_secs(6);

/// The present: that of the machine's clock when the program began, and what has gone by since. A clock that is
/// set meanwhile makes nobody wait.
pub fn now() -> Millis {
    static BEGAN: LazyLock<(Duration, Instant)> = LazyLock::new(|| (since_epoch(), Instant::now()));
    Millis((BEGAN.0 + BEGAN.1.elapsed()).as_millis() as i64)
}

/// From 0 to 1, as good as by chance.
fn jitter() -> f64 {
    f64::from(since_epoch().subsec_nanos() % 10_000) / 10_000.0
}

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

type Came = (RequestId, Result<Answer, NoAccess>);

/// Runs a fetch until nothing more comes of it. `show` is told how far it is.
///
/// # Errors
/// When the API cannot be signed in to: then all that was to come is missing.
pub async fn load(
    api: &Arc<Api>,
    mut fetch: Fetch,
    mut show: impl FnMut(&Progress),
) -> Result<Fetch, NoAccess> {
    let mut asked: JoinSet<Came> = JoinSet::new();
    let mut last_token = None;
    let mut renewals = 0;
    loop {
        match fetch.step(now()) {
            FetchStep::Send { ticket, request } => send(&mut asked, api, ticket, request),
            FetchStep::Wait { until } => {
                let wait = Duration::from_millis((until - now()).max(1).unsigned_abs());
                // An answer, or the end of the wait.
                if let Ok(Some(Ok(came))) = tokio::time::timeout(wait, next(&mut asked)).await {
                    last_token = arrived(&mut fetch, came)?.or(last_token);
                    show(&fetch.progress());
                }
            }
            FetchStep::Idle => match asked.join_next().await {
                Some(Ok(came)) => {
                    last_token = arrived(&mut fetch, came)?.or(last_token);
                    show(&fetch.progress());
                }
                Some(Err(_)) => {}
                // Nothing will ever come.
                None => fetch.cancel(),
            },
            FetchStep::Done => {
                if !matches!(fetch.state(), FetchState::NeedsToken { .. }) {
                    return Ok(fetch);
                }
                match api.renew(last_token).await {
                    Ok(()) => {}
                    // One that was just given out is not replaced at once.
                    Err(NoAccess::TokenRefused | NoAccess::Unavailable) if renewals < RENEWALS => {
                        renewals += 1;
                        tokio::time::sleep(BETWEEN).await;
                        continue;
                    }
                    Err(refused) => return Err(refused),
                }
                fetch.resume();
            }
        }
    }
}

/// The next answer; never where nothing is under way.
async fn next(asked: &mut JoinSet<Came>) -> Option<Result<Came, tokio::task::JoinError>> {
    if asked.is_empty() {
        std::future::pending::<()>().await;
    }
    asked.join_next().await
}

fn send(asked: &mut JoinSet<Came>, api: &Arc<Api>, ticket: RequestId, request: Request) {
    let api = api.clone();
    asked.spawn(async move { (ticket, api.get(&request).await) });
}

fn arrived(fetch: &mut Fetch, (ticket, came): Came) -> Result<Option<u64>, NoAccess> {
    let Answer { result, token } = came?;
    fetch.arrived(ticket, result, now(), jitter());
    Ok(token)
}
