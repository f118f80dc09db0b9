//! The server in a test's hand.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::{Builder, Runtime};

use super::live::Live;
use super::log::Seen;
use super::server::{Shared, accept, router};
use crate::scenario::Scenario;

/// Where and what to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// Address; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Folder of a built site to serve at the root path beside the API.
    pub site: Option<PathBuf>,
    /// Text of `/config.json`, instead of the site's own.
    pub config: Option<String>,
    /// Files beside the site: path below the root, and text.
    pub files: Vec<(String, String)>,
    /// The scenario at the root path.
    pub root: Scenario,
}

impl Default for Options {
    fn default() -> Self {
        let listen = (Ipv4Addr::LOCALHOST, 0).into();
        Self { listen, site: None, config: None, files: Vec::new(), root: Scenario::default() }
    }
}

/// A running simulator, on threads of its own. Dropping it ends all connections and frees the port.
#[derive(Debug)]
pub struct Sim {
    shared: Arc<Shared>,
    runtime: Option<Runtime>,
}

impl Sim {
    /// Starts one on a free port of the loopback interface.
    ///
    /// # Errors
    /// When no port or no thread can be had.
    pub fn start() -> io::Result<Self> {
        Self::start_with(Options::default())
    }

    /// Starts one as asked.
    ///
    /// # Errors
    /// When the address cannot be listened on or no thread can be had.
    pub fn start_with(options: Options) -> io::Result<Self> {
        let runtime =
            Builder::new_multi_thread().worker_threads(2).thread_name("cxone-sim").enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            listener(options.listen)?
        };
        let shared = Arc::new(Shared::new(listener.local_addr()?, options.root));
        let router = router(shared.clone(), options.site, options.config, options.files);
        runtime.spawn(accept(listener, shared.clone(), router));
        Ok(Self { shared, runtime: Some(runtime) })
    }

    /// Base URL of the scenario at the root path, `http://127.0.0.1:PORT`.
    pub fn url(&self) -> &str {
        &self.shared.url
    }

    /// Adds a scenario and gives its base URL, such as `http://127.0.0.1:PORT/s/7`.
    pub fn scenario(&self, scenario: Scenario) -> String {
        self.shared.add(scenario)
    }

    /// Moves the simulated now of a scenario (Unix ms).
    ///
    /// # Panics
    /// Like every method that takes a base URL: when it is not one of this server.
    pub fn set_now(&self, base: &str, now_ms: i64) {
        self.live(base).set_now(Some(now_ms));
    }

    /// The scenario with the now that it has at the moment, for [`truth`](crate::truth).
    ///
    /// # Panics
    /// When the base URL is not one of this server.
    pub fn current(&self, base: &str) -> Scenario {
        self.live(base).current()
    }

    /// Requests to a scenario so far (the latest 100,000), preflights included.
    ///
    /// # Panics
    /// When the base URL is not one of this server.
    pub fn requests(&self, base: &str) -> Vec<Seen> {
        self.live(base).requests()
    }

    /// A new valid token for a scenario.
    ///
    /// # Panics
    /// When the base URL is not one of this server.
    pub fn token(&self, base: &str) -> String {
        self.live(base).issue_token("test")
    }

    /// A token for a scenario that has expired.
    ///
    /// # Panics
    /// When the base URL is not one of this server.
    pub fn expired_token(&self, base: &str) -> String {
        self.live(base).issue_expired_token()
    }

    fn live(&self, base: &str) -> Arc<Live> {
        let path = base.strip_prefix(self.url());
        let found = path.and_then(|path| self.shared.find(path));
        found.unwrap_or_else(|| panic!("{base} is not a scenario of {}", self.url())).0
    }
}

fn listener(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    // The usual 128 make some of 500 clients wait a second.
    socket.listen(4_096)
}

impl Drop for Sim {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
