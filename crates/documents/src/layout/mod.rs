//! From a document to pages: A4, one column, margins near those of official papers (GB/T 9704).

mod blocks;
mod grid;
mod seal;
mod sheet;

use sheet::Sheet;

use crate::font::Metrics;
use crate::model::Document;
use crate::ops::{Ink, Op, Page};
use crate::{DocumentError, model::Block};

/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;
/// The width of A4.
pub const PAGE_WIDTH: f32 = 210.0 * MM;
/// The height of A4.
pub const PAGE_HEIGHT: f32 = 297.0 * MM;
/// White on the left and on the right.
const SIDE: f32 = 26.0 * MM;
/// Where the text begins.
const TOP: f32 = 27.0 * MM;
/// Where the text ends.
const BOTTOM: f32 = PAGE_HEIGHT - 26.0 * MM;
/// The width of the text.
const WIDTH: f32 = PAGE_WIDTH - 2.0 * SIDE;
/// The size of running text (小四).
const BODY: f32 = 12.0;
/// The size of what is beside the matter.
const SMALL: f32 = 9.0;
/// What every page of a demonstration says.
const DEMO: &str = "演示";

/// Lays out all pages.
pub fn pages(document: &Document, face: &Metrics) -> Result<Vec<Page>, DocumentError> {
    let mut sheet = Sheet::new(face);
    sheet.head(document)?;
    for (place, block) in document.blocks.iter().enumerate() {
        let next = document.blocks.get(place + 1);
        sheet.block(block, next, document.demo)?;
    }
    margins(document, &mut sheet);
    Ok(sheet.into_pages())
}

/// What stands above and below the text of every page.
fn margins(document: &Document, sheet: &mut Sheet) {
    let pages = sheet.page_count();
    let base = PAGE_HEIGHT - 14.0 * MM;
    for page in 0..pages {
        let count = format!("{} / {pages}", page + 1);
        let middle = (PAGE_WIDTH - sheet.width_of(&count, SMALL)) / 2.0;
        sheet.put_on(page, middle, base, SMALL, Ink::Grey, &count);
        if let Some(number) = &document.number {
            sheet.put_on(page, SIDE, base, SMALL, Ink::Grey, number);
        }
        if document.demo {
            let (width, size) = (sheet.width_of(DEMO, BODY), BODY);
            let (left, top) = (PAGE_WIDTH - SIDE - width, 14.0 * MM);
            let frame = [left - 6.0, top, width + 12.0, size + 8.0];
            sheet.op_on(page, Op::Frame(frame, Ink::Red));
            sheet.put_on(page, left, top + size + 2.0, size, Ink::Red, DEMO);
        }
    }
}

impl Block {
    /// Whether a heading may stand alone at the foot of a page before this.
    fn is_heading(&self) -> bool {
        matches!(self, Self::Heading(_) | Self::Subheading(_))
    }
}
