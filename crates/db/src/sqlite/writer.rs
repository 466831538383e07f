//! The thread that writes: group commit.
//!
//! It takes all that waits, runs each unit in a savepoint, commits once, and then answers all.
//! SQLite may roll the whole transaction back when a statement is interrupted or the disk is full,
//! so after every error the writer looks whether its transaction is still there; the units of a
//! lost one are run again one by one. Nobody is answered before the commit.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::checkpoint::Bell;
use super::session::Session;
use super::turn::Turn;
use crate::db::Pool;
use crate::queue::Queue;
use crate::stats::{Counters, add};
use crate::unit::{Job, Mode};
use crate::{Error, Result, Tx, limits, tx};

/// The one writer and what it needs.
pub(super) struct Writer {
    tx: Tx,
    turn: Turn,
    queue: Arc<Queue<Job>>,
    counters: Arc<Counters>,
    bell: Bell,
}

/// A group commit that was lost, and after how many units.
struct Lost {
    units: usize,
    /// Set when not even the transaction could begin, so that it would not for any single unit.
    at_start: Option<Error>,
}

impl Writer {
    pub(super) fn new(session: Session, path: &Path, pool: &Pool, bell: Bell) -> Result<Self> {
        Ok(Self {
            tx: Tx::new(tx::Session::Sqlite(Box::new(session))),
            turn: Turn::open(path)?,
            queue: Arc::clone(&pool.writes),
            counters: Arc::clone(&pool.counters),
            bell,
        })
    }

    /// Works until the queue is closed and empty.
    pub(super) fn run(mut self) {
        let mut batch = Vec::with_capacity(limits::BATCH_UNITS_MAX);
        while self.queue.take(&mut batch, limits::BATCH_UNITS_MAX) {
            while !batch.is_empty() {
                let before = self.session().changes();
                let done = self.some(&mut batch);
                self.bell.ring(self.session().changes() - before);
                add(&self.counters.writes, done);
                batch.drain(..done).for_each(|job| job.unit.answer());
            }
        }
    }

    /// Decides the first units of a batch, as many as one commit takes; gives their number.
    fn some(&mut self, batch: &mut [Job]) -> usize {
        if let [job] = batch {
            self.alone(job);
            return 1;
        }
        match self.together(batch) {
            Ok(units) => units,
            Err(Lost { units, at_start: Some(error) }) => {
                batch[..units].iter_mut().for_each(|job| job.unit.refuse(error.clone()));
                units
            }
            Err(Lost { units, at_start: None }) => {
                add(&self.counters.reruns, units);
                batch[..units].iter_mut().for_each(|job| self.alone(job));
                units
            }
        }
    }

    /// Runs units in one transaction; gives how many of them were decided by its commit.
    fn together(&mut self, batch: &mut [Job]) -> Result<usize, Lost> {
        let begun = Instant::now();
        if let Err(error) = self.begin() {
            return Err(Lost { units: batch.len(), at_start: Some(error) });
        }
        let mut units = 0;
        for job in batch {
            units += 1;
            self.within(job).map_err(|_| Lost { units, at_start: None })?;
            if begun.elapsed() > Duration::from_millis(limits::BATCH_MILLIS_MAX) {
                break;
            }
        }
        self.commit().map_err(|_| Lost { units, at_start: None })?;
        Ok(units)
    }

    /// Runs one unit in a savepoint. An error means that the whole transaction is gone.
    fn within(&mut self, job: &mut Job) -> Result<()> {
        let outcome = self.in_savepoint(job);
        if outcome.is_err() || self.session().is_autocommit() {
            self.roll_back();
            return outcome.and(Err(Error::Busy));
        }
        Ok(())
    }

    fn in_savepoint(&mut self, job: &mut Job) -> Result<()> {
        self.session().control("SAVEPOINT unit")?;
        let keep = self.unit(job);
        // After a lost transaction there is no savepoint to go back to.
        if !keep && !self.session().is_autocommit() {
            self.session().control("ROLLBACK TO unit")?;
        }
        if self.session().is_autocommit() {
            return Err(Error::Busy);
        }
        self.session().control("RELEASE unit")
    }

    /// Runs one unit in a transaction of its own.
    fn alone(&mut self, job: &mut Job) {
        if let Err(error) = self.begin() {
            job.unit.refuse(error);
            return;
        }
        if !self.unit(job) {
            self.roll_back();
        } else if let Err(error) = self.commit() {
            job.unit.refuse(error);
        }
    }

    /// Runs the unit's code within its budget.
    fn unit(&mut self, job: &mut Job) -> bool {
        let begun = Instant::now();
        self.tx.ready(Mode::Write);
        self.session().start_budget();
        let keep = job.unit.run(&mut self.tx);
        self.session().stop_budget();
        let millis = begun.elapsed().as_millis();
        if millis > u128::from(limits::UNIT_MILLIS_SLOW) {
            tracing::warn!(millis = %millis, "a unit of work was slow; it stops all other writers");
        }
        keep
    }

    fn begin(&self) -> Result<()> {
        self.turn.hold(|| self.session().control("BEGIN IMMEDIATE"))
    }

    fn commit(&self) -> Result<()> {
        let committed = self.session().control("COMMIT");
        match &committed {
            Ok(()) => add(&self.counters.commits, 1),
            Err(error) => {
                tracing::error!(%error, "a commit failed; its units are run one by one");
                self.roll_back();
            }
        }
        committed
    }

    fn roll_back(&self) {
        if !self.session().is_autocommit()
            && let Err(error) = self.session().control("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be rolled back");
        }
    }

    fn session(&self) -> &Session {
        self.tx.sqlite()
    }
}
