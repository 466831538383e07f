//! Others at the same SQLite file: a command beside a running server, a backup, a killed process.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use db::testing::{Folder, TestDb, fresh};
use db::{Db, Engine, Error, Options, Statement, Tx, Url, params};

use crate::{ADD, COUNT, IDS, SCHEMA, TRY_ADD, count};

static CHECK: Statement = Statement::new("here::CHECK", "PRAGMA integrity_check");

/// Another process with this test program that runs one of the parts below, in a folder.
fn process(part: &str, folder: &Path) -> Child {
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new(program);
    command.args(["--ignored", "--exact", "--nocapture", part]).current_dir(folder);
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

fn here() -> Db {
    Db::open(&Url::sqlite("test.db"), Options::command()).unwrap()
}

fn add(id: i64) -> impl FnMut(&mut Tx) -> Result<u64, Error> + Send + 'static {
    move |tx| tx.run(&ADD, &params![id, format!("note {id}")])
}

/// Writes without a pause until told to stop; gives how often.
fn load(db: &Db, from: i64, stop: &AtomicBool) -> i64 {
    let mut id = from;
    while !stop.load(Ordering::Relaxed) {
        db.write_blocking(add(id)).unwrap();
        id += 1;
    }
    id - from
}

#[test]
#[ignore = "a part of the next test, run in another process"]
fn part_command() {
    let db = here();
    for id in 0..50 {
        assert_eq!(db.write_blocking(add(id)), Ok(1));
    }
}

#[test]
fn a_command_gets_its_turn_beside_a_busy_server() {
    let db = fresh(Engine::Sqlite, SCHEMA).unwrap();
    let stop = AtomicBool::new(false);
    let folder = db.file().unwrap().parent().unwrap().to_owned();
    let (ended, served) = std::thread::scope(|scope| {
        let loads = [1_000_000, 2_000_000, 3_000_000].map(|from| {
            let (db, stop) = (&db, &stop);
            scope.spawn(move || load(db, from, stop))
        });
        let ended = process("neighbours::part_command", &folder).wait();
        stop.store(true, Ordering::Relaxed);
        (ended, loads.map(|load| load.join().unwrap()).iter().sum::<i64>())
    });
    assert!(ended.unwrap().success());
    assert_eq!(count(&db), served + 50);
}

#[test]
#[ignore = "a part of the next test, run in another process"]
fn part_victim() {
    let db = here();
    let from = db.read_blocking(|tx| tx.one(&COUNT, &[])?.expect("a row").int(0)).unwrap();
    for id in from.. {
        assert_eq!(db.write_blocking(add(id)), Ok(1));
        let mut out = std::io::stdout().lock();
        writeln!(out, "acknowledged {id}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn what_a_killed_process_acknowledged_is_there() {
    let db = fresh(Engine::Sqlite, SCHEMA).unwrap();
    let folder = db.file().unwrap().parent().unwrap().to_owned();
    for _ in 0..5 {
        let mut victim = process("neighbours::part_victim", &folder);
        let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
        let acknowledged = lines.map_while(Result::ok).filter_map(|line| {
            line.strip_prefix("acknowledged ").and_then(|id| id.parse::<i64>().ok())
        });
        let last = acknowledged.take(50).last().expect("something was acknowledged");
        victim.kill().unwrap();
        victim.wait().unwrap();
        let ids = db.read_blocking(|tx| {
            tx.all(&IDS, &[])?.iter().map(|row| row.int(0)).collect::<Result<Vec<_>, _>>()
        });
        let ids = ids.unwrap();
        assert!(ids.contains(&last), "{last} was acknowledged and is gone");
        assert!(ids.iter().copied().eq(0..i64::try_from(ids.len()).unwrap()));
    }
}

#[test]
fn a_running_database_is_backed_up_as_it_was_at_one_moment() {
    let db = fresh(Engine::Sqlite, SCHEMA).unwrap();
    let stop = AtomicBool::new(false);
    let folder = Folder::new().unwrap();
    let to = folder.path().join("copy.db");
    std::thread::scope(|scope| {
        // A thousand notes of 20 KB, so that the copying takes several steps.
        let large = |id: i64| params![-1 - id, format!("{id}{}", "x".repeat(20_000))].to_vec();
        let rows: Vec<_> = (0..1_000).map(large).collect();
        db.write_blocking(move |tx| tx.many(&ADD, &rows)).unwrap();
        let load = scope.spawn(|| load(&db, 0, &stop));
        while count(&db) < 1_100 {
            std::thread::yield_now();
        }
        db.backup(&to).unwrap();
        stop.store(true, Ordering::Relaxed);
        assert!(load.join().unwrap() >= 100);
    });
    assert!(matches!(db.backup(&to), Err(Error::Disk(_))), "a file that is there is kept");
    let copy = Db::open(&Url::sqlite(&to), Options::command()).unwrap();
    let (state, ids) = copy
        .read_blocking(|tx| {
            let state = tx.one(&CHECK, &[])?.expect("a row").text(0)?;
            let ids =
                tx.all(&IDS, &[])?.iter().map(|row| row.int(0)).collect::<Result<Vec<_>, _>>();
            Ok::<_, Error>((state, ids?))
        })
        .unwrap();
    assert_eq!(state, "ok");
    // Of what was written meanwhile it has the first part, without a gap.
    let later = i64::try_from(ids.len()).unwrap() - 1_000;
    assert!(ids.iter().copied().eq(-1_000..later) && later >= 100);
    assert_eq!(copy.migrate(SCHEMA), Ok(0));
}

#[test]
fn the_write_ahead_log_stays_bounded_under_load() {
    let db = fresh(Engine::Sqlite, SCHEMA).unwrap();
    let mut log = db.file().unwrap().into_os_string();
    log.push("-wal");
    let mut largest = 0;
    for chunk in 0..60_i64 {
        let rows = (0..500).map(|i| {
            params![chunk * 500 + i, format!("{chunk} {i} {}", "x".repeat(8_000))].to_vec()
        });
        let rows: Vec<_> = rows.collect();
        assert_eq!(db.write_blocking(move |tx| tx.many(&TRY_ADD, &rows)), Ok(500));
        largest = largest.max(std::fs::metadata(&log).unwrap().len());
    }
    // 60 chunks of some 8 MB went through it; the last one before the wait is on top.
    assert!(largest < 90 << 20, "the log grew to {largest} bytes");
    assert_eq!(count(&db), 30_000);
}

#[test]
fn closing_empties_the_write_ahead_log() {
    let db: TestDb = fresh(Engine::Sqlite, SCHEMA).unwrap();
    db.write_blocking(add(1)).unwrap();
    db.close_blocking();
    let mut log = db.file().unwrap().into_os_string();
    log.push("-wal");
    assert!(!Path::new(&log).exists());
    assert_eq!(count_alone(&db), 1);
}

fn count_alone(db: &TestDb) -> i64 {
    db.again().read_blocking(|tx| tx.one(&COUNT, &[])?.expect("a row").int(0)).unwrap()
}
