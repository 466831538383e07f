//! Papers, forms and guides as PDF, and QR codes.
//!
//! A [`Document`] says what is on the paper; [`render`] lays it out on A4 and writes a PDF in which
//! the text can be searched and read aloud. Every paper also exists as a page that prints: where no
//! Chinese font is installed, [`Font::find`] says so and the caller offers that page.

mod breaking;
mod font;
mod layout;
pub mod limits;
mod markup;
mod model;
mod ops;
mod qr;
mod write;

use limits::{COLUMNS_MAX, PAGES_MAX};

pub use font::{Font, FontError};
pub use markup::blocks;
pub use model::{Block, Column, Document, Field, Signature, Table};
pub use qr::{Qr, QrError};

/// A finished PDF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file. The same document and font give the same bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that the font does not have, for example in rare names. Each is printed as 〓;
    /// somebody has to write it in by hand.
    pub missing: Vec<char>,
}

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// A row has more or fewer cells than its table has columns.
    #[error("row {row} of a table has {cells} cells for {columns} columns")]
    Row {
        /// The row, from 1.
        row: usize,
        /// How many cells it has.
        cells: usize,
        /// How many columns the table has.
        columns: usize,
    },
    /// A table has no columns, or more than fit on a page.
    #[error("a table has 1 to {COLUMNS_MAX} columns, not {0}")]
    Columns(usize),
    /// The document would be longer than [`limits::PAGES_MAX`].
    #[error("the document has more than {PAGES_MAX} pages")]
    TooLong,
    /// The text of a QR code is too long.
    #[error(transparent)]
    Qr(#[from] QrError),
    /// The font file is damaged.
    #[error("the font cannot be used: {0}")]
    Font(String),
}

/// Lays the document out and writes it as PDF.
pub fn render(document: &Document, font: &Font) -> Result<Pdf, DocumentError> {
    let face = font.face()?;
    let pages = layout::pages(document, &face)?;
    write::pdf(document, &pages, font, &face)
}
