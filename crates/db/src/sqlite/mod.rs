//! SQLite: one thread that writes, several that read, one that empties the write-ahead log.

mod admin;
mod checkpoint;
mod connect;
mod looks;
mod reader;
mod schema;
mod session;
mod turn;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

pub(crate) use admin::{backup, migrate_all as migrate, pending, refusal, transaction};
pub(crate) use connect::connect;
pub(crate) use looks::Looks;
pub(crate) use schema::schema;
pub(crate) use session::Session;

use crate::db::Pool;
use crate::{Error, Options, Result, Tx};

/// Opens the file and starts the threads.
pub(crate) fn start(path: &Path, options: &Options, pool: &Pool) -> Result<Vec<JoinHandle<()>>> {
    let mut threads = Vec::new();
    let reading = || {
        let session = Box::new(Session::open(path, options, true)?);
        Ok::<_, Error>(Tx::new(crate::tx::Session::Sqlite(session)))
    };
    for _ in 0..options.readers.max(1) {
        pool.looks.put(reading()?);
        let tx = reading()?;
        let pool = pool.clone();
        threads.push(spawn("db-read", move || reader::run(tx, &pool))?);
    }
    if options.read_only {
        return Ok(threads);
    }
    let signal = Arc::new(checkpoint::Signal::default());
    let session = Session::open(path, options, false)?;
    let checkpointer = checkpoint::Checkpointer::open(path, options, Arc::clone(&signal))?;
    let checkpointer = spawn("db-checkpoint", move || checkpointer.run())?;
    let wake = checkpointer.thread().clone();
    let writer =
        writer::Writer::new(session, path, pool, checkpoint::Bell::new(signal, wake, path))?;
    // The writer rings for the last time when it ends, so it comes before the checkpointer.
    threads.push(spawn("db-write", move || writer.run())?);
    threads.push(checkpointer);
    Ok(threads)
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    let thread = Builder::new().name(name.to_owned()).spawn(body);
    thread.map_err(|error| Error::Driver(format!("no thread for {name}: {error}")))
}

/// The driver's errors in the house's words.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::Full,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::OperationInterrupted) => Self::TooLong,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Corrupt(text),
            Some(Code::ConstraintViolation) => Self::Constraint(text),
            Some(Code::ReadOnly) => Self::ReadOnly,
            Some(Code::SystemIoFailure | Code::CannotOpen) => Self::Disk(text),
            _ => Self::Driver(text),
        }
    }
}
