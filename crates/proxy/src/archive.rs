//! The folder of an archive: its files as they lie there, whole or in parts, never compressed.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::ensure;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

use crate::guard;
use crate::refusal::Refusal;

/// They hold people's working time: nobody in between keeps them.
const KEPT: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Digits of the hash in a file's name.
const HASH_DIGITS: usize = 8;

/// The files of a folder.
///
/// # Errors
/// When there is no such folder.
pub fn routes(folder: &Path) -> anyhow::Result<Router> {
    ensure!(folder.is_dir(), "archive: there is no folder {}", folder.display());
    let files = ServeDir::new(folder).append_index_html_on_directories(false);
    Ok(Router::new().fallback(move |request: Request| file(files.clone(), request)))
}

async fn file(mut files: ServeDir, request: Request) -> Response {
    if guard::is_foreign(request.headers()) {
        return Refusal::FOREIGN_PAGE.into_response();
    }
    let tag = tag_of(request.uri().path());
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    if tag.is_some() && tag == known {
        return with_headers(StatusCode::NOT_MODIFIED.into_response(), tag);
    }
    match files.try_call(request).await {
        Ok(response) if response.status() == StatusCode::NOT_FOUND => Refusal::NOT_FOUND.into_response(),
        Ok(response) => with_headers(response.map(Body::new), tag),
        // Too long for any file.
        Err(error) if error.kind() == ErrorKind::InvalidFilename => Refusal::NOT_FOUND.into_response(),
        Err(_) => {
            tracing::error!("a file of the archive cannot be read");
            Refusal::UNREADABLE.into_response()
        }
    }
}

fn with_headers(mut response: Response, tag: Option<HeaderValue>) -> Response {
    let is_good = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, KEPT);
    if let Some(tag) = tag.filter(|_| is_good) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// `2026-11-25.0123abcd.parquet`: the hash in a name changes with the content.
fn tag_of(path: &str) -> Option<HeaderValue> {
    let name = path.rsplit('/').next()?.strip_suffix(".parquet")?;
    let (_, hash) = name.rsplit_once('.')?;
    let is_hash = hash.len() == HASH_DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    HeaderValue::try_from(format!("\"{hash}\"")).ok().filter(|_| is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_have_a_tag() {
        let tag = |path| tag_of(path).map(|tag| tag.to_str().unwrap().to_owned());
        let file = "/states/year=2026/month=11/2026-11-25.0123abcd.parquet";
        assert_eq!(tag(file).as_deref(), Some("\"0123abcd\""));
        for path in [
            "/_shiftline.json",
            "/a.parquet",
            "/2026-11-25.0123abc.parquet",
            "/2026-11-25.0123abcg.parquet",
            "/",
        ] {
            assert_eq!(tag(path), None, "{path}");
        }
    }
}
