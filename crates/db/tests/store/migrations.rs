//! Migrations, the comparison of schemas, and the preparing of all statements.

use db::testing::{Folder, fresh, on_both};
use db::{Db, Engine, Error, Kind, Migration, Options, Statement, Url};

use crate::{SCHEMA, kinds, races};

#[test]
fn every_statement_is_prepared_on_both_engines() {
    on_both(SCHEMA, |db| {
        for statements in [crate::ALL, kinds::ALL, races::ALL] {
            db.prepare_all(statements).unwrap();
        }
    });
}

#[test]
fn the_schemas_are_the_same() {
    let sqlite = fresh(Engine::Sqlite, SCHEMA).unwrap().schema().unwrap();
    let kinds = sqlite.table("kinds").unwrap();
    let names: Vec<_> = kinds.columns.iter().map(|column| column.kind.name()).collect();
    assert_eq!(names, ["bigint", "text", "bigint", "bool", "time", "json", "bytes"]);
    let events = sqlite.table("events").unwrap();
    assert_eq!(events.primary_key, ["number", "seq"]);
    assert_eq!(events.indexes[0].columns, ["due_on DESC", "number"]);
    assert!(events.indexes[0].partial && !events.indexes[0].unique);
    assert!(!events.columns[0].nullable && events.columns[3].nullable);
    if let Some(db) = fresh(Engine::Postgres, SCHEMA) {
        assert_eq!(db.schema().unwrap(), sqlite);
    }
}

#[test]
fn a_type_without_its_token_is_seen() {
    let bare = [Migration { id: 1, name: "bare", sql: "CREATE TABLE t (a TEXT, b {bool});" }];
    on_both(&bare, |db| {
        let schema = db.schema().unwrap();
        let columns = &schema.table("t").unwrap().columns;
        assert_eq!(columns[0].kind, Kind::Other("text".into()));
        assert_eq!(columns[1].kind, Kind::Bool);
    });
}

#[test]
fn applying_twice_changes_nothing_and_new_steps_are_added() {
    on_both(&SCHEMA[..1], |db| {
        assert_eq!(db.migrate(&SCHEMA[..1]), Ok(0));
        assert_eq!(db.migrate(SCHEMA), Ok(1));
        assert_eq!(db.migrate(SCHEMA), Ok(0));
    });
}

#[test]
fn a_newer_or_an_altered_schema_is_refused() {
    on_both(SCHEMA, |db| {
        let older = db.migrate(&SCHEMA[..1]);
        assert!(matches!(older, Err(Error::Migration(_))), "{older:?}");
        let altered = [SCHEMA[0], Migration { sql: "SELECT 1;", ..SCHEMA[1] }];
        assert!(matches!(db.migrate(&altered), Err(Error::Migration(_))));
        let unordered = [SCHEMA[1], SCHEMA[0]];
        assert!(matches!(db.migrate(&unordered), Err(Error::Migration(_))));
    });
}

#[test]
fn a_step_that_fails_leaves_nothing_behind() {
    on_both(SCHEMA, |db| {
        let broken = "CREATE TABLE half (a {text}); INSERT INTO nowhere VALUES (1);";
        let steps = [SCHEMA[0], SCHEMA[1], Migration { id: 3, name: "broken", sql: broken }];
        let failed = db.migrate(&steps).unwrap_err().to_string();
        assert!(failed.contains("step 3 (broken)"), "{failed}");
        assert!(db.schema().unwrap().table("half").is_none());
    });
}

#[test]
fn several_may_migrate_at_once() {
    on_both(&[], |db| {
        let steps: usize = std::thread::scope(|scope| {
            let migrate = || scope.spawn(|| db.again().migrate(SCHEMA).unwrap());
            let all: Vec<_> = (0..4).map(|_| migrate()).collect();
            all.into_iter().map(|one| one.join().unwrap()).sum()
        });
        assert_eq!(steps, SCHEMA.len());
    });
}

#[test]
fn statements_that_cannot_mean_the_same_are_named() {
    static UNKNOWN: Statement = Statement::new("here::UNKNOWN", "SELECT a FROM nowhere");
    static BARE: Statement = Statement::new("here::BARE", "SELECT id FROM notes WHERE id = ?");
    static DOLLAR: Statement = Statement::new("here::DOLLAR", "SELECT id FROM notes WHERE id = $1");
    static SUM: Statement = Statement::new("here::SUM", "SELECT sum(id) FROM notes");
    on_both(SCHEMA, |db| {
        let refused = db.prepare_all(&[&UNKNOWN, &BARE, &DOLLAR]).unwrap_err().to_string();
        for name in ["here::UNKNOWN", "here::BARE", "here::DOLLAR"] {
            assert!(refused.contains(name), "{refused}");
        }
        // The sum of bigint is numeric on PostgreSQL.
        assert_eq!(db.prepare_all(&[&SUM]).is_err(), db.engine() == Engine::Postgres);
    });
}

#[test]
fn units_survive_a_migration_beside_them() {
    static STAR: Statement = Statement::new("here::STAR", "SELECT * FROM notes");
    on_both(SCHEMA, |db| {
        let width = || db.read_blocking(|tx| Ok::<_, Error>(tx.all(&STAR, &[])?[0].len())).unwrap();
        db.write_blocking(|tx| tx.run(&crate::ADD, &db::params![1, "a"])).unwrap();
        // Each connection has the statement prepared by now.
        (0..20).for_each(|_| assert_eq!(width(), 2));
        let wider = Migration { id: 3, name: "w", sql: "ALTER TABLE notes ADD COLUMN c {text};" };
        db.migrate(&[SCHEMA[0], SCHEMA[1], wider]).unwrap();
        (0..20).for_each(|_| assert_eq!(width(), 3));
    });
}

#[test]
fn only_the_tables_of_the_migrations_are_dropped() {
    let ours = [Migration { id: 1, name: "ours", sql: "CREATE TABLE ours (a {text});" }];
    let both =
        [ours[0], Migration { id: 2, name: "theirs", sql: "CREATE TABLE theirs (a {text});" }];
    on_both(&both, |db| {
        db.drop_tables(&ours).unwrap();
        let names: Vec<_> = db.schema().unwrap().tables.into_iter().map(|t| t.name).collect();
        assert_eq!(names, ["theirs"]);
        assert_eq!(db.pending(&ours), Ok(1));
        assert_eq!(db.migrate(&ours), Ok(1));
        assert_eq!(db.pending(&ours), Ok(0));
    });
}

#[test]
fn who_only_looks_writes_nothing() {
    on_both(SCHEMA, |db| {
        let looking = Db::open(db.url(), Options::looking()).unwrap();
        assert_eq!(looking.pending(SCHEMA), Ok(0));
        assert!(looking.pending(&SCHEMA[..1]).is_err(), "a step that is not known");
        let written = looking.write_blocking(|_| Ok::<_, Error>(()));
        assert_eq!(written, Err(Error::ReadOnly));
        assert!(looking.drop_tables(SCHEMA).is_err());
        assert_eq!(looking.schema().unwrap(), db.schema().unwrap());
        looking.close_blocking();
    });
    let folder = Folder::new().unwrap();
    let missing = folder.path().join("missing.db");
    let opened = Db::open(&Url::sqlite(&missing), Options::looking());
    assert!(matches!(opened, Err(Error::Disk(_))), "{opened:?}");
    assert!(!missing.exists());
}
