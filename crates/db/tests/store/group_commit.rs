//! Group commit on SQLite: many units, one commit, and each of them on its own all the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use db::testing::{TestDb, fresh, fresh_with, options};
use db::{Db, Engine, Error, Options, Statement, Tx, params};
use tokio::runtime::{Builder, Runtime};

use crate::{ADD, COUNT, PLEDGE, SCHEMA, count, one_int};

/// Blobs that take more room than is left.
static GROW: Statement = Statement::new(
    "here::GROW",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
     INSERT INTO notes (id, body) SELECT 1000 + i, i || hex(zeroblob(2000)) FROM n",
);

fn sqlite() -> TestDb {
    fresh(Engine::Sqlite, SCHEMA).unwrap()
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().build().unwrap()
}

/// Keeps the writer busy until the returned sender is used, so that what comes next queues up.
fn hold(db: &Db) -> mpsc::Sender<()> {
    let (go, wait) = mpsc::channel();
    let (holding, held) = mpsc::channel();
    drop(db.write(move |_| {
        holding.send(()).unwrap();
        wait.recv().map_err(|_| Error::Closed)
    }));
    held.recv().unwrap();
    go
}

fn add(id: i64) -> impl FnMut(&mut Tx) -> Result<u64, Error> + Send + 'static {
    move |tx| tx.run(&ADD, &params![id, format!("note {id}")])
}

#[test]
fn what_waits_together_is_committed_together() {
    let db = sqlite();
    let go = hold(&db);
    let waiting: Vec<_> = (0..100).map(|id| db.write(add(id))).collect();
    let before = db.stats();
    go.send(()).unwrap();
    runtime().block_on(async {
        for one in waiting {
            assert_eq!(one.await, Ok(1));
        }
    });
    // One commit for the unit that held the writer, one for the hundred.
    assert_eq!(db.stats().commits - before.commits, 2);
    assert_eq!(db.stats().reruns, 0);
    assert_eq!(count(&db), 100);
}

#[test]
fn an_error_and_a_panic_in_the_middle_concern_nobody_else() {
    let db = sqlite();
    let go = hold(&db);
    let first = db.write(add(1));
    let refused = db.write(|tx| {
        add(2)(tx)?;
        Err::<(), _>(Error::Misuse("no"))
    });
    let panicked = db.write(|tx| -> Result<(), Error> {
        add(3)(tx)?;
        panic!("oh")
    });
    let violating = db.write(|tx| {
        add(4)(tx)?;
        add(1)(tx)
    });
    // It sees what the first kept and nothing of the others.
    let last = db.write(|tx| {
        add(5)(tx)?;
        tx.one(&COUNT, &[])?.expect("a row").int(0)
    });
    go.send(()).unwrap();
    runtime().block_on(async {
        assert_eq!(first.await, Ok(1));
        assert_eq!(refused.await, Err(Error::Misuse("no")));
        assert_eq!(panicked.await, Err(Error::Panic("oh".into())));
        assert!(matches!(violating.await, Err(Error::Constraint(_))));
        assert_eq!(last.await, Ok(2));
    });
    // The batch was not lost over them.
    assert_eq!(db.stats().reruns, 0);
    assert_eq!(count(&db), 2);
}

#[test]
fn nobody_is_answered_before_the_commit() {
    let db = sqlite();
    let go = hold(&db);
    let answered = Arc::new(AtomicU32::new(0));
    let note = |outcome: Result<u64, Error>, answered: &AtomicU32| {
        let _ = outcome;
        answered.fetch_add(1, Ordering::SeqCst);
    };
    let (kept, refused) = (db.write(add(1)), db.write(|_| Err::<u64, _>(Error::Misuse("no"))));
    let seen = Arc::clone(&answered);
    let last = db.write(move |tx| {
        // Time enough for an answer that was sent too early.
        std::thread::sleep(Duration::from_millis(40));
        assert_eq!(seen.load(Ordering::SeqCst), 0);
        add(2)(tx)
    });
    std::thread::scope(|scope| {
        scope.spawn(|| note(runtime().block_on(kept), &answered));
        scope.spawn(|| note(runtime().block_on(refused), &answered));
        go.send(()).unwrap();
        assert_eq!(runtime().block_on(last), Ok(1));
    });
    assert_eq!(answered.load(Ordering::SeqCst), 2);
}

