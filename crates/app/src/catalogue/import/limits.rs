//! How much an import takes.

/// Bytes of one line; the longest real row has 5,000.
pub const LINE_BYTES_MAX: usize = 1024 * 1024;
/// Bytes of a file (1 GB).
pub const FILE_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// Rows of a file; a whole province has about 100,000.
pub const ROWS_MAX: usize = 200_000;
/// Refusals that are kept to be read; the rest is counted.
pub const REFUSALS_MAX: usize = 1_000;
/// Lines that a warning names; the rest is counted.
pub const WARNING_LINES_MAX: usize = 10;
/// Rows between two reports of progress.
pub const PROGRESS_ROWS: usize = 100;
