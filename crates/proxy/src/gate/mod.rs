//! A shared password, a cookie for those who know it, and patience with those who guess.

mod hash;
mod page;
mod throttle;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::ensure;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use tokio::sync::Semaphore;

use crate::peer::Peer;
use crate::settings::Settings;
use throttle::Throttle;

pub use hash::hash_password;
pub use page::{require_session, routes};

/// Sessions at the same time; the oldest ends for a new one.
const MAX_SESSIONS: usize = 10_000;

/// What became of a try to sign in.
#[derive(Debug, PartialEq, Eq)]
enum LoginOutcome {
    /// The value of the cookie header.
    In(String),
    Wrong,
    /// Seconds to wait.
    TooSoon(u64),
}

/// The gate.
pub struct Gate {
    hash: Arc<str>,
    life: Duration,
    secure: bool,
    sessions: Mutex<HashMap<String, Instant>>,
    throttle: Mutex<Throttle>,
    /// One password at a time is checked: a check takes 19 MiB and tens of milliseconds.
    checking: Semaphore,
}

impl Gate {
    /// The gate of these settings, if they have one.
    ///
    /// # Errors
    /// When the hash is none, or weak.
    pub fn of(settings: &Settings) -> anyhow::Result<Option<Self>> {
        let Some(gate) = &settings.gate else { return Ok(None) };
        hash::check(&gate.password_hash)?;
        ensure!((1..=24 * 31).contains(&gate.session_hours), "[gate] session_hours must be from 1 to 744");
        Ok(Some(Self {
            hash: gate.password_hash.as_str().into(),
            life: Duration::from_secs(3_600 * u64::from(gate.session_hours)),
            secure: settings.public_https,
            sessions: Mutex::default(),
            throttle: Mutex::default(),
            checking: Semaphore::new(1),
        }))
    }

    /// Whether a request comes from someone who has signed in.
    pub fn is_signed_in(&self, headers: &HeaderMap) -> bool {
        let Some(key) = self.session(headers) else { return false };
        hold(&self.sessions).get(key).is_some_and(|ends| Instant::now() < *ends)
    }

    async fn enter(&self, peer: Peer, password: String) -> LoginOutcome {
        let Ok(_alone) = self.checking.acquire().await else { return LoginOutcome::Wrong };
        if let Some(wait) = hold(&self.throttle).wait(peer, Instant::now()) {
            return LoginOutcome::TooSoon(wait.as_secs() + 1);
        }
        let hash = self.hash.clone();
        let check = move || hash::is_right(&password, &hash);
        let right = tokio::task::spawn_blocking(check).await.unwrap_or(false);
        hold(&self.throttle).tried(peer, right, Instant::now());
        if !right {
            tracing::warn!("a wrong password");
        }
        self.new_session().filter(|_| right).map_or(LoginOutcome::Wrong, LoginOutcome::In)
    }

    fn leave(&self, headers: &HeaderMap) -> String {
        if let Some(key) = self.session(headers) {
            hold(&self.sessions).remove(key);
        }
        self.cookie("", 0)
    }

    /// `None`: the system has no random numbers.
    fn new_session(&self) -> Option<String> {
        let mut random = [0_u8; 32];
        getrandom::fill(&mut random).ok()?;
        let key = BASE64.encode(random);
        let now = Instant::now();
        let mut sessions = hold(&self.sessions);
        if sessions.len() >= MAX_SESSIONS {
            sessions.retain(|_, ends| now < *ends);
        }
        if sessions.len() >= MAX_SESSIONS
            && let Some(oldest) = sessions.iter().min_by_key(|(_, ends)| **ends).map(|(key, _)| key.clone())
        {
            sessions.remove(&oldest);
        }
        sessions.insert(key.clone(), now + self.life);
        Some(self.cookie(&key, self.life.as_secs()))
    }

    /// A `__Host-` cookie cannot be set by a neighbouring host; it has to be secure.
    fn cookie_name(&self) -> &'static str {
        if self.secure { "__Host-shiftline" } else { "shiftline" }
    }

    fn cookie(&self, key: &str, life_s: u64) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        let name = self.cookie_name();
        format!("{name}={key}; Path=/; Max-Age={life_s}; HttpOnly; SameSite=Strict{secure}")
    }

    fn session<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.cookie_name()).map(|(_, key)| key)
    }
}

fn set_cookie(cookie: &str) -> HeaderMap {
    HeaderValue::from_str(cookie).map(|value| (header::SET_COOKIE, value)).into_iter().collect()
}

/// What a panic elsewhere left behind is still good: every change is made in one step.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::GateSettings;

    #[test]
    fn the_oldest_session_ends_when_there_are_too_many() {
        let hash = hash_password("correct horse battery").unwrap();
        let gate = Some(GateSettings { password_hash: hash, session_hours: 12 });
        let gate = Gate::of(&Settings { gate, ..Settings::default() }).unwrap().unwrap();
        let headers = |cookie: String| {
            let pair = cookie.split(';').next().unwrap_or_default().to_owned();
            HeaderMap::from_iter([(header::COOKIE, HeaderValue::try_from(format!("a=b; {pair}")).unwrap())])
        };
        let first = headers(gate.new_session().unwrap());
        assert!(gate.is_signed_in(&first));
        let last = (0..MAX_SESSIONS).map(|_| gate.new_session().unwrap()).last().unwrap();
        assert!(!gate.is_signed_in(&first));
        assert!(gate.is_signed_in(&headers(last)));
    }
}
