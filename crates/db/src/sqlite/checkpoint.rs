//! Emptying the write-ahead log, away from the writer.
//!
//! The writer rings after some thousand changed rows, and the pages are copied back beside it.
//! While others go on writing the log never becomes empty by that, so when its file has grown to
//! its limit the writer waits for a moment until it starts afresh; most of it is copied by then.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Thread, park, park_timeout};
use std::time::Duration;

use rusqlite::Connection;

use super::connect::{connect, patiently};
use super::turn::Turn;
use crate::{Options, Result, limits};

/// What the writer and the checkpointer tell each other.
#[derive(Debug, Default)]
pub(super) struct Signal {
    changes: AtomicU64,
    closing: AtomicBool,
    /// Whether the writer waits for the log to start afresh.
    waiting: Mutex<bool>,
    afresh: Condvar,
}

impl Signal {
    fn waiting(&self) -> MutexGuard<'_, bool> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is something that cannot wait.
    fn is_pressing(&self) -> bool {
        self.closing.load(Ordering::Acquire) || *self.waiting()
    }
}

/// The writer's end of the signal.
#[derive(Debug)]
pub(super) struct Bell {
    signal: Arc<Signal>,
    checkpointer: Thread,
    log: PathBuf,
    /// Length of the log's file, in bytes, at which the writer waits.
    limit: u64,
}

impl Bell {
    pub(super) fn new(signal: Arc<Signal>, checkpointer: Thread, database: &Path) -> Self {
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        Self { signal, checkpointer, log: log.into(), limit: limits::WAL_BYTES_MAX }
    }

    /// Tells how many rows a commit changed, and waits where the log has become too long.
    pub(super) fn ring(&mut self, changes: u64) {
        if changes == 0 {
            return;
        }
        let before = self.signal.changes.fetch_add(changes, Ordering::AcqRel);
        let enough = limits::CHECKPOINT_CHANGES;
        // The first change starts the clock for small changes, the last one of many ends the wait.
        if before == 0 || (before < enough && before + changes >= enough) {
            self.checkpointer.unpark();
        }
        if self.len() > self.limit {
            self.wait();
            // A long reader may still need the log; then it grows by as much again before the
            // next wait, rather than stopping every commit for nothing.
            let len = self.len();
            self.limit = if len > limits::WAL_BYTES_MAX { len } else { 0 } + limits::WAL_BYTES_MAX;
        }
    }

    fn len(&self) -> u64 {
        std::fs::metadata(&self.log).map_or(0, |log| log.len())
    }

    fn wait(&self) {
        let mut waiting = self.signal.waiting();
        *waiting = true;
        self.checkpointer.unpark();
        let patience = Duration::from_millis(limits::LOCK_MILLIS_MAX);
        let afresh = self.signal.afresh.wait_timeout_while(waiting, patience, |waiting| *waiting);
        drop(afresh.unwrap_or_else(PoisonError::into_inner));
    }
}

impl Drop for Bell {
    fn drop(&mut self) {
        self.signal.closing.store(true, Ordering::Release);
        self.checkpointer.unpark();
    }
}

/// A transaction that only waits for the one before it.
const EMPTY: &str = "BEGIN IMMEDIATE; COMMIT";

/// A connection that does nothing but checkpoints.
#[derive(Debug)]
pub(super) struct Checkpointer {
    connection: Connection,
    turn: Turn,
    signal: Arc<Signal>,
}

impl Checkpointer {
    pub(super) fn open(path: &Path, options: &Options, signal: Arc<Signal>) -> Result<Self> {
        Ok(Self { connection: connect(path, options)?, turn: Turn::open(path)?, signal })
    }

    pub(super) fn run(self) {
        while self.wait() {
            self.checkpoint("PRAGMA wal_checkpoint(PASSIVE)");
            if self.signal.is_pressing() {
                self.start_afresh();
                *self.signal.waiting() = false;
                self.signal.afresh.notify_all();
            }
        }
        self.start_afresh();
    }

    /// Waits until there is something to do; false when the writer has ended.
    fn wait(&self) -> bool {
        let changes = || self.signal.changes.load(Ordering::Acquire);
        while changes() == 0 && !self.signal.is_pressing() {
            park();
        }
        if changes() < limits::CHECKPOINT_CHANGES && !self.signal.is_pressing() {
            park_timeout(Duration::from_millis(limits::CHECKPOINT_MILLIS_MAX));
        }
        self.signal.changes.store(0, Ordering::Release);
        !self.signal.closing.load(Ordering::Acquire)
    }

    /// Lets the log start afresh. Nobody can begin to write while this thread holds the turn, so
    /// it waits for the present writer as long as it takes; but others must not wait long for a
    /// reader who still needs the log.
    fn start_afresh(&self) {
        let short = Duration::from_millis(limits::BATCH_MILLIS_MAX);
        let patient = || self.connection.busy_handler(Some(patiently));
        self.turn.hold(|| {
            let free = patient().and_then(|()| self.connection.execute_batch(EMPTY));
            match free.and_then(|()| self.connection.busy_timeout(short)) {
                Ok(()) => self.checkpoint("PRAGMA wal_checkpoint(TRUNCATE)"),
                Err(error) => tracing::warn!(%error, "no turn at emptying the write-ahead log"),
            }
        });
    }

    fn checkpoint(&self, sql: &str) {
        if let Err(error) = self.connection.query_row(sql, [], |_| Ok(())) {
            tracing::warn!(%error, "the write-ahead log could not be emptied");
        }
    }
}
