//! An archive of the sample data, in a folder of the built site; and a host that knows no ranges.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data::archive::manifest::{Day, Manifest, day_of, span_of};
use data::archive::row::Row;
use data::archive::sums::{SumsList, sums, write_sums};
use data::archive::{MANIFEST, again, day, people_path, people_text, sums_path, write};
use data::demo::{Demo, Sample};
use data::dialect::reporting_v2::ReportingV2;
use data::fetch::{Fetch, FetchStep};
use model::dataset::{Dataset, DatasetInput};
use model::directory::Person;
use model::time::{DAY, Millis, Span};
use model::zone::Zone;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The sample: three agents, four working days.
pub const SAMPLE: Sample = Sample::Team { agents: 3, days: 4 };

/// When it ends: 2026-11-06T20:00:00Z, a Friday.
pub const END: Millis = Millis(1_793_995_200_000);

/// Every record of the sample, and the evening before it.
pub fn sample() -> Dataset {
    let mut demo = Demo::new(SAMPLE, END, &Zone::utc());
    let query = demo.query();
    let window = Span { start: query.span.start + -DAY, ..query.span };
    let mut fetch = Fetch::with(&ReportingV2, &ReportingV2, query).unwrap();
    loop {
        match fetch.step(END) {
            FetchStep::Send { ticket, request } => fetch.arrived(ticket, Ok(demo.answer(&request)), END, 0.5),
            FetchStep::Done => break,
            other => panic!("{other:?}"),
        }
    }
    let (series, catalog) = (fetch.series(), fetch.catalog().clone());
    Dataset::build(DatasetInput { series: &series, catalog, window, now: END + DAY })
}

/// Writes the sample into a folder; gives its days. The file of `lost` was never fetched.
pub fn fill(folder: &Path, lost: Option<usize>) -> Vec<Span> {
    let data = sample();
    let mut manifest = Manifest::new("reporting-v2");
    let days = data.window.start.0.div_euclid(DAY)..=data.window.end.0.div_euclid(DAY);
    let days: Vec<Span> = days.map(|day| span_of(day_of(Millis(day * DAY)).unwrap())).collect();
    let (mut before, mut index) = (None, SumsList::default());
    for (number, span) in days.iter().enumerate() {
        if lost == Some(number) {
            before = None;
            continue;
        }
        let name = day_of(span.start).unwrap();
        let rows = day::rows(&data, *span, END);
        let written = write::write(&ReportingV2, rows.clone()).unwrap();
        let file = written.file(name, format!("{number:064x}"));
        let known =
            Day { day: name, fetched: END + 2 * DAY, agents: None, failed: vec![], refused: 0, repeated: 0 };
        if file.rows > 0 {
            put(&folder.join(file.path()), &written.bytes);
        }
        manifest.replace(known.clone(), Some(file).filter(|file| file.rows > 0));
        let own = Some((known, rows));
        let two = [before.take(), own.clone()];
        let two = [0, 1]
            .map(|place| two[place].as_ref().map(|(known, rows): &(Day, Vec<Row>)| (known, rows.clone())));
        let summed = sums(&again::dataset(&ReportingV2, name, two, END + 2 * DAY), name);
        let written = write_sums(&ReportingV2, name, &summed).unwrap();
        let told = written.told(name, format!("{number:064x}"));
        put(&folder.join(told.path()), &written.bytes);
        index.put(told);
        before = own;
    }
    let hash = "7".repeat(64);
    put(&folder.join(sums_path(&hash)), &index.text());
    manifest.sums = Some(hash);
    put(&folder.join(MANIFEST), manifest.text().as_bytes());
    days
}

/// Adds to an archive who its agents are: everyone has the same name before the id.
pub fn name_all(folder: &Path) {
    let path = folder.join(MANIFEST);
    let mut manifest = Manifest::read(&fs::read(&path).unwrap()).unwrap();
    let hash = "5".repeat(64);
    let person = |id: &str| Person { name: format!("Archie {id}").into(), team: Some("Archive team".into()) };
    let people = sample().agents.iter().map(|agent| (agent.id.clone(), person(&agent.id))).collect();
    put(&folder.join(people_path(&hash)), &people_text(&people));
    manifest.people = Some(hash);
    put(&path, manifest.text().as_bytes());
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Fetches every day of an archive again: its files have other names.
pub fn replace_all(folder: &Path) {
    let path = folder.join(MANIFEST);
    let mut manifest = Manifest::read(&fs::read(&path).unwrap()).unwrap();
    for (number, file) in manifest.files.iter_mut().enumerate() {
        let old = folder.join(file.path());
        file.hash = format!("{:x}{}", number % 16, "a".repeat(63));
        fs::rename(old, folder.join(file.path())).unwrap();
    }
    put(&path, manifest.text().as_bytes());
}

/// Serves a folder to anyone, and whole files alone.
pub async fn serve_whole(folder: PathBuf) -> SocketAddr {
    serve(folder, |_| ()).await
}

/// The same; `before` is told the path of each request before it is answered.
pub async fn serve(folder: PathBuf, before: impl Fn(&str) + Send + Sync + 'static) -> SocketAddr {
    let before = Arc::new(before);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Whoever leaves meanwhile has what they wanted.
            let (folder, before) = (folder.clone(), before.clone());
            tokio::spawn(async move { drop(answer(stream, &folder, &*before).await) });
        }
    });
    address
}

async fn answer(
    mut stream: TcpStream,
    folder: &Path,
    before: &(dyn Fn(&str) + Send + Sync),
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split_whitespace().nth(1).unwrap_or("/").split('?').next().unwrap_or("/");
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("json" | "webmanifest") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    before(&path);
    let (status, body) = match fs::read(folder.join(path.trim_start_matches('/'))) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let told = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(told.as_bytes()).await?;
    stream.write_all(&body).await?;
    stream.shutdown().await
}
