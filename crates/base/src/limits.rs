//! Every loop, queue, upload, page size and retry has a named limit here.

/// Characters of a person's name: GB/T 39046 allows 100 for an applicant.
pub const NAME_CHARS_MAX: usize = 100;
/// Bytes of one uploaded file (20 MB).
pub const UPLOAD_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// Rows on a page of a list.
pub const PAGE_ROWS_MAX: usize = 100;
/// Characters of a typed code before it is refused unread; the longest real one has 50.
pub const CODE_CHARS_MAX: usize = 64;
/// Days that one time limit may span, pauses included, before it is refused (ten years).
pub const DEADLINE_DAYS_MAX: usize = 3_660;
/// Bytes of a calendar file; forty years of holidays have fewer.
pub const CALENDAR_BYTES_MAX: usize = 256 * 1024;
