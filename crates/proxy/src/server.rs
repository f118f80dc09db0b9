//! Connections, and how they end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::body::Body;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::credentials::Credentials;
use crate::open_files;
use crate::peer::Peer;
use crate::routes::router;
use crate::settings::{Limits, Settings};
use crate::shares::Shares;

/// Most bytes of a request's head that are kept.
const HEAD_BYTES: usize = 32 * 1_024;
/// Connections that may wait to be taken: the usual 128 make a burst of clients wait a second.
const WAITING: u32 = 4_096;
/// Rest after an error of the listener, such as too many open files.
const REST: Duration = Duration::from_millis(50);

/// A running proxy, on the runtime that started it.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

impl Running {
    /// Starts to listen.
    ///
    /// # Errors
    /// When the settings do not fit together or the address cannot be listened on.
    ///
    /// # Panics
    /// Outside of a Tokio runtime.
    pub fn start(settings: Settings, credentials: Option<Credentials>) -> anyhow::Result<Self> {
        for warning in settings.warnings() {
            tracing::warn!("{warning}");
        }
        let listen = settings.listen;
        let limits = Limits { connections: connections(&settings.limits), ..settings.limits.clone() };
        let router = router(settings, credentials)?;
        let listener = listener(listen).with_context(|| format!("listening on {listen}"))?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let ended = tokio::spawn(serve(listener, router, limits, stopped));
        Ok(Self { address, stop, ended })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more connections, lets calls under way end (for at most `limits.stop_s` seconds) and
    /// comes back when all is closed.
    pub async fn stop(self) {
        // Either may be gone already, which is what is wanted.
        let _ = self.stop.send(());
        let _ = self.ended.await;
    }
}

/// No more than there can be: without this one client could have all of them.
fn connections(limits: &Limits) -> usize {
    let most = open_files::connections();
    if most < limits.connections {
        tracing::warn!(
            most,
            "fewer connections than in [limits], since so few files may be open: raise ulimit -n"
        );
    }
    most.min(limits.connections)
}

fn listener(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // The port of a proxy that has just ended.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

async fn serve(listener: TcpListener, router: Router, limits: Limits, mut stop: oneshot::Receiver<()>) {
    let (graceful, room) = (GracefulShutdown::new(), Arc::new(Shares::new(limits.connections)));
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stop => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, address)) => {
                    let peer = Peer::of(address.ip());
                    // Without room the stream is dropped: it ends at once, and others are served.
                    if let Some(share) = room.take(peer) {
                        let (router, watcher) = (router.clone(), graceful.watcher());
                        let connection = connection(stream, peer, router, limits.clone(), watcher);
                        connections.spawn(async move {
                            connection.await;
                            drop(share);
                        });
                    }
                }
                Err(_) => tokio::time::sleep(REST).await,
            },
        }
    }
    drop(listener);
    // Dropping the set cuts off what is still under way.
    let _ = tokio::time::timeout(Duration::from_secs(limits.stop_s), graceful.shutdown()).await;
}

async fn connection(stream: TcpStream, peer: Peer, router: Router, limits: Limits, watcher: Watcher) {
    // A socket that cannot be told so is served all the same, a little slower.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(Duration::from_secs(limits.answer_s)));
    let wait = Duration::from_secs(limits.request_s);
    let service = service_fn(move |request: Request<Incoming>| answer(router.clone(), peer, request));
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(wait)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    // It ends when the client leaves or is too slow; neither is news.
    let _ = watcher.watch(served).await;
}

async fn answer(
    router: Router,
    peer: Peer,
    request: Request<Incoming>,
) -> Result<axum::response::Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(peer);
    router.oneshot(request).await
}
