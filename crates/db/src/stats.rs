//! Counters of the storage layer, for the metrics page.

use std::sync::atomic::{AtomicU64, Ordering};

/// What the storage layer has done since it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stats {
    /// Units that wait for a thread now.
    pub waiting: u64,
    /// Writing units answered.
    pub writes: u64,
    /// Reading units answered.
    pub reads: u64,
    /// Commits; on SQLite one carries many units.
    pub commits: u64,
    /// Units run again, because a batch, a race or a connection was lost.
    pub reruns: u64,
}

/// The counters behind [`Stats`].
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) writes: AtomicU64,
    pub(crate) reads: AtomicU64,
    pub(crate) commits: AtomicU64,
    pub(crate) reruns: AtomicU64,
}

pub(crate) fn add(counter: &AtomicU64, count: usize) {
    counter.fetch_add(count as u64, Ordering::Relaxed);
}

impl Counters {
    pub(crate) fn read(&self, waiting: usize) -> Stats {
        Stats {
            waiting: waiting as u64,
            writes: self.writes.load(Ordering::Relaxed),
            reads: self.reads.load(Ordering::Relaxed),
            commits: self.commits.load(Ordering::Relaxed),
            reruns: self.reruns.load(Ordering::Relaxed),
        }
    }
}
