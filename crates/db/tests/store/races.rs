//! Two sides want the same thing at once.

use std::sync::{Arc, Barrier};

use db::testing::{fresh, on_both};
use db::{Db, Engine, Error, Statement, params};

use crate::{ADD, COUNT, EVENT, LAST, RAISE, SCHEMA, SET, START, TRY_ADD, VALUE, count};

db::statements! {
    /// The numbers that were appended.
    SEQUENCE = "SELECT seq FROM events WHERE number = 'case' ORDER BY seq";
}

#[test]
fn of_two_who_claim_one_thing_one_gets_it() {
    on_both(SCHEMA, |db| {
        let other = db.again();
        let claim = |db: &Db, by: i64| {
            let claims = (0..100_i64).map(|i| {
                let claimed = move |tx: &mut db::Tx| {
                    tx.run(&TRY_ADD, &params![by * 1_000 + i, format!("thing {i}")])
                };
                db.write_blocking(claimed).unwrap()
            });
            claims.collect::<Vec<_>>()
        };
        let (mine, theirs) = std::thread::scope(|scope| {
            let theirs = scope.spawn(|| claim(&other, 2));
            (claim(db, 1), theirs.join().unwrap())
        });
        assert!(mine.iter().zip(&theirs).all(|(mine, theirs)| mine + theirs == 1));
        assert_eq!(count(db), 100);
    });
}

/// Appends the next event of the case; false when somebody was faster.
fn append(db: &Db) -> bool {
    let appended = db.write_blocking(|tx| {
        let last = tx.one(&LAST, &params!["case"])?.expect("a row").int(0)?;
        tx.run(&EVENT, &params!["case", last + 1, vec![1_u8]])
    });
    appended.unwrap() == 1
}

#[test]
fn the_events_of_a_case_have_no_gap_and_no_double() {
    on_both(SCHEMA, |db| {
        let others = [db.again(), db.again(), db.again()];
        let appended: usize = std::thread::scope(|scope| {
            let run = |db| scope.spawn(move || (0..50).filter(|_| append(db)).count());
            let all: Vec<_> = others.iter().map(run).collect();
            all.into_iter().map(|one| one.join().unwrap()).sum()
        });
        let sequence = db.read_blocking(|tx| {
            tx.all(&SEQUENCE, &[])?.iter().map(|row| row.int(0)).collect::<Result<Vec<_>, _>>()
        });
        let expected: Vec<_> = (1..=i64::try_from(appended).unwrap()).collect();
        assert_eq!(sequence.unwrap(), expected);
        assert!(appended >= 50);
    });
}

#[test]
fn a_counter_raised_by_one_statement_loses_nothing() {
    on_both(SCHEMA, |db| {
        db.write_blocking(|tx| tx.run(&START, &params!["n"])).unwrap();
        let other = db.again();
        let raise = |db: &Db| {
            for _ in 0..100 {
                let raised = db.write_blocking(|tx| tx.one(&RAISE, &params!["n"]));
                raised.unwrap().expect("the counter is there");
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(|| raise(&other));
            raise(db);
        });
        let value = db.read_blocking(|tx| tx.one(&VALUE, &params!["n"])?.expect("a row").int(0));
        assert_eq!(value, Ok(200));
    });
}

#[test]
fn a_deadlock_is_run_again() {
    let Some(db) = fresh(Engine::Postgres, SCHEMA) else { return };
    let start = |tx: &mut db::Tx| {
        tx.run(&START, &params!["a"])?;
        tx.run(&START, &params!["b"])
    };
    db.write_blocking(start).unwrap();
    let both = Arc::new(Barrier::new(2));
    let cross = |first: &'static str, second: &'static str| {
        let (db, both) = ((*db).clone(), Arc::clone(&both));
        let mut met = false;
        move || {
            db.write_blocking(move |tx| {
                tx.run(&SET, &params![first, 1])?;
                // Only the first time: a unit that runs again does so alone.
                if !std::mem::replace(&mut met, true) {
                    both.wait();
                }
                tx.run(&SET, &params![second, 1])
            })
        }
    };
    let (one, two) = (cross("a", "b"), cross("b", "a"));
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        assert_eq!(two(), Ok(1));
        assert_eq!(one.join().unwrap(), Ok(1));
    });
    assert!(db.stats().reruns >= 1);
}

#[test]
fn a_broken_connection_comes_back() {
    static END_OTHERS: Statement = Statement::new(
        "here::END_OTHERS",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE pid <> pg_backend_pid() AND datname = current_database()",
    );
    let Some(db) = fresh(Engine::Postgres, SCHEMA) else { return };
    let other = db.again();
    let count = |db: &Db| db.read_blocking(|tx| tx.one(&COUNT, &[])?.expect("a row").int(0));
    for round in 0..5 {
        (0..20).for_each(|_| assert_eq!(count(&db), Ok(round)));
        other.read_blocking(|tx| tx.all(&END_OTHERS, &[]).map(|_| ())).unwrap();
        let added = db.write_blocking(move |tx| tx.run(&ADD, &params![round, format!("{round}")]));
        assert_eq!(added, Ok(1));
    }
    assert!(db.stats().reruns >= 1);
}

#[test]
fn a_connection_that_breaks_within_a_unit_runs_it_again() {
    static END_THIS: Statement =
        Statement::new("here::END_THIS", "SELECT pg_terminate_backend(pg_backend_pid())");
    let Some(db) = fresh(Engine::Postgres, SCHEMA) else { return };
    let mut broken = false;
    let added = db.write_blocking(move |tx| {
        tx.run(&ADD, &params![1, "a"])?;
        if !std::mem::replace(&mut broken, true) {
            tx.all(&END_THIS, &[])?;
        }
        Ok::<_, Error>(())
    });
    assert_eq!(added, Ok(()));
    assert_eq!(count(&db), 1);
}
