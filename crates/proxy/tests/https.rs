//! An upstream that speaks HTTPS.

mod common;

use std::path::Path;
use std::sync::Arc;

use common::{HISTORY, QUERY, client, error};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// Answers every request with an empty JSON object; its own certificate goes into `file`.
async fn upstream(file: &Path) -> String {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(file, made.cert.pem()).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config =
        ServerConfig::builder().with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key);
    let acceptor = TlsAcceptor::from(Arc::new(config.unwrap()));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that does not trust the certificate leaves.
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut head = [0; 4_096];
            let _ = stream.read(&mut head).await;
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                .await;
            let _ = stream.shutdown().await;
        }
    });
    format!("https://localhost:{port}")
}

async fn proxy(upstream: &str, trusted: Option<&Path>) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shiftline-proxy"));
    command.env_clear().args(["--listen", "127.0.0.1:0", "--upstream", upstream]);
    if let Some(file) = trusted {
        command.env("SSL_CERT_FILE", file);
    }
    let mut child = command.stdout(std::process::Stdio::piped()).kill_on_drop(true).spawn().unwrap();
    let line = BufReader::new(child.stdout.take().unwrap()).lines().next_line().await.unwrap().unwrap();
    (child, line.strip_prefix("listening on ").unwrap().to_owned())
}

#[tokio::test]
async fn certificates_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trusted.pem");
    let upstream = upstream(&file).await;
    let (_child, url) = proxy(&upstream, Some(&file)).await;
    let answer = client().get(format!("{url}/cxone{HISTORY}?{QUERY}")).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.text().await.unwrap()), (200, "{}".into()));
    let (_child, url) = proxy(&upstream, None).await;
    let answer = client().get(format!("{url}/cxone{HISTORY}?{QUERY}")).send().await.unwrap();
    assert_eq!(error(answer).await, (502, "upstream_unreachable".into()));
}
