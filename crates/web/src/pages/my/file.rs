//! Files as attachments, and the proof of a case.

use app::cases::file::StoredFile;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use base::codes::CaseNumber;
use i18n::Lang;

use crate::App;
use crate::error::{InLang as _, PageError};
use crate::lang::PathLang;
use crate::visitor::Visitor;

pub(super) async fn of_draft(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, id, file)): Path<(String, String, String)>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let cx = app.cx(&visitor.actor);
    let file = cx.read(move |unit| app::files::in_draft(unit, &id, &file)).await.in_lang(lang)?;
    attachment(&app, lang, file).await
}

pub(super) async fn of_case(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number, file)): Path<(String, String, String)>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let number = number_of(lang, &number)?;
    let cx = app.cx(&visitor.actor);
    let file = cx
        .read(move |unit| app::files::in_case(unit, number.as_str(), &file, ""))
        .await
        .in_lang(lang)?;
    attachment(&app, lang, file).await
}

/// A case number of an address: what is none cannot exist.
pub(super) fn number_of(lang: Lang, text: &str) -> Result<CaseNumber, PageError> {
    CaseNumber::parse(text).map_err(|_| PageError::new(lang, app::Error::NotFound))
}

/// Never shown inside a page of ours: saved, whatever it holds.
async fn attachment(app: &App, lang: Lang, file: StoredFile) -> Result<Response, PageError> {
    let (house, wanted) = (app.house.clone(), file.clone());
    let bytes = tokio::task::spawn_blocking(move || app::files::read(&house, &wanted)).await;
    let bytes = bytes.map_err(|error| PageError::new(lang, app::Error::broken(error)))?;
    let bytes = bytes.in_lang(lang)?;
    let name: String = form_urlencoded::byte_serialize(file.name.as_bytes()).collect();
    let name = name.replace('+', "%20");
    let headers = [
        (CONTENT_TYPE, file.media_type),
        (CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

pub(super) async fn proof(
    State(app): State<App>,
    PathLang(lang): PathLang,
    Path((_, number)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let number = number_of(lang, &number)?;
    let name = format!("attachment; filename=\"{number}.proof.json\"");
    let cx = app.cx(&visitor.actor);
    let proof = cx
        .read(move |unit| app::log::proofs::of_case(unit, number.as_str()))
        .await
        .in_lang(lang)?;
    let headers = [
        (CONTENT_TYPE, "application/json".to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, proof.to_json()).into_response())
}
