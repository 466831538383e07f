//! Look-ups on the thread that asks.
//!
//! To find a row by its key takes SQLite some microseconds. Handing the unit to another thread and
//! its answer back wakes two threads up, which takes several times as long. So a few
//! connections lie
//! ready for whoever looks something up; when all are in use, the unit queues like any other read.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::reader;
use crate::Tx;
use crate::unit::Job;

/// Connections that lie ready. PostgreSQL has none: there a look-up waits for the network.
#[derive(Debug, Default)]
pub(crate) struct Looks(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    free: Vec<Tx>,
    closed: bool,
}

impl Looks {
    /// One more connection, or one that comes back.
    pub(super) fn put(&self, tx: Tx) {
        let mut state = self.lock();
        if !state.closed {
            state.free.push(tx);
        }
    }

    /// Runs a unit that only reads, if a connection is free.
    pub(crate) fn run(&self, job: &mut Job) -> bool {
        let Some(mut tx) = self.lock().free.pop() else { return false };
        reader::read(&mut tx, job);
        self.put(tx);
        true
    }

    /// Closes all of them; those in use close when they come back.
    pub(crate) fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.free.clear();
    }

    /// No user code runs under the lock.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
