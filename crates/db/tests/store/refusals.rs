//! Errors, panics and misuse end a unit in the same way on both engines.

use db::testing::{fresh_with, on_both, options};
use db::{Engine, Error, Options, Statement, Url, params};
use std::time::Duration;

use crate::{ADD, BY_ID, COUNT, EVENT_OF_NOTE, SCHEMA, count};

#[test]
fn an_error_keeps_nothing() {
    on_both(SCHEMA, |db| {
        let refused = db.write_blocking(|tx| {
            tx.run(&ADD, &params![1, "a"])?;
            Err::<(), _>(Error::Misuse("no"))
        });
        assert_eq!(refused, Err(Error::Misuse("no")));
        assert_eq!(count(db), 0);
    });
}

#[test]
fn a_panic_keeps_nothing_and_the_thread_goes_on() {
    on_both(SCHEMA, |db| {
        for _ in 0..20 {
            let refused = db.write_blocking(|tx| {
                tx.run(&ADD, &params![1, "a"])?;
                let count = tx.one(&COUNT, &[])?.expect("a row").int(0)?;
                assert!(count > 1, "a reason");
                Ok::<_, Error>(())
            });
            assert_eq!(refused, Err(Error::Panic("a reason".into())));
        }
        let refused = db.read_blocking(|tx| -> Result<(), Error> {
            tx.each(&COUNT, &[], |_| panic!("while reading"))
        });
        assert_eq!(refused, Err(Error::Panic("while reading".into())));
        assert_eq!(count(db), 0);
    });
}

#[test]
fn a_violated_constraint_ends_the_unit_even_when_it_is_ignored() {
    on_both(SCHEMA, |db| {
        let refused = db.write_blocking(|tx| {
            tx.run(&ADD, &params![1, "a"])?;
            let violated = tx.run(&ADD, &params![1, "b"]).unwrap_err();
            assert!(matches!(violated, Error::Constraint(_)), "{violated:?}");
            assert_eq!(tx.one(&COUNT, &[]).unwrap_err(), violated);
            Ok::<_, Error>(())
        });
        assert!(matches!(refused, Err(Error::Constraint(_))), "{refused:?}");
        assert_eq!(count(db), 0);
    });
}

#[test]
fn a_reference_to_nothing_is_refused() {
    on_both(SCHEMA, |db| {
        let refused = db.write_blocking(|tx| tx.run(&EVENT_OF_NOTE, &params!["n", vec![1_u8], 7]));
        assert!(matches!(refused, Err(Error::Constraint(_))), "{refused:?}");
    });
}

#[test]
fn no_error_repeats_a_stored_value() {
    on_both(SCHEMA, |db| {
        let refused = db.write_blocking(|tx| {
            tx.run(&ADD, &params![1, "532901199001011234"])?;
            tx.run(&ADD, &params![2, "532901199001011234"])
        });
        let text = refused.unwrap_err().to_string();
        assert!(text.contains("ADD") && !text.contains("5329"), "{text}");
    });
}

#[test]
fn a_read_cannot_write() {
    on_both(SCHEMA, |db| {
        let refused = db.read_blocking(|tx| tx.run(&ADD, &params![1, "a"]));
        assert_eq!(refused, Err(Error::ReadOnly));
        assert_eq!(count(db), 0);
    });
}

#[tokio::test]
async fn a_single_read_has_one_statement() {
    on_both(SCHEMA, |db| {
        let db = (*db).clone();
        let done = async move {
            let one = db.read_single(|tx| tx.one(&COUNT, &[])?.expect("a row").int(0)).await;
            assert_eq!(one, Ok(0));
            let two = db.read_single(|tx| {
                tx.one(&COUNT, &[])?;
                tx.one(&COUNT, &[]).map(|_| ())
            });
            assert!(matches!(two.await, Err(Error::Misuse(_))));
        };
        std::thread::scope(|scope| {
            let runtime = || tokio::runtime::Builder::new_current_thread().build().unwrap();
            scope.spawn(move || runtime().block_on(done));
        });
    });
}

#[test]
fn a_wrong_number_of_parameters_is_refused() {
    on_both(SCHEMA, |db| {
        let few = db.write_blocking(|tx| tx.run(&ADD, &params![1]));
        assert!(matches!(few, Err(Error::Misuse(_))), "{few:?}");
        let many = db.write_blocking(|tx| tx.run(&ADD, &params![1, "a", 2]));
        assert!(matches!(many, Err(Error::Misuse(_))), "{many:?}");
    });
}

#[test]
fn a_unit_beyond_its_budget_is_stopped() {
    static LONG: Statement = Statement::new(
        "here::LONG",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)
         SELECT count(*) FROM n",
    );
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let options = Options { unit_budget: Duration::from_millis(200), ..options() };
        let Some(db) = fresh_with(engine, SCHEMA, options) else { continue };
        let read = db.read_blocking(|tx| tx.all(&LONG, &[]).map(|_| ()));
        assert_eq!(read, Err(Error::TooLong));
        let written = db.write_blocking(|tx| {
            tx.run(&ADD, &params![1, "a"])?;
            tx.all(&LONG, &[]).map(|_| ())
        });
        assert_eq!(written, Err(Error::TooLong));
        assert_eq!(count(&db), 0);
    }
}

#[test]
fn a_closed_database_finishes_what_waits_and_takes_no_more() {
    on_both(SCHEMA, |db| {
        let other = db.again();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let add = |id: i64| other.write(move |tx| tx.run(&ADD, &params![id, format!("{id}")]));
            let waiting: Vec<_> = (0..500).map(add).collect();
            other.close().await;
            for one in waiting {
                assert_eq!(one.await, Ok(1));
            }
            assert_eq!(add(1_000).await, Err(Error::Closed));
        });
        assert_eq!(count(db), 500);
    });
}

#[test]
fn a_read_sees_one_state_of_the_database() {
    on_both(SCHEMA, |db| {
        let writer = (**db).clone();
        let counts = db.read_blocking(move |tx| {
            let before = tx.one(&COUNT, &[])?.expect("a row").int(0)?;
            let writer = writer.clone();
            // The other side is done before this one reads again.
            let add = move || writer.write_blocking(|tx| tx.run(&ADD, &params![1, "a"]));
            assert_eq!(std::thread::spawn(add).join().unwrap(), Ok(1));
            let after = tx.one(&COUNT, &[])?.expect("a row").int(0)?;
            assert!(tx.one(&BY_ID, &params![1])?.is_none());
            Ok::<_, Error>((before, after))
        });
        assert_eq!(counts, Ok((0, 0)));
        assert_eq!(count(db), 1);
    });
}

#[test]
fn an_unreachable_server_is_told() {
    let url: Url = "postgres://nobody@127.0.0.1:1/nothing".parse().unwrap();
    let refused = db::Db::open(&url, Options::default()).unwrap_err();
    assert!(matches!(refused, Error::Unreachable(_)), "{refused:?}");
}
