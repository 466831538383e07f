//! A thread that reads.

use std::time::Instant;

use crate::db::Pool;
use crate::stats::add;
use crate::unit::{Job, Mode};
use crate::{Tx, limits};

/// Does reads until the queue is closed and empty.
pub(super) fn run(mut tx: Tx, pool: &Pool) {
    let mut next = Vec::with_capacity(1);
    while pool.reads.take(&mut next, 1) {
        for mut job in next.drain(..) {
            read(&mut tx, &mut job);
            job.unit.answer();
            add(&pool.counters.reads, 1);
        }
    }
}

/// Runs one unit that only reads.
pub(super) fn read(tx: &mut Tx, job: &mut Job) {
    let begun = Instant::now();
    tx.ready(job.mode);
    tx.sqlite().start_budget();
    let several = job.mode == Mode::Read;
    if several && let Err(error) = tx.sqlite().control("BEGIN DEFERRED") {
        job.unit.refuse(error);
        return;
    }
    job.unit.run(tx);
    tx.sqlite().stop_budget();
    if several && let Err(error) = tx.sqlite().control("COMMIT") {
        tracing::warn!(%error, "a read could not be ended");
    }
    let millis = begun.elapsed().as_millis();
    if millis > u128::from(limits::UNIT_MILLIS_SLOW) {
        tracing::warn!(millis = %millis, "a read was slow");
    }
}
