//! Every queue, batch, retry and wait of the storage layer has its limit here.

/// Units that may wait for a database thread; one more is refused
/// ([`crate::Error::Overloaded`]).
pub const QUEUE_UNITS_MAX: usize = 16_384;
/// Units that one SQLite commit may carry.
pub const BATCH_UNITS_MAX: usize = 256;
/// Milliseconds after which a group commit takes no further unit in.
pub const BATCH_MILLIS_MAX: u64 = 50;
/// Milliseconds that one unit may keep its thread: what is longer is stopped
/// ([`crate::Error::TooLong`]). Longer work goes in chunks.
pub const UNIT_MILLIS_MAX: u64 = 5_000;
/// Milliseconds after which a unit is named in the log as slow.
pub const UNIT_MILLIS_SLOW: u64 = 250;
/// Attempts at a unit that loses against concurrent units (40001, 40P01) or its connection.
pub const ATTEMPTS_MAX: u32 = 12;
/// Milliseconds before the second attempt; doubled with each further one up to 64 times as much.
pub const RETRY_MILLIS_FIRST: u64 = 2;
/// Milliseconds that a unit waits for a lock which another process or connection holds.
pub const LOCK_MILLIS_MAX: u64 = 10_000;
/// Milliseconds to establish a connection, and for a broken one to come back.
pub const CONNECT_MILLIS_MAX: u64 = 5_000;
/// Prepared statements kept per connection.
pub const STATEMENTS_MAX: usize = 1_024;
/// Rows of a batched write that are under way at once.
pub const PIPELINE_ROWS_MAX: usize = 128;
/// Changed rows after which the write-ahead log is copied into the database file.
pub const CHECKPOINT_CHANGES: u64 = 4_000;
/// Milliseconds after which even a few changes are copied into the database file.
pub const CHECKPOINT_MILLIS_MAX: u64 = 2_000;
/// Bytes of write-ahead log above which the writer waits until the log starts afresh.
pub const WAL_BYTES_MAX: u64 = 64 << 20;
/// Pages that a step of the online backup copies before it lets others at the disk.
pub const BACKUP_STEP_PAGES: i32 = 1_024;
/// Milliseconds between the steps of the online backup.
pub const BACKUP_PAUSE_MILLIS: u64 = 2;
/// SQLite virtual machine operations between two looks at the clock of a unit's budget.
pub const BUDGET_OPS: i32 = 20_000;
/// SQLite page cache of the writer and of each reader, in KB.
pub const CACHE_KB: i32 = 8_192;
/// Bytes of the SQLite file that a reader sees by way of the system's memory instead of
/// copying each
/// page; what lies beyond is copied. The writer copies: it must be told of a failing disk, not
/// ended.
pub const MMAP_BYTES: i64 = 2 << 30;
