//! One access token for everyone: cached, renewed before it expires, one renewal at a time.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::http::HeaderValue;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::Instant;

use crate::refusal::Refusal;

/// How long nothing is asked of a token endpoint that failed.
const HOLD_OFF: Duration = Duration::from_secs(5);
/// Renewed so long before the end, or after three quarters of a shorter life.
const AHEAD: Duration = Duration::from_mins(1);
/// However short a token is said to live, and whoever refuses it, the next is not asked for before it
/// is so old: an endpoint is asked no more often than this.
const SHORTEST_LIFE: Duration = Duration::from_secs(5);
/// However long a token is said to live, it is renewed then.
const LONGEST_LIFE: Duration = Duration::from_hours(24 * 30);
/// Assumed when the endpoint does not say.
const USUAL_LIFE: Duration = Duration::from_hours(1);

/// A token as the endpoint gave it.
#[derive(Clone)]
pub struct Issued {
    /// The header that it is sent in.
    pub authorization: HeaderValue,
    /// How long it lives, if that was said.
    pub life: Option<Duration>,
}

/// Asks the endpoint once.
pub type FetchToken = dyn Fn() -> Pin<Box<dyn Future<Output = Result<Issued, Refusal>> + Send>> + Send + Sync;

/// A token in use.
pub struct Token {
    /// The header that it is sent in.
    pub authorization: HeaderValue,
    /// Counts tokens, so that one refusal does not take the next token away.
    pub generation: u64,
    young_until: Instant,
    renew_at: Instant,
    ends_at: Instant,
}

/// The token of the moment, and the way to the next.
#[derive(Clone)]
pub struct Tokens {
    ask: Arc<FetchToken>,
    current: Arc<RwLock<Option<Arc<Token>>>>,
    renewing: Arc<Mutex<Renewal>>,
}

/// Held by whoever asks the endpoint.
#[derive(Default)]
struct Renewal {
    count: u64,
    failed: Option<(Instant, Refusal)>,
}

impl Renewal {
    /// The failure that is too recent to ask again.
    fn held_off(&self) -> Option<Refusal> {
        let (until, refusal) = self.failed.as_ref()?;
        (Instant::now() < *until).then(|| refusal.clone())
    }
}

impl Tokens {
    /// No token yet.
    pub fn new(ask: Arc<FetchToken>) -> Self {
        Self { ask, current: Arc::default(), renewing: Arc::default() }
    }

    /// A token that is not known to be bad. `refused_one` is the generation that the upstream has
    /// just refused.
    pub async fn get(&self, refused_one: Option<u64>) -> Result<Arc<Token>, Refusal> {
        if let Some(token) = self.good(refused_one) {
            if token.renew_at <= Instant::now() {
                self.renew_ahead();
            }
            return Ok(token);
        }
        let renewal = self.renewing.clone().lock_owned().await;
        if let Some(token) = self.good(refused_one) {
            return Ok(token);
        }
        if self.current().is_some_and(|token| Instant::now() < token.young_until) {
            return Err(refused());
        }
        if let Some(refusal) = renewal.held_off() {
            return Err(refusal);
        }
        // A task of its own: it goes on for the others when the one who began it leaves.
        let renewed = tokio::spawn(self.clone().renew(renewal)).await;
        renewed.unwrap_or(Err(Refusal::NO_TOKEN))
    }

    fn current(&self) -> Option<Arc<Token>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn good(&self, refused_one: Option<u64>) -> Option<Arc<Token>> {
        let current = self.current()?;
        let fresh = refused_one.is_none_or(|refused| current.generation > refused);
        (fresh && Instant::now() < current.ends_at).then_some(current)
    }

    /// Asks for the next token while this one is still good, unless someone does already.
    fn renew_ahead(&self) {
        if let Ok(renewal) = self.renewing.clone().try_lock_owned()
            && renewal.held_off().is_none()
            && self.good(None).is_none_or(|token| token.renew_at <= Instant::now())
        {
            tokio::spawn(self.clone().renew(renewal));
        }
    }

    async fn renew(self, mut renewal: OwnedMutexGuard<Renewal>) -> Result<Arc<Token>, Refusal> {
        let asked_at = Instant::now();
        let issued = (self.ask)().await.inspect_err(|refusal| {
            renewal.failed = Some((Instant::now() + HOLD_OFF, refusal.clone()));
        })?;
        renewal.count += 1;
        renewal.failed = None;
        let life = issued.life.unwrap_or(USUAL_LIFE).min(LONGEST_LIFE);
        let young_until = Instant::now() + SHORTEST_LIFE;
        let token = Arc::new(Token {
            authorization: issued.authorization,
            generation: renewal.count,
            young_until,
            renew_at: (asked_at + life - AHEAD.min(life / 4)).max(young_until),
            ends_at: (asked_at + life).max(young_until),
        });
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
        tracing::info!(number = token.generation, life_s = life.as_secs(), "token renewed");
        Ok(token)
    }
}

