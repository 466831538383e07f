//! A form on paper: blank, filled in as an example, with its common errors; as a page and as PDF.

use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use views::links::Sheet;
use views::sheet::{self, SheetView};
use views::words;

use super::{printed, published};
use crate::App;
use crate::error::PageError;
use crate::lang::PathLang;
use crate::published::Edition;

pub(super) async fn sheet(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code, material, word)): Path<(String, String, String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some(word) = word.strip_suffix(".pdf") else {
        return published(&app, lang, &uri, &headers, |edition, shell| {
            Some(sheet::sheet(lang, shell, &view(edition, &code, &material, &word)?))
        });
    };
    printed::file(&app, lang, &uri, &headers, |edition| {
        let view = view(edition, &code, &material, word)?;
        Some(printed::Paper {
            title: sheet::title(lang, &view),
            department: words::text(lang, view.department).0.to_owned(),
            content: sheet::paper(lang, &view),
            qr: None,
            demo: view.item.demo,
        })
    })
    .await
}

fn view<'a>(edition: &'a Edition, code: &str, material: &str, word: &str) -> Option<SheetView<'a>> {
    let catalogue = &edition.catalogue;
    let item = &catalogue.item(code)?.item;
    Some(SheetView {
        item,
        department: &catalogue.department(&item.department)?.name,
        form: item.downloads.iter().find(|form| form.material == material)?,
        sheet: Sheet::from_word(word)?,
        pdf: printed::possible(),
    })
}
