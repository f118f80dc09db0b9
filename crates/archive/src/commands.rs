//! What each command does.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use data::archive::day;
use data::archive::manifest::span_of;
use data::dialect::{self, Dialect};
use data::query::{Agents, parse_agents};
use shiftline_archive::access::SignIn;
use shiftline_archive::api::{Api, base_url};
use shiftline_archive::check::{Found, check};
use shiftline_archive::days::{Rules, parse};
use shiftline_archive::disk::Real;
use shiftline_archive::fill::{covers, fill};
use shiftline_archive::folder::Folder;
use shiftline_archive::load::now;
use shiftline_archive::people;
use shiftline_archive::progress::Teller;
use shiftline_archive::show::{Format, Show};
use shiftline_archive::source::{self, Source};
use shiftline_archive::totals::Totals;
use shiftline_archive::words::{DONE, FOLDER, NOT_FETCHED, Trouble, folder_words};
use shiftline_archive::{delete, kept};

use crate::arguments::{self, Arguments, Command, Form};

/// Does what was typed. Gives what the program ends with.
///
/// # Errors
/// With words for the person who typed it.
pub async fn run(arguments: Arguments) -> Result<u8, Trouble> {
    match arguments.command {
        Command::Fetch(asked) => fetch(asked).await,
        Command::Totals(asked) => totals(asked).await,
        Command::Check { folder } => verify(&folder),
        Command::Drop(asked) => drop_from(asked),
    }
}

async fn fetch(asked: arguments::Fetch) -> Result<u8, Trouble> {
    let (api, question) = question(&asked.question)?;
    let days = parse(&asked.day, now()).map_err(Trouble::usage)?;
    let calls = days.first().map_or(Ok(0), |day| question.calls(*day))?;
    if let Some(format) = asked.format {
        return print(Source::new(api, question).await?, &days, format).await;
    }
    let Some(root) = &asked.to else { return Err(Trouble::usage("--to is missing")) };
    let rules = Rules { refetch: asked.refetch, again: asked.again };
    if asked.dry_run {
        let days = match Folder::look(Real, root) {
            Ok(folder) => chosen(rules, &days, &folder, &question.agents),
            Err(_) => days,
        };
        return said(&dry(&days, calls));
    }
    let mut folder = Folder::open(Real, root, question.dialect)?;
    let days = chosen(rules, &days, &folder, &question.agents);
    let teller = std::cell::RefCell::new(Teller::new(&days, asked.quiet));
    let mut source = Source::new(api.clone(), question).await?;
    let filled = fill(
        &mut folder,
        &mut source,
        &days,
        |day, progress| teller.borrow_mut().show(day, progress),
        |filled| teller.borrow_mut().done(filled),
    )
    .await;
    if filled.is_ok() {
        let summed = folder.complete_sums()?;
        if summed > 0 {
            tracing::info!("{summed} days that were fetched before are summed up now");
        }
        if let Some(known) = people::ask(&api, source.question()).await? {
            people::keep(&mut folder, known)?;
        } else {
            tracing::info!("who the agents are is not said: names stay as they were");
        }
    }
    let mut teller = teller.into_inner();
    tracing::info!("{}", teller.summary(api.calls()));
    filled?;
    Ok(if teller.lacks() { NOT_FETCHED } else { DONE })
}

fn chosen(rules: Rules, days: &[NaiveDate], folder: &Folder<Real>, agents: &Agents) -> Vec<NaiveDate> {
    // A list that cannot be read covers nobody.
    rules.chosen(days, folder.manifest(), now(), |day| covers(folder, day, agents).unwrap_or_default())
}

fn dry(days: &[NaiveDate], calls: u64) -> String {
    let mut lines: Vec<String> = days.iter().map(ToString::to_string).collect();
    let count = days.len();
    lines.push(format!(
        "{count} days, at least {calls} calls each; the days beside them are asked for, too\n"
    ));
    lines.join("\n")
}

async fn print(mut source: Source, days: &[NaiveDate], format: Format) -> Result<u8, Trouble> {
    let mut show = Show::new(std::io::stdout().lock(), format);
    let mut code = DONE;
    for day in days {
        source.load(*day, |_, _| {}).await?;
        let data = source.dataset(source.reach(*day), &[]);
        let came = source.came(*day);
        let fetched = came.map(|came| came.fetched).unwrap_or_default();
        let series = came.map_or(&[][..], |came| &came.series);
        if !day::failed(&data, series, span_of(*day)).is_empty() {
            tracing::warn!(%day, "not all could be fetched");
            code = NOT_FETCHED;
        }
        show.day(&day::rows(&data, span_of(*day), fetched)).map_err(closed)?;
    }
    show.finish().map_err(closed).map(|_| code)
}

