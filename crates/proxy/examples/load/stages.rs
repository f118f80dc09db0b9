//! What is measured, one after the other.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;
use bytes::Bytes;
use cxone_sim::{Options, Scenario, Sim, token_label};
use fronts::{Front, Kind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::load::{self, Enough, Load, Outcome, PAGES, Token};
use crate::memory;
use crate::report::{Event, Report, Row};
use crate::server::Proxy;

/// How much.
pub struct Sizes {
    /// Clients at the same time.
    pub clients: usize,
    /// Pages for each.
    pub pages: usize,
    /// Length of the stage in which tokens are renewed.
    pub renewal: Duration,
}

/// Lives so long in the stage in which tokens are renewed, seconds: ten of sixty in a minute.
const SHORT_LIFE_S: i64 = 6;
/// Times that the programs are loaded in turn.
const ROUNDS: usize = 4;
/// Load in the stage in which the upstream is killed.
const RESTART_LOAD: Duration = Duration::from_secs(9);
/// Parts of that stage, after each of which memory is looked at.
const PARTS: u32 = 10;
/// Clients that send one byte now and then.
const SLOW_CLIENTS: usize = 1_000;
const SLOW_BYTE: Duration = Duration::from_secs(1);

/// The simulator and what comes from it.
struct Ground {
    sim: Sim,
    pages: Arc<Vec<Bytes>>,
}

fn tenant() -> Scenario {
    Scenario { records: Some(PAGES * 100), ..Scenario::default() }
}

impl Ground {
    async fn new(root: Scenario) -> anyhow::Result<Self> {
        let sim = Sim::start_with(Options { root, ..Options::default() })?;
        let pages = Arc::new(load::pages(address(sim.url()), &token(&sim)).await?);
        Ok(Self { sim, pages })
    }

    fn load(&self, address: &str, sizes: &Sizes, own_tokens: bool) -> Load {
        let tokens = (0..sizes.clients).map(|_| own_tokens.then(|| token(&self.sim))).collect();
        let enough = Enough::Pages(sizes.pages);
        Load { address: address.to_owned(), prefix: "/cxone", tokens, enough, pages: self.pages.clone() }
    }

    /// Calls that came with another token than the one their person has.
    fn mixed_up(&self) -> usize {
        let seen = self.sim.requests(self.sim.url());
        let person = |query: &str| query.rsplit_once("person=").map(|(_, label)| label.to_owned());
        seen.iter()
            .filter(|seen| {
                person(&seen.query).is_some_and(|label| !label.is_empty() && seen.token != Some(label))
            })
            .count()
    }

    /// Adds the numbers of requests for a token; the simulator's log keeps the latest requests only.
    fn note_tokens(&self, numbers: &mut HashSet<u64>) {
        let seen = self.sim.requests(self.sim.url());
        numbers.extend(seen.iter().filter(|seen| seen.path == "/oauth/token").map(|seen| seen.number));
    }
}

fn token(sim: &Sim) -> Token {
    let secret = sim.token(sim.url());
    Token { label: token_label(&secret), secret }
}

fn address(url: &str) -> &str {
    url.trim_start_matches("http://")
}

/// Everything.
pub async fn run(sizes: &Sizes) -> anyhow::Result<Report> {
    let mut report = Report::new(sizes.clients, sizes.clients * sizes.pages);
    report.rows = throughput(sizes).await?;
    report.events.push(renewals(sizes).await?);
    report.events.push(restart(sizes).await?);
    report.events.push(slow_clients(sizes).await?);
    Ok(report)
}

/// What stands between clients and simulator.
#[derive(Clone, Copy)]
enum Between {
    Nothing,
    Front(Kind),
    /// nginx with connections to the API that are kept, which the shipped file cannot have: nginx then
    /// does not follow the API's changing addresses.
    NginxKept,
    Proxy {
        secret: bool,
    },
}

const BETWEEN: [(&str, Between); 6] = [
    ("no proxy", Between::Nothing),
    ("nginx, shipped file", Between::Front(Kind::Nginx)),
    ("nginx, connections to the API kept", Between::NginxKept),
    ("Caddy, shipped file", Between::Front(Kind::Caddy)),
    ("shiftline-proxy, people's own tokens", Between::Proxy { secret: false }),
    ("shiftline-proxy, holding the secret", Between::Proxy { secret: true }),
];

/// All of them in turn, and again, so that a busy moment of the machine does not hit one alone.
async fn throughput(sizes: &Sizes) -> anyhow::Result<Vec<Row>> {
    let mut rows: Vec<Row> = BETWEEN.iter().map(|(name, _)| Row::new(name)).collect();
    for _ in 0..ROUNDS {
        for ((name, between), row) in BETWEEN.into_iter().zip(&mut rows) {
            let ground = Ground::new(tenant()).await?;
            let (outcome, peak_kib) = through(between, &ground, sizes).await?;
            let mixed_up = ground.mixed_up();
            ensure!(mixed_up == 0, "{name}: {mixed_up} calls came with another's token");
            ensure!(outcome.lost == 0, "{name}: {} pages were lost", outcome.lost);
            row.add(outcome, peak_kib);
            println!("{row}");
        }
    }
    Ok(rows)
}

/// One load; also the most memory that was used, KiB.
async fn through(between: Between, ground: &Ground, sizes: &Sizes) -> anyhow::Result<(Outcome, u64)> {
    let sizes = &Sizes { pages: (sizes.pages / ROUNDS).max(1), ..*sizes };
    let upstream = ground.sim.url();
    let pool = format!("\nupstream kept {{ server {}; keepalive 64; }}\nserver {{", address(upstream));
    let kept = [("\nserver {", pool.as_str()), (&format!("_upstream {upstream}"), "_upstream http://kept")];
    let (kind, more) = match between {
        Between::Nothing => {
            let direct = Load { prefix: "", ..ground.load(address(upstream), sizes, true) };
            return Ok((load::put(direct).await?, 0));
        }
        Between::Proxy { secret } => {
            let proxy = Proxy::start(upstream, secret).await?;
            let outcome = load::put(ground.load(&proxy.address, sizes, !secret)).await?;
            return Ok((outcome, memory::peak_kib(proxy.pid())));
        }
        Between::Front(kind) => (kind, &[][..]),
        Between::NginxKept => (Kind::Nginx, &kept[..]),
    };
    let site = tempfile::tempdir()?;
    let front = Front::start_with(kind, site.path(), upstream, more)?;
    let outcome = load::put(ground.load(address(front.url()), sizes, true)).await?;
    Ok((outcome, memory::peak_kib(front.pid())))
}

/// Ten minutes' worth of renewals in one, under full load.
async fn renewals(sizes: &Sizes) -> anyhow::Result<Event> {
    let ground = Ground::new(Scenario { token_lifetime_s: SHORT_LIFE_S, ..tenant() }).await?;
    let proxy = Proxy::start(ground.sim.url(), true).await?;
    let part = sizes.renewal / PARTS;
    let (mut numbers, mut memories, mut all) = (HashSet::new(), Vec::new(), Outcome::default());
    for _ in 0..PARTS {
        let load = Load { enough: Enough::Time(part), ..ground.load(&proxy.address, sizes, false) };
        all.add(load::put(load).await?);
        ground.note_tokens(&mut numbers);
        memories.push(memory::now_kib(proxy.pid()) / 1_024);
    }
    let (least, most) = (memories.iter().skip(1).min(), memories.iter().max());
    finish(Event {
        name: "tokens that live 6 s",
        what: format!(
            "{} of load, {} tokens asked for; memory after each tenth between {} and {} MiB",
            seconds(all.whole),
            numbers.len(),
            least.unwrap_or(&0),
            most.unwrap_or(&0)
        ),
        outcome: all,
    })
}

/// The upstream is killed and started again in the middle.
async fn restart(sizes: &Sizes) -> anyhow::Result<Event> {
    let ground = Ground::new(tenant()).await?;
    let upstream = address(ground.sim.url()).parse()?;
    let proxy = Proxy::start(ground.sim.url(), true).await?;
    let load = Load { enough: Enough::Time(RESTART_LOAD), ..ground.load(&proxy.address, sizes, false) };
    let running = tokio::spawn(load::put(load));
    tokio::time::sleep(RESTART_LOAD / 3).await;
    drop(ground);
    let down = Instant::now();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let sim = loop {
        match Sim::start_with(Options { listen: upstream, root: tenant(), ..Options::default() }) {
            Ok(sim) => break sim,
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    };
    let down = down.elapsed();
    let outcome = running.await??;
    drop(sim);
    finish(Event {
        name: "upstream killed and started again",
        what: format!("down for {}; clients ask again after 50 ms, as often as needed", seconds(down)),
        outcome,
    })
}

/// Clients that never finish a request, beside those that work.
async fn slow_clients(sizes: &Sizes) -> anyhow::Result<Event> {
    let ground = Ground::new(tenant()).await?;
    let proxy = Proxy::start(ground.sim.url(), true).await?;
    let mut slow = JoinSet::new();
    for _ in 0..SLOW_CLIENTS {
        slow.spawn(drip(TcpStream::connect(&proxy.address).await?));
    }
    let outcome = load::put(ground.load(&proxy.address, sizes, false)).await?;
    let begun = Instant::now();
    let mut ended = 0;
    while let Some(held) = slow.join_next().await {
        held?;
        ended += 1;
    }
    ensure!(ended == SLOW_CLIENTS, "only {ended} slow clients were let go");
    finish(Event {
        name: "slow clients beside them",
        what: format!(
            "{SLOW_CLIENTS} connections, one byte a second; the last one was let go {} after the load",
            seconds(begun.elapsed())
        ),
        outcome,
    })
}

/// Sends a byte now and then until the proxy has had enough.
async fn drip(mut stream: TcpStream) {
    let (mut answer, mut text) =
        ([0; 64], b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".iter().cycle());
    loop {
        let byte = text.next().copied().unwrap_or(b'x');
        if stream.write_all(&[byte]).await.is_err() {
            return;
        }
        let read = tokio::time::timeout(SLOW_BYTE, stream.read(&mut answer)).await;
        if matches!(read, Ok(Ok(0) | Err(_))) {
            return;
        }
    }
}

fn finish(event: Event) -> anyhow::Result<Event> {
    ensure!(event.outcome.lost == 0, "{}: {} pages were lost", event.name, event.outcome.lost);
    println!("{event}");
    Ok(event)
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
