//! The queue before the database threads.
//!
//! A mutex and a condition rather than a channel crate: the writer takes all that waits under one
//! lock, which is what makes a group commit, and closing refuses newcomers but loses nobody.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::Error;
use crate::limits::QUEUE_UNITS_MAX;

#[derive(Debug)]
pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    arrived: Condvar,
}

#[derive(Debug)]
struct State<T> {
    waiting: VecDeque<T>,
    closed: bool,
    /// Threads that wait for work: nobody is woken when all are at work.
    idle: usize,
}

impl<T> Queue<T> {
    pub(crate) fn new() -> Self {
        let state = State { waiting: VecDeque::new(), closed: false, idle: 0 };
        Self { state: Mutex::new(state), arrived: Condvar::new() }
    }

    /// Puts work at the end, or gives it back with the reason.
    pub(crate) fn push(&self, work: T) -> Result<(), (T, Error)> {
        let mut state = self.lock();
        if state.closed {
            return Err((work, Error::Closed));
        }
        if state.waiting.len() >= QUEUE_UNITS_MAX {
            return Err((work, Error::Overloaded));
        }
        state.waiting.push_back(work);
        let wake = state.idle > 0;
        drop(state);
        if wake {
            self.arrived.notify_one();
        }
        Ok(())
    }

    /// Waits for work and moves up to `max` pieces to `batch`; false when closed and empty.
    pub(crate) fn take(&self, batch: &mut Vec<T>, max: usize) -> bool {
        let mut state = self.lock();
        while state.waiting.is_empty() {
            if state.closed {
                return false;
            }
            state.idle += 1;
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
        }
        let count = state.waiting.len().min(max);
        batch.extend(state.waiting.drain(..count));
        true
    }

    /// Lets nobody in any more; what waits is still done.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    pub(crate) fn len(&self) -> usize {
        self.lock().waiting.len()
    }

    /// No user code runs under the lock, so a poisoned one still guards a sound queue.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
