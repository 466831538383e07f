//! Opening a connection with the settings that everything else relies on.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::{Options, Result, limits};

/// Opens a connection: write-ahead log, a commit waits for the disk, foreign keys are checked.
pub(crate) fn connect(path: &Path, options: &Options) -> Result<Connection> {
    let flags = if options.read_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
    };
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match &options.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(path, flags)?,
    };
    // The handler tries often: whoever waits does so alone, see `turn`.
    connection.busy_handler(Some(patiently))?;
    if !options.read_only {
        connection.pragma_update(None, "journal_mode", "wal")?;
    }
    connection.pragma_update(None, "synchronous", if options.durable { "full" } else { "off" })?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What is erased is overwritten: ciphers of a person do not stay in free pages.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "cache_size", -limits::CACHE_KB)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.set_prepared_statement_cache_capacity(limits::STATEMENTS_MAX);
    Ok(connection)
}

const WAIT: Duration = Duration::from_micros(500);

#[expect(clippy::cast_possible_truncation, reason = "twenty thousand tries fit")]
const TRIES_MAX: i32 = (limits::LOCK_MILLIS_MAX as u128 * 1_000 / WAIT.as_micros()) as i32;

/// Waits a little for a lock; false when it has waited long enough.
pub(super) fn patiently(tries: i32) -> bool {
    std::thread::sleep(WAIT);
    tries < TRIES_MAX
}
