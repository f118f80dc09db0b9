//! Tokens: made, counted, expired.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::Utc;
use serde_json::json;

use crate::cxone::BUSINESS_UNIT;
use crate::data::mix::{Mix, hash};
use crate::scenario::{Auth, Scenario};

/// A short name for a token, to compare with [`Seen::token`](crate::Seen::token) without keeping it.
pub fn token_label(token: &str) -> String {
    format!("{:016x}", hash(token))
}

/// Why a token is not good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    Missing,
    Unknown,
    Expired,
}

#[derive(Clone, Copy, Debug, Default)]
struct Use {
    /// Unix seconds; `None`: never.
    expires_s: Option<i64>,
    requests: u32,
}

/// The tokens of a scenario.
#[derive(Debug, Default)]
pub struct Tokens {
    used: HashMap<String, Use>,
    issued: u64,
}

impl Tokens {
    /// The tokens that are valid from the start.
    pub fn new(scenario: &Scenario) -> Self {
        let used = scenario.tokens.iter().map(|token| (token.clone(), Use::default())).collect();
        Self { used, issued: 0 }
    }

    /// A new token: a JSON web token whose signature is made up.
    pub fn issue(&mut self, client: &str, lifetime_s: i64) -> String {
        self.issued += 1;
        let now = Utc::now().timestamp();
        let token = web_token(client, self.issued, now, now + lifetime_s);
        self.used.insert(token.clone(), Use { expires_s: Some(now + lifetime_s), requests: 0 });
        token
    }

    /// Checks and counts one use of a token.
    pub fn take(&mut self, scenario: &Scenario, token: Option<&str>) -> Result<(), Denied> {
        let limit = match scenario.auth {
            Auth::None => return Ok(()),
            Auth::Bearer => u32::MAX,
            Auth::BearerFor { requests } => requests,
        };
        let used = self.used.get_mut(token.ok_or(Denied::Missing)?).ok_or(Denied::Unknown)?;
        let late = Utc::now().timestamp() - scenario.token_grace_s;
        let expired = used.expires_s.is_some_and(|expires| expires <= late);
        if expired || used.requests >= limit {
            return Err(Denied::Expired);
        }
        used.requests += 1;
        Ok(())
    }
}

fn web_token(client: &str, number: u64, now_s: i64, expires_s: i64) -> String {
    let header = json!({ "alg": "HS256", "typ": "JWT", "kid": "simulated" });
    let claims = json!({
        "sub": format!("client:{client}"),
        "iss": "https://cxone.niceincontact.com",
        "aud": client,
        "scope": "reporting",
        "area": "na1",
        "icDomain": "niceincontact.com",
        "icAgentId": "100001",
        "icBUId": BUSINESS_UNIT,
        "tenantId": "11ea5b7c-0000-4000-8000-0242ac110003",
        "jti": number,
        "iat": now_s,
        "exp": expires_s,
    });
    let body = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
    let mut mix = Mix::of(&[hash(&body)]);
    let signature: Vec<u8> = (0..4).flat_map(|_| mix.next().to_be_bytes()).collect();
    format!("{body}.{}", BASE64.encode(signature))
}
