//! A unit of work on its way to a database thread and its answer on the way back.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::{Error, Tx};

/// How a unit meets the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A transaction that may write.
    Write,
    /// A transaction that sees one state of the database and may not write.
    Read,
    /// One reading statement without a transaction of its own.
    Single,
}

/// A unit in the queue.
pub(crate) struct Job {
    pub(crate) mode: Mode,
    pub(crate) unit: Box<dyn Unit>,
}

/// A unit of work, without its types.
pub(crate) trait Unit: Send {
    /// Runs the unit and holds its result back; true when its writes are to be kept.
    fn run(&mut self, tx: &mut Tx) -> bool;
    /// Replaces the result by a failure.
    fn refuse(&mut self, error: Error);
    /// Sends the result that was held back.
    fn answer(self: Box<Self>);
}

/// A closure, its result so far, and where the answer goes.
pub(crate) struct Work<F, T, E> {
    closure: F,
    result: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Work<F, T, E> {
    pub(crate) fn new(closure: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (answer, answered) = oneshot::channel();
        (Self { closure, result: None, answer }, answered)
    }
}

impl<F, T, E> Unit for Work<F, T, E>
where
    F: FnMut(&mut Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn run(&mut self, tx: &mut Tx) -> bool {
        // A unit is re-runnable by contract, so what a panic leaves half done in it does no harm.
        let result = catch_unwind(AssertUnwindSafe(|| (self.closure)(tx)))
            .unwrap_or_else(|panic| Err(Error::Panic(words(panic.as_ref())).into()));
        // A failed statement ends the unit on both engines, even when its code went on.
        let result = match (result, tx.failure()) {
            (Ok(_), Some(failure)) => Err(failure.clone().into()),
            (result, _) => result,
        };
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn refuse(&mut self, error: Error) {
        self.result = Some(Err(error.into()));
    }

    fn answer(self: Box<Self>) {
        if let Some(result) = self.result {
            // Nobody may be waiting any more; the unit is done all the same.
            drop(self.answer.send(result));
        }
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}
