//! Long work on files: the browser reads what comes next meanwhile, and the page has its turn every few milliseconds.
//!
//! ```text
//! browser   |---- 2 MiB ----|---- 2 MiB ----|---- 2 MiB ----|
//! page                      | step step | step step |       | step step |
//! ```

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use super::{Files, ReadProgress};
use crate::app::browser::clock::{ticks, turn};
use crate::app::browser::file::{self, File};
use crate::app::browser::timing::measured;
use data::files::FileError;

/// Bytes that the browser is asked for at once: a question takes it some milliseconds, whatever it is for.
const ASKED: f64 = 2_097_152.0;

/// Bytes of a step: some milliseconds of work.
const STEP: usize = 131_072;

/// Milliseconds of work after which the page has its turn.
const SLICE: f64 = 10.0;

/// Why nothing came of a file.
pub(super) enum Unusable {
    /// It can no longer be read.
    Gone,
    /// It is of no use.
    Not(FileError),
}

/// The reading was called off, or another began.
pub(super) struct Ended;

/// Milliseconds between two drawings of how far it is.
const TELL_EVERY: f64 = 100.0;

/// What a file holds, from its beginning on.
pub(super) struct Bytes<'f> {
    file: &'f File,
    /// Up to where it was asked for.
    asked: f64,
    coming: Option<LocalBoxFuture<'static, Option<Vec<u8>>>>,
}

impl<'f> Bytes<'f> {
    /// Of a file.
    pub(super) fn of(file: &'f File) -> Self {
        let mut bytes = Self { file, asked: 0.0, coming: None };
        bytes.ask();
        bytes
    }

    /// Of a file whose text is here.
    pub(super) fn here(file: &'f File, text: Vec<u8>) -> Self {
        Self { file, asked: file.size(), coming: Some(std::future::ready(Some(text)).boxed_local()) }
    }

    fn ask(&mut self) {
        let end = (self.asked + ASKED).min(self.file.size());
        self.coming = (self.asked < end).then(|| file::bytes(self.file, self.asked, end).boxed_local());
        self.asked = end;
    }

    /// The next of them, while those behind them are read; `None` at the end.
    async fn next(&mut self) -> Option<Result<Vec<u8>, Unusable>> {
        let coming = self.coming.take()?;
        self.ask();
        Some(coming.await.ok_or(Unusable::Gone))
    }
}

/// The turns of one reading.
#[derive(Clone, Copy)]
pub(super) struct Turns {
    pub(super) files: Files,
    pub(super) turn: u64,
}

impl Turns {
    /// Whoever called the reading off, or began another, is heard here.
    pub(super) fn go_on(self) -> Result<(), Ended> {
        if self.files.is_late(self.turn) { Err(Ended) } else { Ok(()) }
    }

    async fn pass(self) -> Result<(), Ended> {
        turn().await;
        self.go_on()
    }

    /// Does one step after the other until something comes of them, measured under `name`.
    pub(super) async fn work<T>(self, name: &str, mut step: impl FnMut() -> Option<T>) -> Result<T, Ended> {
        loop {
            match slice(name, &mut step) {
                Some(done) => return Ok(done),
                None => self.pass().await?,
            }
        }
    }

    /// Hands all bytes of a file to `feed`, some at a time, which gives the number of rows so far. `share` is what it
    /// and the files before it are of all, by the bytes of it that were read.
    pub(super) async fn feed(
        self,
        mut bytes: Bytes<'_>,
        share: impl Fn(f64) -> f64,
        mut feed: impl FnMut(&[u8]) -> Result<usize, FileError>,
    ) -> Result<Result<(), Unusable>, Ended> {
        let (name, mut read, mut told) = (bytes.file.name(), 0.0, f64::NEG_INFINITY);
        while let Some(came) = bytes.next().await {
            self.go_on()?;
            let came = match came {
                Ok(came) => came,
                Err(why) => return Ok(Err(why)),
            };
            let (mut steps, mut rows) = (came.chunks(STEP), 0);
            loop {
                let done = slice("shiftline:decode", || {
                    let Some(step) = steps.next() else { return Some(Ok(())) };
                    read += step.len() as f64;
                    feed(step).map(|so_far| rows = so_far).err().map(Err)
                });
                if let Some(Err(error)) = done {
                    return Ok(Err(Unusable::Not(error)));
                }
                if ticks() - told > TELL_EVERY {
                    told = ticks();
                    self.files.reading.set(Some(ReadProgress {
                        name: name.clone(),
                        share: share(read),
                        rows,
                    }));
                }
                self.pass().await?;
                if done.is_some() {
                    break;
                }
            }
        }
        Ok(Ok(()))
    }
}

/// Does one step after the other for some milliseconds, or until something comes of them.
fn slice<T>(name: &str, mut step: impl FnMut() -> Option<T>) -> Option<T> {
    let until = ticks() + SLICE;
    measured(name, || {
        loop {
            let done = step();
            if done.is_some() || ticks() > until {
                return done;
            }
        }
    })
}
