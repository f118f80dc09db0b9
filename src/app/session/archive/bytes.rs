//! The bytes of an archive's pieces, and the answers of the API beyond them. The first request tells whether the host knows ranges; where it does not, each
//! file comes whole, once.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared};
use futures::lock::Mutex;
use leptos::task::spawn_local;

use super::super::Session;
use super::super::source::{Archive, Came};
use super::How;
use super::beyond::Beyond;
use crate::app::base::BaseUrl;
use crate::app::browser::clock::now;
use crate::app::browser::http::{self, AbortSignal, get_file};
use crate::app::link::Link;
use crate::app::target::Target;
use data::archive::{self, Answer, FromApi, MANIFEST, Manifest, Piece, Plan, Told};
use data::error::ErrorKind;
use data::source::{Request, Response, TransportError};
use model::page::Series;
use model::record::Durations;
use model::time::Span;

/// Files that are kept whole.
const KEPT: usize = 8;

type Whole = Shared<LocalBoxFuture<'static, Result<Rc<Response>, TransportError>>>;

/// Gets the bytes of a plan's pieces, and what lies beyond them.
pub struct Bytes(Rc<Getter>);

struct Getter {
    base: BaseUrl,
    manifest: Manifest,
    plan: Plan,
    told: Told,
    beside: Vec<Series>,
    beyond: Option<Beyond>,
    /// Answers of the API, and how many of them said that there is no such thing.
    answers: Cell<(usize, usize)>,
    /// Whether the host knows ranges, once that is known; whoever asks first has the turn.
    ranges: Cell<Option<bool>>,
    turn: Mutex<()>,
    whole: RefCell<VecDeque<(Arc<str>, Whole)>>,
    /// What to begin again with, once, where the archive has changed meanwhile.
    again: Cell<Option<(Session, Target, Link)>>,
}

impl Bytes {
    /// Of this plan of a target's archive.
    pub fn new(
        target: &Target,
        (manifest, plan): (Manifest, Plan),
        durations: Durations,
        beyond: Option<Beyond>,
        again: Option<(Session, Target, Link)>,
    ) -> Self {
        let range = target.query.span;
        let from_api = beyond.as_ref().map(|beyond| FromApi {
            span: Span { start: beyond.tail.from.max(range.start), end: range.end },
            first: plan.pieces.len(),
            is_not_found: false,
        });
        let (base, told) = (target.base.clone(), Told { from_api, ..Told::of(&plan, range) });
        let (beside, answers) = (archive::beside(&plan, durations), Cell::default());
        let ranges = Cell::new(None);
        let (turn, whole, again) = (Mutex::new(()), RefCell::default(), Cell::new(again));
        Self(Rc::new(Getter {
            base,
            manifest,
            plan,
            told,
            beside,
            beyond,
            answers,
            ranges,
            turn,
            whole,
            again,
        }))
    }
}

impl Archive for Bytes {
    fn get(&self, series: usize, request: Request, abort: Option<AbortSignal>) -> Came {
        let getter = self.0.clone();
        async move {
            match getter.plan.pieces.get(series) {
                Some(piece) => getter.get(piece, abort.as_ref()).await,
                None => getter.ask(&request, abort.as_ref()).await,
            }
        }
        .boxed_local()
    }

    fn series(&self, fetched: Vec<Series>) -> Vec<Series> {
        let Getter { beside, plan, beyond, .. } = &*self.0;
        let tail = beyond.as_ref().map(|beyond| &beyond.tail);
        beside.iter().cloned().chain(archive::attributed(fetched, plan, tail)).collect()
    }

    fn told(&self) -> Told {
        let (answers, not_found) = self.0.answers.get();
        let is_not_found = answers > 0 && answers == not_found;
        let from_api = self.0.told.from_api.clone().map(|from_api| FromApi { is_not_found, ..from_api });
        Told { sends_whole_files: self.0.ranges.get() == Some(false), from_api, ..self.0.told.clone() }
    }
}

