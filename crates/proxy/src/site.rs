//! The files of the page, and what the page is told about this proxy.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, ensure};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use tower_http::services::ServeDir;

use crate::refusal::Refusal;
use crate::settings::{ARCHIVE, Settings};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");
/// Shortest run of hex digits that counts as a hash in a file's name.
const HASH_DIGITS: usize = 12;

/// The files of a folder, compressed ones where they lie beside the others.
///
/// # Errors
/// When it is not the folder of a page.
pub fn routes(folder: &Path, policy: HeaderValue) -> anyhow::Result<Router> {
    ensure!(folder.join("index.html").is_file(), "site: there is no index.html in {}", folder.display());
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    let file = move |request: Request| file(files.clone(), request);
    Ok(Router::new().fallback(file).layer(from_fn(move |request: Request, next: Next| {
        let policy = policy.clone();
        async move { with_headers(request, next, policy).await }
    })))
}

async fn file(mut files: ServeDir, request: Request) -> Response {
    match files.try_call(request).await {
        Ok(response) => response.map(Body::new),
        // Too long for any file.
        Err(error) if error.kind() == ErrorKind::InvalidFilename => Refusal::NOT_FOUND.into_response(),
        Err(_) => {
            tracing::error!("a file of the page cannot be read");
            Refusal::UNREADABLE.into_response()
        }
    }
}

async fn with_headers(request: Request, next: Next, policy: HeaderValue) -> Response {
    let kept = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let kept = kept && (response.status().is_success() || response.status().is_redirection());
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, if kept { FOR_EVER } else { ASK_FIRST });
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// `shiftline-0123456789abcdef_bg.wasm`: a name that changes with the content.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '.', '_'])
        .skip(1)
        .any(|part| part.len() >= HASH_DIGITS && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// `/config.json`: what whoever built the page put there, with this proxy's own facts.
///
/// # Errors
/// When the page's file is not a JSON object.
pub fn config(settings: &Settings, holds_secret: bool) -> anyhow::Result<Value> {
    let mut config = match &settings.site {
        Some(folder) => written(&folder.join("config.json"))?,
        None => Map::new(),
    };
    config.insert("base".into(), json!(settings.mount));
    config.insert("api".into(), json!(settings.dialect));
    config.insert("token".into(), json!(!holds_secret));
    match &settings.schedule_export {
        Some(export) => config.insert("scheduleExport".into(), json!(export)),
        // It would be refused.
        None => config.remove("scheduleExport"),
    };
    if settings.archive.is_some() {
        config.insert("archive".into(), json!(ARCHIVE));
    }
    Ok(config.into())
}

fn written(file: &Path) -> anyhow::Result<Map<String, Value>> {
    match std::fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| format!("reading {}", file.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Map::new()),
        Err(error) => Err(error).with_context(|| format!("reading {}", file.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash() {
        for path in
            ["/shiftline-0123456789abcdef.js", "/a/shiftline-0123456789abcdef_bg.wasm", "/x-0123456789ab.css"]
        {
            assert!(is_hashed(path), "{path}");
        }
        for path in
            ["/", "/index.html", "/config.json", "/icon-512.png", "/0123456789abcdef", "/a-deadbeef/b.js"]
        {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
