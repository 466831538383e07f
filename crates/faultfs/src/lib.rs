//! A disk for SQLite whose power can be cut and which can be full: for tests only.
//!
//! It stands before the real file system as a SQLite virtual file system. What is written stays in
//! memory, as in the cache of an operating system, until the file is synced; a power cut forgets
//! it. A killed process proves less: the operating system writes down what it had written.
//!
//! Files come and go at once, as if their folder were always synced; locks and shared memory are
//! the real ones.

mod disk;
mod file;
mod state;
mod vfs;

pub use disk::Disk;
