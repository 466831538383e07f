//! A form on paper: blank, filled in as an example, with its common errors.

use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use views::links::Sheet;
use views::sheet::{SheetView, sheet as page};

use super::published;
use crate::App;
use crate::error::PageError;
use crate::lang::PathLang;

pub(super) async fn sheet(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, code, material, word)): Path<(String, String, String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    published(&app, lang, &uri, &headers, |edition, shell| {
        let sheet = Sheet::from_word(&word)?;
        let catalogue = &edition.catalogue;
        let item = &catalogue.item(&code)?.item;
        let view = SheetView {
            item,
            department: &catalogue.department(&item.department)?.name,
            form: item.downloads.iter().find(|form| form.material == material)?,
            sheet,
        };
        Some(page(lang, shell, &view))
    })
}
