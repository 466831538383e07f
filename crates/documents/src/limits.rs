//! Every size that a document may have is named here.

/// Pages of one document.
pub const PAGES_MAX: usize = 500;
/// Columns of one table: more cannot be read on a sheet of A4.
pub const COLUMNS_MAX: usize = 12;
/// Elements within elements of markup: our pages have about ten.
pub const MARKUP_DEPTH_MAX: usize = 64;
/// Bytes in a QR code: more makes modules too small for a phone to read from paper.
pub const QR_BYTES_MAX: usize = 1000;
/// Bytes of a font file; the largest collections of Chinese fonts have about 120 MB.
pub const FONT_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Folders within folders in which fonts are looked for.
pub const FONT_FOLDER_DEPTH_MAX: usize = 5;
/// Files that are looked at to find a font.
pub const FONT_FILES_MAX: usize = 20_000;
