//! Token endpoints: the tutorial's client credentials and CXone's access keys.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::{Extension, Form};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Deserialize;
use serde_json::json;

use super::answer::{json as answer, refusal};
use super::live::Live;
use super::token_label;
use crate::scenario::Client;

/// The form of a token request.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Grant {
    #[serde(rename = "grant_type")]
    kind: String,
    client_id: String,
    client_secret: String,
    username: String,
    password: String,
}

/// `POST /oauth/token`: `client_credentials`, in the body or as a Basic header.
pub async fn client_credentials(
    Extension(live): Extension<Arc<Live>>,
    headers: HeaderMap,
    Form(grant): Form<Grant>,
) -> Response {
    let body = Client { id: grant.client_id, secret: grant.client_secret };
    let client = basic(&headers).unwrap_or(body);
    if grant.kind != "client_credentials" {
        return unsupported(&grant.kind);
    }
    if let Some(refused) = unknown(&live, &client) {
        return refused;
    }
    answer(&json!({
        "access_token": live.issue_token(&client.id),
        "token_type": "Bearer",
        "expires_in": live.scenario.token_lifetime_s,
        "scope": "reporting",
    }))
}

/// `POST /auth/token`: `password` with an access key's id and secret.
pub async fn access_key(Extension(live): Extension<Arc<Live>>, Form(grant): Form<Grant>) -> Response {
    if grant.kind != "password" {
        return unsupported(&grant.kind);
    }
    let key = Client { id: grant.username, secret: grant.password };
    if let Some(refused) = unknown(&live, &key) {
        return refused;
    }
    let token = live.issue_token(&key.id);
    answer(&json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": live.scenario.token_lifetime_s,
        "refresh_token": format!("refresh-{}", token_label(&token)),
        "id_token": token,
    }))
}

fn unknown(live: &Live, client: &Client) -> Option<Response> {
    let named = !client.id.is_empty() && !client.secret.is_empty();
    let known = live.scenario.client.as_ref().is_none_or(|expected| expected == client);
    let words = format!("Client application '{}' not authorized.", client.id);
    (!named || !known).then(|| refusal(StatusCode::UNAUTHORIZED, "invalid_client", &words))
}

fn unsupported(grant: &str) -> Response {
    let words = format!("The grant type '{grant}' is not supported here.");
    refusal(StatusCode::BAD_REQUEST, "unsupported_grant_type", &words)
}

fn basic(headers: &HeaderMap) -> Option<Client> {
    let (scheme, coded) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let text = String::from_utf8(BASE64.decode(coded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    scheme.eq_ignore_ascii_case("basic").then(|| Client { id: id.into(), secret: secret.into() })
}