/// The API refuses a token that is too young to be replaced.
pub fn refused() -> Refusal {
    tracing::error!("the API refuses a new token");
    Refusal::TOKEN_REFUSED
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use futures_util::future::join_all;

    use super::*;

    /// An endpoint that takes a second; tokens are named by their number and live `life_s`.
    fn endpoint(life_s: u64, fails: fn(u64) -> bool) -> (Tokens, Arc<AtomicU64>) {
        let asked = Arc::new(AtomicU64::new(0));
        let count = asked.clone();
        let ask = move || -> Pin<Box<dyn Future<Output = Result<Issued, Refusal>> + Send>> {
            let number = count.fetch_add(1, Ordering::SeqCst) + 1;
            Box::pin(async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                if fails(number) {
                    return Err(Refusal::NO_TOKEN);
                }
                let life = Some(Duration::from_secs(life_s));
                Ok(Issued { authorization: number.into(), life })
            })
        };
        (Tokens::new(Arc::new(ask)), asked)
    }

    async fn secret(tokens: &Tokens, refused: Option<u64>) -> String {
        let token = tokens.get(refused).await.unwrap();
        token.authorization.to_str().unwrap().to_owned()
    }

    #[tokio::test(start_paused = true)]
    async fn however_many_wait_one_asks() {
        let (tokens, asked) = endpoint(3_600, |_| false);
        let all = join_all((0..500).map(|_| secret(&tokens, None))).await;
        assert!(all.iter().all(|secret| secret == "1"));
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn renewed_before_the_end_without_anyone_waiting() {
        let (tokens, asked) = endpoint(3_600, |_| false);
        secret(&tokens, None).await;
        tokio::time::advance(Duration::from_secs(3_545)).await;
        let before = Instant::now();
        let during = join_all((0..50).map(|_| secret(&tokens, None))).await;
        assert!(during.iter().all(|secret| secret == "1"));
        assert_eq!(Instant::now(), before);
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert_eq!(secret(&tokens, None).await, "2");
        assert_eq!(asked.load(Ordering::SeqCst), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn an_expired_token_is_not_given_out() {
        let (tokens, _) = endpoint(10, |_| false);
        secret(&tokens, None).await;
        tokio::time::advance(Duration::from_secs(10)).await;
        assert_eq!(secret(&tokens, None).await, "2");
    }

    #[tokio::test(start_paused = true)]
    async fn a_life_without_end_is_no_trouble() {
        let (tokens, asked) = endpoint(u64::MAX, |_| false);
        secret(&tokens, None).await;
        tokio::time::advance(Duration::from_hours(24 * 29)).await;
        assert_eq!(secret(&tokens, None).await, "1");
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn one_refusal_by_many_renews_once() {
        let (tokens, asked) = endpoint(3_600, |_| false);
        let generation = tokens.get(None).await.map(|token| token.generation).ok();
        tokio::time::advance(SHORTEST_LIFE).await;
        let all = join_all((0..100).map(|_| secret(&tokens, generation))).await;
        assert!(all.iter().all(|secret| secret == "2"));
        assert_eq!(asked.load(Ordering::SeqCst), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_young_token_stays_whoever_refuses_it() {
        let (tokens, asked) = endpoint(3_600, |_| false);
        for round in 1..=3 {
            for _ in 0..100 {
                let generation = tokens.get(None).await.map(|token| token.generation).ok();
                assert_eq!(generation, Some(round));
                assert_eq!(tokens.get(generation).await.err(), Some(Refusal::TOKEN_REFUSED));
            }
            assert_eq!(asked.load(Ordering::SeqCst), round);
            tokio::time::advance(SHORTEST_LIFE).await;
            assert_eq!(secret(&tokens, Some(round)).await, (round + 1).to_string());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn however_short_lives_are_said_to_be_the_endpoint_has_its_rest() {
        for life_s in 0..=8 {
            let (tokens, asked) = endpoint(life_s, |_| false);
            for _ in 0..1_000 {
                secret(&tokens, None).await;
                tokio::time::sleep(Duration::from_millis(60)).await;
            }
            let asked = asked.load(Ordering::SeqCst);
            assert!((7..=12).contains(&asked), "{life_s} s: {asked} in a minute");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_failure_is_everyones_and_not_repeated_at_once() {
        let (tokens, asked) = endpoint(3_600, |number| number == 1);
        let all = join_all((0..100).map(|_| tokens.get(None))).await;
        assert!(all.iter().all(Result::is_err));
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        tokio::time::advance(HOLD_OFF).await;
        assert_eq!(secret(&tokens, None).await, "2");
    }

    #[tokio::test(start_paused = true)]
    async fn a_failure_ahead_of_time_leaves_the_old_token_in_use() {
        let (tokens, asked) = endpoint(3_600, |number| number == 2);
        secret(&tokens, None).await;
        tokio::time::advance(Duration::from_secs(3_545)).await;
        for _ in 0..3 {
            assert_eq!(secret(&tokens, None).await, "1");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        assert_eq!(asked.load(Ordering::SeqCst), 2);
        tokio::time::advance(HOLD_OFF).await;
        secret(&tokens, None).await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert_eq!(secret(&tokens, None).await, "3");
    }

    #[tokio::test(start_paused = true)]
    async fn it_goes_on_for_the_others_when_the_first_leaves() {
        let (tokens, asked) = endpoint(3_600, |_| false);
        let first = tokens.clone();
        let first = tokio::spawn(async move { first.get(None).await.map(|token| token.generation) });
        while asked.load(Ordering::SeqCst) == 0 {
            tokio::task::yield_now().await;
        }
        first.abort();
        assert_eq!(secret(&tokens, None).await, "1");
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }
}
