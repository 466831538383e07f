//! Values go in and come out the same on both engines.

use base::{Date, Timestamp};
use db::testing::on_both;
use db::{Error, Json, Row, Tx, Value, params};

use crate::{ADD, COUNT, IDS, SCHEMA, TRY_ADD};

db::statements! {
    /// Stores one of each kind.
    STORE = "INSERT INTO kinds (id, t, i, b, at, j, raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    /// Reads them back.
    LOAD = "SELECT t, i, b, at, j, raw FROM kinds WHERE id = ?1";
    /// Compares a time and a truth value where they are stored.
    FIND = "SELECT id FROM kinds WHERE at < ?2 AND b = ?1 ORDER BY id LIMIT ?3";
    /// The largest text; its order is that of the bytes on both engines.
    TEXTS = "SELECT t FROM kinds ORDER BY t";
    /// Two placeholders that do not come in their order.
    SWAPPED = "SELECT id FROM kinds WHERE t = ?2 AND i = ?1 AND '?3' = '?3'";
}

fn load(tx: &mut Tx, id: i64) -> Result<Row, Error> {
    Ok(tx.one(&LOAD, &params![id])?.expect("the row that was stored"))
}

#[test]
fn every_kind_comes_back_as_it_went_in() {
    on_both(SCHEMA, |db| {
        let at: Timestamp = "2026-11-22T15:59:59.123457Z".parse().unwrap();
        let json = r#"{"b": 1, "a": [1.50, "\u0000"]}"#;
        let raw = vec![0_u8, 255, 1];
        let stored = params![1, "名字 🦀 'x'", i64::MIN, true, at, Json(json.into()), raw.clone()];
        let row = db.write_blocking(move |tx| {
            tx.run(&STORE, &stored)?;
            load(tx, 1)
        });
        let row = row.unwrap();
        assert_eq!(row.text(0).unwrap(), "名字 🦀 'x'");
        assert_eq!(row.str(0).unwrap(), "名字 🦀 'x'");
        assert_eq!(row.int(1).unwrap(), i64::MIN);
        assert!(row.bool(2).unwrap());
        assert_eq!(row.time(3).unwrap(), at);
        assert_eq!(row.json(4).unwrap(), json);
        assert_eq!(row.bytes(5).unwrap(), raw);
        assert!(matches!(row.int(0), Err(Error::Decode { column: 0, .. })));
        assert!(matches!(row.text(6), Err(Error::Decode { column: 6, .. })));
    });
}

#[test]
fn null_fits_every_column() {
    on_both(SCHEMA, |db| {
        let stored = params![1, None::<&str>, None::<i64>, None::<bool>, Value::Null, Value::Null];
        let row = db.write_blocking(move |tx| {
            let mut stored = stored.to_vec();
            stored.push(None::<Vec<u8>>.into());
            tx.run(&STORE, &stored)?;
            load(tx, 1)
        });
        let row = row.unwrap();
        assert_eq!(row.text_opt(0).unwrap(), None);
        assert_eq!(row.int_opt(1).unwrap(), None);
        assert_eq!(row.bool_opt(2).unwrap(), None);
        assert_eq!(row.time_opt(3).unwrap(), None);
        assert_eq!(row.json_opt(4).unwrap(), None);
        assert_eq!(row.bytes_opt(5).unwrap(), None);
        assert!(row.text(0).is_err());
    });
}

#[test]
fn values_are_compared_where_they_are_stored() {
    on_both(SCHEMA, |db| {
        let found = db.write_blocking(|tx| {
            for id in 1..=4_i64 {
                let at = Timestamp::from_micros(id * 10);
                let text = ["b", "B", "a", "中"][usize::try_from(id - 1).unwrap()];
                tx.run(&STORE, &params![id, text, id, id > 1, at, Json("1".into()), vec![1_u8]])?;
            }
            let found = tx.all(&FIND, &params![true, Timestamp::from_micros(40), 10])?;
            let texts = tx.all(&TEXTS, &[])?;
            let swapped = tx.all(&SWAPPED, &params![3, "a"])?;
            Ok::<_, Error>((found, texts, swapped))
        });
        let (found, texts, swapped) = found.unwrap();
        let ids = |rows: &[Row]| rows.iter().map(|row| row.int(0).unwrap()).collect::<Vec<_>>();
        assert_eq!(ids(&found), [2, 3]);
        assert_eq!(ids(&swapped), [3]);
        let texts: Vec<_> = texts.iter().map(|row| row.text(0).unwrap()).collect();
        assert_eq!(texts, ["B", "a", "b", "中"]);
    });
}