impl Getter {
    /// Asks the API.
    async fn ask(&self, request: &Request, abort: Option<&AbortSignal>) -> Result<Response, TransportError> {
        let Some(Beyond { base, sign_in, .. }) = &self.beyond else { return Err(TransportError::Aborted) };
        let token = sign_in.token_for(base).await;
        let answer = http::get(base, request, token.as_deref(), abort).await?;
        let (answers, not_found) = self.answers.get();
        self.answers.set((answers + 1, not_found + usize::from(answer.status == 404)));
        Ok(answer)
    }

    async fn get(
        self: &Rc<Self>,
        piece: &Piece,
        abort: Option<&AbortSignal>,
    ) -> Result<Response, TransportError> {
        let turn = if self.ranges.get().is_none() { Some(self.turn.lock().await) } else { None };
        if self.ranges.get() == Some(false) {
            drop(turn);
            return self.from_whole(piece, abort).await;
        }
        // Only the first has to be waited for.
        let turn = turn.filter(|_| self.ranges.get().is_none());
        let bytes = piece.at..piece.at + piece.bytes();
        let answer = get_file(&self.base, &piece.path, Some(bytes), abort).await?;
        let what = archive::answer_of(piece, &answer);
        match what {
            Answer::Piece => self.ranges.set(Some(true)),
            Answer::Whole => {
                self.ranges.set(Some(false));
                self.keep(piece, async { Ok(Rc::new(answer)) }.boxed_local().shared());
                drop(turn);
                return self.from_whole(piece, abort).await;
            }
            _ => {}
        }
        self.read(piece, what, &answer, abort).await
    }

    /// What is read of an answer.
    async fn read(
        self: &Rc<Self>,
        piece: &Piece,
        what: Answer,
        answer: &Response,
        abort: Option<&AbortSignal>,
    ) -> Result<Response, TransportError> {
        let good = |body| Response { status: 200, body, ..Response::default() };
        match what {
            Answer::Piece => Ok(good(archive::body(piece, &answer.body))),
            Answer::Whole => match archive::piece_in(piece, &answer.body) {
                Some(bytes) => Ok(good(archive::body(piece, bytes))),
                None => Ok(good(archive::no_body(ErrorKind::Damaged))),
            },
            Answer::Said => Ok(answer.clone()),
            Answer::Useless(kind) => Ok(good(archive::no_body(kind))),
            Answer::Gone if self.begins_again(abort).await => Err(TransportError::Aborted),
            Answer::Gone => Ok(good(archive::no_body(ErrorKind::WrongAddress))),
        }
    }

    /// Begins again, once, if the archive is another than it was.
    async fn begins_again(&self, abort: Option<&AbortSignal>) -> bool {
        let Some((session, target, view)) = self.again.take() else { return false };
        let answer = get_file(&self.base, MANIFEST, None, None).await;
        let is_another = archive::manifest(answer, now()).is_ok_and(|manifest| manifest != self.manifest);
        if is_another && !abort.is_some_and(AbortSignal::aborted) {
            spawn_local(async move { session.load_archive(target, view, How::Again) });
        }
        is_another
    }

    /// The piece of a file that comes whole.
    async fn from_whole(
        self: &Rc<Self>,
        piece: &Piece,
        abort: Option<&AbortSignal>,
    ) -> Result<Response, TransportError> {
        let kept =
            self.whole.borrow().iter().find(|(path, _)| *path == piece.path).map(|(_, whole)| whole.clone());
        let whole = kept.unwrap_or_else(|| {
            let (base, path, abort) = (self.base.clone(), piece.path.clone(), abort.cloned());
            let coming = async move { get_file(&base, &path, None, abort.as_ref()).await.map(Rc::new) };
            let whole = coming.boxed_local().shared();
            self.keep(piece, whole.clone());
            whole
        });
        let answer = whole.await;
        let what = answer.as_ref().ok().map(|answer| archive::answer_of(piece, answer));
        if what != Some(Answer::Whole) {
            self.whole.borrow_mut().retain(|(path, _)| *path != piece.path);
        }
        let answer = answer?;
        self.read(piece, archive::answer_of(piece, &answer), &answer, abort).await
    }

    fn keep(&self, piece: &Piece, whole: Whole) {
        let mut kept = self.whole.borrow_mut();
        kept.push_back((piece.path.clone(), whole));
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }
}
