//! What is done beside the threads: migrations, checking statements, backups.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::connect::connect;
use super::turn::Turn;
use crate::migrate::{expand, failed, remember};
use crate::{Engine, Error, Migration, Options, Result, Statement, limits, migrate};

/// Applies what is not applied yet; gives the number of steps.
pub(crate) fn migrate_all(path: &Path, options: &Options, known: &[Migration]) -> Result<usize> {
    let connection = connect(path, options)?;
    let turn = Turn::open(path)?;
    // A step may rebuild a table that others refer to; references are checked at its end.
    connection.pragma_update(None, "foreign_keys", false)?;
    let mut steps = 0;
    while step(&connection, &turn, known)? {
        steps += 1;
    }
    Ok(steps)
}

/// Applies the next step, if there is one, in a transaction that nobody else can be inside.
fn step(connection: &Connection, turn: &Turn, known: &[Migration]) -> Result<bool> {
    turn.hold(|| connection.execute_batch("BEGIN IMMEDIATE"))?;
    let applied = next(connection, known);
    connection.execute_batch(if applied.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    applied
}

fn next(connection: &Connection, known: &[Migration]) -> Result<bool> {
    connection.execute_batch(&remember(Engine::Sqlite))?;
    let applied = applied(connection)?;
    let steps = migrate::pending(known, &applied)?;
    let Some(migration) = steps.first().copied() else { return Ok(false) };
    let sql = expand(Engine::Sqlite, migration.sql);
    connection.execute_batch(&sql).map_err(|error| failed(migration, &error.into()))?;
    if connection.prepare("PRAGMA foreign_key_check")?.exists([])? {
        let dangling = Error::Migration("a row refers to one that is not there".into());
        return Err(failed(migration, &dangling));
    }
    connection.execute(
        "INSERT INTO schema_migrations (id, name, sql) VALUES (?1, ?2, ?3)",
        (migration.id, migration.name, migration.sql),
    )?;
    Ok(true)
}

fn applied(connection: &Connection) -> Result<Vec<(i64, String)>> {
    let mut rows = connection.prepare("SELECT id, sql FROM schema_migrations ORDER BY id")?;
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many steps are not applied yet.
pub(crate) fn pending(path: &Path, options: &Options, known: &[Migration]) -> Result<usize> {
    let connection = connect(path, options)?;
    let begun = connection.table_exists(None, "schema_migrations")?;
    let applied = if begun { applied(&connection)? } else { Vec::new() };
    Ok(migrate::pending(known, &applied)?.len())
}

/// Runs statements in one transaction.
pub(crate) fn transaction(path: &Path, options: &Options, sql: &str) -> Result<()> {
    let connection = connect(path, options)?;
    Turn::open(path)?.hold(|| connection.execute_batch("BEGIN IMMEDIATE"))?;
    // What fails takes the connection with it, and so the transaction back.
    Ok(connection.execute_batch(&format!("{sql}COMMIT;"))?)
}

/// Why a statement is refused, if it is.
pub(crate) fn refusal(connection: &Connection, statement: &Statement) -> Option<String> {
    let complaint = statement.complaint().map(str::to_owned);
    let prepared = || connection.prepare(statement.sql()).err().map(|error| error.to_string());
    complaint.or_else(prepared).map(|text| format!("{}: {text}", statement.name()))
}

/// Copies the database as it is at this moment to a new file.
pub(crate) fn backup(path: &Path, options: &Options, to: &Path) -> Result<()> {
    let disk = |error: std::io::Error| Error::Disk(error.to_string());
    if to.try_exists().map_err(disk)? {
        return Err(Error::Disk(format!("{} is there already", to.display())));
    }
    // The copy gets its name when it is complete, so a broken one is never taken for a backup.
    let mut unfinished = to.as_os_str().to_owned();
    unfinished.push(".part");
    let unfinished = Path::new(&unfinished);
    if unfinished.try_exists().map_err(disk)? {
        std::fs::remove_file(unfinished).map_err(disk)?;
    }
    copy(&connect(path, options)?, unfinished)?;
    File::open(unfinished).and_then(|file| file.sync_all()).map_err(disk)?;
    std::fs::rename(unfinished, to).map_err(disk)?;
    // The new name has to reach the disk too.
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new("."))).and_then(|f| f.sync_all()).map_err(disk)
}

fn copy(source: &Connection, to: &Path) -> Result<()> {
    let mut target = Connection::open(to)?;
    // Without an open read every write of others would start the copying anew.
    source.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;")?;
    let backup = Backup::new(source, &mut target)?;
    while backup.step(limits::BACKUP_STEP_PAGES)? != StepResult::Done {
        std::thread::sleep(Duration::from_millis(limits::BACKUP_PAUSE_MILLIS));
    }
    drop(backup);
    source.execute_batch("COMMIT")?;
    // One file without a log beside it.
    target.pragma_update(None, "journal_mode", "delete")?;
    Ok(())
}
