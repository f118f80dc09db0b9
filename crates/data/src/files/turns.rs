//! Long work that lets others have their turn: whoever does it step by step may do other things between.
//!
//! ```text
//! step ── turn ── step ── turn ── step ─▶ what came of it
//! ```

use std::future::{Future, poll_fn};
use std::ops::Range;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Rows that are worked through without a turn: some milliseconds of work.
const ROWS: usize = 1 << 16;

/// Lets others have their turn in the middle of work on so many rows, unless they are few.
pub(super) async fn turn(rows: usize) {
    if rows >= ROWS {
        turn_now().await;
    }
}

/// The rows between one turn and the next, as ranges of places below a number.
pub(super) fn ranges(rows: usize) -> impl Iterator<Item = Range<usize>> {
    (0..rows).step_by(ROWS).map(move |from| from..rows.min(from + ROWS))
}

async fn turn_now() {
    let mut is_over = false;
    let once =
        poll_fn(|_| if std::mem::replace(&mut is_over, true) { Poll::Ready(()) } else { Poll::Pending });
    once.await;
}

/// Lets others have their turn each time that so much work was done.
pub(crate) struct Pace {
    left: usize,
}

impl Pace {
    /// Bytes of text that are read without a turn: some milliseconds of work.
    pub(crate) const PIECE: usize = 1 << 18;

    pub(crate) const fn new() -> Self {
        Self { left: Self::PIECE }
    }

    /// Work on so many bytes is done next.
    pub(crate) async fn spend(&mut self, bytes: usize) {
        if bytes > self.left {
            turn_now().await;
            *self = Self::new();
        }
        self.left = self.left.saturating_sub(bytes);
    }
}

/// Does work up to its next turn: what came of it, or nothing where there is more to do.
pub fn step<T>(work: Pin<&mut impl Future<Output = T>>) -> Option<T> {
    match work.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}

/// Does all of it without a turn for anybody.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Some(done) = step(work.as_mut()) {
            return done;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_have_turns_and_few_have_none() {
        for (rows, turns) in [(0, 0), (ROWS - 1, 0), (ROWS, 2), (10 * ROWS, 2)] {
            let mut work = pin!(async {
                turn(rows).await;
                turn(rows).await;
                rows
            });
            let counted = (0..9).take_while(|_| step(work.as_mut()).is_none()).count();
            assert_eq!(counted, turns, "{rows} rows");
        }
        assert_eq!(
            at_once(async {
                turn(ROWS).await;
                5
            }),
            5
        );
    }
}
