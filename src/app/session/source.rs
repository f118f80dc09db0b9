//! Where answers come from.

use std::rc::Rc;

use futures::future::LocalBoxFuture;

use super::sign_in::SignIn;
use crate::app::base::BaseUrl;
use crate::app::browser::http::AbortSignal;
use data::archive::Told;
use data::source::{Request, Response, TransportError};
use model::page::Series;
use model::schedule::ScheduleBuilder;

/// Answers that are made up, and what was planned for their agents.
pub trait MadeUp {
    /// Answers a request.
    fn answer(&mut self, request: &Request) -> Response;
    /// Number of agents.
    fn agents(&self) -> usize;
    /// Adds what was planned for the agent of a number, from 0 on.
    fn plan(&self, number: usize, schedule: &mut ScheduleBuilder);
}

/// Where answers come from.
pub enum Source {
    /// A server.
    Http {
        /// Its base.
        base: BaseUrl,
        /// The token of the moment.
        sign_in: SignIn,
    },
    /// Sample data.
    MadeUp(Box<dyn MadeUp>),
    /// An archive.
    Archive(Rc<dyn Archive>),
}

/// An archive that is read. How it is is a part of the program of its own.
pub trait Archive {
    /// Gets what a series is to be read from; with the request, where an API is asked for it.
    fn get(&self, series: usize, request: Request, abort: Option<AbortSignal>) -> Came;
    /// The series of a fetch, with what stands beside them.
    fn series(&self, fetched: Vec<Series>) -> Vec<Series>;
    /// What is to be said of it.
    fn told(&self) -> Told;
}

/// What comes of an archive.
pub type Came = LocalBoxFuture<'static, Result<Response, TransportError>>;