#[test]
fn days_are_kept_as_text_in_the_order_of_time() {
    on_both(SCHEMA, |db| {
        let day: Date = "2026-02-09".parse().unwrap();
        let row = db.write_blocking(move |tx| {
            tx.run(&STORE, &params![1, day, 1, true, Value::Null, Value::Null, Value::Null])?;
            load(tx, 1)
        });
        let row = row.unwrap();
        assert_eq!((row.str(0).unwrap(), row.day(0).unwrap()), ("2026-02-09", day));
    });
}

#[test]
fn text_with_u0000_is_refused_and_nothing_is_kept() {
    on_both(SCHEMA, |db| {
        let refused = db.write_blocking(|tx| {
            tx.run(&ADD, &params![1, "fine"])?;
            // Even a unit that goes on after the refusal keeps nothing.
            let _ = tx.run(&ADD, &params![2, "a\0b"]);
            Ok::<_, Error>(())
        });
        assert_eq!(refused, Err(Error::Nul));
        assert_eq!(crate::count(db), 0);
    });
}

#[test]
fn many_rows_are_written_in_order_and_counted() {
    on_both(SCHEMA, |db| {
        let rows: Vec<_> =
            (0..1_000).map(|id| params![id, format!("note {id}")].to_vec()).collect();
        assert_eq!(db.write_blocking(move |tx| tx.many(&ADD, &rows)), Ok(1_000));
        let sum = db.read_blocking(|tx| {
            let (mut sum, mut rows) = (0, 0);
            tx.each(&IDS, &[], |row| {
                assert_eq!(row.int(0), Ok(rows));
                rows += 1;
                sum += row.int(0).unwrap_or(0);
            })?;
            Ok::<_, Error>(sum)
        });
        assert_eq!(sum, Ok(499_500));
    });
}

#[test]
fn one_bad_row_of_many_refuses_all() {
    on_both(SCHEMA, |db| {
        let rows: Vec<_> = (0..300).map(|id| params![id % 200, format!("{id}")].to_vec()).collect();
        let refused = db.write_blocking(move |tx| tx.many(&ADD, &rows));
        assert!(matches!(refused, Err(Error::Constraint(_))), "{refused:?}");
        assert_eq!(crate::count(db), 0);
    });
}

#[test]
fn a_batch_counts_each_statement_and_is_kept_whole_or_not_at_all() {
    on_both(SCHEMA, |db| {
        let add = |id: i64| (&ADD, params![id, format!("{id}")].to_vec());
        let twice = |id: i64| (&TRY_ADD, params![id, "again"].to_vec());
        let writes = vec![add(1), twice(1), twice(2)];
        assert_eq!(db.write_blocking(move |tx| tx.batch(&writes)), Ok(vec![1, 0, 1]));
        let writes = vec![add(3), add(1), add(4)];
        let refused = db.write_blocking(move |tx| tx.batch(&writes));
        assert!(matches!(refused, Err(Error::Constraint(_))), "{refused:?}");
        assert_eq!(crate::count(db), 2);
    });
}

#[test]
fn a_visit_may_stop_early() {
    on_both(SCHEMA, |db| {
        let rows: Vec<_> = (0..10).map(|id| params![id, format!("{id}")].to_vec()).collect();
        db.write_blocking(move |tx| tx.many(&ADD, &rows)).unwrap();
        let seen = db.read_blocking(|tx| {
            let mut seen = 0;
            let stopped = tx.try_each(&IDS, &[], |row| {
                seen += 1;
                if row.int(0)? == 3 { Err(Error::Misuse("enough")) } else { Ok(()) }
            });
            assert_eq!(stopped, Err(Error::Misuse("enough")));
            assert_eq!(tx.all(&COUNT, &[])?.len(), 1);
            Ok::<_, Error>(seen)
        });
        assert_eq!(seen, Ok(4));
    });
}
