//! How a database is opened.

use std::time::Duration;

use crate::limits;

/// How a database is opened. The defaults are those of a server.
#[derive(Debug, Clone)]
pub struct Options {
    /// SQLite: threads that read, each with a connection; and as many connections for look-ups.
    pub readers: usize,
    /// PostgreSQL: threads that read and write, each with a connection.
    pub pg_connections: usize,
    /// How long one unit may keep its thread.
    pub unit_budget: Duration,
    /// Whether a commit waits for the disk. Off only for what can be made again, such as tests.
    pub durable: bool,
    /// Only looks: nothing is made, nothing is written, and a SQLite file must be there. Units that
    /// write are refused.
    pub read_only: bool,
    /// SQLite: the name of a registered virtual file system, for tests with failing disks.
    pub vfs: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers: 4,
            pg_connections: 16,
            unit_budget: Duration::from_millis(limits::UNIT_MILLIS_MAX),
            durable: true,
            read_only: false,
            vfs: None,
        }
    }
}

impl Options {
    /// Few threads, for a command that works alone beside a running server.
    pub fn command() -> Self {
        Self { readers: 1, pg_connections: 1, ..Self::default() }
    }

    /// The same for a command that only looks.
    pub fn looking() -> Self {
        Self { read_only: true, ..Self::command() }
    }
}
