//! Emptying the write-ahead log, away from the writer.
//!
//! The writer rings after some thousand changed rows. Copying pages back does not stop it; only when
//! the log has grown beyond its limit is the writer made to wait until the log starts afresh.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{Thread, park, park_timeout};
use std::time::Duration;

use rusqlite::Connection;

use super::connect::connect;
use super::turn::Turn;
use crate::{Options, Result, limits};

/// What the writer tells the checkpointer.
#[derive(Debug, Default)]
pub(super) struct Signal {
    changes: AtomicU64,
    closing: AtomicBool,
}

/// The writer's end of the signal.
#[derive(Debug)]
pub(super) struct Bell {
    signal: Arc<Signal>,
    checkpointer: Thread,
}

impl Bell {
    pub(super) const fn new(signal: Arc<Signal>, checkpointer: Thread) -> Self {
        Self { signal, checkpointer }
    }

    /// Tells how many rows a commit changed.
    pub(super) fn ring(&self, changes: u64) {
        let before = self.signal.changes.fetch_add(changes, Ordering::AcqRel);
        let enough = limits::CHECKPOINT_CHANGES;
        // The first change starts the clock for small changes, the last one of many ends the wait.
        if before == 0 || (before < enough && before + changes >= enough) {
            self.checkpointer.unpark();
        }
    }
}

impl Drop for Bell {
    fn drop(&mut self) {
        self.signal.closing.store(true, Ordering::Release);
        self.checkpointer.unpark();
    }
}

/// A connection that does nothing but checkpoints.
#[derive(Debug)]
pub(super) struct Checkpointer {
    connection: Connection,
    turn: Turn,
    signal: Arc<Signal>,
}

impl Checkpointer {
    pub(super) fn open(path: &Path, options: &Options, signal: Arc<Signal>) -> Result<Self> {
        let connection = connect(path, options)?;
        // A long reader keeps the log from starting afresh; the writer must not wait for it.
        connection.busy_timeout(Duration::from_millis(limits::BATCH_MILLIS_MAX))?;
        Ok(Self { connection, turn: Turn::open(path)?, signal })
    }

    pub(super) fn run(self) {
        while self.wait() {
            let pages = self.checkpoint("PRAGMA wal_checkpoint(PASSIVE)");
            if pages > limits::WAL_PAGES_MAX {
                self.turn.hold(|| self.checkpoint("PRAGMA wal_checkpoint(TRUNCATE)"));
            }
        }
        self.checkpoint("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// Waits until there is something to do; false when the writer has ended.
    fn wait(&self) -> bool {
        let open = || !self.signal.closing.load(Ordering::Acquire);
        while open() && self.signal.changes.load(Ordering::Acquire) == 0 {
            park();
        }
        if open() && self.signal.changes.load(Ordering::Acquire) < limits::CHECKPOINT_CHANGES {
            park_timeout(Duration::from_millis(limits::CHECKPOINT_MILLIS_MAX));
        }
        self.signal.changes.store(0, Ordering::Release);
        open()
    }

    /// Gives the pages that were in the log.
    fn checkpoint(&self, sql: &str) -> i64 {
        self.connection.query_row(sql, [], |row| row.get(1)).unwrap_or_else(|error| {
            tracing::warn!(%error, "the write-ahead log could not be emptied");
            0
        })
    }
}
