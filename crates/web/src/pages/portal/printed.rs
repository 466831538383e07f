//! Public papers as PDF files: what the page says, laid out once for everybody.

use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use documents::{Block, Document};
use i18n::Lang;
use maud::Markup;

use crate::App;
use crate::error::{InLang as _, PageError};
use crate::pages::desk::papers::font;
use crate::published::Edition;

/// A paper before it is laid out.
pub(super) struct Paper {
    /// In large type at its head.
    pub title: String,
    /// The body in whose name it is published.
    pub department: String,
    /// What it says below the title.
    pub content: Markup,
    /// A QR code at its end: what a phone reads, and what a person reads.
    pub qr: Option<(String, String)>,
    /// Whether it is demonstration data.
    pub demo: bool,
}

/// Whether papers can be had as PDF.
pub(super) fn possible() -> bool {
    font().is_some()
}

/// Answers with the PDF of this address. `make` knows none where the page is not there either.
pub(super) async fn file(
    app: &App,
    lang: Lang,
    uri: &Uri,
    headers: &HeaderMap,
    make: impl FnOnce(&Edition) -> Option<Paper>,
) -> Result<Response, PageError> {
    let edition = app.published.edition(&app.house);
    if let Some(known) = edition.file(uri.path(), headers) {
        return Ok(known);
    }
    let missing = || PageError::new(lang, app::Error::NotFound);
    let font = font().ok_or_else(missing)?;
    let paper = make(&edition).ok_or_else(missing)?;
    let name = format!("{}.pdf", paper.title);
    let document = document(lang, paper);
    let turn = app.printers.acquire().await.map_err(app::Error::broken).in_lang(lang)?;
    let pdf = tokio::task::spawn_blocking(move || documents::render(&document, font));
    let pdf = pdf.await.map_err(app::Error::broken).in_lang(lang)?;
    drop(turn);
    let pdf = pdf.map_err(app::Error::broken).in_lang(lang)?;
    Ok(edition.keep(uri.path(), &name, pdf.bytes, headers))
}

fn document(lang: Lang, paper: Paper) -> Document {
    let mut blocks = documents::blocks(&paper.content.into_string());
    blocks.extend(paper.qr.map(|(content, caption)| Block::Qr { content, caption }));
    Document {
        language: lang.tag().to_owned(),
        title: paper.title,
        department: paper.department,
        number: None,
        demo: paper.demo,
        blocks,
    }
}