async fn totals(asked: arguments::Totals) -> Result<u8, Trouble> {
    let days = parse(&asked.day, now()).map_err(Trouble::usage)?;
    let (mut totals, mut lacks) = (Totals::default(), false);
    if let Some(root) = &asked.folder {
        let folder = Folder::look(Real, root)?;
        for day in &days {
            let known = folder.manifest().day(*day);
            if known.is_none_or(|known| !known.failed.is_empty()) {
                eprintln!("{day}: not fetched, or not all of it");
                lacks = true;
            }
            totals.add(&kept::dataset(&folder, *day)?, *day);
        }
    } else if let Some(given) = asked.question() {
        let (api, question) = question(&given)?;
        let mut source = Source::new(api, question).await?;
        for day in &days {
            source.load(*day, |_, _| {}).await?;
            totals.add(&source.dataset(span_of(*day), &[]), *day);
        }
    }
    let code = if lacks || totals.lacks() { NOT_FETCHED } else { DONE };
    match asked.format {
        Form::Text => said(&totals.text())?,
        Form::Json => said(&totals.json())?,
        Form::Csv => {
            std::io::stdout().lock().write_all(&totals.csv()).map_err(closed)?;
            DONE
        }
    };
    Ok(code)
}

fn verify(root: &Path) -> Result<u8, Trouble> {
    let folder = Folder::look(Real, root)?;
    let mut is_damaged = false;
    check(&folder, |found| {
        is_damaged |= found.is_damage();
        match found {
            Found::File(error) => eprintln!("{}", folder_words(&error)),
            Found::Rows { path } => eprintln!("{path}: its rows are not what _shiftline.json says of them"),
            Found::Sums { path } => {
                eprintln!("{path}: it is not what the rows add up to; fetch the day --again");
            }
            Found::Stray { path } => {
                eprintln!("{}: left by a run that was cut off; the next one removes it", path.display());
            }
            Found::NotFetched { day, failed } => {
                eprintln!("{day}: {} times could not be fetched; a later run tries again", failed.len());
            }
        }
    })?;
    let manifest = folder.manifest();
    let (days, files) = (manifest.days.len(), manifest.files.len());
    let rows: u64 = manifest.files.iter().map(|file| file.rows).sum();
    said(&format!("{days} days, {files} files, {rows} rows\n"))?;
    Ok(if is_damaged { FOLDER } else { DONE })
}

fn drop_from(asked: arguments::Drop) -> Result<u8, Trouble> {
    let mut folder = Folder::open_there(Real, &asked.folder)?;
    if let Some(first) = asked.before {
        let days = delete::before(&mut folder, first)?;
        return said(&format!("{days} days deleted\n"));
    }
    let rows = delete::agent(&mut folder, &asked.agent.unwrap_or_default())?;
    said(&format!("{rows} rows deleted\n"))
}

fn question(asked: &arguments::Question) -> Result<(Arc<Api>, source::Question), Trouble> {
    let known = || dialect::DIALECTS.map(Dialect::name).join(" or ");
    let dialect = dialect::by_name(&asked.dialect);
    let dialect = dialect.ok_or_else(|| Trouble::usage(format!("--dialect is {}", known())))?;
    let mut question = source::Question::new(dialect, agents(&asked.agents)?);
    question.settings.api_version.clone_from(&asked.api_version);
    let words = |error: anyhow::Error| Trouble::usage(format!("{error:#}"));
    let base = base_url(&asked.base).map_err(words)?;
    let sign_in = SignIn::read(&base, |name| std::env::var(name).ok()).map_err(words)?;
    Ok((Arc::new(Api::new(base, sign_in).map_err(words)?), question))
}

fn agents(text: &str) -> Result<Agents, Trouble> {
    if text.eq_ignore_ascii_case("all") {
        return Ok(Agents::All);
    }
    let list = std::fs::read_to_string(text);
    let list = list.map_err(|error| Trouble::usage(format!("--agents {text}: {error}")))?;
    Ok(parse_agents(&list)?)
}

fn said(text: &str) -> Result<u8, Trouble> {
    std::io::stdout().lock().write_all(text.as_bytes()).map_err(closed)?;
    Ok(DONE)
}

fn closed(error: std::io::Error) -> Trouble {
    Trouble { code: FOLDER, words: format!("standard output: {error}") }
}
