//! A thread that reads and writes.
//!
//! A unit that loses a race (40001, 40P01), a lock or its connection is run again, some times, with
//! growing pauses. A connection that breaks during a commit is told: nobody can know.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::session::Session;
use crate::db::Pool;
use crate::stats::add;
use crate::unit::{Job, Mode};
use crate::{Error, Tx, limits, tx};

/// A connection and the queue that it serves.
pub(super) struct Worker {
    tx: Tx,
    pool: Pool,
}

impl Worker {
    pub(super) fn new(session: Session, pool: Pool) -> Self {
        Self { tx: Tx::new(tx::Session::Postgres(Box::new(session))), pool }
    }

    /// Works until the queue is closed and empty.
    pub(super) fn run(mut self) {
        let mut next = Vec::with_capacity(1);
        while self.pool.writes.take(&mut next, 1) {
            for mut job in next.drain(..) {
                let begun = Instant::now();
                self.decide(&mut job);
                job.unit.answer();
                let counters = &self.pool.counters;
                let writes = job.mode == Mode::Write;
                add(if writes { &counters.writes } else { &counters.reads }, 1);
                // A read need not wait for the end of its transaction; a write has ended already.
                self.tx.postgres().roll_back();
                let millis = begun.elapsed().as_millis();
                if millis > u128::from(limits::UNIT_MILLIS_SLOW) {
                    tracing::warn!(millis = %millis, "a unit of work was slow");
                }
            }
        }
    }

    /// Runs a unit until it is decided.
    fn decide(&mut self, job: &mut Job) {
        let begun = Instant::now();
        let patience = Duration::from_millis(limits::LOCK_MILLIS_MAX);
        let mut attempts = 1;
        while let Err(error) = self.attempt(job) {
            if attempts == limits::ATTEMPTS_MAX || begun.elapsed() > patience {
                job.unit.refuse(error);
                return;
            }
            sleep(pause(attempts));
            attempts += 1;
            add(&self.pool.counters.reruns, 1);
        }
    }

    /// Runs a unit once. An error is one after which it may be run again.
    fn attempt(&mut self, job: &mut Job) -> Result<(), Error> {
        self.tx.ready(job.mode);
        self.tx.postgres().connect()?;
        self.tx.postgres().begin(job.mode);
        let keep = job.unit.run(&mut self.tx);
        if let Some(lost @ (Error::Busy | Error::Unreachable(_))) = self.tx.failure().cloned() {
            self.tx.postgres().roll_back();
            return Err(lost);
        }
        if job.mode != Mode::Write {
            return Ok(());
        }
        if !keep {
            self.tx.postgres().roll_back();
            return Ok(());
        }
        match self.tx.postgres().commit() {
            Ok(()) => add(&self.pool.counters.commits, 1),
            Err(Error::Busy) => return Err(Error::Busy),
            Err(error) => job.unit.refuse(error),
        }
        Ok(())
    }
}

/// How long to wait before another attempt. Those who met each other must not meet again, so a
/// counter shared by all threads spreads them; it need not be hard to guess.
fn pause(attempts: u32) -> Duration {
    static SPREAD: AtomicU64 = AtomicU64::new(0);
    let longest = (limits::RETRY_MILLIS_FIRST * 1_000) << attempts.min(6);
    let spread = SPREAD.fetch_add(0x9E37_79B9, Ordering::Relaxed);
    Duration::from_micros(longest / 2 + spread % (longest / 2))
}
