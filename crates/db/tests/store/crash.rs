//! The power is cut: what was acknowledged is there, and what waits for no disk is not.

use base::Seed;
use db::testing::Folder;
use db::{Db, Error, Options, Statement, Tx, Url, params};
use faultfs::Disk;

use crate::{ADD, IDS, SCHEMA};

static CHECK: Statement = Statement::new("here::CHECK", "PRAGMA integrity_check");

fn open(folder: &Folder, disk: &Disk, durable: bool) -> Db {
    let options = Options { durable, vfs: Some(disk.name().into()), ..Options::command() };
    let db = Db::open(&Url::sqlite(folder.path().join("crash.db")), options).unwrap();
    db.migrate(SCHEMA).unwrap();
    db
}

fn add(id: i64) -> impl FnMut(&mut Tx) -> Result<u64, Error> + Send + 'static {
    move |tx| tx.run(&ADD, &params![id, format!("note {id} {}", "x".repeat(300))])
}

/// The notes that are there, in a database without damage.
fn ids(db: &Db) -> Vec<i64> {
    let read = db.read_blocking(|tx| {
        assert_eq!(tx.one(&CHECK, &[])?.expect("a row").text(0)?, "ok");
        tx.all(&IDS, &[])?.iter().map(|row| row.int(0)).collect::<Result<Vec<_>, _>>()
    });
    read.unwrap()
}

/// Four clients write until the power goes; gives what was acknowledged to them.
fn write_until_dark(db: &Db, disk: &Disk, round: i64, cut: impl FnOnce(&Disk)) -> Vec<i64> {
    // In some rounds long enough that the log is being copied into the file meanwhile.
    let writes = if round % 3 == 2 { 2 * db::limits::CHECKPOINT_CHANGES } else { 300 };
    let client = |client: i64| {
        let ids = (round * 10 + client) * 100_000..;
        ids.take_while(|id| db.write_blocking(add(*id)).is_ok()).collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        let clients = [1, 2, 3, 4].map(|number| scope.spawn(move || client(number)));
        while db.stats().writes < writes {
            std::thread::yield_now();
        }
        cut(disk);
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    })
}

#[test]
fn what_was_acknowledged_survives_a_power_cut() {
    let disk = Disk::register("crash-durable");
    let folder = Folder::new().unwrap();
    let mut draw = Seed::from_bytes([7; 32]).draw();
    let mut acknowledged = Vec::new();
    for round in 0..12 {
        let db = open(&folder, disk, true);
        let there = ids(&db);
        assert!(acknowledged.iter().all(|id| there.binary_search(id).is_ok()), "round {round}");
        acknowledged.extend(write_until_dark(&db, disk, round, |disk| {
            // In every other round some of what was not synced reached the disk, in any order.
            let torn = round % 2 == 1;
            disk.power_cut_but(&mut || torn && draw.below(2) == 1);
        }));
        db.close_blocking();
        drop(db);
        disk.power_on();
    }
    assert!(acknowledged.len() >= 12 * 200);
    let there = ids(&open(&folder, disk, true));
    assert!(acknowledged.iter().all(|id| there.binary_search(id).is_ok()));
}

#[test]
fn without_waiting_for_the_disk_it_does_not() {
    let disk = Disk::register("crash-careless");
    let folder = Folder::new().unwrap();
    let db = open(&folder, disk, false);
    let acknowledged = write_until_dark(&db, disk, 0, Disk::power_cut);
    db.close_blocking();
    drop(db);
    disk.power_on();
    assert!(!acknowledged.is_empty());
    let url = Url::sqlite(folder.path().join("crash.db"));
    let options = Options { vfs: Some(disk.name().into()), ..Options::command() };
    let db = Db::open(&url, options).unwrap();
    let there = db.read_blocking(|tx| Ok::<_, Error>(tx.all(&IDS, &[])?.len()));
    assert!(there.unwrap_or(0) < acknowledged.len(), "the test would find nothing");
}

#[test]
fn a_full_disk_refuses_and_recovers() {
    let disk = Disk::register("crash-full");
    let folder = Folder::new().unwrap();
    let db = open(&folder, disk, true);
    (0..50).for_each(|id| assert_eq!(db.write_blocking(add(id)), Ok(1)));
    disk.fill(true);
    let mut kept: Vec<_> = (0..50).collect();
    let refused = (50..500).filter(|id| match db.write_blocking(add(*id)) {
        Ok(_) => {
            kept.push(*id);
            false
        }
        Err(error) => {
            assert_eq!(error, Error::Full);
            true
        }
    });
    assert!(refused.count() > 0);
    disk.fill(false);
    assert_eq!(db.write_blocking(add(1_000)), Ok(1));
    kept.push(1_000);
    assert_eq!(ids(&db), kept);
}