#[test]
fn an_interrupt_takes_the_whole_transaction_and_the_others_are_run_again() {
    let options = Options { unit_budget: Duration::from_millis(150), ..options() };
    let db = fresh_with(Engine::Sqlite, SCHEMA, options).unwrap();
    let go = hold(&db);
    let before = db.write(add(1));
    // SQLite rolls everything back when a writing statement is interrupted.
    let long = db.write(|tx| tx.run(&GROW, &params![100_000_000]));
    let after = db.write(add(2));
    go.send(()).unwrap();
    runtime().block_on(async {
        assert_eq!(before.await, Ok(1));
        assert_eq!(long.await, Err(Error::TooLong));
        assert_eq!(after.await, Ok(1));
    });
    assert!(db.stats().reruns >= 2);
    assert_eq!(count(&db), 2);
}

#[test]
fn a_full_disk_refuses_whom_it_hits_and_keeps_the_others() {
    static PAGES: Statement = Statement::new("here::PAGES", "PRAGMA page_count");
    static LIMIT: Statement = Statement::new("here::LIMIT", "PRAGMA max_page_count = 60");
    static WIDER: Statement = Statement::new("here::WIDER", "PRAGMA max_page_count = 100000");
    let db = sqlite();
    db.write_blocking(|tx| tx.all(&LIMIT, &[]).map(|_| ())).unwrap();
    let go = hold(&db);
    let first: Vec<_> = (0..10).map(|id| db.write(add(id))).collect();
    let ignoring = db.write(|tx| {
        let full = tx.run(&GROW, &params![100]);
        assert_eq!(full, Err(Error::Full));
        // The transaction is gone; this must not be written on its own.
        assert_eq!(add(99)(tx), Err(Error::Full));
        Ok::<_, Error>(())
    });
    let last: Vec<_> = (10..20).map(|id| db.write(add(id))).collect();
    go.send(()).unwrap();
    runtime().block_on(async {
        for one in first.into_iter().chain(last) {
            assert_eq!(one.await, Ok(1));
        }
        assert_eq!(ignoring.await, Err(Error::Full));
    });
    assert_eq!(count(&db), 20);
    assert!(one_int(&db, &PAGES) <= 60);
    db.write_blocking(|tx| tx.all(&WIDER, &[]).map(|_| ())).unwrap();
    assert_eq!(db.write_blocking(|tx| tx.run(&GROW, &params![100])), Ok(100));
}

#[test]
fn a_commit_that_fails_is_found_in_the_one_who_is_to_blame() {
    let db = sqlite();
    let go = hold(&db);
    let first = db.write(add(1));
    // The reference is checked at the commit, and the batch has only one.
    let dangling = db.write(|tx| tx.run(&PLEDGE, &params![1, 77]));
    let honest = db.write(|tx| {
        tx.run(&PLEDGE, &params![2, 78])?;
        add(78)(tx)
    });
    go.send(()).unwrap();
    runtime().block_on(async {
        assert_eq!(first.await, Ok(1));
        let dangling = dangling.await;
        assert!(matches!(dangling, Err(Error::Constraint(_))), "{dangling:?}");
        assert_eq!(honest.await, Ok(1));
    });
    assert_eq!(count(&db), 2);
}

#[test]
fn a_commit_that_fails_is_told_on_both_engines() {
    db::testing::on_both(SCHEMA, |db| {
        let dangling = db.write_blocking(|tx| tx.run(&PLEDGE, &params![1, 77]));
        assert!(matches!(dangling, Err(Error::Constraint(_))), "{dangling:?}");
    });
}

#[test]
fn a_full_queue_refuses_at_once() {
    let db = sqlite();
    let go = hold(&db);
    let waiting: Vec<_> =
        (0..=db::limits::QUEUE_UNITS_MAX).map(|_| db.write(|_| Ok::<_, Error>(()))).collect();
    go.send(()).unwrap();
    let answers = runtime().block_on(async {
        let mut answers = Vec::new();
        for one in waiting {
            answers.push(one.await);
        }
        answers
    });
    assert_eq!(answers.last(), Some(&Err(Error::Overloaded)));
    assert_eq!(answers.iter().filter(|answer| answer.is_err()).count(), 1);
}

#[test]
fn a_unit_runs_although_nobody_waits_for_it() {
    let db = sqlite();
    let ran = Arc::new(AtomicBool::new(false));
    let done = Arc::clone(&ran);
    drop(db.write(move |tx| {
        done.store(true, Ordering::SeqCst);
        add(1)(tx)
    }));
    db.close_blocking();
    assert!(ran.load(Ordering::SeqCst));
    assert_eq!(count_after(&db), 1);
}

fn count_after(db: &TestDb) -> i64 {
    let again = db.again();
    again.read_blocking(|tx| tx.one(&COUNT, &[])?.expect("a row").int(0)).unwrap()
}
