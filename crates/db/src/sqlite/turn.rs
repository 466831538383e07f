//! Taking turns at SQLite's one write lock.
//!
//! SQLite gives its lock to whoever happens to ask at the right moment, so that a busy server would
//! starve a command beside it. Whoever wants to write therefore first takes a lock on a small file
//! beside the database and keeps it until its transaction has begun: the next in line waits for the
//! turn, not for the lock, and the one before cannot overtake it.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::{Error, Result, limits};

/// One writer's place in the line.
#[derive(Debug)]
pub(super) struct Turn(File);

impl Turn {
    /// Opens the file beside the database, `NAME-turn`.
    pub(super) fn open(database: &Path) -> Result<Self> {
        let mut path = database.as_os_str().to_owned();
        path.push("-turn");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path);
        Ok(Self(file.map_err(|error| Error::Disk(error.to_string()))?))
    }

    /// Does `begin` when it is this writer's turn. The turn is a courtesy and not what keeps the
    /// data safe, so after a long wait, or where files cannot be locked, it goes on without.
    pub(super) fn hold<T>(&self, begin: impl FnOnce() -> T) -> T {
        let patience = Duration::from_millis(limits::LOCK_MILLIS_MAX);
        let asked = Instant::now();
        let mut mine = self.0.try_lock();
        while let Err(std::fs::TryLockError::WouldBlock) = mine {
            if asked.elapsed() > patience {
                break;
            }
            sleep(Duration::from_micros(200));
            mine = self.0.try_lock();
        }
        let outcome = begin();
        if mine.is_ok() && self.0.unlock().is_err() {
            tracing::warn!("the turn at the database could not be given back");
        }
        outcome
    }
}
