//! Throw-away databases on both engines, for tests.
//!
//! SQLite databases are files in a temporary folder. For PostgreSQL one cluster is started per test
//! process where its programs are installed; it ends with the process, however that ends.

mod cluster;
mod folder;

use std::collections::HashMap;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

pub use cluster::Cluster;
pub use folder::Folder;

use crate::{Db, Engine, Migration, Options, Result, Url};

/// An open database that is deleted when it is dropped.
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    /// Keeps the folder of a SQLite file until the end.
    folder: Option<Folder>,
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

/// A database that is opened by the test itself and stays when this is dropped.
impl From<Db> for TestDb {
    fn from(db: Db) -> Self {
        Self { db, folder: None }
    }
}

impl TestDb {
    /// The path of the SQLite file.
    pub fn file(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(file_in)
    }

    /// A second, independent set of connections to the same database.
    pub fn again(&self) -> Db {
        Db::open(self.db.url(), options()).expect("a database that is open opens again")
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Url::Postgres(url) = self.db.url()
            && let Some((_, name)) = url.rsplit_once('/')
        {
            let name = name.split('?').next().unwrap_or(name);
            // What stays behind is deleted with the cluster.
            let _ = cluster::admin(&format!("DROP DATABASE \"{name}\" WITH (FORCE)"));
        }
    }
}

/// A database with these migrations applied; none where PostgreSQL is not installed, which is told
/// once. The first of its kind is migrated, the others are copies of it.
///
/// # Panics
///
/// When the database cannot be made.
pub fn fresh(engine: Engine, migrations: &[Migration]) -> Option<TestDb> {
    fresh_with(engine, migrations, options())
}

/// [`fresh`], opened with other options.
///
/// # Panics
///
/// When the database cannot be made.
pub fn fresh_with(engine: Engine, migrations: &[Migration], options: Options) -> Option<TestDb> {
    let (url, folder) = match engine {
        Engine::Sqlite => {
            let folder = Folder::new().expect("a temporary folder");
            sqlite_copy(&file_in(&folder), migrations).expect("a SQLite template");
            (Url::sqlite(file_in(&folder)), Some(folder))
        }
        Engine::Postgres => (postgres_copy(migrations)?, None),
    };
    let db = Db::open(&url, options).expect("a fresh database opens");
    Some(TestDb { db, folder })
}

/// Runs a test on both engines, each time on a database of its own with these migrations.
pub fn on_both(migrations: &[Migration], test: impl Fn(&TestDb)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(db) = fresh(engine, migrations) {
            test(&db);
        }
    }
}

/// Options under which tests are quick: the disk is not waited for.
pub fn options() -> Options {
    Options { readers: 2, pg_connections: 4, durable: false, ..Options::default() }
}

fn file_in(folder: &Folder) -> PathBuf {
    folder.path().join("test.db")
}

/// The file of a database that has the migrations and nothing else.
fn sqlite_copy(to: &Path, migrations: &[Migration]) -> Result<()> {
    static TEMPLATES: Mutex<Option<HashMap<String, Vec<u8>>>> = Mutex::new(None);
    let mut templates = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
    let templates = templates.get_or_insert_default();
    let key = key(migrations);
    let disk = |error: std::io::Error| crate::Error::Disk(error.to_string());
    if let Some(bytes) = templates.get(&key) {
        return std::fs::write(to, bytes).map_err(disk);
    }
    let db = Db::open(&Url::sqlite(to), options())?;
    db.migrate(migrations)?;
    db.close_blocking();
    templates.insert(key, std::fs::read(to).map_err(disk)?);
    Ok(())
}

fn postgres_copy(migrations: &[Migration]) -> Option<Url> {
    static TEMPLATES: Mutex<Option<HashMap<String, String>>> = Mutex::new(None);
    static COUNT: AtomicU32 = AtomicU32::new(0);
    cluster::running()?;
    let mut templates = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
    let templates = templates.get_or_insert_default();
    let made = templates.len();
    let template = templates.entry(key(migrations)).or_insert_with(|| {
        let name = format!("template_{made}");
        cluster::admin(&format!("CREATE DATABASE {name}")).expect("a template database");
        let url = cluster::url(&name).expect("the cluster is running");
        let db = Db::open(&url, Options { pg_connections: 1, ..options() });
        let db = db.expect("a template opens");
        db.migrate(migrations).expect("the migrations apply to PostgreSQL");
        db.close_blocking();
        name
    });
    let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let copy = format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy");
    cluster::admin(&copy).expect("a copy of the template");
    cluster::url(&name)
}

/// What tells one list of migrations from another.
fn key(migrations: &[Migration]) -> String {
    migrations.iter().flat_map(|m| [m.name, "\0", m.sql, "\0"]).collect()
}

/// Tells once per process that PostgreSQL is left out.
fn tell_skipped(reason: &str) {
    static TOLD: OnceLock<()> = OnceLock::new();
    TOLD.get_or_init(|| eprintln!("SKIPPED on PostgreSQL: {reason}"));
}
