//! A plain host of the site with an archive beside it, where every answer takes its time.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const CONFIG: &[u8] = br#"{"archive":"archive/","token":false}"#;

/// What is served.
pub struct Host {
    /// Folder of the built site.
    pub site: PathBuf,
    /// Folder of the archive.
    pub archive: PathBuf,
    /// What each answer takes.
    pub latency: Duration,
}

impl Host {
    /// Serves until the program ends; gives the address.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn serve(self) -> Result<String> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("serving the site")?;
        let address = format!("http://{}", listener.local_addr()?);
        let host = Arc::new(self);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let host = host.clone();
                // Whoever leaves meanwhile has what they wanted.
                tokio::spawn(async move { drop(host.answer(stream).await) });
            }
        });
        Ok(address)
    }

    async fn answer(&self, mut stream: TcpStream) -> io::Result<()> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await?);
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        let path = head.split_whitespace().nth(1).unwrap_or("/").split('?').next().unwrap_or("/");
        tokio::time::sleep(self.latency).await;
        let found = if path == "/config.json" { Ok(CONFIG.to_vec()) } else { std::fs::read(self.file(path)) };
        let Ok(whole) = found else {
            return send(&mut stream, "404 Not Found", "", &[]).await;
        };
        let more = format!("content-type: {}\r\naccept-ranges: bytes\r\n", kind(path));
        match range(&head, whole.len()) {
            Some(range) => {
                let said =
                    format!("content-range: bytes {}-{}/{}\r\n", range.start, range.end - 1, whole.len());
                send(&mut stream, "206 Partial Content", &format!("{more}{said}"), &whole[range]).await
            }
            None => send(&mut stream, "200 OK", &more, &whole).await,
        }
    }

    fn file(&self, path: &str) -> PathBuf {
        let path = Path::new(path.trim_start_matches('/'));
        match path.strip_prefix("archive") {
            Ok(path) => self.archive.join(path),
            Err(_) if path.as_os_str().is_empty() => self.site.join("index.html"),
            Err(_) => self.site.join(path),
        }
    }
}

async fn send(stream: &mut TcpStream, status: &str, more: &str, body: &[u8]) -> io::Result<()> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{more}content-length: {length}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    stream.shutdown().await
}

/// The bytes that are asked for, if not all; none beyond the file's.
fn range(head: &str, length: usize) -> Option<Range<usize>> {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let (_, value) = lines.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("range"))?;
    let (first, last) = value.trim().strip_prefix("bytes=")?.split_once('-')?;
    let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last && last < length).then(|| first..last + 1)
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("parquet") => "application/octet-stream",
        _ => "text/html; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn ranges_are_read() {
        assert_eq!(range("GET / HTTP/1.1\r\nRange: bytes=2-4\r\n\r\n", 5), Some(2..5));
        for other in
            ["GET / HTTP/1.1\r\n\r\n", "GET /\r\nrange: bytes=2-5\r\n", "GET /\r\nrange: bytes=4-\r\n"]
        {
            assert_eq!(range(other, 5), None, "{other}");
        }
    }
}
